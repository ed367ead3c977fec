"""Counts: what is counted and how, and what a number with a measure word does not count."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.counts import find_counts
from extractor.match.money import find_amounts
from extractor.rules.numbers import CountRules, load_count_rules, load_money_rules

RULES = Path(__file__).parents[2] / "rules" / "mentions"
SHARED = Path(__file__).parents[3] / "shared"
COUNTS = load_count_rules(RULES / "counts.yaml")
MONEY = load_money_rules(RULES / "money.yaml")


@pytest.fixture(scope="module")
def rules() -> CountRules:
    return COUNTS


def counted(text: str) -> list[str]:
    """The counts of a text as value, unit, object and qualifier in one string, - for none."""
    taken = [(m.start, m.end) for m in find_amounts(text, MONEY)]
    return [f"{m.value} {m.unit} {m.object or '-'} {m.qualifier or '-'}" for m in find_counts(text, COUNTS, taken=taken)]


CASES: list[tuple[str, list[str]]] = [
    # the object behind
    ("科华数据股份有限公司等8家企业获奖", ["8 家 企业 -"]),
    ("36个首台(套)重大技术装备项目给予补助", ["36 个 首台(套)重大技术装备项目 -"]),
    ("推出73项“一件事”集成套餐服务。", ["73 项 “一件事”集成套餐服务 -"]),
    ("194家卫生站、计生服务机构送检的978件强制检定计量器具", ["194 家 卫生站、计生服务机构 -", "978 件 强制检定计量器具 -"]),
    ("5家获奖企业从市领导手中接过奖牌", ["5 家 获奖企业 -"]),
    ("32条注塑线有条不紊地运转", ["32 条 注塑线 -"]),
    ("32家企业的160个项目获奖", ["32 家 企业 -", "160 个 项目 -"]),
    ("全市13个县（市）区的160余名企业质量负责人到场听课", ["13 个 县（市）区 -", "160 名 企业质量负责人 余"]),
    ("3家世界500强、99家上市公司", ["3 家 世界500强 -", "99 家 上市公司 -"]),
    ("对240家年销售额5000万元以上的企业逐一走访", ["240 家 企业 -"]),
    ("从46个申报组织和个人中选出16个获奖者", ["46 个 申报组织和个人 -", "16 个 获奖者 -"]),
    ("发往80多个国家和地区", ["80 个 国家和地区 多"]),
    ("揭牌4个“小微企业质量服务站”。", ["4 个 “小微企业质量服务站” -"]),
    ("打造12个“15分钟便民生活圈”", ["12 个 “15分钟便民生活圈” -"]),
    ("全省新增79家国家级专精特新“小巨人”企业", ["79 家 国家级专精特新“小巨人”企业 -"]),
    ("20家银行现场设点", ["20 家 银行 -"]),
    ("授予张三等10名同志“五一劳动奖章”", ["10 名 同志 -"]),
    ("共评出20件优秀作品和5个优秀组织奖", ["20 件 优秀作品 -", "5 个 优秀组织奖 -"]),
    ("两家公司、三位院士、四所高校", ["2 家 公司 -", "3 位 院士 -", "4 所 高校 -"]),
    ("首批50辆新能源公交车上线", ["50 辆 新能源公交车 -"]),
    ("全部400家规上工业企业", ["400 家 规上工业企业 -"]),
    ("给予2.8万户小微企业、个体工商户减免", ["28000 户 小微企业、个体工商户 -"]),
    ("新开4大行动，明确11个重点项目", ["4 大 行动 -", "11 个 重点项目 -"]),
    # the object in front
    ("新建公办校11所，新增学位约1.2万个", ["11 所 公办校 -", "12000 个 学位 约"]),
    ("国家标准1700多项、行业标准800多项", ["1700 项 国家标准 多", "800 项 行业标准 多"]),
    ("获得市长质量奖的企业有5家：", ["5 家 企业 -"]),
    ("研发人员已有430人", ["430 人 研发人员 -"]),
    ("获奖企业增至35家。", ["35 家 获奖企业 -"]),
    ("服务企业8000余家(次)。", ["8000 家 企业 余"]),
    ("梳理出关键流程26个，修订管理文件318份", ["26 个 关键流程 -", "318 份 管理文件 -"]),
    ("办理质押登记45件，接待咨询170余人次", ["45 件 - -", "170 人次 咨询 余"]),
    ("一等奖2个、二等奖5个", ["2 个 一等奖 -", "5 个 二等奖 -"]),
    ("（含分中心9家）", ["9 家 分中心 -"]),
    ("拟授予质量奖的组织（5家）", ["5 家 组织 -"]),
    ("全年举办公益培训7期，", ["7 期 公益培训 -"]),
    ("全市拥有高新技术企业1.2万家，科技型中小企业3.5万家。", ["12000 家 高新技术企业 -", "35000 家 科技型中小企业 -"]),
    (
        "开展执法检查1200余次，出动执法人员3600人次，查处案件87起。",
        ["1200 次 执法检查 余", "3600 人次 执法人员 -", "87 起 案件 -"],
    ),
    ("改造小区12个，惠及居民4.6万户。", ["12 个 小区 -", "46000 户 居民 -"]),
    ("检查食品经营单位2300余家次", ["2300 家次 食品经营单位 余"]),
    ("引进高层次人才320人，培育技能人才1.5万名。", ["320 人 高层次人才 -", "15000 名 技能人才 -"]),
    ("抽检样品300批次，不合格5批次。", ["300 批次 样品 -", "5 批次 - -"]),
    ("存栏生猪35万头、蛋鸡80万羽。", ["350000 头 生猪 -", "800000 羽 蛋鸡 -"]),
    ("发放消费券120万张", ["1200000 张 消费券 -"]),
    ("涉案大米共生产4.2万袋", ["42000 袋 - -"]),
    ("接种新冠疫苗120万剂次", ["1200000 剂次 新冠疫苗 -"]),
    ("今年接待游客1200万人次", ["12000000 人次 游客 -"]),
    ("惠及企业2.7万户、职工63.5万人", ["27000 户 企业 -", "635000 人 职工 -"]),
    ("观众超过30万人次", ["300000 人次 观众 超过"]),
    ("专精特新“小巨人”企业346家", ["346 家 专精特新“小巨人”企业 -"]),
    ("参赛作品共计1286件", ["1286 件 参赛作品 -"]),
    ("提名奖企业两家", ["2 家 提名奖企业 -"]),
    # no object beside the number
    ("禅城区4家、顺德区3家", ["4 家 - -", "3 家 - -"]),
    ("其中三家通过认定", ["3 家 - -"]),
    ("宜都市、枝江市各3个", ["3 个 - -"]),
    ("企业主持完成的有19个，占六成", ["19 个 - -"]),
    ("3人获一等奖", ["3 人 - -"]),
    ("从61项增加到100项。", ["61 项 - -", "100 项 - -"]),
    # numbers
    ("七十三间企业、二百三十一份申请", ["73 间 企业 -", "231 份 申请 -"]),
    ("廿八间企业突围", ["28 间 企业 -"]),
    ("批出逾3 700宗申请", ["3700 宗 申请 逾"]),
    ("接获查询逾百宗", ["100 宗 - 逾"]),
    ("近千户居民、上百名志愿者", ["1000 户 居民 近", "100 名 志愿者 上"]),
    ("十余家企业、百余项专利", ["10 家 企业 余", "100 项 专利 余"]),
    ("推荐10至15家企业", ["10 家 企业 -"]),
    ("1.5家企业上榜", ["5 家 企业 -"]),
    ("国家标准200项以上，", ["200 项 国家标准 以上"]),
    ("每届获奖企业不超过5家", ["5 家 获奖企业 不超过"]),
]

NONE = [
    "第46个质量月", "第六届", "居第12位", "第2家", "前5名", "每千名老人", "每2家企业", "连续6年", "三个月后", "5个工作日内",
    "2个小时", "5个百分点", "1个季度", "25个基点", "12岁", "30%", "占1/4个", "50万元", "3200万千瓦时", "0.1微米", "35万吨",
    "120万亩", "1.2万平方米", "零下40摄氏度", "一站式服务", "一企一策", "双提升", "三医联动", "四川", "三明市", "九江",
    "五家渠市", "五台山", "长三角", "五粮液", "三一重机", "三元锂", "七匹狼", "2024年5月20日12时30分", "10月底", "1至6月",
    "2020—2021年", "0531-51795566", "三家店村", "数十家", "三五家", "两三个人", "一家企业", "一个项目", "二期工程", "3条例",
    "12位数", "千家万户", "千人计划", "三级医院", "二类疫苗", "三分之二项", "会展中心二期", "A4张", "14:30场", "四处借",
    "十四五", "世界500强", "2.5个月", "12315举报", "万家灯火", "百家争鸣", "1.2万个体工商户",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_counts(text: str, expected: list[str]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_counts_nothing(text: str) -> None:
    assert counted(text) == []


def test_a_mention_covers_number_and_adjoining_object() -> None:
    text = "近500名代表参会，修订管理文件318份。"
    assert [text[m.start : m.end] for m in find_counts(text, COUNTS)] == ["近500名代表", "管理文件318份"]


def test_taken_spans_hold_no_count() -> None:
    assert find_counts("8家企业", COUNTS, taken=[(0, 2)]) == []


def test_a_range_keeps_both_ends() -> None:
    found = find_counts("推荐10至15家企业", COUNTS)[0]
    assert (found.number, found.number_max) == (Decimal(10), Decimal(15))


@given(st.text(alphabet="0123456789一二十百万家个名项第前每企业获奖的（）“”、，。有共约超 \n", max_size=60))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    found = find_counts(text, COUNTS)
    assert all(0 <= m.start < m.end <= len(text) and m.number is not None and m.number > 0 for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["家", "5家", "5家（", "1至", "“5个", "的5家", "、5项"])
def test_hostile_runs_take_linear_time(unit: str) -> None:
    started = time.process_time()
    find_counts(unit * (50_000 // len(unit)), COUNTS)
    assert time.process_time() - started < 8


def gold() -> Iterator[tuple[str, dict[str, Any]]]:
    """The plain-text development articles, Simplified, with their gold."""
    simplify = opencc.OpenCC("t2s").convert
    for path in sorted((SHARED / "dev").glob("*.txt")):
        wanted = json.loads((SHARED / "gold" / "dev" / f"{path.stem}.json").read_text(encoding="utf-8"))
        yield simplify(path.read_text(encoding="utf-8")), wanted


def same(found: tuple[Decimal, str, str | None], wanted: dict[str, Any]) -> bool:
    number, unit, name = found
    if number != Decimal(str(wanted["value"])) or unit != wanted["unit"]:
        return False
    want = wanted["object"]
    return name is None or want is None or name in want or want in name


@pytest.mark.skipif(not SHARED.exists(), reason="needs the development articles")
def test_development_articles() -> None:
    """Floors just below what the rules reach today."""
    right = extra = missed = 0
    for text, wanted in gold():
        taken = [(m.start, m.end) for m in find_amounts(text, MONEY)]
        found = {(m.number, m.unit, m.object) for m in find_counts(text, COUNTS, taken=taken) if m.number is not None and m.unit}
        left = list(wanted["counts"])
        for item in sorted(found, key=str):
            hit = next((want for want in left if same(item, want)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
            elif not any(same(item, want) for want in wanted.get("optional_counts", [])):
                extra += 1
        missed += len(left)
    assert right / (right + extra) >= 0.97
    assert right / (right + missed) >= 0.97
