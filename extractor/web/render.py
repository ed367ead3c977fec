"""Pages and fragments from templates: everything put into one is escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from extractor.web.figures import shown
from extractor.web.language import catalogue, chosen, reason, told, translator
from extractor.web.setting import LANGUAGES, Setting
from extractor.web.views import View

TEMPLATES = Path(__file__).parent / "templates"
THEMES = ("auto", "light", "dark")


class Renderer:
    """Makes answers of templates, in the language and colours that the request's cookies ask for."""

    def __init__(self, setting: Setting, views: Sequence[View]) -> None:
        self._setting = setting
        self._views = views
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(TEMPLATES), *(FileSystemLoader(view.templates) for view in views)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def language(self, request: Request) -> str:
        """The language of the page."""
        return chosen(request.cookies.get("language"), self._setting.language)

    def page(self, request: Request, template: str, values: Mapping[str, Any], *, view: str = "", status: int = 200) -> Response:
        """A whole page, or a fragment of one: what the template makes of it."""
        language = self.language(request)
        theme = request.cookies.get("theme", "auto")
        words: dict[str, Any] = {
            "t": translator(language),
            "shown": lambda column, value: shown(column, value, language),
            "reason": lambda text: reason(language, text),
            "named": lambda group, name: told(language, f"{group}.{name}", name),
            "language": language,
            "languages": LANGUAGES,
            "theme": theme if theme in THEMES else "auto",
            "themes": THEMES,
            "views": self._views,
            "view": view,
            "title_of_run": self._setting.title,
            "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "script_messages": script_messages(language),
        }
        return HTMLResponse(self._environment.get_template(template).render({**words, **values}), status)


def script_messages(language: str) -> str:
    """The messages that scripts show, as JSON."""
    return json.dumps({key: text for key, text in catalogue(language).items() if key.startswith("script.")}, ensure_ascii=False)
