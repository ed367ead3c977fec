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
    "class by class": (
        f"第三届{PRIZE}揭晓。组织类，{A}、{B}；个人类，王建国、李秀兰获奖。",
        {(PRIZE, n, None, "granted") for n in (A, B, "王建国", "李秀兰")},
    ),
    "the holders behind their award": (
        f"副市长为荣获{PRIZE}的{A}等3家企业颁奖。",
        {(PRIZE, A, None, "granted"), (PRIZE, 3, None, "granted")},
    ),
    "the holders that are commended": (
        f"市政府对获得{PRIZE}的{A}等4家企业予以表彰，每家奖励80万元。",
        {(PRIZE, A, None, "granted"), (PRIZE, 4, None, "granted")},
    ),
    "winners set off by a comma": (f"作为{PRIZE}获奖单位，{A}作了发言。", {(PRIZE, A, None, "granted")}),
    "taken home": (f"{A}把{PRIZE}捧回了家。", {(PRIZE, A, None, "granted")}),
    "behind a dash": (f"全区首次有企业获{PRIZE}——{A}实现突破。", {(PRIZE, A, None, "granted")}),
    "the award and its grade, respectively": (
        f"{A}、{B}分别获得{PRIZE}和提名奖。",
        {(PRIZE, A, None, "granted"), (PRIZE, B, "提名奖", "granted")},
    ),
    "an award at the head of its clause": (
        f"{PRIZE}揭晓，金奖由{A}夺得，银奖为{B}，铜奖空缺。",
        {(PRIZE, A, "金奖", "granted"), (PRIZE, B, "银奖", "granted")},
    ),
    "a group stands for those just named": (
        f"{A}和{B}上台，两家企业摘得{PRIZE}。",
        {(PRIZE, A, None, "granted"), (PRIZE, B, None, "granted"), (PRIZE, 2, None, "granted")},
    ),
    "together with another": (
        f"{A}与{B}一道，成为{PRIZE}的得主。",
        {(PRIZE, A, None, "granted"), (PRIZE, B, None, "granted")},
    ),
    "some of the winners": (
        f"{PRIZE}得主中，武清区的{A}、静海区的{B}都是首次上榜。",
        {(PRIZE, n, None, "granted") for n in (A, B)},
    ),
    "out of the candidates": (
        f"{PRIZE}揭晓，12家企业从268家报名者中脱颖而出。",
        {(PRIZE, 12, None, "granted"), (PRIZE, 268, None, "applied")},
    ),
    "papers handed in": (f"{A}向{PRIZE}递交了申报材料。", {(PRIZE, A, None, "applied")}),
    "looked over": (f"{A}接受{PRIZE}现场评审。", {(PRIZE, A, None, "applied")}),
    "an unquoted project": (
        "天津大学牵头完成的海上风电基础防腐关键技术获天津市科学技术奖一等奖。",
        {("天津市科学技术奖", "海上风电基础防腐关键技术", "一等奖", "granted")},
    ),
    "works enumerated and counted": (
        "鲁班奖揭晓，津塘大桥、海门路隧道等3项工程获奖。",
        {("中国建设工程鲁班奖", n, None, "granted") for n in ("津塘大桥", "海门路隧道", 3)},
    ),
    "a grade at a competition": (
        f"第三届天津市质量创新大赛上，{A}斩获一等奖。",
        {("天津市质量创新大赛", A, "一等奖", "granted")},
    ),
    "a grade at the selection": (f"{A}在{PRIZE}评选中获提名奖。", {(PRIZE, A, "提名奖", "granted")}),
    "one of its things wins": (
        f"{PRIZE}揭晓，{A}也有两款产品获银奖。",
        {(PRIZE, A, "银奖", "granted"), (PRIZE, 2, "银奖", "granted")},
    ),
    "kept after a check": ("全市9家企业通过复核，继续保留天津市绿色工厂称号。", {("天津市绿色工厂", 9, None, "granted")}),
    "grades of the award whose results are out": (
        f"中国质量奖一等奖2项。\n{PRIZE}也已出炉。全市5项成果上榜，其中一等奖3项。",
        {("中国质量奖", 2, "一等奖", "granted"), (PRIZE, 5, None, "granted"), (PRIZE, 3, "一等奖", "granted")},
    ),
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
    "a plan to raise holders": "到2028年，全市将培育10家天津市绿色工厂。",
    "a title taken away": "被取消“天津市著名商标”称号的3家企业已停止使用标识。",
    "a lie in an application": f"{A}在申报材料中谎称获得过{PRIZE}。",
    "a prize of cash": f"{A}获现金奖30万元。",
}


@pytest.mark.parametrize("text", NO_FACT.values(), ids=NO_FACT.keys())
def test_what_is_no_fact(text: str) -> None:
    assert told(text) == set()


MONEY = {
    "told in the sentence behind": (
        f"授予{A}{PRIZE}，授予{B}提名奖。市财政分别给予每家50万元、20万元。",
        {(A, 500_000), (B, 200_000)},
    ),
    "told beside the award": (f"{A}获{PRIZE}，每家奖励100万元。", {(A, 1_000_000)}),
}


@pytest.mark.parametrize(("text", "expected"), MONEY.values(), ids=MONEY.keys())
def test_the_money_of_one_winner(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(f.recipient, int(f.amount or 0)) for f in facts(text)} == expected


PLACES = {
    "groups paired with places": (
        f"{PRIZE}名单公布，武清区、宝坻区分别有2家、1家企业上榜。",
        {(2, "武清区"), (1, "宝坻区")},
    ),
    "as many for each place": (f"{PRIZE}名单公布，武清区、宝坻区各有2家上榜。", {(2, "武清区"), (2, "宝坻区")}),
    "square brackets": (f"{A}[武清区，首次获奖]荣获{PRIZE}。", {(A, "武清区")}),
    "one of a counted group": (f"武清区3家企业获{PRIZE}，其中{A}为首次获奖。", {(3, "武清区"), (A, "武清区")}),
    "a town of a division": (f"武清区杨村街道的{A}荣获{PRIZE}。", {(A, "武清区")}),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES.keys())
def test_where_winners_belong(text: str, expected: set[tuple[str | int, str]]) -> None:
    assert {(f.recipient or int(f.recipient_count or 0), f.district) for f in facts(text)} == expected


def test_editions_told_one_by_one() -> None:
    text = f"{A}、{B}分别在第六届、第八届{PRIZE}评选中获银奖。"
    assert {(f.recipient, f.edition) for f in facts(text)} == {(A, 6), (B, 8)}


def test_a_list_of_those_who_lose_an_award_is_no_list_of_winners() -> None:
    text = (
        f"决定撤销{A}等2家企业的{PRIZE}称号，名单如下：\n| 企业名称 | 撤销原因 |\n| --- | --- |\n| {A} | 停产 |\n| {B} | 停产 |\n"
    )
    assert facts(text) == []


def test_a_table_of_honours_with_their_grantors_and_money() -> None:
    header = "| 年度 | 企业名称 | 荣誉名称 | 奖金（万元） | 授予单位 |\n| --- | --- | --- | --- | --- |\n"
    (fact,) = facts(f"{header}| 2019 | {A} | {PRIZE} | 100 | 天津市人民政府 |\n")
    told_in_row = (fact.award, fact.recipient, fact.year, int(fact.amount or 0), fact.grantor)
    assert told_in_row == (PRIZE, A, 2019, 1_000_000, "天津市人民政府")


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
