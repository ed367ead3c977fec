"""The catalogues: both languages say the same things, and every message that a template or script asks for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.web.language import catalogue, reason, translator
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


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("told by award.won already", "规则 award.won 已经给出"),
        ("denied by 未能", "因「未能」被否定"),
        ("it is no funding", "这不是资金事实"),
        ("something new", "something new"),
    ],
)
def test_reasons_are_told_in_chinese(told: str, expected: str) -> None:
    assert (reason("zh", told), reason("en", told)) == (expected, told)


def test_values_are_put_in() -> None:
    assert translator("en")("list.found", n=1234567) == "1,234,567 articles"
    with pytest.raises(KeyError):
        translator("en")("list.nosuch")
