"""The catalogues: both languages say the same things, and every message that a template or script asks for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.web.language import catalogue, translator
from extractor.web.setting import LANGUAGES

WEB = Path(__file__).parents[2] / "extractor" / "web"
FRONTEND = Path(__file__).parents[2] / "frontend" / "src"
_PLACE = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_same_messages() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert sorted(chinese) == sorted(english)
    for key, text in chinese.items():
        assert sorted(_PLACE.findall(text)) == sorted(_PLACE.findall(english[key])), key
        assert text.strip(), key


def asked_for() -> list[str]:
    """The keys that templates and scripts name in full."""
    keys = {key for file in WEB.rglob("*.html") for key in re.findall(r"\bt\('([\w.]+)'[,)]", file.read_text("utf-8"))}
    for file in FRONTEND.rglob("*.ts"):
        keys |= {f"script.{key}" for key in re.findall(r'\bmessage\("(\w+)"', file.read_text("utf-8"))}
    return sorted(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_is_asked_for_is_there(language: str) -> None:
    assert len(asked_for()) > 100
    assert [key for key in asked_for() if key not in catalogue(language)] == []


def test_values_are_put_in() -> None:
    assert translator("en")("list.found", n=1234567) == "1,234,567 articles"
    with pytest.raises(KeyError):
        translator("en")("list.nosuch")
