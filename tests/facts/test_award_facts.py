"""Award facts from sentences, lists and tables of invented articles, read by the whole pipeline."""

from __future__ import annotations

import pytest

from extractor.model import AwardFact
from extractor.pipeline import Pipeline

PIPELINE = Pipeline.default()


def facts(text: str) -> list[AwardFact]:
    return list(PIPELINE.extract(text).award_facts)


def told(text: str) -> set[tuple[str, str | int | None, str | None, str]]:
    """Award, recipient or number of recipients, grade and status of each fact."""
    return {(f.award, f.recipient if f.recipient else int(f.recipient_count or 0), f.grade, f.status) for f in facts(text)}


A, B, C = "天津海河重工有限公司", "天津津沽阀门股份有限公司", "天津北塘食品有限公司"
PRIZE = "天津市质量奖"

SENTENCES = {
    "one winner": (f"{A}荣获第三届{PRIZE}。", {(PRIZE, A, None, "granted")}),
    "several winners": (f"{A}、{B}和{C}先后荣获{PRIZE}。", {(PRIZE, n, None, "granted") for n in (A, B, C)}),
    "winners and their number": (f"{A}、{B}等8家企业获{PRIZE}。", {(PRIZE, n, None, "granted") for n in (A, B, 8)}),
    "conferred": (f"市政府决定授予{A}等5家组织第三届{PRIZE}。", {(PRIZE, A, None, "granted"), (PRIZE, 5, None, "granted")}),
    "two clauses, two awards": (
        f"{A}获{PRIZE}，{B}获中国质量奖。",
        {(PRIZE, A, None, "granted"), ("中国质量奖", B, None, "granted")},
    ),
    "a grade of the award before": (
        f"{A}获{PRIZE}，{B}获提名奖。",
        {(PRIZE, A, None, "granted"), (PRIZE, B, "提名奖", "granted")},
    ),
    "respectively": (f"{A}、{B}分别获{PRIZE}金奖和银奖。", {(PRIZE, A, "金奖", "granted"), (PRIZE, B, "银奖", "granted")}),
    "won by": (f"{PRIZE}由{A}、{B}夺得。", {(PRIZE, A, None, "granted"), (PRIZE, B, None, "granted")}),
    "goes to": (f"第三届{PRIZE}花落{A}。", {(PRIZE, A, None, "granted")}),
    "winners of this year": (f"{PRIZE}揭晓。本届获奖企业为：{A}、{B}。", {(PRIZE, n, None, "granted") for n in (A, B)}),
    "this prize": (f"{A}获{PRIZE}，{B}2017年获得该奖。", {(PRIZE, n, None, "granted") for n in (A, B)}),
    "those with the title are": (f"荣获{PRIZE}的有{A}、{B}。", {(PRIZE, n, None, "granted") for n in (A, B)}),
    "only a number": (f"截至目前，全市{PRIZE}获奖企业累计达到34家。", {(PRIZE, 34, None, "granted")}),
    "number and grade": (
        f"公布{PRIZE}名单。全市共获{PRIZE}金奖4项、银奖3项。",
        {(PRIZE, 4, "金奖", "granted"), (PRIZE, 3, "银奖", "granted")},
    ),
    "takes part": (f"今年，全区组织5家企业参评{PRIZE}。", {(PRIZE, 5, None, "applied")}),
    "a public notice proposes": (f"拟授予{A}{PRIZE}，现予公示。", {(PRIZE, A, None, "nominee")}),
    "the subject goes on": (
        f"{A}荣获{PRIZE},被市市场监管局授予“质量提升实践示范基地”。",
        {(PRIZE, A, None, "granted"), ("质量提升实践示范基地", A, None, "granted")},
    ),
    "this company": (f"{A}成立于1998年。该公司曾获{PRIZE}。", {(PRIZE, A, None, "granted")}),
    "a person and the employer": (f"{A}董事长王建国荣获{PRIZE}。", {(PRIZE, "王建国", None, "granted")}),
    "the place of a winner": (f"武清区的{A}获{PRIZE}。", {(PRIZE, A, None, "granted")}),
    "a title in brackets": (f"{A}（国家绿色工厂）参加展会。", {("国家绿色工厂", A, None, "granted")}),
    "named a holder of a title": (
        f"市工信局认定{A}等3家企业为天津市绿色工厂。",
        {("天津市绿色工厂", A, None, "granted"), ("天津市绿色工厂", 3, None, "granted")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_what_a_sentence_tells(text: str, expected: set[tuple[str, str | int | None, str | None, str]]) -> None:
    assert told(text) == expected


NO_FACT = {
    "an aim": f"力争到2025年新增{PRIZE}企业2家。",
    "a hope": f"{A}正冲刺{PRIZE}。",
    "a rule": f"对获得{PRIZE}的企业，一次性给予100万元奖励。",
    "how often": f"{PRIZE}每两年评选一次，每届不超过5家。",
    "a false claim": f"{A}在网店谎称荣获{PRIZE}。",
    "a withdrawal": f"撤销{A}{PRIZE}称号。",
    "the award's history": f"{PRIZE}设立于2010年。",
}


@pytest.mark.parametrize("text", NO_FACT.values(), ids=NO_FACT.keys())
def test_what_is_no_fact(text: str) -> None:
    assert told(text) == set()


def test_a_numbered_list_under_headings() -> None:
    text = (
        f"市政府公布2023年{PRIZE}名单，名单如下：\n一、{PRIZE}（2家）\n1.{A}\n2.{B}\n二、{PRIZE}提名奖（1家）\n1.{C}（武清区）\n"
    )
    found = {(f.recipient or int(f.recipient_count or 0), f.grade, f.district) for f in facts(text)}
    assert found == {(A, None, None), (B, None, None), (2, None, None), (C, "提名奖", "武清区"), (1, "提名奖", None)}


def test_a_dated_list() -> None:
    text = f"【链接】历年{PRIZE}获奖企业\n2010年：{A}（武清区）\n2011年：{B}、{C}\n"
    assert {(f.recipient, f.year) for f in facts(text)} == {(A, 2010), (B, 2011), (C, 2011)}


HTML = f"""<html><head><title>第三届{PRIZE}揭晓</title></head><body><h1>第三届{PRIZE}揭晓</h1>
<p>日前，天津市人民政府公布第三届{PRIZE}获奖名单，共有3家企业获奖，每家奖励100万元。这是全市质量领域的最高荣誉，名单如下：</p>
<table border="1"><tr><th>序号</th><th>企业名称</th><th>所在区</th><th>奖项</th></tr>
<tr><td>1</td><td>{A}</td><td>武清区</td><td rowspan="2">{PRIZE}</td></tr>
<tr><td>2</td><td>{B}</td><td>河西区</td></tr>
<tr><td>3</td><td>{C}</td><td>宝坻区</td><td>{PRIZE}提名奖</td></tr></table>
<p>市市场监管局有关负责人表示，获奖企业将在全市推广先进质量管理经验，带动更多企业提升质量。</p></body></html>"""


def test_a_table_with_spans() -> None:
    from extractor.model import RawArticle

    result = PIPELINE.extract(RawArticle("a.html", HTML, "html"))
    named = {(f.recipient, f.grade, f.district, f.edition) for f in result.award_facts if f.recipient}
    assert named == {(A, None, "武清区", 3), (B, None, "河西区", 3), (C, "提名奖", "宝坻区", 3)}


def test_the_raw_text_of_every_mention_is_its_slice() -> None:
    from extractor.model import RawArticle

    result = PIPELINE.extract(RawArticle("a.html", HTML, "html"))
    for mention in result.mentions:
        start, end = result.raw_span(mention.start, mention.end)
        assert HTML[start:end]


def test_no_fact_is_told_twice() -> None:
    text = f"{A}获{PRIZE}。" * 3
    assert len(facts(text)) == 1
