"""What numbers in an article say to the facts they are told of: marks and contradictions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts.ledger import award_ledger, counted, funding_ledger
from extractor.model import AwardFact, FundingFact, Group, RawArticle
from extractor.pipeline import Pipeline

PIPELINE = Pipeline.default()
A, B, C, D = "天津海河重工有限公司", "天津津沽阀门股份有限公司", "天津北塘食品有限公司", "天津潮白纺织有限公司"
PRIZE = "天津市质量奖"

MARKS = {
    "all named": (f"{A}、{B}等2家企业获{PRIZE}。", {"complete"}),
    "all named without 等": (f"{A}、{B}两家企业获{PRIZE}。", {"complete"}),
    "some named": (f"{A}、{B}、{C}等8家企业获{PRIZE}。", {"partial (3 of 8)"}),
    "one named": (f"市政府决定授予{A}等5家组织第三届{PRIZE}。", {"partial (1 of 5)"}),
    "others beside them": (f"{A}、{B}和其他6家企业获{PRIZE}。", {None}),
    "nothing counted": (f"{A}、{B}获{PRIZE}。", {None}),
    "nobody named": (f"全市共有8家企业获{PRIZE}。", {None}),
    "listed after the number": (f"{PRIZE}揭晓。获奖的3家企业分别是{A}、{B}、{C}。", {"complete"}),
    "more named than told": (f"{A}、{B}、{C}等2家企业获{PRIZE}。", {"contradicts"}),
    "more listed than told": (f"{PRIZE}揭晓。获奖的2家企业分别是{A}、{B}、{C}。", {"contradicts"}),
    "about so many": (f"{A}、{B}、{C}等近2家企业获{PRIZE}。", {None}),
    "a heading": (f"第三届{PRIZE}名单如下：\n一、{PRIZE}（2家）\n1.{A}\n2.{B}\n", {"complete"}),
    "a heading over fewer": (f"第三届{PRIZE}名单如下：\n一、{PRIZE}（3家）\n1.{A}\n2.{B}\n", {"partial (2 of 3)"}),
    "a heading over more": (f"第三届{PRIZE}名单如下：\n一、{PRIZE}（2家）\n1.{A}\n2.{B}\n3.{C}\n", {"contradicts"}),
    "two headings": (
        f"第三届{PRIZE}名单如下：\n一、{PRIZE}（2家）\n1.{A}\n2.{B}\n二、{PRIZE}提名奖（2家）\n1.{C}\n2.{D}\n",
        {"complete"},
    ),
    "an introduction": (f"第三届{PRIZE}揭晓，共有3家企业获{PRIZE}，名单如下：\n1.{A}\n2.{B}\n3.{C}\n", {"complete"}),
    "a number told elsewhere": (f"2家企业获第三届{PRIZE}\n\n{A}获第三届{PRIZE}。{B}获第三届{PRIZE}。", {"complete", None}),
}


@pytest.mark.parametrize(("text", "marks"), MARKS.values(), ids=MARKS.keys())
def test_how_award_facts_are_marked(text: str, marks: set[str | None]) -> None:
    result = PIPELINE.extract(text)
    assert {fact.consistency for fact in result.award_facts} == marks
    assert bool(result.contradictions) == ("contradicts" in marks)


SUMS = {
    "each times number": ("表彰8家企业，每家奖励50万元，共400万元。", {"complete"}),
    "the number in the sentence before": ("共有8家企业获表彰。每家奖励50万元，合计奖励400万元。", {"complete"}),
    "two grades": ("一等奖2家企业各奖励20万元，二等奖3家企业各奖励10万元，共奖励70万元。", {"complete"}),
    "another total": ("表彰8家企业，每家奖励50万元，共奖励500万元。", {"contradicts"}),
    "over the years": ("表彰8家企业，每家奖励50万元，累计发放奖励2000万元。", {None}),
    "per something": ("每个赛道评出一等奖1名、二等奖2名，每名分别奖励20万元和10万元，共奖励220万元。", {None}),
    "about so much": ("表彰8家企业，每家奖励50万元，共奖励近500万元。", {None}),
    "no total": ("表彰8家企业，每家奖励50万元。", {None}),
}


@pytest.mark.parametrize(("text", "marks"), SUMS.values(), ids=SUMS.keys())
def test_how_funding_facts_are_marked(text: str, marks: set[str | None]) -> None:
    result = PIPELINE.extract(text)
    assert {fact.consistency for fact in result.funding_facts} == marks
    assert bool(result.contradictions) == ("contradicts" in marks)


def page(total: str, count: str = "2家") -> RawArticle:
    rows = "".join(f"<tr><td>{name}</td><td>{sum_}</td></tr>" for name, sum_ in ((A, "30"), (B, "20"), ("合计", total)))
    head = f"<html><body><h1>奖励资金公示</h1><p>市财政局公示质量奖励资金，共有{count}企业获{PRIZE}，名单如下：</p>"
    table = f"<table><tr><th>企业名称</th><th>奖励金额（万元）</th></tr>{rows}</table>"
    tail = "<p>公示期为五个工作日，如有异议请以书面方式向市财政局反映，并写明理由与联系方式。</p></body></html>"
    return RawArticle("a.html", head + table + tail, "html")


@pytest.mark.parametrize(("total", "mark"), [("50", "complete"), ("60", "contradicts"), ("约60", None)])
def test_a_table_against_its_total(total: str, mark: str | None) -> None:
    result = PIPELINE.extract(page(total))
    assert {fact.consistency for fact in result.funding_facts} == {mark}
    assert {fact.consistency for fact in result.award_facts} == {"complete"}
    told = [(found.check, found.told, found.counted) for found in result.contradictions]
    assert told == ([("total", Decimal(600000), Decimal(500000))] if mark == "contradicts" else [])


def test_a_table_against_the_number_before_it() -> None:
    result = PIPELINE.extract(page("50", "1家"))
    assert [(found.check, found.told, found.counted) for found in result.contradictions] == [("table", Decimal(1), Decimal(2))]


def test_a_contradiction_leads_to_what_is_told() -> None:
    text = f"第三届{PRIZE}名单如下：\n一、{PRIZE}（2家）\n1.{A}\n2.{B}\n3.{C}\n"
    (found,) = PIPELINE.extract(text).contradictions
    assert (found.check, found.subject, found.told, found.counted) == ("list", PRIZE, Decimal(2), Decimal(3))
    assert text[found.start : found.end] == f"一、{PRIZE}（2家）"


def award(recipient: str | None, start: int, group: Group, *, count: int | None = None, grade: str | None = None) -> AwardFact:
    number = Decimal(count) if count is not None else None
    return AwardFact(
        PRIZE,
        "prize",
        "granted",
        start,
        start + 1,
        "award.won",
        grade=grade,
        recipient=recipient,
        recipient_count=number,
        group=group,
    )


@settings(max_examples=60)
@given(names=st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=8), told=st.integers(1, 8), firm=st.booleans())
def test_a_mark_follows_from_the_numbers(names: list[str], told: int, firm: bool) -> None:
    group = Group("enumeration", 0, 1, Decimal(told), firm=firm)
    facts, contradictions = award_ledger([award(name, 9, group) for name in names])
    size = len(set(names))
    other = None if not firm else f"partial ({size} of {told})" if size < told else "contradicts"
    assert {fact.consistency for fact in facts} == {"complete" if size == told else other}
    assert len(contradictions) == (firm and size > told)


def test_items_count_as_well_as_names() -> None:
    group = Group("list", 0, 1, Decimal(2))
    joint = [award("甲", 5, group), award("乙", 5, group), award("丙", 8, group)]
    assert counted(group, joint).mark == "complete"


def test_a_number_of_one_grade_marks_that_grade_only() -> None:
    group = Group("table", 0, 1, Decimal(1))
    facts = [award(None, 0, group, count=1, grade="提名奖"), award("甲", 5, group), award("乙", 7, group, grade="提名奖")]
    assert [fact.consistency for fact in award_ledger(facts)[0]] == ["complete", None, "complete"]


@given(parts=st.lists(st.tuples(st.integers(1, 500), st.integers(1, 40)), min_size=1, max_size=5), off=st.sampled_from([0, 7]))
def test_sums_add_up_or_they_do_not(parts: list[tuple[int, int]], off: int) -> None:
    total = sum(amount * number for amount, number in parts) * 100 + off * sum(a * n for a, n in parts)
    group = Group("product", 0, 1, Decimal(total))
    facts = [
        FundingFact("reward", Decimal(a * 100), "CNY", 0, 1, "x", per="each", recipient_count=Decimal(n), group=group)
        for a, n in parts
    ]
    marked, contradictions = funding_ledger(facts)
    assert {fact.consistency for fact in marked} == {"contradicts" if off else "complete"}
    assert len(contradictions) == bool(off)
