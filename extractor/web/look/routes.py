"""The addresses of the figures, of the tables behind them, and of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from extractor.figures import FIGURES, MAP
from extractor.figures.figure import Figure
from extractor.figures.outlines import outline_file
from extractor.figures.table import csv_table
from extractor.figures.words import LANGUAGES, Words
from extractor.report import Asked, report
from extractor.web.desk import Desk
from extractor.web.look.counted import figure_of
from extractor.web.look.shown import shown
from extractor.web.render import Renderer
from extractor.web.views import View

_YEAR = 365 * 86400


def routes(desk: Desk, renderer: Renderer) -> Sequence[Route]:
    """The routes of the view."""
    looking = _Looking(desk, renderer)
    return [
        Route("/look", looking.page),
        Route("/look/figures/{name}.json", looking.data),
        Route("/look/figures/{name}.csv", looking.table),
        Route("/look/outlines/{code}.json", outlines),
        Route("/look/report.html", looking.report),
    ]


VIEW = View("look", "/look", routes, Path(__file__).parent / "templates")


class _Looking:
    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._out = desk.setting.out
        self._title = desk.setting.title
        self._renderer = renderer

    def page(self, request: Request) -> Response:
        """The page without numbers: each figure asks for its own, so that the first is there at once."""
        words = self._words(request)
        figures = [{"name": name, "title": words(name), "wide": name == MAP} for name in FIGURES]
        return self._renderer.page(request, "look.html", {"figures": figures}, view="look")

    def data(self, request: Request) -> Response:
        words = self._words(request)
        return JSONResponse(shown(self._figure(request, words), words))

    def table(self, request: Request) -> Response:
        figure = self._figure(request, self._words(request))
        return Response(csv_table(figure), headers=_attached(f"{figure.name}.csv", "text/csv"))

    def report(self, request: Request) -> Response:
        words = self._words(request)
        text = report(self._out, Asked(title=None, language=words.language))
        return HTMLResponse(text, headers=_attached("report.html", "text/html"))

    def _figure(self, request: Request, words: Words) -> Figure:
        return figure_of(self._out, request.path_params["name"], words, request.query_params.get("province", ""))

    def _words(self, request: Request) -> Words:
        chosen = self._renderer.language(request)
        return Words(next(language for language in LANGUAGES if language == chosen))


def _attached(name: str, kind: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"', "content-type": f"{kind}; charset=utf-8"}


def outlines(request: Request) -> Response:
    """The outlines of the country or of a province, as GeoJSON in plane coordinates."""
    path = outline_file(request.path_params["code"])
    if path is None:
        raise HTTPException(404, "no such map")
    return FileResponse(path, media_type="application/geo+json", headers={"cache-control": f"private, max-age={_YEAR}"})
