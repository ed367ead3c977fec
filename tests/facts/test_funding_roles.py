"""Who gets a sum, who pays it, what for, when and where."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, C, funding

PARTIES = {
    "who gets": (f"武清区奖励{A}100万元。", ["reward 1000000 to A funder 武清区"]),
    "several who get": (f"市财政给予{A}、{B}奖励100万元。", ["reward 1000000 to A、B funder 市财政"]),
    "one for each sum": (f"{A}、{B}分别获得补助300万元、260万元。", ["subsidy 3000000 each to A", "subsidy 2600000 each to B"]),
    "more names than sums": (
        f"{A}、{B}、{C}分别获得补助300万元、260万元。",
        ["subsidy 3000000 each to A、B、C", "subsidy 2600000 each to A、B、C"],
    ),
    "named twice": (f"{A}介绍，{A}获得补助300万元。", ["subsidy 3000000 to A"]),
    "a bank and who gets": (f"天津银行向{A}发放贷款1500万元。", ["financing 15000000 to A funder 天津银行"]),
    "another that joins in": (f"{A}与{B}合作，获得补助300万元。", ["subsidy 3000000 to A"]),
    "another that joins in, told first": (f"与{B}合作的{A}获得补助300万元。", ["subsidy 3000000 to A"]),
    "a bracket between two who get": (f"{A}（国企）、{B}获得补助300万元。", ["subsidy 3000000 to A、B"]),
    "a bracket between two who pay": (f"{A}（国企）、{B}投资5.3亿元建设新厂。", ["investment 530000000 funder A、B"]),
    "two banks": (f"天津银行、海河银行向{A}发放贷款1500万元。", ["financing 15000000 to A funder 天津银行、海河银行"]),
    "who gets, told behind": (f"天津银行发放贷款1500万元给{A}。", ["financing 15000000 to A funder 天津银行"]),
    "who gets, told behind with 了": (f"天津银行发放贷款1500万元，给了{A}。", ["financing 15000000 to A funder 天津银行"]),
    "told behind, but not of it": (f"天津银行发放贷款1500万元，{A}表示感谢。", ["financing 15000000 funder 天津银行"]),
    "told behind the next sum": (
        f"天津银行发放贷款1500万元，另有300万元给{A}。",
        ["financing 15000000 funder 天津银行", "financing 3000000 to A funder 天津银行"],
    ),
    "who invests": (f"{A}投资5.3亿元实施超低排放改造。", ["investment 530000000 funder A"]),
    "who invests, and what in": (f"{A}、{B}投资5.3亿元建设新厂。", ["investment 530000000 funder A、B"]),
    "from somebody": (f"{A}从{B}获得补助300万元。", ["subsidy 3000000 to A funder B"]),
    "somebody's money": (f"{A}出资300万元奖励{B}。", ["reward 3000000 to B funder A"]),
    "a rent given up for tenants": (f"{A}给商户减免租金300万元。", ["relief 3000000 funder A"]),
    "a rent that somebody waives": (f"{A}减免租金300万元。", ["relief 3000000 funder A"]),
    "a place that pays": ("武清区安排补助300万元。", ["subsidy 3000000 funder 武清区"]),
    "a place that is only named": ("武清区企业获得补助300万元。", ["subsidy 3000000"]),
    "a body that pays": ("武清区市场监管局奖励企业300万元。", ["reward 3000000 funder 武清区市场监管局"]),
    "a body that only tells": ("据武清区市场监管局介绍，企业获得补助300万元。", ["subsidy 3000000"]),
    "a budget": ("区财政拨付补助300万元。", ["subsidy 3000000 funder 区财政"]),
    "a budget that only tells": ("区财政局表示，企业获得补助300万元。", ["subsidy 3000000"]),
    "the body told last": ("武清区科技局牵线，武清区市场监管局奖励企业300万元。", ["reward 3000000 funder 武清区市场监管局"]),
    "a budget behind": ("以上奖励资金合计528万元，由区财政列支。", ["reward 5280000 funder 区财政"]),
    "a budget of a level behind": ("以上奖励资金合计528万元，由省级财政列支。", ["reward 5280000 funder 省级财政"]),
    "nobody behind": ("以上奖励资金合计528万元，由企业自主安排。", ["reward 5280000"]),
    "a body behind": ("以上奖励资金合计528万元，由武清区市场监管局发放。", ["reward 5280000 funder 武清区市场监管局"]),
    "a pronoun": (f"{A}成立于1998年。去年，该公司领到补助480万元。", ["subsidy 4800000 to A"]),
    "a pronoun, behind a bank": (f"{A}向天津银行申请。去年，该公司领到补助480万元。", ["subsidy 4800000 to A"]),
    "a pronoun and nobody before": ("去年，该公司领到补助480万元。", ["subsidy 4800000"]),
    "a pronoun and an investment": (f"{A}成立于1998年。去年，该公司投资480万元建设新厂。", ["investment 4800000 funder A"]),
    "goes on about the same one": (f"{A}获得补助300万元，又获奖励20万元。", ["subsidy 3000000 to A", "reward 200000 to A"]),
    "goes on about a group": (f"{A}获得补助300万元，3家企业获奖励20万元。", ["subsidy 3000000 to A", "reward 200000 to 3"]),
    "goes on about each": (f"{A}获每项补助30万元，又获奖励20万元。", ["subsidy 300000 each to A", "reward 200000 each"]),
    "goes on far behind": (
        f"{A}获得补助300万元，此外当地有关部门在年底之前还向各行各业的先进代表一共发放了各类奖励20万元。",
        ["subsidy 3000000 to A", "reward 200000"],
    ),
    "goes on with the same kind": (
        "武清区市场监管局奖励企业300万元，又奖励个人20万元。",
        ["reward 3000000 funder 武清区市场监管局", "reward 200000 funder 武清区市场监管局"],
    ),
    "goes on with the same kind of a bank's": (
        f"天津银行向{A}发放贷款1500万元，又发放300万元。",
        ["financing 15000000 to A funder 天津银行", "financing 3000000 to A funder 天津银行"],
    ),
    "goes on with another kind than a bank's": (
        f"天津银行向{A}发放贷款1500万元，又获奖励20万元。",
        ["financing 15000000 to A funder 天津银行", "reward 200000 to A"],
    ),
    "goes on in another sentence": (f"{A}获得补助300万元。又获奖励20万元。", ["subsidy 3000000 to A", "reward 200000"]),
}


@pytest.mark.parametrize("name", PARTIES)
def test_who_gets_and_who_pays(name: str) -> None:
    text, wanted = PARTIES[name]
    assert funding(text, "funder") == wanted


NUMBERS = {
    "the group before": ("12家企业获得奖励360万元。", ["reward 3600000 to 12"]),
    "the last of two groups": ("3家企业、5家企业获得奖励360万元。", ["reward 3600000 to 5"]),
    "the group it reached": ("全市兑现质量奖励资金1.06亿元，惠及企业743家。", ["reward 106000000 to 743"]),
    "banks": ("8家银行发放贷款9亿元。", ["financing 900000000"]),
    "projects": ("支持3个项目，拨付补助900万元。", ["subsidy 9000000 project_count 3"]),
    "things that are no projects": ("支持3个部门，拨付补助900万元。", ["subsidy 9000000"]),
    "behind it, but not reached": ("全市兑现质量奖励资金1.06亿元，企业共有743家。", ["reward 106000000"]),
    "reached in the next sentence": ("全市兑现质量奖励资金1.06亿元。惠及企业743家。", ["reward 106000000"]),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_how_many_get_it(name: str) -> None:
    text, wanted = NUMBERS[name]
    assert funding(text, "project_count") == wanted


WHEN = {
    "this year": ("今年，武清区安排补助300万元。", ["subsidy 3000000 period 今年 district 武清区"]),
    "told last": ("2021年至今，去年安排补助300万元最多。", ["subsidy 3000000 period 去年"]),
    "not in the sentence before": ("去年很忙。武清区安排补助300万元。", ["subsidy 3000000 district 武清区"]),
    "behind the sum": ("武清区安排补助300万元，去年也有。", ["subsidy 3000000 district 武清区"]),
    "the place told last": ("天津市武清区、静海区去年安排补助300万元。", ["subsidy 3000000 period 去年 district 静海区"]),
    "a word for the own place": ("武清区消息：全市安排补助300万元。", ["subsidy 3000000 district 天津市"]),
    "a name behind a word for the own place": ("全市安排工作，武清区补助300万元。", ["subsidy 3000000 district 武清区"]),
    "a word for the own place behind a name": ("静海区来武清区学习，全市安排补助300万元。", ["subsidy 3000000 district 天津市"]),
    "nowhere": ("企业获补助300万元。", ["subsidy 3000000"]),
}


@pytest.mark.parametrize("name", WHEN)
def test_when_and_where(name: str) -> None:
    text, wanted = WHEN[name]
    assert funding(text, "period", "district") == wanted


PURPOSES = {
    "an award": (f"{A}获{PRIZE}，奖励100万元。", ["reward 1000000 to A purpose 天津市质量奖"]),
    "an award and its grade": (f"{A}获{PRIZE}金奖，奖励100万元。", ["reward 1000000 to A purpose 天津市质量奖"]),
    "a grade": (f"{PRIZE}揭晓。获金奖的奖励100万元。", ["reward 1000000 purpose 金奖"]),
    "one award for each sum": (
        f"获{PRIZE}、中国质量奖的分别奖励100万元、50万元。",
        ["reward 1000000 each purpose 天津市质量奖", "reward 500000 each purpose 中国质量奖"],
    ),
    "one award for two sums": (
        f"获{PRIZE}的分别奖励100万元、50万元。",
        ["reward 1000000 each purpose 天津市质量奖", "reward 500000 each purpose 天津市质量奖"],
    ),
    "the award told last": (f"获{PRIZE}、中国质量奖的奖励100万元。", ["reward 1000000 purpose 中国质量奖"]),
    "an award, but a loan": (f"{A}获{PRIZE}后，得到贷款100万元。", ["financing 1000000 to A"]),
    "what is built": (f"{A}投资5.3亿元建设新材料产业园。", ["investment 530000000 purpose 新材料产业园"]),
    "what a loan is called": ("天津银行推出“质量贷”，发放贷款2371万元。", ["financing 23710000 purpose 质量贷"]),
    "what is saved": ("武清区去年为企业减免租金300万元。", ["relief 3000000 purpose 租金"]),
    "what it is used for": ("安排补助300万元，用于设备更新改造。", ["subsidy 3000000 purpose 设备更新改造"]),
    "what it is used for, far behind": (
        "安排补助300万元给予企业，专项用于大规模设备更新和消费品以旧换新。",
        ["subsidy 3000000 purpose 大规模设备更新和消费品以旧换新"],
    ),
    "only words for money": ("安排专项资金300万元。", ["subsidy 3000000"]),
    "goes on with the same loan": (
        "天津银行推出“质量贷”，发放贷款2371万元，其中最大的一笔800万元。",
        ["financing 23710000 purpose 质量贷", "financing 8000000 purpose 质量贷"],
    ),
    "goes on with another kind": (
        "天津银行推出“质量贷”，发放贷款2371万元，企业投资800万元。",
        ["financing 23710000 purpose 质量贷", "investment 8000000"],
    ),
    "goes on with the same reward": (
        "安排补助300万元，用于设备更新改造，补助20万元。",
        ["subsidy 3000000 purpose 设备更新改造", "subsidy 200000"],
    ),
}


@pytest.mark.parametrize("name", PURPOSES)
def test_what_a_sum_is_for(name: str) -> None:
    text, wanted = PURPOSES[name]
    assert funding(text, "purpose") == wanted
