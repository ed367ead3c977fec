"""The web application: all views behind one guard."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from extractor.errors import ExtractorError, RuleError
from extractor.web.desk import Desk
from extractor.web.guard import Door, Guard
from extractor.web.judge.routes import VIEW as JUDGE
from extractor.web.look.routes import VIEW as LOOK
from extractor.web.read.routes import VIEW as READ
from extractor.web.render import THEMES, Renderer
from extractor.web.setting import LANGUAGES
from extractor.web.tune.routes import VIEW as TUNE
from extractor.web.views import View

STATIC = Path(__file__).parent / "static"
VIEWS: tuple[View, ...] = (READ, JUDGE, TUNE, LOOK)
_YEAR = 365 * 86400


def application(desk: Desk, door: Door) -> Starlette:
    """The application of a desk, which is open only to those with the token of the door."""
    renderer = Renderer(desk.setting, VIEWS)

    async def fault(request: Request, error: Exception) -> Response:
        return _fault(renderer, request, error)

    return Starlette(
        routes=[
            *(route for view in VIEWS for route in view.routes(desk, renderer)),
            Route("/preferences", preferences, methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, door=door), Middleware(GZipMiddleware, minimum_size=2000)],
        exception_handlers={ExtractorError: fault, HTTPException: fault, ValueError: fault},
    )


def _fault(renderer: Renderer, request: Request, error: Exception) -> Response:
    """What went wrong, as a page, or as data where a script asks."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    told = error.detail if isinstance(error, HTTPException) else str(error)
    if "application/json" in request.headers.get("accept", ""):
        problems = error.problems if isinstance(error, RuleError) else []
        return JSONResponse({"fault": told, "problems": [str(problem) for problem in problems]}, status)
    return renderer.page(request, "fault.html", {"fault": told}, status=status)


async def preferences(request: Request) -> Response:
    """Keeps the language or the colours in a cookie and goes back to where the form stood."""
    form = {name: values[0] for name, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()}
    following = form.get("next", "/")
    local = following.startswith("/") and not following.startswith(("//", "/\\"))
    response = RedirectResponse(following if local else "/", 303)
    for name, known in (("language", LANGUAGES), ("theme", THEMES)):
        if form.get(name) in known:
            response.set_cookie(name, form[name], max_age=_YEAR, samesite="strict", httponly=True, path="/")
    return response
