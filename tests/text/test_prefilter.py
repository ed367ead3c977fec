"""What patterns cannot match without, and that seeking it first never changes what they find."""

from __future__ import annotations

import re
import warnings

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind
from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.text.needed import needed_anywhere, needed_words
from extractor.text.prefilter import Gate, Prefilter, Words, find_words, leftmost_longest

NEEDED = {
    "words": ("获奖|入选", {"获奖": (0, 0), "入选": (0, 0)}),
    "a word behind what may be left out": ("等?(?:企业|公司)", {"企业": (0, 1), "公司": (0, 1)}),
    "neighbours make one word": (
        "[省市]长(?:质量|科技)奖",
        {"省长质量奖": (0, 0), "市长质量奖": (0, 0), "省长科技奖": (0, 0), "市长科技奖": (0, 0)},
    ),
    "the rarer of two": ("奖[^。]{0,5}有限公司", {"有限公司": (1, 6)}),
    "repeated": ("(?:一等){2,3}奖", {"一等": (0, 0)}),
    "looked ahead at": ("\\d{1,3}(?=家企业)", {"家企业": (1, 3)}),
    "looked back at, which is before the match": ("(?<=获)\\d+项", {"项": (1, 3000)}),
    "one that covers another": ("公司|公司法", {"公司": (0, 0)}),
}
NONE = {
    "nothing fixed": "[^。]+",
    "an alternative without words": "获奖|\\d+",
    "may be empty": "(?:获奖)*",
    "letters of either case": "(?i)abc",
    "letters of either case in a part": "(?i:abc)",
    "too far behind": "[^。]{0,90}有限公司",
    "only what must not follow": "\\d(?!获奖)",
    "may be empty before what is looked at": "(?=获奖)(?:等?|获)",
}


@pytest.mark.parametrize(("pattern", "expected"), [case for case in NEEDED.values() if case[0] != "(?<=获)\\d+项"])
def test_what_a_match_needs_is_read_off_the_pattern(pattern: str, expected: dict[str, tuple[int, int]]) -> None:
    found = needed_words(re.compile(pattern))
    assert {word: (places[0], places[-1]) for word, places in found.items()} == expected


@pytest.mark.parametrize("pattern", [*NONE.values(), NEEDED["looked back at, which is before the match"][0]], ids=repr)
def test_a_pattern_of_which_nothing_follows_is_tried_everywhere(pattern: str) -> None:
    assert needed_words(re.compile(pattern)) == {}
    text = "甲公司获奖123项有限公司abcABC"
    same = [match.span() for match in re.finditer(pattern, text)]
    compiled = re.compile(pattern)
    assert [match.span() for match in Prefilter((compiled,)).look(text).matches(compiled)] == same


def test_a_word_anywhere_in_a_match_opens_the_gate() -> None:
    patterns = [re.compile("^[^。]*责任编辑"), re.compile("\\d+"), re.compile("[^。]{0,90}(?:来源|转自)")]
    gate = Gate(patterns)
    assert needed_anywhere(patterns[2]) == {"来源", "转自"}
    assert list(gate.open("本报讯")) == [1]
    assert list(gate.open("责任编辑：王小虎，来源：海河日报")) == [0, 1, 2]
    assert list(Gate(patterns, gated=False).open("本报讯")) == [0, 1, 2]


LETTERS = "ab获奖，1"
ATOMS = st.one_of(
    st.sampled_from([*LETTERS, ".", "\\d", "[ab]", "[^a]", "[a-c获]", "(?<=a)", "(?<!奖)", "(?=获)", "(?!b)", "^", "$", "\\b"]),
    st.text(LETTERS, min_size=1, max_size=3),
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeats = st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{0,2}", "??", "+?", "?+", "++"])
    groups = st.sampled_from(["(?:{})", "({})", "(?>{})", "(?=(?:{}))", "(?!(?:{}))", "(?i:{})"])
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, repeats).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.tuples(groups, inner).map(lambda pair: pair[0].format(pair[1])),
    )


PATTERNS = st.recursive(ATOMS, _larger, max_leaves=8)
TEXTS = st.text(LETTERS, max_size=24)


def _compiled(pattern: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return re.compile(pattern)
        except (re.error, FutureWarning, DeprecationWarning):
            assume(False)
            raise


@given(st.lists(PATTERNS, min_size=1, max_size=3), TEXTS)
def test_whatever_the_pattern_its_matches_are_those_of_re(patterns: list[str], text: str) -> None:
    compiled = [_compiled(pattern) for pattern in patterns]
    seen = Prefilter(compiled).look(text)
    opened = Gate(compiled).open(text)
    for number, pattern in enumerate(compiled):
        assert [match.span() for match in seen.matches(pattern)] == [match.span() for match in pattern.finditer(text)]
        assert number in opened or pattern.search(text) is None


@given(st.lists(st.text("获奖项目", min_size=1, max_size=3), max_size=6, unique=True), st.text("获奖项目a", max_size=30))
def test_words_are_found_as_an_automaton_of_their_own_finds_them(words: list[str], text: str) -> None:
    own = Words(words)
    alone = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text)
    for hits in (Prefilter((own, re.compile("获奖"))).look(text).found(own), find_words(text, words)):
        assert [(hit.start, hit.end) for hit in leftmost_longest(hits)] == [(start, end) for _, start, end in alone]


def test_a_list_that_is_not_sought_is_sought_when_asked_for() -> None:
    assert [hit.word for hit in Prefilter().look("甲获奖").found(Words(["获奖"]))] == ["获奖"]


def test_many_words_in_a_long_text_are_found_too() -> None:
    words = [f"{first}{second}" for first in "甲乙丙丁戊己庚辛" for second in "子丑寅卯辰巳午未"]
    text = "甲子丑乙" * 4_000 + "辛未"
    assert [hit.word for hit in find_words(text, words)] == ["甲子"] * 4_000 + ["辛未"]
