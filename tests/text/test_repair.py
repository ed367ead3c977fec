"""Repair, stage by stage: what is repaired, and what only looks like damage and stays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.yaml_io import load_as
from extractor.text.edits import EditChain
from extractor.text.repair import RepairRules, is_damaged, repair
from tests.damage import mirror, traditional

ROOT = Path(__file__).parents[2]
RULES = load_as(ROOT / "rules/repair.yaml", RepairRules)
ARTICLES = sorted((ROOT / "corpus/articles").glob("[ab]*.txt"))
SHARED = ROOT.parent / "shared"


def repaired(text: str) -> str:
    for stage in repair(text, RULES):
        text = stage.apply(text)
    return text


def rules_used(text: str) -> Counter[str]:
    return Counter(edit.rule for stage in repair(text, RULES) for edit in stage.edits)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("質(zhì)量強(qiáng)區(qū)", "質量強區"),
        ("质（zhì）量", "质量"),
        ("质[zhi4]量", "质量"),
        ("质【zhì】量", "质量"),
        ("重(chóng)庆重(zhòng)点", "重庆重点"),
        ("战略(lüè)", "战略"),
        ("质(zhi)量强(qiang)区(qu)", "质量强区"),
        ("女(nv)性绿(lv)色质(zhi)", "女性绿色质"),
        ("質(zhì)(zhì)量", "質量"),
    ],
    ids=["ascii", "full-width", "digit", "lenticular", "both readings", "u with dots", "no tone, three", "v", "mirrored twice"],
)
def test_notes_go(text: str, wanted: str) -> None:
    assert repaired(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "首台(套)重大技术装备",
        "无线局域网(Wi-Fi)",
        "DNA(脱氧核糖核酸)",
        "张三(san)说",
        "不定冠词(an)",
        "质(liàng)量",
        "福州市(含提名奖)",
        "型号(a)和(b)",
        "重庆(chóngqìng)",
    ],
)
def test_brackets_stay(text: str) -> None:
    assert repair(text, RULES) == []


@pytest.mark.parametrize(
    ("text", "wanted", "rule"),
    [
        ("质\u200b量\ufeff奖\xad", "质量奖", "repair.invisible"),
        ("１２３４万元ＡＢｃ", "1234万元ABc", "repair.width"),
        ("１．５亿元", "1.5亿元", "repair.width"),
        ("成аv人", "成av人", "repair.lookalike"),
        ("⽇⽉\uf9d0", "日月類", "repair.compatibility"),
        ("︵一︶", "（一）", "repair.compatibility"),
        ("一家⻓⻛公司", "一家长风公司", "repair.compatibility"),
        ("研发&amp;nbsp;投入", "研发 投入", "repair.entity"),
        ("&ldquo;质量&rdquo;&#65292;AT&amp;T", "“质量”，AT&T", "repair.entity"),
        ("ä¸\xadå›½质量", "中国质量", "repair.mojibake"),
        ("CafÃ© 开业", "Café 开业", "repair.mojibake"),
        ("ÖÐ¹úÖÊÁ¿±¨", "中国质量报", "repair.mojibake"),
        ("第一行\r\n第二行", "第一行\n第二行", "repair.line-end"),
        ("我 市 已 有 三 家 企 业 获 得 了 质 量 奖", "我市已有三家企业获得了质量奖", "repair.spaced"),
        ("    1. 中国质量新闻网\n\n正文", "中国质量新闻网\n\n正文", "repair.list-number"),
    ],
)
def test_characters_and_spaces(text: str, wanted: str, rule: str) -> None:
    assert rules_used(text)[rule] > 0
    assert repaired(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "全角标点，。：；（）！？“”《》",
        "半角标点,.:;()!?",
        "厘米级μm与α波、Ω、PPARα",
        "Привет мир",
        "提升“质量” 夯实区域发展基石",
        "□ 江 岱 廖 媛",
        "café—— résumé…”",
        "约占27％，面积100㎡",
        "  1. 第一项\n  2. 第二项",
        "R&D经费投入&企业",
        "真的吗??他说不知道。",
        "什么??真的??",
        "李某某??记者问",
        "(韩语:???,英语)",
        "张骞通西域，涓涓细流",
    ],
)
def test_looks_like_damage_and_stays(text: str) -> None:
    assert repair(text, RULES) == []


def test_lost_text_is_marked_and_left() -> None:
    stages = repair("他说锟斤拷锟斤拷，好", RULES)
    edit = stages[0].edits[0]
    assert (edit.rule, edit.text, edit.confidence) == ("repair.mojibake.lost", "锟斤拷锟斤拷", 0.0)


def test_text_read_as_gbk_comes_back() -> None:
    text = "国家质量奖是中国的最高质量荣誉，每三年评选一次。"
    read = text.encode("utf-8").decode("gb18030", "replace")
    assert repaired(read).count("\ufffd") <= 1
    assert "质量荣誉，每三年评选" in repaired(read)


WRAPPED = """近年来湖里区把质量发展摆在战略位置来抓组建了
以区长为组长的质量强区工作领导小组强化组织保
障制定了行动工作要点明确职责分工出台了一系列
优惠政策激发企业内生动力。
另一段从这里开始今年以来全区共有三十二家企业
的三十六个项目得到了补助。"""
POEM = """圍繞“增強質量意識 推進高質量發展”主題
更好地凝聚質量共識、傳播質量理念
9月15日上午
湖里區“質擎未來”質量強區品牌發布
暨質量提升行動啟動儀式成功舉行"""
LONG = "会上，区长充分肯定了近年来的成绩，并提出要求。" * 3
HEADINGS = "\n".join(["追求“质量” 打造卓越品牌典范", LONG, "分享“质量” 促进经验交流互鉴"] * 4)


def test_hard_wrapped_lines_are_joined() -> None:
    assert "强化组织保障制定了" in repaired(WRAPPED)
    assert "内生动力。\n另一段" in repaired(WRAPPED)
    assert repaired(WRAPPED.replace("\n", "\r\n")) == repaired(WRAPPED)


@pytest.mark.parametrize("text", [POEM, HEADINGS], ids=["short lines", "headings of one length"])
def test_real_lines_stay(text: str) -> None:
    assert repaired(text) == text


def test_stages_can_be_left_out() -> None:
    assert repair("a&amp;b\r\n", RULES.without("entities", "spacing")) == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_undamaged_articles_need_no_slip_repair(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "ignore")
    once = repaired(text)
    assert not any(rule.startswith("repair.slip") for rule in rules_used(text))
    assert repaired(once) == once


@pytest.mark.skipif(not SHARED.exists(), reason="the shared articles are not here")
def test_seeds_lose_their_notes_and_slips() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        clean = repaired(text)
        assert is_damaged(text) == (not path.name.startswith("000"))
        assert not is_damaged(clean)
        assert ("科華恒盛股份" in clean) == path.name.startswith("001")
        assert ("打造上海科創中心主陣地" in clean) == path.name.startswith("004")


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 1000))
def test_every_place_leads_back_to_the_raw_text(seed: int, article: int) -> None:
    raw = mirror(ARTICLES[article % len(ARTICLES)].read_bytes().decode("utf-8", "ignore"), seed).text
    stages = repair(raw, RULES)
    chain, text, touched = EditChain(), raw, set[int]()
    for stage in stages:
        for edit in stage.edits:
            span = chain.to_source(edit.start, edit.end) if edit.end > edit.start else None
            touched.update(range(*span) if span else ())
        chain, text = chain.then(stage), stage.apply(text)
    for place in range(0, len(text), 7):
        span = chain.to_source(place, place + 1)
        assert touched.intersection(range(*span)) or raw[span.start : span.end] == text[place]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="質zhì()量?\ufffd（）&;#x2\u200bа１．ä¸\xad锛 \n\r1.。，一的迫A", max_size=120))
def test_any_text_is_repaired_without_error(text: str) -> None:
    for stage in repair(text, RULES):
        text = stage.apply(text)


@pytest.mark.parametrize("piece", ["?", "??迫A", "?nèi)", "質(zhì", "&amp;", "我 ", "锛", "Ã©", "    1. ", "１．"])
def test_long_runs_take_linear_time(piece: str) -> None:
    repair(piece * 5_000, RULES)


def test_traditional_is_untouched() -> None:
    text = traditional(ARTICLES[0].read_bytes().decode("utf-8", "ignore"))
    assert not [rule for rule in rules_used(text) if rule.startswith("repair.slip")]
