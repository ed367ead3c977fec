"""Funding facts of invented sentences and tables, read by the whole pipeline."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import FundingFact
from extractor.pipeline import Pipeline

PIPELINE = Pipeline.default()


def facts(text: str) -> list[FundingFact]:
    return list(PIPELINE.extract(text).funding_facts)


def told(text: str) -> set[tuple[int, str, str, bool]]:
    """Amount, kind, each or total, and whether it is a rule, of each fact."""
    return {(int(f.amount), f.kind, f.per, f.is_policy) for f in facts(text)}


def paid(*sums: tuple[int, str, str]) -> set[tuple[int, str, str, bool]]:
    return {(*one, False) for one in sums}


def ruled(*sums: tuple[int, str, str]) -> set[tuple[int, str, str, bool]]:
    return {(*one, True) for one in sums}


PAYMENTS = {
    "each and total": (
        "市财政对本次获评的12家瞪羚企业每家奖励30万元，合计360万元。",
        paid((300_000, "reward", "each"), (3_600_000, "reward", "total")),
    ),
    "a rule and the total paid by it": (
        "按照规定，获奖单位每家奖励30万元，奖金共计150万元。",
        paid((300_000, "reward", "each"), (1_500_000, "reward", "total")),
    ),
    "subsidy": (
        "海宁凌霄纺织有限公司凭借数字化车间项目拿到省级技改补助480万元。",
        paid((4_800_000, "subsidy", "total")),
    ),
    "public money put into something": (
        "县里投入财政资金1.5亿元用于高标准农田建设。",
        paid((150_000_000, "subsidy", "total")),
    ),
    "money sent down": ("财政部、应急管理部预拨2亿元救灾资金，支持两省救灾。", paid((200_000_000, "subsidy", "total"))),
    "money taken out for winners": (
        "区财政拿出300万元，重奖3家获奖企业，每家100万元。",
        paid((3_000_000, "reward", "total"), (1_000_000, "reward", "each")),
    ),
    "in the account, told behind": (
        "“这个月没交房租，账上反倒多了38.6万元。”这笔钱是刚刚到账的留抵退税。",
        paid((386_000, "relief", "total")),
    ),
    "a share that is invested": (
        "公司完成融资1.2亿元，其中7000万元将投向中试基地。",
        paid((120_000_000, "financing", "total"), (70_000_000, "investment", "total")),
    ),
    "a suggestion that was counted": (
        "专家提出改进建议86条，公司为此投资1700万元改造实验室。",
        paid((17_000_000, "investment", "total")),
    ),
    "the highest single sum": ("单笔金额最高的项目，拿到补助800万元。", paid((8_000_000, "subsidy", "total"))),
    "relief named before": ("今年1—9月，全县为中小微企业办理退税减税缓税缓费7.8亿元。", paid((780_000_000, "relief", "total"))),
    "relief and its object": ("企业享受税收优惠，减免企业所得税2300万元。", paid((23_000_000, "relief", "total"))),
    "relief behind": ("2月至4月的租金13.5万元全免。", paid((135_000, "relief", "total"))),
    "loan": ("建设银行台州分行向临海永固阀门有限公司发放知识产权质押贷款1200万元。", paid((12_000_000, "financing", "total"))),
    "a loan by its name": (
        "绿色工厂的牌子让公司从宜宾市商业银行拿到5亿元“碳减排贷款”。",
        paid((500_000_000, "financing", "total")),
    ),
    "investment and its first part": (
        "该项目总投资28亿元，分两期建设，其中一期投资12亿元。",
        paid((2_800_000_000, "investment", "total"), (1_200_000_000, "investment", "total")),
    ),
    "own money for a building": ("公司自掏腰包3800万元建起检测中心。", paid((38_000_000, "investment", "total"))),
    "several, told apart": (
        "两家企业分别获得一次性奖励100万元和50万元。",
        paid((1_000_000, "reward", "each"), (500_000, "reward", "each")),
    ),
    "an enumeration of names and sums": (
        "其中技术改造补助391.5万元、贷款贴息101万元、上规奖励150万元。",
        paid((3_915_000, "subsidy", "total"), (1_010_000, "subsidy", "total"), (1_500_000, "reward", "total")),
    ),
    "the kind told in the sentence before": (
        "奖金不算小。市财政给每家获奖组织发50万元。算下来一共255万元，当场拨付。",
        paid((500_000, "reward", "each"), (2_550_000, "reward", "total")),
    ),
    "the largest of what was told": (
        "“质量贷”已给57家企业授信9.8亿元，其中最大的一笔8000万元。",
        paid((980_000_000, "financing", "total"), (80_000_000, "financing", "total")),
    ),
    "two kinds side by side": (
        "公司获得奖励100万元和200万元贷款。",
        paid((1_000_000, "reward", "total"), (2_000_000, "financing", "total")),
    ),
    "kinds change with the clause": (
        "政策实施以来，按每亩100元补贴，全市已发放5200万元。",
        {(100, "subsidy", "each", False), (52_000_000, "subsidy", "total", False)},
    ),
    "per household on average": (
        "为1126户商户减免租金1860万元，户均1.6万元。",
        paid((18_600_000, "relief", "total"), (16_000, "relief", "each")),
    ),
    "told behind": ("“账上一下多了218万元。”这笔钱是税务部门退还给企业的所得税。", paid((2_180_000, "relief", "total"))),
    "a prize behind an award": ("提名奖每家奖金20万元。", paid((200_000, "reward", "each"))),
    "foreign money": (
        "引入香港汇鑫资本有限公司3亿港元战略投资。",
        paid((300_000_000, "investment", "total")),
    ),
}


@pytest.mark.parametrize(("text", "expected"), PAYMENTS.values(), ids=PAYMENTS.keys())
def test_payments(text: str, expected: set[tuple[int, str, str, bool]]) -> None:
    assert told(text) == expected


POLICIES = {
    "a condition": (
        "对首次认定为国家高新技术企业的，给予一次性20万元奖励；对通过重新认定的，给予10万元奖励。",
        ruled((200_000, "reward", "each"), (100_000, "reward", "each")),
    ),
    "an award every two years": (
        "鄂州市市长质量奖每两年评选一次，每届获奖企业不超过3家，每家奖励50万元。",
        ruled((500_000, "reward", "each")),
    ),
    "a cap": ("单家企业年度贴息总额不超过100万元。", ruled((1_000_000, "subsidy", "each"))),
    "a cap with its word inside": ("企业上市最高可获奖励1000万元。", ruled((10_000_000, "reward", "each"))),
    "a document": (
        "按照《质量奖励办法》，对国家级绿色工厂、绿色工业园区，分别一次性奖励80万元、100万元。",
        ruled((800_000, "reward", "each"), (1_000_000, "reward", "each")),
    ),
    "a rule and what was paid by it": (
        "对首次获得专利金奖的企业，给予30万元奖励。去年，全市兑现奖励资金1300万元。",
        {(300_000, "reward", "each", True), (13_000_000, "reward", "total", False)},
    ),
}


@pytest.mark.parametrize(("text", "expected"), POLICIES.values(), ids=POLICIES.keys())
def test_rules_told_from_payments(text: str, expected: set[tuple[int, str, str, bool]]) -> None:
    assert told(text) == expected


NO_FUNDING = {
    "revenue and tax": "去年，公司实现营业收入15.6亿元，上缴税金1.2亿元。",
    "a fine": "他们因虚假宣传被市场监管部门处以罚款20万元。",
    "damages": "法院判令被告赔偿原告经济损失80万元。",
    "a balance": "截至6月末，全市普惠小微贷款余额达1260亿元。",
    "a price": "这套设备售价高达1800万元。",
    "salaries": "博士年薪开到45万元至60万元。",
    "capital": "公司注册资本5000万元，员工320人。",
    "taken back": "因提供虚假材料，该企业被追回财政补贴资金150万元。",
    "fraud": "审计发现，有4家企业套取专项资金共计312万元。",
    "must be paid back": "已领取的奖金20万元须予退回。",
    "own research": "公司去年研发投入1.62亿元。",
    "an order": "他创办的工作室今年又签下1500万元合同。",
    "sizes": "从体量看，投资额1亿元以上的19个，10亿元以上的3个。",
    "a size that is a condition": "对投资5亿元以上的项目优先供地。",
    "a wish": "团体建议向基金再注资50亿元。",
}


@pytest.mark.parametrize("text", NO_FUNDING.values(), ids=NO_FUNDING.keys())
def test_what_is_no_funding(text: str) -> None:
    assert told(text) == set()


ROLES = {
    "bank and borrower": (
        "温州银行永嘉支行向浙江楠溪泵阀科技有限公司发放贷款1500万元。",
        {"funder": "温州银行永嘉支行", "recipients": ("浙江楠溪泵阀科技有限公司",)},
    ),
    "investor": (
        "重庆长风钢铁股份有限公司投资5.3亿元实施超低排放改造。",
        {"funder": "重庆长风钢铁股份有限公司", "recipients": (), "purpose": "超低排放改造"},
    ),
    "one recipient for each sum": (
        "合肥启明智能装备有限公司、芜湖江淮电缆有限公司分别获得省级补助300万元、260万元。",
        {"recipients": ("合肥启明智能装备有限公司",)},
    ),
    "this company": (
        "海宁凌霄纺织有限公司成立于1998年。去年，该公司领到补助480万元。",
        {"recipients": ("海宁凌霄纺织有限公司",)},
    ),
    "how many it reached": ("全市兑现质量奖励资金1.06亿元，惠及企业743家。", {"recipient_count": 743, "purpose": "质量"}),
    "the budget behind": ("以上奖励资金合计528万元，由区财政列支。", {"funder": "区财政"}),
    "a body that only tells": ("据市财政局介绍，去年全市兑现奖励资金300万元。", {"funder": None, "period": "去年"}),
    "the name of a loan": ("工商银行推出“血橙贷”，已发放贷款2371万元。", {"purpose": "血橙贷"}),
    "the place": ("武进区去年为企业减免租金300万元。", {"adcode": "320412", "purpose": "租金"}),
}


@pytest.mark.parametrize(("text", "expected"), ROLES.values(), ids=ROLES.keys())
def test_who_pays_what_for(text: str, expected: dict[str, object]) -> None:
    fact = facts(text)[0]
    assert {name: getattr(fact, name) for name in expected} == expected


@given(st.text(alphabet="奖励补贴投资万元亿0123456789，。、对的各每共其中给企业", max_size=80))
@settings(max_examples=60, deadline=None)
def test_every_fact_stands_on_an_amount(text: str) -> None:
    result = PIPELINE.extract(text)
    sums = {(m.start, m.end) for m in result.mentions if m.type == "amount"}
    assert all((fact.start, fact.end) in sums for fact in result.funding_facts)


@pytest.mark.parametrize("text", ["奖励5万元、" * 2000, "每家各" * 5000 + "奖励5万元", "对获奖的" * 5000 + "5万元"])
def test_time_stays_small(text: str) -> None:
    start = time.process_time()
    facts(text)
    assert time.process_time() - start < 5
