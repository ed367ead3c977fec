"""The addresses of the judge: verdicts on the facts of an article, undo, the figures so far, and what to judge next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from extractor.errors import UsageError
from extractor.web.body import posted, text_of, texts_of
from extractor.web.desk import Desk
from extractor.web.index import search
from extractor.web.judge.goldfile import state_of
from extractor.web.judge.informative import next_articles
from extractor.web.judge.judging import facts_of, values_of
from extractor.web.judge.precision import Figure, figures, with_gold
from extractor.web.judge.selected import selected
from extractor.web.render import Renderer
from extractor.web.views import View

SHOWN_STEPS = 30
OFFERED = 8
CHOICES = {
    "award": {"status": ("granted", "nominee", "applied"), "kind": ("prize", "title")},
    "funding": {
        "kind": ("reward", "subsidy", "relief", "financing", "investment"),
        "per": ("total", "each"),
        "is_policy": ("false", "true"),
    },
}
"""The fields of a fact that are one of a few words."""
_AWARD = "recipient award grade edition year status kind recipient_count recipient_unit district grantor amount"
_FUNDING = "amount amount_max currency kind per recipients recipient_count project_count purpose funder period is_policy"
FIELDS = {"award": _AWARD.split(), "funding": _FUNDING.split()}
"""The fields of the form, the most telling first."""


def routes(desk: Desk, renderer: Renderer) -> Sequence[Route]:
    """The routes of the judge."""
    bench = _Bench(desk, renderer)
    return [
        Route("/judge", bench.page),
        Route("/judge/next", bench.next),
        Route("/judge/undo", posted(bench.undo), methods=["POST"]),
        Route("/article/{doc_id}/judge", posted(bench.judge), methods=["POST"]),
        Route("/article/{doc_id}/tell", posted(bench.tell), methods=["POST"]),
        Route("/article/{doc_id}/complete", posted(bench.complete), methods=["POST"]),
        Route("/article/{doc_id}/form", bench.form),
        Route("/article/{doc_id}/selected", bench.selected),
    ]


VIEW = View("judge", "/judge", routes, Path(__file__).parent / "templates")


class _Bench:
    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._desk = desk
        self._renderer = renderer
        self._offered: set[int] = set()

    def page(self, request: Request) -> Response:
        index = self._desk.index
        if not index.has("facts"):
            return self._renderer.page(request, "judge.html", {"building": True, "progress": index.progress}, view="judge")
        told = self._figures()
        values = {
            "building": False,
            "figures": told,
            "steps": list(islice(self._desk.ledger.standing(), SHOWN_STEPS)),
            "gold": self._desk.setting.gold,
            "articles": len(self._desk.ledger.golds()),
            "offered": self._offers(told),
        }
        return self._renderer.page(request, "judge.html", values, view="judge")

    def _figures(self) -> list[Figure]:
        return figures(self._desk.index.connection, self._desk.ledger.lookup())

    def _offers(self, told: Sequence[Figure]) -> list[dict[str, Any]]:
        """The articles worth judging next, the most informative one first."""
        connection = self._desk.index.connection
        found = next_articles(connection, told, self._judged() | self._offered, OFFERED)
        items = []
        for n, worth in found:
            doc_id, title, source = connection.execute("SELECT doc_id, title, source FROM articles WHERE n = ?", (n,)).fetchone()
            items.append({"n": n, "doc_id": doc_id, "title": title, "source": source, "worth": worth})
        return items

    def _judged(self) -> set[int]:
        """The articles with gold that leaves none of their facts open."""
        done: set[int] = set()
        for n, gold in with_gold(self._desk.index.connection, self._desk.ledger.lookup()):
            if not gold.get("partial") or self._all_judged(n, gold):
                done.add(n)
        return done

    def _all_judged(self, n: int, gold: Mapping[str, Any]) -> bool:
        facts = search.facts_of(self._desk.index.connection, n)
        return all(state_of(gold, kind, values) for kind, values in facts)

    def next(self, _request: Request) -> Response:
        """To the most informative article that was not offered yet; to the figures where there is none."""
        if not self._desk.index.has("facts"):
            return RedirectResponse("/judge", 303)
        told = self._figures()
        offers = self._offers(told)
        if not offers and self._offered:
            self._offered.clear()
            offers = self._offers(told)
        if not offers:
            return RedirectResponse("/judge", 303)
        self._offered.add(offers[0]["n"])
        return RedirectResponse(f"/article/{offers[0]['doc_id']}?judging=1", 303)

    def judge(self, request: Request, told: Mapping[str, Any]) -> Response:
        opened = self._desk.open(request.path_params["doc_id"])
        return JSONResponse(self._desk.judging.judge(opened, text_of(told, "fact"), text_of(told, "verdict")))

    def tell(self, request: Request, told: Mapping[str, Any]) -> Response:
        opened = self._desk.open(request.path_params["doc_id"])
        step = self._desk.judging.tell(opened, text_of(told, "kind"), texts_of(told, "values"), text_of(told, "instead"))
        return JSONResponse(step)

    def complete(self, request: Request, _told: Mapping[str, Any]) -> Response:
        return JSONResponse(self._desk.judging.complete(self._desk.open(request.path_params["doc_id"])))

    def undo(self, _request: Request, _told: Mapping[str, Any]) -> Response:
        return JSONResponse(self._desk.ledger.undo())

    def form(self, request: Request) -> Response:
        """The form for a fact that is missing, or that is right instead of another."""
        instead = request.query_params.get("instead", "")
        kind = "funding" if request.query_params.get("kind") == "funding" else "award"
        values: dict[str, str] = {}
        if instead:
            facts = facts_of(self._desk.open(request.path_params["doc_id"]).result)
            if instead not in facts:
                raise UsageError(f"no fact {instead}")
            kind, values = values_of(facts[instead])
        told = {"kind": kind, "instead": instead, "values": values, "fields": FIELDS[kind], "choices": CHOICES[kind]}
        return self._renderer.page(request, "form.html", told)

    def selected(self, request: Request) -> Response:
        """What a selected stretch of the clean text can stand for in a fact."""
        opened = self._desk.open(request.path_params["doc_id"])
        start, end = (int(request.query_params.get(name) or 0) for name in ("start", "end"))
        return JSONResponse(selected(opened, start, end))
