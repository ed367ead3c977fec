"""The HTTP service: in process for its answers and limits, as a real process for its socket and its end."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from extractor.cli.app import exit_code
from extractor.model import RawArticle
from extractor.outputs.rows import rows_of
from extractor.pipeline import ArticleResult, Pipeline
from extractor.service.app import Limits, Service, application
from extractor.sources import read_articles
from tests.quality import CORPUS

TEXT = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。"
PLAIN = {"content-type": "text/plain; charset=utf-8"}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.default()


def ask(pipeline: Pipeline, method: str, path: str, limits: Limits | None = None, **more: Any) -> httpx.Response:
    """The application's answer to one request."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(application(Service(pipeline, limits or Limits())))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, **more)

    return asyncio.run(answer())


BODIES: dict[str, dict[str, Any]] = {
    "text": {"content": TEXT.encode(), "headers": PLAIN},
    "GBK": {"content": TEXT.encode("gbk"), "headers": {"content-type": "text/plain; charset=gbk"}},
    "page": {
        "content": f"<html><body><p>{TEXT}</p></body></html>".encode(),
        "headers": {"content-type": "text/html"},
    },
    "json": {"json": {"text": TEXT, "url": "https://news.example/1", "title": "题"}},
    "json with a page": {"json": {"html": f"<html><body><p>{TEXT}</p></body></html>"}},
}


@pytest.mark.parametrize("name", BODIES)
def test_an_article_gives_its_facts(name: str, pipeline: Pipeline) -> None:
    answer = ask(pipeline, "POST", "/extract", **BODIES[name])
    assert answer.status_code == 200
    found = answer.json()
    assert [(fact["award"], fact["edition"]) for fact in found["award_facts"]] == [("厦门市质量奖", 6)]
    assert found["funding_facts"][0]["amount"] == 1000000
    assert found["documents"]["source"] == ("https://news.example/1" if name == "json" else "request")


def test_only_some_tables(pipeline: Pipeline) -> None:
    answer = ask(pipeline, "POST", "/extract?tables=award_facts,count_facts", **BODIES["text"])
    assert list(answer.json()) == ["award_facts", "count_facts"]


FAULTS: dict[str, tuple[dict[str, Any], int, str]] = {
    "no type": ({"content": b"a"}, 415, "content type none"),
    "another type": ({"content": b"a", "headers": {"content-type": "image/png"}}, 415, "content type image/png"),
    "no JSON": ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "no JSON"),
    "deep JSON": ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400, "no JSON"),
    "no object": ({"json": [1]}, 400, "an object belongs here"),
    "no text": ({"json": {"a": 1}}, 400, "no field with a text"),
    "no text at all": ({"content": b"", "headers": PLAIN}, 400, "empty"),
    "a picture": ({"content": b"\x89PNG\r\n\x1a\n\0\0", "headers": PLAIN}, 400, "binary data"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_as_json(name: str, pipeline: Pipeline) -> None:
    request, status, told = FAULTS[name]
    answer = ask(pipeline, "POST", "/extract", **request)
    assert (answer.status_code, told in answer.json()["error"]) == (status, True), answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/extract", 405), ("GET", "/", 404), ("POST", "/extract?tables=x", 400)]
)
def test_other_paths_and_methods(method: str, path: str, status: int, pipeline: Pipeline) -> None:
    answer = ask(pipeline, method, path)
    assert answer.status_code == status
    assert answer.json()["error"]


async def _pieces(number: int) -> Any:
    for _ in range(number):
        yield "长".encode() * 100


@pytest.mark.parametrize("declared", [True, False])
def test_long_bodies_are_refused(declared: bool, pipeline: Pipeline) -> None:
    body: Any = b"a" * 2000 if declared else _pieces(20)
    answer = ask(pipeline, "POST", "/extract", Limits(body_bytes=1000), content=body, headers=PLAIN)
    assert (answer.status_code, answer.json()["error"]) == (413, "longer than 1,000 bytes")


class Slow(Pipeline):
    """A pipeline that waits until it may go on, to fill the service."""

    def __init__(self, pipeline: Pipeline) -> None:
        super().__init__(pipeline.pack)
        self.go = threading.Event()

    def extract(self, article: RawArticle | str) -> ArticleResult:
        self.go.wait(20)
        return super().extract(article)


def test_a_slow_article_is_given_up_and_others_are_told_to_wait(pipeline: Pipeline) -> None:
    slow = Slow(pipeline)
    service = Service(slow, Limits(seconds=0.2, articles=1))

    async def answers() -> list[httpx.Response]:
        transport = httpx.ASGITransport(application(service))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            first = await client.post("/extract", **BODIES["text"])
            second = await client.post("/extract", **BODIES["text"])
            slow.go.set()
            while (await client.get("/metrics")).text.find("extractor_articles_in_work 0.0") < 0:
                await asyncio.sleep(0.01)
            return [first, second, await client.post("/extract", **BODIES["text"])]

    first, second, third = asyncio.run(answers())
    assert (first.status_code, first.json()["error"]) == (503, "the article took more than 0.2 seconds")
    assert (second.status_code, second.headers["retry-after"]) == (503, "1")
    assert third.status_code == 200


