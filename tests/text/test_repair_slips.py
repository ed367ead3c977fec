"""Byte slips: the damage forward, exactly as seen on real pages, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.rules.yaml_io import load_as
from extractor.text.repair import RepairRules
from extractor.text.repair.damage import damage
from extractor.text.repair.readings import is_reading
from extractor.text.repair.slips import find_slips
from tests.damage import mirror, notes

RULES = load_as(Path(__file__).parents[2] / "rules/repair.yaml", RepairRules)
ARTICLES = sorted((Path(__file__).parents[2] / "corpus/articles").glob("a*.txt"))

# Text before and after, as seen on real pages.
SEEN = [
    ("詢如何成為春羽作者請聯系", "詢?nèi)绾纬蔀榇河鹱髡哒埪?lián)系", {"內": "nèi", "聯": "lián"}),
    ("打造上海科創中心主陣地", "打造上??苿?chuàng)中心主陣地", {"創": "chuàng"}),
    ("填補了此類標準的空白。科華恒盛股份有限公司", "填補了此類標準的空白??迫A恒盛股份有限公司", {}),
    ("扶持資金專款專用,", "扶持資金??顚S?,", {}),
]


@pytest.mark.parametrize(("truth", "read", "listed"), SEEN, ids=["note", "both", "full stop", "folded letter"])
def test_forward_and_back(truth: str, read: str, listed: dict[str, str]) -> None:
    assert damage(truth, listed).text == read
    edits = list(find_slips(read, RULES.slips.phrases, noted=True))
    for edit in reversed(edits):
        read = read[: edit.start] + edit.text + read[edit.end :]
    assert read == truth


def test_slips_tell_what_stood_there() -> None:
    slip = damage("標準的空白。科華恒盛", {}).slips[0]
    assert (slip.start, slip.end, slip.truth, slip.kind) == (5, 9, "。科華", "question")


def test_unswallowed_bracket_and_replacement_character() -> None:
    for read in ("詢?(nèi)绾纬蔀榇河鹱髡哒埪?(lián)系", "詢\ufffdnèi)绾纬蔀榇河鹱髡哒埪\ufffdlián)系"):
        assert [edit.text for edit in find_slips(read, noted=True)] == ["如何成為春羽作者請聯"]


def test_what_cannot_be_is_marked_and_left() -> None:
    edits = list(find_slips("這是一?jiǒng)個(gè)問題", noted=True))
    assert [(edit.rule, edit.text, edit.confidence) for edit in edits] == [("repair.slip.unrepaired", "?jiǒng)", 0.0)]


@pytest.mark.parametrize("seed", range(6))
def test_most_generated_slips_come_back(seed: int) -> None:
    total = exact = 0
    for path in ARTICLES:
        damaged = mirror(path.read_bytes().decode("utf-8", "ignore"), seed)
        edits = {edit.start: edit for edit in find_slips(damaged.text, RULES.slips.phrases, noted=True)}
        for slip in damaged.slips:
            edit = edits.get(slip.start)
            total += 1
            exact += edit is not None and edit.text.startswith(slip.truth[:1])
    assert exact >= total * 0.8 or total - exact <= 1


def test_undamaged_text_has_no_slips() -> None:
    assert damage("质量提升。可是", {}, questions=False).slips == ()


@pytest.mark.parametrize(
    ("char", "note", "wanted"),
    [
        ("質", "zhì", True),
        ("質", "zhi4", True),
        ("質", "zhi", True),
        ("行", "háng", True),
        ("行", "xíng", True),
        ("女", "nv", True),
        ("略", "lüè", True),
        ("質", "zhí", False),
        ("A", "a", False),
        ("套", "an", False),
    ],
)
def test_readings(char: str, note: str, wanted: bool) -> None:
    assert is_reading(char, note) is wanted


def test_the_list_of_notes_is_reproducible() -> None:
    assert notes(3) == notes(3)
    assert 90 <= len(notes()) <= 160
