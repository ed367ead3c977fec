"""The HTTP application: one pipeline, limits on size, time and number, and what tells of it."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from extractor.errors import UsageError
from extractor.extras import DISTRIBUTION
from extractor.model import RawArticle
from extractor.outputs.json_rows import checked_tables, encoded, json_tables
from extractor.outputs.rows import TableRows, rows_of
from extractor.pipeline import Pipeline
from extractor.service.bodies import Fault, article, bounded
from extractor.service.metrics import CONTENT_TYPE, Metrics
from extractor.service.openapi import openapi

RETRY_SECONDS = 1
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest body in bytes, the seconds that receiving it and answering may take each, the articles in work at a time."""

    body_bytes: int = 8 * 1024 * 1024
    seconds: float = 30.0
    articles: int = 4


class Service:
    """The pipeline behind its limits."""

    def __init__(self, pipeline: Pipeline, limits: Limits) -> None:
        self._pipeline = pipeline
        self.limits = limits
        self.metrics = Metrics()
        self.version = version(DISTRIBUTION)
        self._free = threading.BoundedSemaphore(limits.articles)
        self._threads = ThreadPoolExecutor(limits.articles, thread_name_prefix="extract")

    async def extract(self, request: Request) -> Response:
        """The tables of the posted article."""
        tables = _tables(request.query_params.get("tables", ""))
        try:
            async with asyncio.timeout(self.limits.seconds):
                body = await bounded(request.stream(), request.headers.get("content-length"), self.limits.body_bytes)
        except TimeoutError as error:
            raise Fault(408, f"the article did not come within {self.limits.seconds:g} seconds") from error
        rows = await self._in_time(article(request.headers.get("content-type", ""), body))
        return Response(encoded(json_tables(rows, tables)), media_type="application/json")

    async def health(self, _request: Request) -> Response:
        """That the service is up, and with which rules."""
        return JSONResponse({"status": "ok", "version": self.version, "rules": self._pipeline.pack.label})

    async def told(self, _request: Request) -> Response:
        """The metrics."""
        return Response(self.metrics.page(), headers={"content-type": CONTENT_TYPE})

    async def described(self, _request: Request) -> Response:
        """The OpenAPI document."""
        return JSONResponse(openapi(self.version))

    async def _in_time(self, item: RawArticle) -> TableRows:
        """The rows, from a thread. Raises Fault 503 where none is free or it takes too long, 422 where the pipeline fails.

        An article that takes too long stays in work, and its place taken, until it is done: threads cannot be stopped.
        """
        if not self._free.acquire(blocking=False):
            raise Fault(503, f"{self.limits.articles} articles are in work; try again")
        self.metrics.in_work.inc()
        future = self._threads.submit(self._rows, item)
        future.add_done_callback(self._freed)
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), self.limits.seconds)
        except TimeoutError as error:
            raise Fault(503, f"the article took more than {self.limits.seconds:g} seconds") from error
        except Exception as error:
            _LOG.exception("an article of %d characters could not be extracted", len(item.text))
            raise Fault(422, f"failed: {type(error).__name__}") from error

    def _rows(self, item: RawArticle) -> TableRows:
        started = time.perf_counter()
        rows = rows_of(self._pipeline.extract(item))
        self.metrics.extracted(rows, len(item.text), time.perf_counter() - started)
        return rows

    def _freed(self, _future: Future[TableRows]) -> None:
        self.metrics.in_work.dec()
        self._free.release()


def application(service: Service) -> Starlette:
    """The routes of a service; every fault is answered as JSON with `error`."""
    routes = [
        Route("/extract", service.extract, methods=["POST"]),
        Route("/health", service.health),
        Route("/metrics", service.told),
        Route("/openapi.json", service.described),
    ]
    known = {route.path for route in routes}

    async def counted(request: Request, call: RequestResponseEndpoint) -> Response:
        response = await call(request)
        path = request.url.path if request.url.path in known else "other"
        service.metrics.requests.labels(path, str(response.status_code)).inc()
        return response

    return Starlette(
        routes=routes,
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=counted)],
        exception_handlers={Fault: _fault, HTTPException: _http_fault},
    )


def _tables(names: str) -> tuple[str, ...]:
    try:
        return checked_tables(names)
    except UsageError as error:
        raise Fault(400, str(error)) from error


def _fault(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Fault)
    headers = {"retry-after": str(RETRY_SECONDS)} if error.status == 503 else None
    return JSONResponse({"error": error.told}, error.status, headers)


def _http_fault(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)
