"""A pattern made of its code is the pattern."""

from __future__ import annotations

import re

import msgspec
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cache import re as remembering_re
from extractor.cache import regex as remembering_regex
from extractor.cache.codes import ReCode, RegexCode, re_code_of, re_made_of, regex_code_of, regex_made_of
from extractor.cache.entry import Entry, kept, loading
from extractor.rules.pack import load_pack

ATOMS = st.sampled_from(
    [
        "奖",
        "获[奖牌]",
        "(?P<n>[甲乙])",
        "(甲|乙丙)",
        "(?:第[0-9]{1,3})?",
        "[^，。]{0,4}?",
        r"\w+",
        "(?<=获)奖",
        "(?!牌)",
        "^",
        "$",
    ]
)
PATTERNS = st.lists(ATOMS, min_size=1, max_size=6, unique=True).map("".join)
TEXTS = st.text(alphabet="甲乙丙获奖牌第0129，。", max_size=20)


@settings(deadline=None)
@given(PATTERNS, TEXTS, st.sampled_from([0, re.IGNORECASE, re.MULTILINE]))
def test_a_pattern_of_the_standard_library(pattern: str, text: str, flags: int) -> None:
    compiled = re.compile(pattern, flags)
    code = re_code_of(compiled, flags)
    assert code is not None
    made = re_made_of(pattern, msgspec.msgpack.decode(msgspec.msgpack.encode(code), type=ReCode))
    assert made == compiled
    assert made is not None
    assert made.groupindex == compiled.groupindex
    assert [match.regs for match in made.finditer(text)] == [match.regs for match in compiled.finditer(text)]


@settings(deadline=None)
@given(PATTERNS, TEXTS)
def test_a_pattern_of_regex(pattern: str, text: str) -> None:
    compiled = regex.compile(pattern, regex.V1)
    code = regex_code_of(compiled)
    assert code is not None
    made = regex_made_of(pattern, msgspec.msgpack.decode(msgspec.msgpack.encode(code), type=RegexCode))
    assert made is not None
    assert (made.flags, made.groupindex) == (compiled.flags, compiled.groupindex)
    told = [[match.regs for match in one.finditer(text, overlapped=True, timeout=1)] for one in (made, compiled)]
    assert told[0] == told[1]


def test_code_that_the_engine_does_not_take_is_ignored() -> None:
    assert re_made_of("奖", ReCode(0, b"\xff\xff\xff\xff" * 3, 0, {})) is None
    assert re_made_of("奖", ReCode(0, b"\xff", 0, {})) is None
    assert re_made_of("奖", ReCode(0, b"", 0, {"name": 7})) is None


def test_a_pattern_with_a_list_of_words_is_not_kept() -> None:
    assert regex_code_of(regex.compile(r"\L<words>", words=["奖", "牌"])) is None


def test_a_wrong_pattern_is_told_as_ever(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    with pytest.raises(re.error, match="unterminated"), kept("a", "b"):
        remembering_re.compile("[")
    with pytest.raises(regex.error), kept("a", "b"):
        remembering_regex.compile("(")


def test_all_patterns_of_the_rules_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path))
    missed: list[str] = []
    part = Entry.part

    def watched(self: Entry, name: str, kind: type) -> object:
        found = part(self, name, kind)
        if found is None:
            missed.append(name)
        return found

    load_pack()
    monkeypatch.setattr(Entry, "part", watched)
    load_pack()
    assert missed == []


def test_nothing_is_remembered_where_no_rules_are_loaded() -> None:
    assert loading() is None
    assert remembering_re.compile("奖") == re.compile("奖")
