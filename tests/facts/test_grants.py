"""Who grants an award and the money of one winner, told in other sentences than the winners."""

from __future__ import annotations

import pytest

from tests.facts.reading import LONG, PRIZE, A, B, C, Cases, awards, page

GRANTS: Cases = {
    "a body confers it": (f"天津市人民政府印发通报，授予{A}{PRIZE}。", ["A 天津市人民政府"]),
    "a body behind the winner": (f"{A}荣获{PRIZE}。\n天津市市场监管局公布{PRIZE}名单。", ["A 天津市市场监管局"]),
    "two bodies": (f"天津市市场监管局、天津市科技局公布{PRIZE}名单。{A}荣获{PRIZE}。", ["A 天津市市场监管局、天津市科技局"]),
    "a body that grants another award": (f"天津市科技局公布中国质量奖名单。{A}荣获{PRIZE}。", ["A"]),
    "a body that grants nothing": (f"天津市市场监管局走访企业。{A}荣获{PRIZE}。", ["A"]),
    "the first body told": (
        f"天津市人民政府公布{PRIZE}名单。天津市科技局公布{PRIZE}名单。{A}荣获{PRIZE}。",
        ["A 天津市人民政府"],
    ),
    "an award that is applied for": (f"天津市人民政府公布{PRIZE}名单。{A}申报{PRIZE}。", ["A applied"]),
    "an edition that the article is not about": (
        f"天津市人民政府公布第三届{PRIZE}名单，授予{A}第三届{PRIZE}。{B}曾获第一届{PRIZE}。",
        ["A 第3届 天津市人民政府", "B 第1届"],
    ),
    "money for each": (f"{A}获{PRIZE}。每家获奖企业奖励100万元。", ["A 1000000"]),
    "money for each of two grades": (
        f"授予{A}{PRIZE}，授予{B}提名奖。市财政分别给予每家50万元、20万元。",
        ["A 500000", "B 提名奖 200000"],
    ),
    "money for each of three grades, two sums": (
        f"授予{A}{PRIZE}金奖，授予{B}银奖，授予{C}铜奖。市财政分别给予每家50万元、20万元。",
        ["A 金奖", "B 银奖", "C 铜奖"],
    ),
    "money for each of a counted group": (
        f"5家企业获{PRIZE}，2家企业获提名奖。5家获奖企业每家奖励100万元。",
        ["5家 1000000", "2家 提名奖"],
    ),
    "money for each of two counted groups": (
        f"5家企业获{PRIZE}，2家企业获提名奖。5家获奖企业每家奖励100万元，2家每家奖励50万元。",
        ["5家 1000000", "2家 提名奖 500000"],
    ),
    "money behind its award": (
        f"{PRIZE}、提名奖分别奖励100万元、50万元。{A}获{PRIZE}，{B}获提名奖。",
        ["A 1000000", "B 提名奖 500000"],
    ),
    "money behind its award, one by one": (
        f"{PRIZE}每家奖励100万元；除此之外，今年获得提名奖的每家奖励50万元。{A}获{PRIZE}，{B}获提名奖。",
        ["A 1000000", "B 提名奖 500000"],
    ),
    "money behind its award and another": (f"{PRIZE}每家奖励100万元。中国质量奖将评选。{A}获{PRIZE}。", ["A 1000000"]),
    "money, and another award far behind it": (
        f"{A}获{PRIZE}。每家获奖企业奖励100万元，此外今年还将启动中国质量奖申报。",
        ["A 1000000"],
    ),
    "money of the only winner": (f"{A}获{PRIZE}，奖金100万元。", ["A 1000000"]),
    "money of one of two winners": (f"{A}、{B}获{PRIZE}，奖金100万元。", ["A", "B"]),
    "money of a group": (f"5家企业获{PRIZE}，奖金100万元。", ["5家"]),
    "money that is no prize": (f"{A}获{PRIZE}。该公司每家门店营业收入100万元。", ["A"]),
    "money that is no prize, beside the award": (f"{A}获{PRIZE}，营业收入100万元。", ["A"]),
    "money whose word stands behind it": (f"{A}获{PRIZE}，领到100万元奖金。", ["A 1000000"]),
    "money by a rule": (f"对获得{PRIZE}的企业，每家给予100万元奖励。{A}获{PRIZE}。", ["A"]),
    "money for those that applied": (f"{A}申报{PRIZE}。市里每家奖励100万元。", ["A applied"]),
    "money far behind": (f"{A}获{PRIZE}。{LONG}每家奖励100万元。", ["A"]),
    "money of another edition": (f"{A}获第三届{PRIZE}，每家奖励100万元。{B}曾获第一届{PRIZE}。", ["A 第3届 1000000", "B 第1届"]),
    "money for each time": (f"{A}获{PRIZE}。企业3次参评，每家奖励100万元。", ["A 1000000"]),
    "money of a title": (f"{A}被认定为国家绿色工厂。每家奖励100万元。", ["国家绿色工厂 A"]),
    "a row's own money is kept": (
        page(
            f"第三届{PRIZE}揭晓",
            "第三届天津市质量奖每家奖励100万元，名单如下：",
            "<table><tr><th>企业名称</th><th>奖金（万元）</th></tr><tr><td>天津海河重工有限公司</td><td>80</td></tr><tr><td>天津北塘食品有限公司</td><td></td></tr></table>",
            "以上名单由市市场监管局公布，有效期三年。",
        ),
        ["A 第3届 800000", "C 第3届 1000000"],
    ),
}


@pytest.mark.parametrize("name", GRANTS)
def test_who_grants_it_and_for_how_much(name: str) -> None:
    text, wanted = GRANTS[name]
    assert awards(text, "grantor", "amount") == wanted
