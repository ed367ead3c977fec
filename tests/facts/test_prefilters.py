"""Prefilters leave out only what can tell nothing: facts, losses and contradictions are the same without them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts.clauses import bindings_of
from extractor.facts.slotting import SlottedDocument
from extractor.facts.stretches import tried_on
from extractor.match.mentions import find_mentions
from extractor.match.slots import slot_text
from extractor.model import Mention, RawArticle, Span
from extractor.pipeline import ArticleResult, Pipeline
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.facts import FactRule
from extractor.rules.needs import NeedsReader
from extractor.rules.pack import files_of, load_pack
from extractor.rules.patterns import compile_pattern
from extractor.rules.prefilter import Prefilter, Triggers
from extractor.sources import read_articles
from extractor.text.clean import clean_article
from extractor.tuning.fact_examples import examples_in
from extractor.tuning.marks import parse_marks
from tests.quality import ROOT

PIPELINE = Pipeline(load_pack())
BARE = Pipeline(PIPELINE.pack.without_prefilters())
AWARDS, FUNDING = PIPELINE.pack.award_facts, PIPELINE.pack.funding
COMPANY, AWARD = SLOT_CHARS["company"], SLOT_CHARS["award"]

NEEDS: dict[str, list[str]] = {
    "荣获": ["荣获"],
    "荣?获": ["获"],
    "荣*获": ["获"],
    "(?:荣|喜)获": ["喜获 荣获"],
    "获(?:得|奖)?": ["获"],
    "[荣喜]获": ["喜获 荣获"],
    "[^荣]获奖": ["获奖"],
    "[一-三]等奖": ["等奖"],
    "获.{0,9}奖": ["奖", "获"],
    "(?:获得|荣获).+?(?:大奖|金奖)": ["大奖 金奖", "荣获 获得"],
    "(?:获{2,3})奖": ["奖", "获"],
    "获(?!奖|得)": ["获"],
    "(?<!未)获(?=.{0,4}奖)": ["奖", "获"],
    "(?P<a>获)得|赢得": ["获得 赢得"],
    "甲.*乙|甲.*丙": ["甲", "丙 乙"],
    "获|奖*": [],
    "\\[获\\]\\n": ["[获]\n"],
    "\\d+家": ["家"],
    "{company}{award}": [f"{COMPANY}{AWARD}"],
    "{recipient:company+}{gap}{verb}": [COMPANY, "捧回 荣获"],
    "{!company}": [],
    "(?i)荣获": [],
    "(荣)获\\1": [],
    "\\p{Han}获": [],
    "[[获]--[得]]": [],
    "(?|荣|喜)获": [],
}


@pytest.mark.parametrize("pattern", NEEDS)
def test_what_a_pattern_needs(pattern: str) -> None:
    reader = NeedsReader({"verb": "荣获|捧回", "gap": "{!company}{0,9}"}, ALPHABET)
    assert sorted(" ".join(sorted(clause)) for clause in reader.clauses(pattern)) == sorted(NEEDS[pattern])


OPENINGS = ["(?:", "(?>", "(", "(?=", "(?!", "(?<=", "(?<!"]
TIMES = ["?", "*", "+", "??", "{2}", "{0,2}", "{1,2}?", "?+"]


def pieces(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger pieces of patterns, made of smaller ones."""
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        some.map("".join),
        some.map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(st.sampled_from(["(?:", "(?>", "(", "(?=", "(?!", "(?<=", "(?<!"]), some).map(
            lambda p: f"{p[0]}{'|'.join(p[1])})"
        ),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "??", "{2}", "{0,2}", "{1,2}?", "?+"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
    )


ATOMS = ["a", "b", "ab", "[ab]", "[^a]", ".", "^", "$", "\\.", "\\w", "\\b", "{company}", "{x:company}", "{!company}", "{verb}"]
PATTERNS = st.recursive(st.sampled_from(ATOMS), pieces, max_leaves=8)


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.lists(st.text(f"ab.{COMPANY}", max_size=7), min_size=1, max_size=6))
def test_every_match_meets_the_clauses_of_its_pattern(pattern: str, texts: list[str]) -> None:
    fragments = {"verb": "ab|b{company}"}
    expression = compile_pattern(pattern, fragments, ALPHABET).expression
    clauses = NeedsReader(fragments, ALPHABET).clauses(pattern)
    prefilter = Prefilter([clauses, ()])
    for text in texts:
        found = expression.search(text, timeout=1) is not None
        assert not found or all(any(literal in text for literal in clause) for clause in clauses)
        passing = list(prefilter.passing(text))
        assert passing[-1:] == [1]
        assert not found or passing == [0, 1]


@given(
    st.lists(st.lists(st.text("ab获", min_size=1, max_size=3), min_size=1, max_size=4), max_size=3), st.text("ab获", max_size=9)
)
def test_triggers_are_found_where_they_stand(sets: list[list[str]], text: str) -> None:
    wanted = [{match.start() for word in words for match in re.finditer(f"(?={word})", text)} for words in sets]
    assert [set(found) for found in Triggers(*sets).places(text)] == wanted


def matching(rules: tuple[FactRule, ...], slotted: str) -> set[str]:
    """The rules that a slotted text matches, tried one by one."""
    present = set(slotted)
    can = (rule for rule in rules if rule.can_match(present) and (rule.sentence is None or rule.sentence.search(slotted)))
    return {rule.spec.id for rule in can if rule.pattern.expression.search(slotted, timeout=1)}


