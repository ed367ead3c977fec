"""The article's own place, and what 市, 区 or 省 alone mean there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from extractor.model import Mention
from extractor.rules.districts import Gazetteer

_LEAD = 200  # letters in which an article usually tells where it plays
_TITLE_WEIGHT, _LEAD_WEIGHT = 6, 2  # a name in the body counts 1; tuned with the shares below on 29 articles of known place
_MAIN_SHARE = 0.6  # of all prefectures named, or of all counties of the prefecture
_COUNTY_SHARE = 0.35  # a county's weight against its prefecture's own name, which its awards and offices repeat
_PROVINCE_TIMES = 4  # a province named so many times as often as the prefecture is the place itself
DIRECT = ("11", "12", "31", "50", "71", "81", "82")  # provinces that have counties but no prefectures
_KIND = re.compile(r"自治[区州县旗]|特别行政区|[省市区县州旗盟]")


def home(mentions: Iterable[Mention], *, title_end: int = 0) -> str | None:
    """The code of the place the article is about, a county, a prefecture or a province; None where it names none.

    `title_end` is where the title ends in the text, 0 where it is not known.
    """
    weights: Counter[str] = Counter()
    for mention in mentions:
        if mention.type == "district":
            weights[mention.value] += _weight(mention.start, title_end)
    return _main(weights) if weights else None


def resolve_body(name: str, home_code: str, gazetteer: Gazetteer, *, year: int | None = None) -> str | None:
    """The full name of the division meant by a body or award whose name begins with 市, 区, 省 … alone: in an article of 350206,
    市政府质量奖 is that of 厦门市. None where it begins otherwise or the place has no such division above it."""
    kind = _KIND.match(name)
    if kind is None:
        return None
    names = (gazetteer.name(code, year) for code in gazetteer.lineage(home_code))
    return next((found for found in names if found.endswith(kind.group())), None)


def _weight(position: int, title_end: int) -> int:
    return _TITLE_WEIGHT if position < title_end else _LEAD_WEIGHT if position < title_end + _LEAD else 1


def _main(weights: Mapping[str, int]) -> str:
    groups: Counter[str] = Counter()
    for code, weight in weights.items():
        if not code.endswith("0000") or code[:2] in DIRECT:
            groups[_prefecture(code)] += weight
    if not groups:
        return _heaviest(weights)
    place = _heaviest(groups)
    province = f"{place[:2]}0000"
    elsewhere = groups[place] < _MAIN_SHARE * groups.total() or weights.get(province, 0) >= _PROVINCE_TIMES * groups[place]
    if elsewhere and place != province:
        provinces = {code: weight for code, weight in weights.items() if code.endswith("0000")}
        return _heaviest(provinces) if provinces else place
    return _county(weights, place) or place


def _county(weights: Mapping[str, int], place: str) -> str | None:
    """The county of the place that the article is about, if there is one."""
    counties = {code: weight for code, weight in weights.items() if code != place and _prefecture(code) == place}
    if not counties:
        return None
    best = _heaviest(counties)
    alone = counties[best] >= _MAIN_SHARE * sum(counties.values())
    return best if alone and counties[best] >= _COUNTY_SHARE * weights.get(place, 0) else None


def _prefecture(code: str) -> str:
    """The code of the prefecture, of the province where it has none, of the county itself where it stands under no prefecture."""
    if code[:2] in DIRECT:
        return f"{code[:2]}0000"
    return code if code[2:4] == "90" else f"{code[:4]}00"


def _heaviest(weights: Mapping[str, int]) -> str:
    """The code of most weight, the smaller code where two are equal."""
    return min(weights, key=lambda code: (-weights[code], code))
