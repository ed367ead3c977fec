"""What a fact rule can say: stretches of text, several patterns, fields that it sets, slots that go by their type."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.match.normalise import Value, normaliser
from extractor.model import RawArticle
from extractor.pipeline import ArticleResult, Pipeline
from extractor.rules.pack import load_pack
from extractor.rules.setting import Normaliser
from extractor.sources import ReadOptions, read_articles


def with_rule(directory: Path, lines: Sequence[str], file: str = "awards") -> Pipeline:
    path = directory / "facts" / f"{file}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = ["extends: true", "rules:", "  - id: my.rule", "    about: a rule", "    priority: 99", "    examples: []"]
    path.write_text("\n".join([*head, *(f"    {line}" for line in lines)]) + "\n", "utf-8")
    return Pipeline.default([directory])


def facts(result: ArticleResult) -> list[str]:
    """The award facts of my.rule: award, recipient or number, grade, edition."""
    own = [fact for fact in result.award_facts if fact.rule == "my.rule"]
    return [" ".join(str(part) for part in (f.award, f.recipient or f.recipient_count, f.grade, f.edition) if part) for f in own]


A, B, PRIZE = "海河重工有限公司", "津门钢铁有限公司", "天津市质量奖"
SCOPES: dict[str, tuple[list[str], str, list[str]]] = {
    "clause": (["scope: clause", "pattern: '{recipient:company}{!who}{0,20}?落袋{award}'"], f"{A}收获满满，落袋{PRIZE}。", []),
    "clause, within": (["scope: clause", "pattern: '{recipient:company}{!who}{0,20}?落袋{award}'"], f"今年，{A}把好运落袋{PRIZE}。", [f"{PRIZE} {A}"]),
    "clause, a list in a slot": (["scope: clause", "pattern: '{recipient:winner+}落袋{award}'"], f"{A}，以及{B}落袋{PRIZE}。", [f"{PRIZE} {A}", f"{PRIZE} {B}"]),
    "sentence": (["pattern: '{recipient:company}{!who}{0,20}?落袋{award}'"], f"{A}收获满满，落袋{PRIZE}。", [f"{PRIZE} {A}"]),
    "sentence, not the next": (["pattern: '{award}揭晓。落袋的是{recipient:company}'"], f"{PRIZE}揭晓。落袋的是{A}。", []),
    "paragraph": (["scope: paragraph", "pattern: '{award}揭晓。落袋的是{recipient:winner+}'"], f"{PRIZE}揭晓。落袋的是{A}、{B}。", [f"{PRIZE} {A}", f"{PRIZE} {B}"]),
    "paragraph, not the next": (["scope: paragraph", "pattern: '{award}揭晓。\\n落袋的是{recipient:company}'"], f"{PRIZE}揭晓。\n落袋的是{A}。", []),
    "document": (["scope: document", "pattern: '{award}揭晓。\\n落袋的是{recipient:company}'"], f"{PRIZE}揭晓。\n落袋的是{A}。", [f"{PRIZE} {A}"]),
    "list": (["scope: list", "pattern: '{award}荣耀册\\n(?:[^\\n]{1,30}\\n){0,5}?\\S{0,3}甲座：{recipient:company}'"], f"{PRIZE}荣耀册\n1.乙座：{B}\n2.甲座：{A}\n", [f"{PRIZE} {A}"]),
    "several patterns, the first": (["pattern: ['{recipient:company}落袋{award}', '{award}归{recipient:company}囊中']"], f"{A}落袋{PRIZE}。", [f"{PRIZE} {A}"]),
    "several patterns, the second": (["pattern: ['{recipient:company}落袋{award}', '{award}归{recipient:company}囊中']"], f"{PRIZE}归{A}囊中。", [f"{PRIZE} {A}"]),
    "an enumeration of awards": (["pattern: '{recipient:company}落袋{award+}'"], f"{A}落袋{PRIZE}、中国专利奖。", [f"{PRIZE} {A}", f"中国专利奖 {A}"]),
    "an enumeration with its number": (["pattern: '{recipient:company+}(?:先后|再次)?落袋{award+}'"], f"{A}、{B}等8家企业先后落袋{PRIZE}。", [f"{PRIZE} {A}", f"{PRIZE} {B}", f"{PRIZE} 8"]),
    "a slot that may be absent": (["pattern: '(?:{recipient:company}的)?{award}归了它'"], f"{A}有名。{PRIZE}归了它。", []),
    "a slot that may be absent, inherited": (["inherit: subject", "pattern: '(?:{recipient:company}的)?{award}归了它'"], f"{A}很有名。{PRIZE}归了它。", [f"{PRIZE} {A}"]),
    "a value set": (["pattern: '{recipient:company}落袋{award}'", "set: {grade: 提名奖}"], f"{A}落袋{PRIZE}。", [f"{PRIZE} {A} 提名奖"]),
    "a value computed": (["pattern: '{recipient:company}在(?P<nth>第{!who}{1,3}届)盛会上落袋{award}'", "set: {edition: {group: nth, as: ordinal}}"], f"{A}在第十二届盛会上落袋{PRIZE}。", [f"{PRIZE} {A} 12"]),
    "a group that matched nothing": (["pattern: '{recipient:company}(?:在(?P<nth>第{!who}{1,3}届)盛会上)?落袋{award}'", "set: {edition: {group: nth, as: ordinal}}"], f"{A}落袋{PRIZE}。", [f"{PRIZE} {A}"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SCOPES)
def test_a_rule_finds_what_it_says(name: str, tmp_path: Path) -> None:
    lines, text, wanted = SCOPES[name]
    assert facts(with_rule(tmp_path, lines).extract(text)) == wanted


def test_a_row_of_a_table_is_a_stretch(tmp_path: Path) -> None:
    pipeline = with_rule(tmp_path, ["scope: table", "pattern: '甲座\\s{recipient:company}\\s{award}'"])
    cells = "".join(f"<tr><td>{seat}<td>{name}<td>{PRIZE}</tr>" for seat, name in (("甲座", A), ("乙座", B)))
    page = f"<html><body><h1>名单</h1><p>天津市近日公布一批名单，涉及多家企业。</p><table>{cells}</table></body></html>"
    assert facts(pipeline.extract(RawArticle("a.html", page, media="html"))) == [f"{PRIZE} {A}"]


def test_a_status_amount_and_district_can_be_set(tmp_path: Path) -> None:
    lines = [
        "pattern: '{recipient:company}落袋{award}，(?P<place>{district})给(?P<sum>{amount})'",
        "set: {status: nominee, amount: {group: sum, as: money}, district: {group: place, as: district}}",
    ]
    (fact,) = with_rule(tmp_path, lines).extract(f"{A}落袋{PRIZE}，武清区给50万元。").award_facts
    assert (fact.status, fact.amount, fact.district) == ("nominee", Decimal(500000), "武清区")


def test_funding_rules_set_fields_too(tmp_path: Path) -> None:
    lines = [
        "kind: reward",
        "pattern: '(?P<who>{grantor})把{amount}揣给'",
        "set: {per: each, purpose: 质量提升, funder: {group: who}}",
    ]
    (fact,) = with_rule(tmp_path, lines, "funding").extract("武清区政府把50万元揣给企业。").funding_facts
    assert (fact.rule, fact.per, fact.purpose, fact.funder) == ("my.rule", "each", "质量提升", "武清区政府")


@pytest.mark.parametrize(("scope", "number"), [("sentence", 0), ("paragraph", 1)])
def test_a_funding_rule_keeps_to_its_stretch(scope: str, number: int, tmp_path: Path) -> None:
    lines = ["kind: reward", f"scope: {scope}", "pattern: '揣红包。{!who}{0,9}{amount}'"]
    found = with_rule(tmp_path, lines, "funding").extract("市里揣红包。拢共50万元。").funding_facts
    assert len([fact for fact in found if fact.rule == "my.rule"]) == number


NORMALISED: dict[str, tuple[Normaliser, str, Value]] = {
    "a number": ("number", "三百二十", Decimal(320)),
    "no number": ("number", "若干", None),
    "an ordinal": ("ordinal", "第二十三届", 23),
    "the first": ("ordinal", "首届", 1),
    "a year": ("ordinal", "2023年度", 2023),
    "money": ("money", "1.2亿元", Decimal(120000000)),
    "a date": ("date", "2024年5月7日", "2024-05-07"),
    "a district": ("district", "武清区", "武清区"),
    "a district of two readings": ("district", "鼓楼区", None),
    "a company": ("company", "海河重工(天津) 有限公司", "海河重工（天津）有限公司"),
    "an award": ("award", "第三届天津市质量奖金奖", "天津市质量奖"),
    "a text": ("text", " 质量提升 ", "质量提升"),
}


@pytest.mark.parametrize("name", NORMALISED)
def test_normalisers(name: str) -> None:
    of, text, wanted = NORMALISED[name]
    assert normaliser(load_pack(), "CN")(of, text) == wanted


def test_gazetteers_are_normalised_alike(tmp_path: Path) -> None:
    (tmp_path / "gazetteers").mkdir()
    (tmp_path / "gazetteers" / "aliases.yaml").write_text("extends: true\n海重: 海河重工(天津) 有限公司\n", "utf-8")
    assert load_pack([tmp_path]).names.aliases["海重"] == "海河重工（天津）有限公司"


def test_a_rule_that_explodes_leaves_the_other_facts(tmp_path: Path) -> None:
    pipeline = with_rule(tmp_path, ["pattern: '(?:a+)+$|{award}(?:a+)+{recipient:company}'"])
    article = tmp_path / "a.txt"
    article.write_text(f"{A}荣获{PRIZE}。\n{A}、{PRIZE}{'a' * 9_000}。\n", "utf-8")
    (read,) = read_articles([str(article)], ReadOptions())
    assert isinstance(read, RawArticle)
    result = pipeline.extract(read)
    assert result.timed_out == ("my.rule",)
    assert [(fact.rule, fact.recipient) for fact in result.award_facts] == [("award.won", A)]
