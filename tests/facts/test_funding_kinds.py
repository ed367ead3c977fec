"""What each sum is: the words beside it, before it, behind it and within it, and sums told together."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, funding

KINDS = {
    "one word beside it": ("公司获得奖励100万元。", ["reward 1000000"]),
    "a list of one kind": (
        f"区财政分别给予{A}、{B}奖励100万元、50万元。",
        ["reward 1000000 each to A", "reward 500000 each to B"],
    ),
    "a list of two kinds": ("公司获得奖励100万元和200万元贷款。", ["reward 1000000", "financing 2000000"]),
    "a list of three": (
        "两家企业分别获得补助100万元、50万元和20万元。",
        ["subsidy 1000000 each to 2", "subsidy 500000 each to 2", "subsidy 200000 each to 2"],
    ),
    "its own word within it": ("企业上市最高可获奖励1000万元。", ["reward 10000000 each rule"]),
    "its own word within it, another before": ("银行发放贷款，企业最高可获奖励1000万元。", ["reward 10000000 each rule"]),
    "a condition and what follows": ("对投资5亿元以上的项目，奖励100万元。", ["reward 1000000 each rule"]),
    "a size without a bound": ("公司建成投资5亿元的项目。", ["investment 500000000"]),
    "a size that is no condition": ("公司投资5亿元建设新厂。", ["investment 500000000"]),
    "the largest of those told": ("银行发放贷款9亿元，其中最大的一笔8000万元。", ["financing 900000000", "financing 80000000"]),
    "the largest of those told, after a bank": ("天津银行与企业对接，最大的一笔8000万元。", ["financing 80000000"]),
    "the largest of those told, after a prize": (f"{A}获{PRIZE}，市财政给予30万元。", ["reward 300000 to A"]),
    "the largest, of nothing told": ("其中最大的一笔8000万元。", []),
    "the kind of the sum before, not of the word before that": (
        "公司获得贷款500万元，另领取补助30万元，其中一笔为10万元。",
        ["financing 5000000", "subsidy 300000", "subsidy 100000"],
    ),
    "the kind of the word after the sum before": ("公司去年营业收入3亿元，享受补助，其中一笔为10万元。", ["subsidy 100000"]),
    "no kind of the sum before": ("公司去年营业收入3亿元，其中最大的一笔8000万元。", []),
    "the closest of several words": ("公司得到奖励，又有贷款，还有奖励，到账100万元。", ["reward 1000000"]),
    "the closest of several words, a loan": ("公司得到贷款，又有奖励，还有贷款，到手的是100万元。", ["financing 1000000"]),
    "a word too far before": (
        "市里发放补贴。各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，各区积极推动高质量发展，其中最大的一笔8000万元。",
        [],
    ),
    "told behind": ("“账上一下多了218万元。”这笔钱是税务部门退还给企业的所得税。", ["relief 2180000"]),
    "told far behind": (
        "“账上一下多了218万元。”企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，企业负责人十分高兴，这笔钱是退还的所得税。",
        [],
    ),
    "told behind, not before": ("公司去年还了贷款。“账上一下多了218万元。”这笔钱是退还的所得税。", ["relief 2180000"]),
    "twice, the same rule": ("奖励企业，奖励100万元。", ["reward 1000000"]),
    "a bank, and then another name": (f"天津银行与{A}对接，最大的一笔8000万元。", ["financing 80000000"]),
    "a name that is no bank": (f"{A}与企业对接，最大的一笔8000万元。", []),
    "a sum and a word of another kind behind a comma": ("公司获得奖励100万元，贷款另计。", ["reward 1000000"]),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_sum_is(name: str) -> None:
    text, wanted = KINDS[name]
    assert funding(text) == wanted
