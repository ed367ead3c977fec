# The extraction as a container: `docker run -v "$PWD:/data" IMAGE run /data/articles --out /data/tables`, or the service:
# `docker run --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8000:8000 IMAGE serve --host 0.0.0.0`.
# Runs as a user without rights and writes nothing but what it is told to, so the root file system can be read-only.
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY locks locks
COPY extractor extractor
COPY rules rules
RUN python -m venv /opt/extractor \
    && pip="/opt/extractor/bin/pip install --no-cache-dir --disable-pip-version-check --no-build-isolation" \
    && $pip --require-hashes -r locks/build.lock \
    && $pip --require-hashes -r locks/service.lock \
    && $pip --no-deps .

FROM python:3.13-slim
LABEL org.opencontainers.image.title="zh-news-extractor" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV PATH=/opt/extractor/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache
COPY --from=build /opt/extractor /opt/extractor
RUN useradd --system --no-create-home --shell /usr/sbin/nologin --uid 10001 extractor
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["extractor"]
CMD ["--help"]