class Broken(Pipeline):
    def extract(self, article: RawArticle | str) -> ArticleResult:
        raise ZeroDivisionError(str(article)[:1])


def test_a_failure_tells_nothing_of_the_inside(pipeline: Pipeline, caplog: pytest.LogCaptureFixture) -> None:
    answer = ask(Broken(pipeline.pack), "POST", "/extract", **BODIES["text"])
    assert (answer.status_code, answer.json()) == (422, {"error": "failed: ZeroDivisionError"})
    assert "could not be extracted" in caplog.text


def test_a_sender_that_stops_is_given_up(pipeline: Pipeline) -> None:
    async def stopping() -> Any:
        yield b"a"
        await asyncio.sleep(5)

    answer = ask(pipeline, "POST", "/extract", Limits(seconds=0.1), content=stopping(), headers=PLAIN)
    assert answer.status_code == 408


def test_the_document_describes_what_is_answered(pipeline: Pipeline) -> None:
    document = ask(pipeline, "GET", "/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {"/extract", "/health", "/metrics", "/openapi.json"}
    refs = set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(document)))
    assert refs <= set(document["components"]["schemas"])
    schema = {"$ref": "#/components/schemas/Tables", "components": document["components"]}
    article = next(item for item in read_articles([str(CORPUS.articles / "a01.txt")]) if isinstance(item, RawArticle))
    found = ask(pipeline, "POST", "/extract", json={"text": article.text}).json()
    Draft202012Validator(schema).validate(found)
    fault = ask(pipeline, "POST", "/extract", json={})
    Draft202012Validator({**schema, "$ref": "#/components/schemas/Fault"}).validate(fault.json())
    assert str(fault.status_code) in document["paths"]["/extract"]["post"]["responses"]


def test_health_and_metrics(pipeline: Pipeline) -> None:
    health = ask(pipeline, "GET", "/health").json()
    assert (health["status"], "default" in health["rules"]) == ("ok", True)
    service = Service(pipeline, Limits())

    async def told() -> str:
        transport = httpx.ASGITransport(application(service))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            await client.post("/extract", **BODIES["text"])
            await client.get("/nowhere/at/all")
            return (await client.get("/metrics")).text

    text = asyncio.run(told())
    for line in (
        'extractor_requests_total{path="/extract",status="200"} 1.0',
        'extractor_requests_total{path="other",status="404"} 1.0',
        'extractor_facts_total{table="award_facts"} 1.0',
        f"extractor_characters_total {float(len(TEXT))}",
        "extractor_extract_seconds_count 1.0",
        "extractor_articles_in_work 0.0",
    ):
        assert line in text


def test_threads_give_what_one_after_another_gives(pipeline: Pipeline) -> None:
    articles = [item for item in read_articles([str(CORPUS.articles)]) if isinstance(item, RawArticle)][:20]
    alone = [rows_of(pipeline.extract(article)) for article in articles]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda article: rows_of(pipeline.extract(article)), articles)) == alone


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    port: int


@contextmanager
def running(*options: str) -> Iterator[Running]:
    """The service as a process on a free port."""
    command = [sys.executable, "-m", "extractor", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert process.stderr
        line = process.stderr.readline().decode()
        found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
        assert found, line + process.stderr.read().decode()
        yield Running(process, int(found[1]))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_a_real_process_answers_and_ends_gracefully() -> None:
    """On SIGTERM a request that is under way is still answered, and the process ends well."""
    with running("--max-body", "1") as service:
        with httpx.Client(base_url=f"http://127.0.0.1:{service.port}") as client:
            assert client.get("/health").json()["status"] == "ok"
            assert client.post("/extract", **BODIES["json"]).json()["award_facts"]
            assert client.post("/extract", content=b"a" * 2_000_000, headers=PLAIN).status_code == 413
        under_way = http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)
        body = TEXT.encode()
        under_way.putrequest("POST", "/extract")
        under_way.putheader("content-type", "text/plain")
        under_way.putheader("content-length", str(len(body)))
        under_way.endheaders()
        under_way.send(body[:30])
        time.sleep(0.3)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        under_way.send(body[30:])
        answer = under_way.getresponse()
        assert answer.status == 200
        assert json.loads(answer.read())["award_facts"]
        under_way.close()
        assert service.process.wait(10) == 0


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert exit_code(["serve", "--port", str(port)]) == 2
    assert f"cannot listen on 127.0.0.1:{port}" in capsys.readouterr().err


def test_no_address_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["serve", "--host", "not an address"]) == 2
    assert "cannot listen on not an address:8000" in capsys.readouterr().err
