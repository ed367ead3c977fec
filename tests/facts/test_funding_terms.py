"""How a sum is told: for each or as a whole, by a standing rule or as a payment."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, Cases, funding, page

EACH = {
    "each": ("市财政给予3家企业每家奖励30万元。", ["reward 300000 each to 3"]),
    "each, told behind": ("市财政奖励企业，80万元/家。", ["reward 800000 each"]),
    "each and their total": ("12家企业每家奖励30万元，合计360万元。", ["reward 300000 each to 12", "reward 3600000"]),
    "respectively": ("两家企业分别获得奖励100万元和50万元。", ["reward 1000000 each to 2", "reward 500000 each to 2"]),
    "invested respectively": (f"{A}、{B}分别投资5亿元、3亿元。", ["investment 500000000", "investment 300000000"]),
    "a total behind a word for each": ("每家企业都有奖励，总额500万元。", ["reward 5000000"]),
    "a word for each behind a total": ("总额之外，每家奖励5万元。", ["reward 50000 each"]),
    "each, and another in the same words": ("一等奖每家奖励30万元，二等奖20万元。", ["reward 300000 each", "reward 200000 each"]),
    "each, and another of a period": ("每家奖励30万元，去年奖励20万元。", ["reward 300000 each", "reward 200000"]),
    "each, and another that was paid": ("每家奖励30万元，兑付奖励20万元。", ["reward 300000 each", "reward 200000"]),
    "each, and a loan": ("每家奖励30万元，贷款20万元。", ["reward 300000 each", "financing 200000"]),
    "each, and another far behind": (
        "每家奖励30万元，在此基础上，按照企业的规模和效益由区级财政再给予企业奖励20万元。",
        ["reward 300000 each", "reward 200000"],
    ),
    "each of an investment": ("每个项目投资2亿元。", ["investment 200000000 each"]),
    "per household": ("为1126户商户减免租金1860万元，户均1.6万元。", ["relief 18600000 to 1126", "relief 16000 each"]),
    "each of a sentence before": ("每家奖励30万元。另发奖励20万元。", ["reward 300000 each", "reward 200000"]),
}


@pytest.mark.parametrize("name", EACH)
def test_each_or_total(name: str) -> None:
    text, wanted = EACH[name]
    assert funding(text) == wanted


RULES: Cases = {
    "a payment": ("市财政奖励企业30万元。", ["reward 300000"]),
    "a condition": ("对首次认定为国家高新技术企业的，给予一次性20万元奖励。", ["reward 200000 each rule"]),
    "a condition and a payment of it": ("对首次认定为国家高新技术企业的，累计给予奖励2000万元。", ["reward 20000000"]),
    "a condition and a group that got it": ("对新认定的12家高新技术企业，给予奖励240万元。", ["reward 2400000 to 12"]),
    "a condition and one of its kind": ("对首次认定的1家标杆企业，给予奖励20万元。", ["reward 200000 each rule to 1"]),
    "a condition and at most so many": ("对新认定的最多5家高新技术企业，给予奖励20万元。", ["reward 200000 each rule to 5"]),
    "a condition and the total paid by it": (
        "对获评企业的，每家奖励30万元，共计150万元。",
        ["reward 300000 each", "reward 1500000"],
    ),
    "a condition and a total in the next paragraph": ("对获评企业的，每家奖励30万元\n合计150万元。", ["reward 300000 each rule"]),
    "a document": ("按照《质量奖励办法》，每家奖励80万元。", ["reward 800000 each rule"]),
    "a document and who got it": (f"按照《质量奖励办法》，{A}获奖励80万元。", ["reward 800000 to A"]),
    "a right": ("获奖企业可获奖励50万元。", ["reward 500000"]),
    "a right of others": ("企业可获奖励50万元。", ["reward 500000 each rule"]),
    "a cap": ("单家企业年度贴息总额不超过100万元。", ["subsidy 1000000 each rule"]),
    "a cap of what was paid": ("企业最高的拿到补贴286万元。", ["subsidy 2860000"]),
    "a cap by its qualifier": ("给予最高100万元补助。", ["subsidy 1000000 each rule"]),
    "a cap by words before it": ("补助最高额度为100万元。", ["subsidy 1000000 each rule"]),
    "a limit that is set": ("补助上限设为100万元。", ["subsidy 1000000 each rule"]),
    "a title that tells rules": (
        page("质量奖励办法解读", "获奖企业奖励50万元，由市财政列支，具体由市市场监管局组织实施。"),
        ["reward 500000 each rule"],
    ),
    "a title that tells payments": (
        page("质量奖励到账", "获奖企业奖励50万元，由市财政列支，具体由市市场监管局组织实施。"),
        ["reward 500000"],
    ),
    "an award just conferred": (f"市政府决定授予{A}{PRIZE}。对获得{PRIZE}的企业，给予50万元奖励。", ["reward 500000"]),
    "an award conferred, another rewarded": (
        f"市政府决定授予{A}{PRIZE}。对获得中国质量奖的企业，给予50万元奖励。",
        ["reward 500000 each rule"],
    ),
    "an award just conferred, not named again": (f"市政府决定授予{A}{PRIZE}。对获奖企业的，给予50万元奖励。", ["reward 500000"]),
    "an award named and not conferred": (f"{A}介绍{PRIZE}。对获得{PRIZE}的企业，给予50万元奖励。", ["reward 500000 each rule"]),
    "nothing conferred": ("市政府决定开展质量提升行动。对获评企业的，给予50万元奖励。", ["reward 500000 each rule"]),
    "another part of the sentence": (
        "对获评企业的，每家奖励20万元；武清区拿出奖励1500万元。",
        ["reward 200000 each rule", "reward 15000000"],
    ),
    "another part of the sentence, nobody's": (
        "对获评企业的，每家奖励20万元；另给予奖励10万元。",
        ["reward 200000 each rule", "reward 100000 each rule"],
    ),
    "another part of the sentence, of a place": (
        "对获评企业的，每家奖励20万元；武清区去年奖励企业1500万元。",
        ["reward 200000 each rule", "reward 15000000"],
    ),
    "another part of the sentence, of a place, a character on": (
        "对新获评企业的，每家奖励20万元；武清区去年奖励企业1500万元。",
        ["reward 200000 each rule", "reward 15000000"],
    ),
    "goes on from a payment": ("武清区已拿出奖励1500万元，奖励30万元。", ["reward 15000000", "reward 300000"]),
    "goes on from a rule": (
        "对获评企业的，每家奖励20万元，再给予补助10万元。",
        ["reward 200000 each rule", "subsidy 100000 each rule"],
    ),
    "a condition in another sentence": ("对获评企业的，给予奖励。昨日，奖励企业10万元。", ["reward 100000"]),
}


@pytest.mark.parametrize("name", RULES)
def test_rule_or_payment(name: str) -> None:
    text, wanted = RULES[name]
    assert funding(text) == wanted
