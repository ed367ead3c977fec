"""The addresses of the editor: files, what the lint says of a draft, what it does to the articles, and saving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from extractor.errors import Problem, RuleError, UsageError
from extractor.rules.files import RuleFiles
from extractor.rules.pack import files_of
from extractor.tuning.check import is_warning
from extractor.tuning.diff.report import sentence_of, values_of
from extractor.web.body import posted, text_of
from extractor.web.desk import Desk
from extractor.web.render import Renderer
from extractor.web.tune.example import file_of, marked_sentence, with_example
from extractor.web.tune.overlay import MOST_CHARACTERS, Content, Overlay
from extractor.web.tune.trial import Trials
from extractor.web.tune.verify import Report, is_quick, shown_path, verified
from extractor.web.tune.words import words_of
from extractor.web.views import View

FIRST_FILE = "facts/awards.yaml"
SHOWN_CHANGES = 200


def routes(desk: Desk, renderer: Renderer) -> Sequence[Route]:
    """The routes of the editor."""
    editor = _Editor(desk, renderer)
    desk.on_close(editor.trials.close)
    return [
        Route("/tune", editor.page),
        Route("/tune/file", editor.file),
        Route("/tune/words", editor.words),
        Route("/tune/example", editor.example),
        Route("/tune/insert", posted(editor.insert), methods=["POST"]),
        Route("/tune/check", posted(editor.check), methods=["POST"]),
        Route("/tune/try", posted(editor.attempt), methods=["POST"]),
        Route("/tune/save", posted(editor.save), methods=["POST"]),
    ]


VIEW = View("tune", "/tune", routes, Path(__file__).parent / "templates")


class _Editor:
    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._desk = desk
        self._renderer = renderer
        self.overlay = Overlay(desk.setting.rules)
        self.trials = Trials(desk)

    def page(self, request: Request) -> Response:
        """The editor with the list of files; the articles are made ready meanwhile."""
        if self._desk.index.has("articles"):
            self.trials.start()
        name = request.query_params.get("file", FIRST_FILE)
        own = self.overlay.directory is not None
        layer = request.query_params.get("layer") or ("own" if own else "product")
        listed = self.overlay.files()
        values = {
            "groups": {group: [file for file in listed if _group_of(file.name) == group] for group in _GROUPS},
            "name": name,
            "layer": layer if own else "product",
            "can_write": own,
            "directory": self.overlay.directory,
        }
        return self._renderer.page(request, "tune.html", values, view="tune")

    def file(self, request: Request) -> Response:
        content = self.overlay.read(request.query_params.get("name", ""), request.query_params.get("layer", "product"))
        return JSONResponse(_as_data(content))

    def words(self, request: Request) -> Response:
        name = request.query_params.get("name", "")
        self.overlay.read(name, "product" if self.overlay.directory is None else "own")
        return JSONResponse(words_of(name, files_of(self._desk.setting.layers)))

    def example(self, request: Request) -> Response:
        """To the editor, with the selected sentence of an article as an example that is to be put in."""
        query = request.query_params
        opened = self._desk.open(query.get("article", ""))
        marked = marked_sentence(opened, int(query.get("at") or 0), int(query.get("end") or 0))
        told = {"file": file_of(marked), "example": marked, "rule": query.get("rule", "")}
        return RedirectResponse(f"/tune?{urlencode(told)}", 303)

    def insert(self, _request: Request, told: Mapping[str, Any]) -> Response:
        """A file's content with an example put in, and its line."""
        pipeline = self._desk.rules_now().pipeline
        text, line = with_example(text_of(told, "text"), pipeline, text_of(told, "rule"), text_of(told, "example"))
        return JSONResponse({"text": text, "line": line})

    def check(self, _request: Request, told: Mapping[str, Any]) -> Response:
        """What the lint and the examples of changed rules say of a draft."""
        name, text = _draft_of(told)
        with self.overlay.drafted(name, text) as (files, path):
            return JSONResponse(_report(verified(files, path, known=self._desk.rules_now().pipeline), files))

    def attempt(self, request: Request, told: Mapping[str, Any]) -> Response:
        """What a draft does to the articles, as a part of the page."""
        name, text = _draft_of(told)
        with self.overlay.drafted(name, text) as (files, _):
            try:
                tried = self.trials.run(files)
            except RuleError:  # the lint tells what is wrong
                return self._renderer.page(request, "changes.html", {"tried": None})
        places = dict(self._desk.index.connection.execute("SELECT source, doc_id FROM articles").fetchall())
        values = {
            "tried": tried,
            "gold": bool(self._desk.ledger.golds()),
            "places": places,
            "most": SHOWN_CHANGES,
            "sentence_of": sentence_of,
            "values_of": values_of,
        }
        return self._renderer.page(request, "changes.html", values)

    def save(self, _request: Request, told: Mapping[str, Any]) -> Response:
        """Saves a draft whose examples all pass, or whose user knows that some do not."""
        name, text = _draft_of(told)
        with self.overlay.drafted(name, text) as (files, path):
            report = verified(files, path)
            if not report.usable or (report.failing and told.get("knowingly") is not True):
                return JSONResponse(_report(report, files) | {"saved": False, "can_insist": report.usable})
        content = self.overlay.save(name, text, text_of(told, "digest"))
        return JSONResponse(_as_data(content) | {"saved": True, "failing": report.failing})


_GROUPS = ("facts", "mentions", "cleaning", "gazetteers", "")


def _group_of(name: str) -> str:
    return name.partition("/")[0] if "/" in name else ""


def _draft_of(told: Mapping[str, Any]) -> tuple[str, str]:
    """The name and the text of a draft. Raises UsageError for one that is too long."""
    name, text = text_of(told, "name"), text_of(told, "text")
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"a rule file has at most {MOST_CHARACTERS:,} characters")
    return name, text


def _as_data(content: Content) -> dict[str, Any]:
    told = {"name": content.name, "layer": content.layer, "text": content.text, "digest": content.digest}
    return {**told, "quick": is_quick(content.name)}


def _report(report: Report, files: RuleFiles) -> dict[str, Any]:
    return {
        "problems": [_problem(problem, files) for problem in report.problems],
        "elsewhere": [_problem(problem, files) for problem in report.elsewhere],
        "examples": report.examples,
        "failing": report.failing,
        "usable": report.usable,
    }


def _problem(problem: Problem, files: RuleFiles) -> dict[str, Any]:
    return {
        "path": shown_path(problem.path, files),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint or "",
        "warning": is_warning(problem),
    }
