"""Requests that carry data: JSON objects, read whole before a handler of this thread's own is called."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request, Mapping[str, Any]], Response]


def posted(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler as an endpoint that is given the JSON object of the body; anything else is refused."""

    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415, "JSON belongs here")
        try:
            told = json.loads(await request.body())
        except ValueError as error:
            raise HTTPException(400, f"no JSON: {error}") from error
        if not isinstance(told, dict):
            raise HTTPException(400, "an object belongs here")
        return await run_in_threadpool(handler, request, told)

    return endpoint


def text_of(told: Mapping[str, Any], name: str) -> str:
    """The text under a name; "" where there is none."""
    value = told.get(name)
    return value if isinstance(value, str) else ""


def texts_of(told: Mapping[str, Any], name: str) -> dict[str, str]:
    """The map of texts under a name, without what is no text."""
    value = told.get(name)
    return {str(key): text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}
