"""Which award a sentence speaks of: its own, or the one its grade, edition or pronoun points back to."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, awards

GRADES = {
    "of the award before": (f"第三届{PRIZE}揭晓。一等奖由{A}摘得，二等奖由{B}摘得。", ["A 一等奖 第3届", "B 二等奖 第3届"]),
    "of the nearest award before": (f"{PRIZE}、中国质量奖双双揭晓。{A}获一等奖。", ["中国质量奖 A 一等奖"]),
    "of the nearest in the paragraph": (
        f"中国质量奖一等奖2项。\n{PRIZE}昨日颁发。{A}获提名奖。",
        ["中国质量奖 2项 一等奖", "A 提名奖"],
    ),
    "of the paragraph before, a nomination": (
        f"中国质量奖一等奖2项。\n{PRIZE}昨日颁发。\n{A}获提名奖。",
        ["中国质量奖 2项 一等奖", "A 提名奖"],
    ),
    "of the only award, named behind": (f"{A}获一等奖。这是{PRIZE}首次颁发。", ["A 一等奖"]),
    "of two awards behind, none": (f"{A}获一等奖。{PRIZE}、中国质量奖随后颁发。", []),
    "of the award that has such ranks": (
        f"{PRIZE}一等奖由{A}获得。中国质量奖评审在京举行。\n{B}获一等奖。",
        ["A 一等奖", "B 一等奖"],
    ),
    "of the award that has such metals": (f"{PRIZE}金奖由{A}获得。中国质量奖评审在京举行。\n{B}获银奖。", ["A 金奖", "B 银奖"]),
    "of the award in its own sentence": (
        f"{PRIZE}一等奖由{A}获得。\n中国质量奖在京颁发，{B}获一等奖。",
        ["A 一等奖", "中国质量奖 B 一等奖"],
    ),
    "of the award that the paragraph names": (
        f"{PRIZE}金奖由{A}获得。\n中国质量奖评审在京举行。{B}获银奖。",
        ["A 金奖", "中国质量奖 B 银奖"],
    ),
    "of the award that the article is about": (f"{PRIZE}揭晓。{PRIZE}已办三届。中国质量奖也将评选。\n{B}获金奖。", ["B 金奖"]),
    "of the award told first, others as often": (
        f"{PRIZE}揭晓。中国质量奖评审严格。中国质量奖已办三届。中国专利奖也将评选。\n{B}获金奖。",
        ["B 金奖"],
    ),
    "a nomination of the nearest": (
        f"{PRIZE}揭晓。{PRIZE}已办三届。中国质量奖也将评选。\n{B}获提名奖。",
        ["中国质量奖 B 提名奖"],
    ),
    "a rank, where the paragraph only names another award": (
        f"{PRIZE}一等奖由{A}获得。\n中国质量奖将于明年评选。{B}获一等奖。",
        ["A 一等奖", "B 一等奖"],
    ),
    "a rank, where another award's results are out": (
        f"{PRIZE}一等奖由{A}获得。\n中国质量奖结果公布。{B}获一等奖。",
        ["A 一等奖", "中国质量奖 B 一等奖"],
    ),
    "of the award that has such ranks, not the one the article is about": (
        f"中国质量奖揭晓。中国质量奖评审严格。{PRIZE}一等奖由{A}获得。中国质量奖在京颁发。\n{B}获二等奖。",
        ["A 一等奖", "B 二等奖"],
    ),
    "of the award that has such metals, not the one the article is about": (
        f"中国质量奖揭晓。中国质量奖评审严格。{PRIZE}金奖由{A}获得。中国质量奖在京颁发。\n{B}获银奖。",
        ["A 金奖", "B 银奖"],
    ),
    "a rank, where results are told of later": (
        f"{PRIZE}一等奖由{A}获得。\n中国质量奖将于明年评选。{B}获一等奖。结果已公布。",
        ["A 一等奖", "B 一等奖"],
    ),
    "a rank, where another award's results are out at the end": (
        f"{PRIZE}一等奖由{A}获得。\n{B}获一等奖，至此中国质量奖结果公布",
        ["A 一等奖", "B 一等奖"],
    ),
    "of the award, by a word for it": (f"{PRIZE}揭晓。{A}荣获政府质量奖。", ["A"]),
    "of each award, by a word for it": (f"{PRIZE}揭晓。{A}荣获各政府质量奖。", []),
    "of each government's award, by a word for it": (f"{PRIZE}揭晓。{A}荣获各级政府质量奖。", []),
    "of each award": (f"{PRIZE}各奖项揭晓，{A}获各奖项。", []),
}


@pytest.mark.parametrize("name", GRADES)
def test_whose_grade_it_is(name: str) -> None:
    text, wanted = GRADES[name]
    assert awards(text) == wanted


EDITIONS = {
    "told before": (f"第三届{PRIZE}揭晓。{A}获{PRIZE}。", ["A 第3届"]),
    "told before, two of them": (f"第三届{PRIZE}揭晓。第四届{PRIZE}即将启动。{A}获{PRIZE}。", ["A"]),
    "told behind": (f"{A}获{PRIZE}。\n第三届{PRIZE}揭晓。", ["A"]),
    "of the grade": (f"{PRIZE}揭晓。{A}获第三届一等奖。", ["A 一等奖 第3届"]),
    "told right behind": (f"{A}获{PRIZE}。第三届{PRIZE}揭晓。", ["A"]),
    "of the award, for its grade": (f"第三届{PRIZE}揭晓。{PRIZE}评审严格。{A}获一等奖。", ["A 一等奖 第3届"]),
    "two editions of grades": (f"{PRIZE}揭晓。继第二届之后，第三届一等奖由{A}获得。", ["A 一等奖 第3届"]),
    "two years of grades": (f"{PRIZE}揭晓。继2019年度之后，2021年度一等奖由{A}获得。", ["A 一等奖 2021年"]),
    "of the grade, not the award's": (f"第四届{PRIZE}揭晓。{A}曾获第三届一等奖。", ["A 一等奖 第3届"]),
    "the first": (f"首届{PRIZE}揭晓。{A}获一等奖。", ["A 一等奖 第1届"]),
    "a year told before": (f"2019年{PRIZE}揭晓。{A}获{PRIZE}。", ["A 2019年"]),
    "two years told before": (f"2019年{PRIZE}揭晓。2021年{PRIZE}也已揭晓。{A}获{PRIZE}。", ["A"]),
    "a year of the grade": (f"{PRIZE}揭晓。{A}获2019年度一等奖。", ["A 一等奖 2019年"]),
    "a year in brackets": (f"第三届{PRIZE}揭晓。本次（2023年）一等奖由{A}获得。", ["A 一等奖 第3届 2023年"]),
    "an edition and its year": (f"2019年第三届{PRIZE}揭晓。{A}获2019年{PRIZE}。", ["A 第3届 2019年"]),
    "an edition of another year": (f"2019年第三届{PRIZE}揭晓。{A}获2021年{PRIZE}。", ["A 2021年"]),
    "of all years": (f"第三届{PRIZE}揭晓，{A}获奖。全市累计有40家企业获{PRIZE}。", ["A 第3届", "40家 天津市"]),
    "of all years, its own edition told": (
        f"第三届{PRIZE}揭晓，{A}获奖。全市累计有40家企业获第二届{PRIZE}。",
        ["A 第3届", "40家 第2届 天津市"],
    ),
    "of all years, another award's edition told": (
        f"第三届{PRIZE}揭晓，{A}获奖。继第五届中国质量奖之后，全市累计有40家企业获第二届{PRIZE}。",
        ["A 第3届", "40家 第2届 天津市"],
    ),
    "of all years, its own year told": (
        f"第三届{PRIZE}揭晓，{A}获奖。全市累计有40家企业获2019年{PRIZE}。",
        ["A 第3届", "40家 2019年 天津市"],
    ),
    "of this year": (f"第三届{PRIZE}揭晓，{A}获奖。全市有8家企业获{PRIZE}。", ["A 第3届", "8家 第3届 天津市"]),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_which_edition_it_is(name: str) -> None:
    text, wanted = EDITIONS[name]
    assert awards(text) == wanted


PARTS = {
    "the best of something": (f"第三届{PRIZE}揭晓。最佳创新奖由{A}获得。", ["A 最佳创新奖 第3届"]),
    "told as a part": (f"第三届{PRIZE}揭晓。本届“卓越经营奖”由{A}获得。", ["A 卓越经营奖 第3届"]),
    "told as one of the parts": (f"第三届{PRIZE}揭晓，设组别。组别奖项“卓越经营奖”由{A}获得。", ["A 卓越经营奖 第3届"]),
    "not told as a part": (f"第三届{PRIZE}揭晓。卓越经营奖由{A}获得。", ["卓越经营奖 A"]),
    "of somebody's own": (f"第三届{PRIZE}揭晓。本届“中国质量奖”由{A}获得。", ["中国质量奖 A"]),
    "with an edition of its own": (f"第三届{PRIZE}揭晓。本届第二届卓越经营奖由{A}获得。", ["卓越经营奖 A 第2届"]),
    "with an edition of its own elsewhere": (
        f"第三届{PRIZE}揭晓。本届卓越经营奖由{A}获得。\n第二届卓越经营奖将评选。",
        ["卓越经营奖 A"],
    ),
    "with a year of its own": (f"第三届{PRIZE}揭晓。本届2021年卓越经营奖由{A}获得。", ["卓越经营奖 A 2021年"]),
    "a title": (f"第三届{PRIZE}揭晓。本届国家绿色工厂由{A}获得。", ["国家绿色工厂 A"]),
    "a title without an owner": (
        f"第三届{PRIZE}揭晓。本届，{A}被市市场监管局授予“质量提升实践示范基地”。",
        ["质量提升实践示范基地 A"],
    ),
    "before the award": (f"本届“卓越经营奖”由{A}获得。\n第三届{PRIZE}揭晓。", ["卓越经营奖 A"]),
    "of an award without an owner": (f"卓越经营奖揭晓。卓越经营奖有两类。本届创新管理奖由{A}获得。", ["创新管理奖 A"]),
    "overseas, at its results": (
        "〔記者王建國／台中報導〕經濟部國家磐石獎得獎名單揭曉，卓越貢獻獎由海河精密股份有限公司獲得，產值新台幣5億元。",
        ["国家磐石奖 海河精密股份有限公司 卓越贡献奖"],
    ),
    "overseas, at its results but in another sentence": (
        "〔記者王建國／台中報導〕經濟部國家磐石獎揭曉。同場頒發的卓越貢獻獎由海河精密股份有限公司獲得，產值新台幣5億元。",
        ["卓越贡献奖 海河精密股份有限公司"],
    ),
    "overseas, beside it": (
        "〔記者王建國／台中報導〕經濟部國家磐石獎頒發。此外，海河精密股份有限公司獲頒卓越貢獻獎，產值新台幣5億元。",
        ["卓越贡献奖 海河精密股份有限公司"],
    ),
    "overseas, not beside it": (
        "〔記者王建國／台中報導〕經濟部國家磐石獎頒發。卓越貢獻獎由海河精密股份有限公司獲得，產值新台幣5億元。",
        ["国家磐石奖 海河精密股份有限公司 卓越贡献奖"],
    ),
    "overseas, beside it in its own sentence": (
        "〔記者王建國／台中報導〕海河精密股份有限公司榮獲經濟部國家磐石獎，此外獲頒卓越貢獻獎，產值新台幣5億元。",
        ["国家磐石奖 海河精密股份有限公司", "卓越贡献奖 海河精密股份有限公司"],
    ),
    "overseas, beside it in its results": (
        "〔記者王建國／台中報導〕經濟部國家磐石獎得獎名單揭曉，海河精密股份有限公司獲頒卓越貢獻獎，產值新台幣5億元。",
        ["国家磐石奖 海河精密股份有限公司 卓越贡献奖"],
    ),
    "overseas, beside it in other results": (
        "〔記者王建國／台中報導〕經濟部國家磐石獎頒發。同場公布的得獎名單中，海河精密股份有限公司獲頒卓越貢獻獎，產值新台幣5億元。",
        ["卓越贡献奖 海河精密股份有限公司"],
    ),
    "overseas, beside it behind its results": (
        "〔記者王建國／台中報導〕經濟部消息。國家磐石獎得獎名單揭曉，海河精密股份有限公司獲頒卓越貢獻獎，產值新台幣5億元。",
        ["国家磐石奖 海河精密股份有限公司 卓越贡献奖"],
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_which_awards_are_parts_of_another(name: str) -> None:
    text, wanted = PARTS[name]
    assert awards(text) == wanted