def words_of_rules() -> list[str]:
    """The words that rules need, of each rule some, and what stands between them."""
    words = {word for rule in PIPELINE.pack.fact_rules for clause in rule.needs for word in sorted(clause)[:6]}
    return sorted({*words, *"，。；：、的了也（）“”", "设立", "对获评", "给予", "者"} - {""})


SLOTTED = st.lists(st.sampled_from([*words_of_rules(), *list(SLOT_CHARS.values()) * 12]), min_size=1, max_size=9).map("".join)


@settings(max_examples=250, deadline=None)
@given(SLOTTED)
def test_no_rule_that_matches_is_left_out(slotted: str) -> None:
    rules = AWARDS.rules if any(char in slotted for char in ALPHABET.of("prize")) else AWARDS.inheriting
    assert matching(rules, slotted) <= {rule.spec.id for rule in AWARDS.for_sentence(slotted)}
    assert matching(FUNDING.rules, slotted) <= {rule.spec.id for rule in FUNDING.for_passage(slotted)}
    places = AWARDS.triggers(slotted)
    assert places is not None
    assert places.awards or (places.mentions and places.words) or not matching(rules, slotted)
    cues = AWARDS.cues
    assert places.idle or not (cues.void.search(slotted) or cues.policy.search(slotted))


def test_every_example_of_a_rule_passes_its_prefilter() -> None:
    rules = {rule.spec.id: rule for rule in PIPELINE.pack.fact_rules}
    passed = {example.rule: 0 for example in examples_in(files_of())}
    for example in examples_in(files_of()):
        if example.kind != "examples":
            continue
        rule = rules[example.rule]
        view = PIPELINE.view(clean_article(RawArticle("", parse_marks(example.sentence).text), PIPELINE.pack.text))
        bound = [slotted for span in tried_on(view, rule) if list(bindings_of(rule, slotted := view.slotted(span)))]
        assert bound, example
        for slotted in bound:
            passing = FUNDING.for_passage(slotted.text) if rule.spec.kind else AWARDS.for_sentence(slotted.text)
            assert rule in passing
            passed[example.rule] += 1
    assert all(passed.values())


def told(result: ArticleResult) -> Any:
    """All that the fact rules made of an article."""
    facts = (result.award_facts, result.funding_facts, result.count_facts, result.contradictions)
    return facts, result.dropped, result.timed_out, result.sentences


def test_the_corpus_tells_the_same_without_prefilters() -> None:
    dropped = 0
    for article in read_articles([str(ROOT / "corpus" / "articles")]):
        if isinstance(article, RawArticle):
            document = clean_article(article, PIPELINE.pack.text)
            found = find_mentions(document, PIPELINE.pack)
            result = PIPELINE.conclude(article, document, found)
            assert told(result) == told(BARE.conclude(article, document, found))
            dropped += len(result.dropped)
    assert dropped > 100


TEXTS = re.findall(
    r"\S+",
    """
    海河重工有限公司 滨海电子有限公司 天津市质量奖 第三届天津市质量奖 国家绿色工厂 二等奖 该奖 5家企业 3个 武清区 市政府 张三
    荣获 获 上榜 脱颖而出 授予 获奖企业： 分别是 名单如下： 申报 参评 撤销 弄虚作假 入选的， 凡获 每年评选
    奖励 100万元 补助 投资 其中 对获评 的企业给予 该公司 由 为 （ ） “ ” 、 、 ， ， 。 。 ； 等 和 一、 公示
    """,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, "\n"]), min_size=3, max_size=40).map("".join))
def test_any_article_tells_the_same_without_prefilters(text: str) -> None:
    article = RawArticle("", text)
    document = clean_article(article, PIPELINE.pack.text)
    found = find_mentions(document, PIPELINE.pack)
    assert told(PIPELINE.conclude(article, document, found)) == told(BARE.conclude(article, document, found))


RULES = {
    "of what is known": "'{recipient:company}落袋{award}'",
    "of what is not known": "'(?i){recipient:company}落袋\\w?{award}'",
}


@pytest.mark.parametrize("name", RULES)
def test_any_rule_is_tried(name: str, tmp_path: Any) -> None:
    (tmp_path / "facts").mkdir()
    head = "extends: true\nrules:\n  - id: my.rule\n    about: a rule\n    priority: 99\n    examples: []\n"
    (tmp_path / "facts" / "awards.yaml").write_text(f"{head}    pattern: {RULES[name]}\n", "utf-8")
    result = Pipeline.default([tmp_path]).extract("海河重工有限公司落袋天津市质量奖。")
    assert [fact.rule for fact in result.award_facts] == ["my.rule"]


@st.composite
def texts_with_mentions(draw: st.DrawFn) -> tuple[str, list[Mention], Span]:
    """A text with marks of both widths, mentions in it that do not overlap, and any span of it."""
    lengths = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=5))
    mentions, position = [], 0
    for gap, length in lengths:
        mentions.append(Mention("company", position + gap, position + gap + length, "甲", "test"))
        position += gap + length
    size = position + draw(st.integers(0, 3))
    text = draw(st.text("ab,;，。(", min_size=size, max_size=size))
    start, end = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
    return text, mentions, Span(start, end)


@given(texts_with_mentions())
def test_slotted_text_is_cut_as_it_would_be_written(drawn: tuple[str, list[Mention], Span]) -> None:
    text, mentions, span = drawn
    document = SlottedDocument(text, mentions)
    assert document.of(span) == slot_text(text, span, mentions)
    free = [place for place in range(len(document.text)) if document.text[place] != COMPANY]
    assert "".join(text[at] for at in document.origins(free)) == _plain(text, mentions)


def _plain(text: str, mentions: list[Mention]) -> str:
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    return "".join(char for at, char in enumerate(text) if at not in inside)
