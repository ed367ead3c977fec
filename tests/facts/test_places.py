"""Where winners and counted groups belong: told beside them, elsewhere in the article, or not at all."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, Cases, awards, page

GROUPS = {
    "a county's": (f"武清区3家企业获{PRIZE}。", ["3家 武清区"]),
    "the article's city": (f"{PRIZE}揭晓，我市12家企业获奖。", ["12家 天津市"]),
    "the article's county and then its city": (
        f"武清区消息：全区3家企业获{PRIZE}，全市12家企业获奖。",
        ["3家 武清区", "12家 天津市"],
    ),
    "a name behind a word for the article's place": (
        f"武清区消息：全市表彰会在静海区召开，静海区3家企业获{PRIZE}。",
        ["3家 静海区"],
    ),
    "the one named last": (f"武清区消息：全区大会上，静海区3家企业获{PRIZE}。", ["3家 静海区"]),
    "where it was told": (f"昨日，{PRIZE}颁奖仪式在武清区举行，5家企业获奖。", ["5家"]),
    "another name's place": (f"武清区{A}等3家企业获{PRIZE}。", ["A", "3家"]),
    "another name's place, tied": (f"武清区的{A}等3家企业获{PRIZE}。", ["A 武清区", "3家"]),
    "another name's place, in its bracket": (f"{A}（武清区）等3家企业获{PRIZE}。", ["A 武清区", "3家"]),
    "behind a bracket": (f"{PRIZE}（2023年）武清区3家企业获奖。", ["3家 2023年 武清区"]),
    "in the name of a paper": (f"据《武清区日报》报道，3家企业获{PRIZE}。", ["3家"]),
    "the place of the group before": (f"武清区3家企业获{PRIZE}。2家企业获{PRIZE}提名奖。", ["3家 武清区", "2家 提名奖 武清区"]),
    "the place of the group before, not behind a name": (
        f"武清区3家企业获{PRIZE}。{A}等2家企业获{PRIZE}提名奖。",
        ["3家 武清区", "A 提名奖", "2家 提名奖"],
    ),
    "the place of the group before, not in another paragraph": (
        f"武清区3家企业获{PRIZE}。\n2家企业获{PRIZE}提名奖。",
        ["3家 武清区", "2家 提名奖"],
    ),
    "each of three places": (f"{PRIZE}揭晓。武清区、静海区、宝坻区各2家上榜。", ["2家 武清区", "2家 静海区", "2家 宝坻区"]),
    "both of two places": (f"{PRIZE}名单公布，武清区、静海区都有2家上榜。", ["2家 武清区", "2家 静海区"]),
    "paired and then another": (
        f"{PRIZE}名单公布，武清区和静海区分别有2家和1家上榜，宝坻区3家上榜。",
        ["2家 武清区", "1家 静海区", "3家 宝坻区"],
    ),
    "a word for the article's place behind another": (
        f"静海区消息：与武清区相比，全区3家企业获{PRIZE}。静海区表示祝贺。",
        ["3家 静海区"],
    ),
}


@pytest.mark.parametrize("name", GROUPS)
def test_where_a_group_belongs(name: str) -> None:
    text, wanted = GROUPS[name]
    assert awards(text) == wanted


NAMED = {
    "the lowest in a bracket": (f"{A}（天津市武清区）荣获{PRIZE}。", ["A 武清区"]),
    "the lowest in a bracket, told first": (f"{A}（武清区，天津市）荣获{PRIZE}。", ["A 武清区"]),
    "the lowest in a bracket, of a prefecture": (f"{A}（常州市武进区）荣获江苏省质量奖。", ["江苏省质量奖 A 武进区"]),
    "the lowest in a bracket, its prefecture behind it": (f"{A}（武进区、常州市）荣获江苏省质量奖。", ["江苏省质量奖 A 武进区"]),
    "the last of equals in a bracket": (f"{A}（武清区、静海区）荣获{PRIZE}。", ["A 静海区"]),
    "a wider place in a bracket behind a lower one": (f"武清区{A}（天津市）荣获{PRIZE}。", ["A 天津市"]),
    "a bracket behind a closing quotation mark": (f"“{A}”（武清区）荣获{PRIZE}。", ["A 武清区"]),
    "a bracket that does not close": (f"{A}（武清区荣获{PRIZE}。", ["A"]),
    "a bracket of a longer form": (f"{A}【武清区】荣获{PRIZE}。", ["A 武清区"]),
    "an ASCII bracket": (f"{A}(武清区)荣获{PRIZE}。", ["A 武清区"]),
    "another bracket behind the next": (f"{A}荣获{PRIZE}（武清区评审）。", ["A"]),
    "tied by 的": (f"武清区的{A}荣获{PRIZE}。", ["A 武清区"]),
    "located in": (f"位于武清区的{A}荣获{PRIZE}。", ["A 武清区"]),
    "our county's": (f"武清区讯：我区企业{A}荣获{PRIZE}。", ["A 武清区"]),
    "our county's own": (f"武清区讯：我区本土企业{A}荣获{PRIZE}。", ["A 武清区"]),
    "our county's, with nothing between": (f"武清区讯：我区{A}荣获{PRIZE}。", ["A 武清区"]),
    "our county's, with something else between": (f"武清区讯：我区公布{A}荣获{PRIZE}。", ["A"]),
    "told of it elsewhere": (f"{A}荣获{PRIZE}。{A}位于武清区。", ["A 武清区"]),
    "told of it elsewhere, in a bracket": (f"{A}荣获{PRIZE}。\n参会的有{A}（武清区）。", ["A 武清区"]),
    "told of its short name": (f"{A}（简称“海河重工”）荣获{PRIZE}。海河重工位于武清区。", ["A 武清区"]),
    "located with another": (f"{A}与{B}坐落于武清区。{A}获{PRIZE}。", ["A"]),
    "located and named twice": (f"{A}坐落于武清区，{A}获{PRIZE}。", ["A 武清区"]),
    "in a place at the head of the sentence": (f"在武清区，{A}荣获{PRIZE}。", ["A 武清区"]),
    "visited": (f"走进武清区，{A}捧回了{PRIZE}。", ["A 武清区"]),
    "only the first behind the place": (f"在武清区，{A}和{B}荣获{PRIZE}。", ["A 武清区", "B"]),
    "in a bracket behind another": (f"{A}（省级企业）荣获{PRIZE}（武清区）。", ["A"]),
}


@pytest.mark.parametrize("name", NAMED)
def test_where_a_named_winner_belongs(name: str) -> None:
    text, wanted = NAMED[name]
    assert awards(text) == wanted


OWN = {
    "our city, of a county's article": (
        "常州市武进区消息：武进区举行座谈会。我市12家企业获江苏省质量奖。",
        ["江苏省质量奖 12家 常州市"],
    ),
    "our county, of a city's article": ("常州市召开大会。全县3家企业获江苏省质量奖。", ["江苏省质量奖 3家"]),
    "our province": ("常州市武进区消息：全省40家企业获江苏省质量奖。", ["江苏省质量奖 40家 江苏省"]),
    "our city, of a province's article": ("江苏省召开大会，江苏省领导到会。全市3家企业获江苏省质量奖。", ["江苏省质量奖 3家"]),
    "ours, of an article of nowhere": ("全市3家企业获中国质量奖。", ["中国质量奖 3家"]),
}


@pytest.mark.parametrize("name", OWN)
def test_where_a_word_for_the_articles_own_place_leads(name: str) -> None:
    text, wanted = OWN[name]
    assert awards(text) == wanted


HEADLINES: Cases = {
    "the winners of a county": (
        page(f"武清区五家企业捧回{PRIZE}", f"{A}荣获{PRIZE}，昨日颁奖仪式举行，大家都来了。"),
        ["5家 武清区", "A 武清区"],
    ),
    "candidates of a county": (
        page(f"武清区五家企业捧回{PRIZE}", f"{A}申报{PRIZE}，昨日动员大会举行，大家都来了。"),
        ["5家 武清区", "A applied"],
    ),
    "no winners": (page("武清区市场监管局走访企业", f"{A}荣获{PRIZE}，昨日颁奖仪式举行，大家都来了。"), ["A"]),
    "one told elsewhere": (
        page(f"武清区五家企业捧回{PRIZE}", f"静海区的{A}荣获{PRIZE}，昨日颁奖仪式举行，大家都来了。"),
        ["5家 武清区", "A 静海区"],
    ),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_whose_winners_a_headline_counts(name: str) -> None:
    text, wanted = HEADLINES[name]
    assert awards(text) == wanted


OVERSEAS = {
    "as written": (
        "〔記者王建國／台中報導〕台中市大里區的海河精密股份有限公司榮獲國家磐石獎。",
        ["国家磐石奖 海河精密股份有限公司 台中市大里区"],
    ),
    "as written, told again without": (
        "〔記者王建國／台中報導〕台中市大里區的海河精密股份有限公司榮獲國家磐石獎。海河精密股份有限公司曾獲中國品質獎。",
        ["国家磐石奖 海河精密股份有限公司 台中市大里区", "中国品质奖 海河精密股份有限公司 台中市大里区"],
    ),
    "a group has no place there": (
        "〔記者王建國／台中報導〕經濟部表示，國家磐石獎揭曉，台中市3家企業獲獎，產值新台幣5億元。",
        ["国家磐石奖 3家"],
    ),
    "a group of a place with a code": (
        "〔記者王建國／台中報導〕經濟部表示，國家磐石獎揭曉，廈門市3家企業獲獎，產值新台幣5億元。",
        ["国家磐石奖 3家 厦门市"],
    ),
    "a region of its own": (
        "〔記者王建國／台中報導〕經濟部表示，國家磐石獎揭曉，廣東省3家企業獲獎，產值新台幣5億元。",
        ["国家磐石奖 3家"],
    ),
    "nobody's place": ("〔記者王建國／台中報導〕經濟部表示，國家磐石獎揭曉，3家企業獲獎，產值新台幣5億元。", ["国家磐石奖 3家"]),
    "of the articles own place": (
        "〔記者王建國／台中報導〕經濟部表示，國家磐石獎揭曉，全省3家企業獲獎，產值新台幣5億元。",
        ["国家磐石奖 3家"],
    ),
}


@pytest.mark.parametrize("name", OVERSEAS)
def test_places_overseas_are_told_as_they_are_written(name: str) -> None:
    text, wanted = OVERSEAS[name]
    assert awards(text) == wanted
