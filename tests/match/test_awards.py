"""Award names: where they begin and end, and what their canonical name is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.award_names import ordinal, parse_award_name
from extractor.match.awards import AwardPlaces, find_awards
from extractor.model import Mention
from extractor.rules.awards import AwardRules
from extractor.rules.pack import RulePack, load_pack

PACK: RulePack = load_pack()
RULES: AwardRules = PACK.awards
DEFAULT_RULES = Path(__file__).parents[2] / "rules"


def awards(text: str, *, home: dict[str, str] | None = None) -> list[Mention]:
    own = home or {}
    return find_awards(text, RULES, places=AwardPlaces(PACK.divisions, PACK.short_places, own.get))


NAMES = {
    "a verb before the name": ("海河重工荣获天津市质量奖。", ["天津市质量奖"]),
    "edition and verb": ("海河重工获第三届天津市质量奖。", ["天津市质量奖"]),
    "first edition": ("首届天津市质量奖颁奖。", ["天津市质量奖"]),
    "year before the name": ("公布2020年度天津市质量奖名单。", ["天津市质量奖"]),
    "year inside the name": ("天津市2020年度质量奖揭晓。", ["天津市质量奖"]),
    "short place and year": ("杭州2023年市政府质量奖揭晓。", ["杭州市政府质量奖"]),
    "edition behind the place": ("厦门市第六届质量奖名单。", ["厦门市质量奖"]),
    "the lowest division of a chain": ("福建省厦门市质量奖花落谁家。", ["厦门市质量奖"]),
    "a body is not told twice": ("宝山区第4届区政府质量奖颁发。", ["宝山区政府质量奖"]),
    "nomination is a grade": ("海河重工获中国质量奖提名奖。", ["中国质量奖"]),
    "rank behind the name": ("项目获江苏省科学技术奖一等奖。", ["江苏省科学技术奖"]),
    "rank inside the name": ("一件专利获中国专利银奖。", ["中国专利奖"]),
    "a proper name keeps its metal": ("海河重工获上海市质量金奖。", ["上海市质量金奖"]),
    "two awards with 、": ("获中国质量奖、福建省政府质量奖。", ["中国质量奖", "福建省政府质量奖"]),
    "a national award of a province": ("河北省国家企业技术中心达69家。", ["国家企业技术中心"]),
    "a verb that is no stop word": ("邀请专家讲解江苏省省长质量奖的标准。", ["江苏省省长质量奖"]),
    "quoted": ("获评“城市信用体系建设创新奖”。", ["城市信用体系建设创新奖"]),
    "quoted title after a verb": ("被授予“质量提升实践示范基地”称号。", ["质量提升实践示范基地"]),
    "quotes inside the name": ("入选国家级专精特新“小巨人”企业。", ["专精特新“小巨人”企业"]),
    "title with a level": ("先后获批首批国家知识产权示范城市。", ["国家知识产权示范城市"]),
    "first batch inside a title": ("成为全国首批质量强市示范城市。", ["全国质量强市示范城市"]),
    "title with a short place": ("全市现有哈尔滨老字号88个。", ["哈尔滨老字号"]),
    "nouns before 国家 belong to the name": ("认定为农业产业化国家重点龙头企业。", ["农业产业化国家重点龙头企业"]),
    "short form and full form": (
        "2020年杭州市人民政府质量奖揭晓，杭州市政府质量奖每年一评。",
        ["杭州市人民政府质量奖", "杭州市人民政府质量奖"],
    ),
    "a class in brackets before the rank": ("获江西省科学技术奖（技术发明类）二等奖。", ["江西省科学技术奖"]),
    "quotes inside the name, rank behind": ("公布四川省“天府质量奖”提名奖名单。", ["四川省天府质量奖"]),
    "a place's title behind a verb": ("产品获评首批云南精品。", ["云南精品"]),
    "a medal behind the prize": ("奪下国家发明创作奖金牌。", ["国家发明创作奖"]),
    "a bracket closed before the name": ("（本报讯）天津市质量奖揭晓。", ["天津市质量奖"]),
    "a competition": ("第三届天津市质量创新大赛上，海河重工获一等奖。", ["天津市质量创新大赛"]),
    "canonical form": ("该工程捧得鲁班奖。", ["中国建设工程鲁班奖"]),
    "Latin letters in the name": ("连续8年获颁“TCSA台湾企业永续奖”。", ["TCSA台湾企业永续奖"]),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES.keys())
def test_the_name_of_an_award(text: str, expected: list[str]) -> None:
    assert [m.value for m in awards(text) if m.type == "award"] == expected


NONE = {
    "money": "给予每家企业100万元奖励，奖金共500万元。",
    "winning": "5家获奖企业在颁奖大会上领奖。",
    "all kinds of awards": "积极争创各级政府质量奖。",
    "a generic word": "荣获国家级大奖。",
    "a rule's title": "《厦门市质量奖管理办法》印发。",
    "a generic title": "打造行业示范企业。",
    "lottery": "购房抽奖送家电。",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_is_no_award(text: str) -> None:
    assert [m.value for m in awards(text) if m.type == "award"] == []


DETAILS = {
    "edition in Chinese": ("第二十三届中国专利奖揭晓", 23, None, None),
    "edition in digits": ("第4届区政府质量奖", 4, None, None),
    "year and grade": ("2020年江苏省省长质量奖提名奖", None, 2020, "提名奖"),
    "edition with its year": ("首届（2013年）佛山市政府质量奖", 1, 2013, None),
    "year in Chinese digits": ("二○一九香港工商業獎".replace("業", "业").replace("獎", "奖"), None, 2019, None),
    "gold": ("2022年度深圳市市长质量奖金奖", None, 2022, "金奖"),
}


@pytest.mark.parametrize(("text", "edition", "year", "grade"), DETAILS.values(), ids=DETAILS.keys())
def test_edition_year_and_grade(text: str, edition: int | None, year: int | None, grade: str | None) -> None:
    name = parse_award_name(text, RULES, PACK.divisions)
    assert (name.edition, name.year, name.grade) == (edition, year, grade)


def test_a_body_without_its_place_is_the_articles_own() -> None:
    found = awards("5家企业捧回市政府质量奖，区长质量奖同日颁发。", home={"市": "福州市", "区": "鼓楼区"})
    assert [m.value for m in found] == ["福州市政府质量奖", "鼓楼区区长质量奖"]


def test_grades_that_stand_alone_are_grades() -> None:
    found = awards("4家企业获提名奖，金、银、铜奖由三家公司夺得。")
    assert [(m.type, m.grade) for m in found] == [("grade", "提名奖"), ("grade", "金奖"), ("grade", "银奖"), ("grade", "铜奖")]


@pytest.mark.parametrize(
    ("text", "value"), [("六", 6), ("二十三", 23), ("10", 10), ("十", 10), ("一百零二", 102), ("", None), ("甲", None)]
)
def test_ordinals(text: str, value: int | None) -> None:
    assert ordinal(text) == value


@given(st.text(alphabet="第六届中国质量奖金省市获“”、，。2020年提名（）\n", max_size=60))
def test_mentions_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in awards(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def test_a_long_run_of_award_words_takes_linear_time() -> None:
    assert awards("质量奖" * 20_000)
