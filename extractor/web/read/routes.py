"""The addresses of the list and of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from extractor.outputs.clean_steps import explain
from extractor.web.desk import Desk, Opened
from extractor.web.index import search
from extractor.web.index.filters import FLAGS, KINDS, Filters
from extractor.web.judge.judging import missing
from extractor.web.read.cards import cards
from extractor.web.read.layers import clean_parts, raw_pieces
from extractor.web.read.why import why
from extractor.web.render import Renderer
from extractor.web.views import View

FREE = ("award", "district", "company", "year", "rule")
"""The filters whose values the user types."""


def routes(desk: Desk, renderer: Renderer) -> Sequence[Route]:
    """The routes of both."""
    reading = _Reading(desk, renderer)
    return [
        Route("/", reading.list_page),
        Route("/articles", reading.list_part),
        Route("/values", reading.values),
        Route("/article/{doc_id}", reading.article_page),
        Route("/article/{doc_id}/facts", reading.facts_part),
        Route("/article/{doc_id}/raw", reading.raw_part),
        Route("/article/{doc_id}/steps", reading.steps_part),
        Route("/article/{doc_id}/why", reading.why_part),
    ]


VIEW = View("read", "/", routes, Path(__file__).parent / "templates")


class _Reading:
    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._desk = desk
        self._renderer = renderer

    def list_page(self, request: Request) -> Response:
        filters = Filters.of(request.query_params)
        labels = {name: search.label_of(self._desk.index.connection, name, value) for name, value in filters.given.items()}
        more = {"labels": labels, "kinds": KINDS, "flags": FLAGS, "free": FREE}
        return self._list(request, "list.html", filters, more)

    def list_part(self, request: Request) -> Response:
        return self._list(request, "articles.html", Filters.of(request.query_params))

    def _list(self, request: Request, template: str, filters: Filters, more: dict[str, Any] | None = None) -> Response:
        index = self._desk.index
        early = not index.has("articles")
        after = int(request.query_params.get("after") or 0)
        page = search.Page(index.first(), None) if early else search.page_of(index.connection, filters, after)
        total = None if early or after else search.number_of(index.connection, filters)
        values = {"page": page, "filters": filters, "total": total, "early": early, "after": after, "progress": index.progress}
        return self._renderer.page(request, template, values | (more or {}), view="read")

    def values(self, request: Request) -> Response:
        """The values of a field that begin with or hold what was typed."""
        field = request.query_params.get("field", "")
        if field not in {each.name for each in fields(Filters)}:
            return JSONResponse([], 404)
        found = search.values_like(self._desk.index.connection, field, request.query_params.get("text", "")[:200])
        return JSONResponse([{"value": value, "label": label, "articles": number} for value, label, number in found])

    def article_page(self, request: Request) -> Response:
        opened = self._desk.open(request.path_params["doc_id"])
        result = opened.result
        values = {
            "opened": opened,
            "item": opened.item,
            "back": request.url.query,
            "result": result,
            "rules_can_change": self._desk.setting.rules is not None,
            "parts": clean_parts(result),
            **self._facts(opened),
            "types": list(dict.fromkeys(mention.type for mention in result.mentions)),
        }
        return self._renderer.page(request, "article.html", values, view="read")

    def facts_part(self, request: Request) -> Response:
        opened = self._desk.open(request.path_params["doc_id"])
        return self._renderer.page(request, "facts.html", self._facts(opened))

    def _facts(self, opened: Opened) -> dict[str, Any]:
        states = self._desk.judging.states(opened)
        gold = self._desk.ledger.of(opened.item["source"])
        told = {"told": missing(gold, opened), "partial": bool(gold and gold.get("partial")), "has_gold": gold is not None}
        return {"cards": cards(opened.result, opened.explainer), "states": states, **told}

    def raw_part(self, request: Request) -> Response:
        result = self._desk.open(request.path_params["doc_id"]).result
        return self._renderer.page(request, "raw.html", {"list": raw_pieces(result)})

    def steps_part(self, request: Request) -> Response:
        result = self._desk.open(request.path_params["doc_id"]).result
        steps = [step for step in explain(result.document) if step.kind != "kept"]
        return self._renderer.page(request, "steps.html", {"steps": steps})

    def why_part(self, request: Request) -> Response:
        opened = self._desk.open(request.path_params["doc_id"])
        at = int(request.query_params.get("at") or 0)
        return self._renderer.page(request, "why.html", {"why": why(opened, at)})
