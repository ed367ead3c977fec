"""The words of the page, in Chinese and English: data files, one for each view and language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from extractor.web.setting import LANGUAGES

MESSAGES = Path(__file__).parent / "messages"
Translate = Callable[..., str]


@lru_cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every message of a language by its key (`list.title`): those of all its files."""
    found: dict[str, str] = {}
    for file in sorted((MESSAGES / language).glob("*.yaml")):
        for key, text in yaml.safe_load(file.read_text("utf-8")).items():
            found[f"{file.stem}.{key}"] = text
    return found


def translator(language: str) -> Translate:
    """What gives the message of a key, with the named values put in; a key that there is none for is an error."""
    messages = catalogue(language)

    def translate(key: str, **values: object) -> str:
        text = messages[key]
        return text.format_map({name: _shown(value) for name, value in values.items()}) if values else text

    return translate


def told(language: str, key: str, otherwise: str) -> str:
    """The message of a key, or another text where the catalogue has none: for names that come from rules."""
    return catalogue(language).get(key, otherwise)


def reason(language: str, told: str) -> str:
    """A reason that the pipeline tells in English, in another language where the catalogue has the like of it."""
    for key, template in catalogue("en").items():
        if key.startswith("reasons."):
            match = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template)), told, re.DOTALL)
            if match:
                return catalogue(language)[key].format_map(match.groupdict())
    return told


def chosen(told: str | None, otherwise: str) -> str:
    """The language that a cookie tells, where it is one that there is."""
    return told if told in LANGUAGES else otherwise


def _shown(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value
