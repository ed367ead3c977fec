"""Which names are one: pairs of companies decided by hand, and ways to write an award."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.merge.entities import ArticleNames, Holder, Who, own_key, settle
from extractor.merge.intake import Readers
from extractor.merge.places import city_of

PAIRS = Path(__file__).with_name("company_pairs.txt")


@dataclass(frozen=True)
class Pair:
    """Two names with their places, told in one article or two, and whether they are one company."""

    same: bool
    together: bool
    names: tuple[str, str]
    cities: tuple[str, str]


def pairs() -> list[Pair]:
    """The pairs of the file."""
    found: list[Pair] = []
    for line in PAIRS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            verdict, where, rest = line.split(" ", 2)
            told = [side.strip().partition(" @") for side in rest.split(" | ")]
            names, cities = ((told[0][i], told[1][i]) for i in (0, 2))
            found.append(Pair(verdict == "same", where == "one", names, (city_of(cities[0]), city_of(cities[1]))))
    return found


def decided_same(readers: Readers, pair: Pair) -> bool:
    """What merging decides where these two names are all that is told."""
    articles = [pair.names, pair.names] if pair.together else [pair.names[:1], pair.names[1:]]
    told = [ArticleNames(readers.companies, names) for names in articles]
    whos = [article.who(name, city) for article, name, city in zip(told, pair.names, pair.cities, strict=True)]
    holders = {
        (short, Holder(one.key, one.city, one.written)) for names in told for one in names.full.values() for short in one.far
    }
    return key_of(whos[0], whos, holders) == key_of(whos[1], whos, holders)


def key_of(who: Who, whos: list[Who], holders: set[tuple[str, Holder]]) -> str:
    """The entity of a name among all that is told."""
    if not who.short:
        return who.key
    cities = [one.city for one in whos if one.short and one.key == who.key]
    meant = settle(who.key, cities, [holder for short, holder in holders if short == who.key])[who.city]
    return meant.key if meant else own_key(who.key, who.city)


@pytest.fixture(scope="module")
def readers() -> Readers:
    return Readers.of()


def test_two_hundred_pairs_of_company_names(readers: Readers) -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong: list[str] = []
    for pair in pairs():
        decided = decided_same(readers, pair)
        counts[pair.same, decided] += 1
        if decided != pair.same:
            wrong.append(f"{pair.names} {pair.same}")
    assert counts.total() >= 200
    precision = counts[True, True] / (counts[True, True] + counts[False, True])
    recall = counts[True, True] / (counts[True, True] + counts[True, False])
    assert (precision >= 0.99, recall >= 0.9) == (True, True), (precision, recall, wrong)


SAME_AWARDS = (
    ("厦门质量奖", "厦门市质量奖", "350200"),
    ("厦門質量獎", "厦门市质量奖", "110000"),
    ("市质量奖", "厦门市质量奖", "350206"),
    ("政府质量奖", "合肥市人民政府质量奖", "340100"),
    ("市长质量奖", "赣州市市长质量奖", "360703"),
    ("省科学技术奖", "福建省科学技术奖", "350200"),
    ("县长质量奖", "长沙县县长质量奖", "430121"),
    ("鲁班奖", "中国建设工程鲁班奖", ""),
    ("中国建设工程鲁班奖（国家优质工程）", "中国建设工程鲁班奖（国家优质工程）", ""),
    ("“鲁班奖”", "中国建设工程鲁班奖", ""),
    ("合肥市政府质量奖", "合肥市人民政府质量奖", ""),
)
OTHER_AWARDS = (
    ("市质量奖", "福州市质量奖", "350200"),
    ("厦门市质量奖", "福建省质量奖", "350200"),
    ("厦门市质量奖", "厦门市质量奖提名", "350200"),
    ("中国质量奖", "质量奖", "350200"),
    ("市质量奖", "厦门市质量奖", ""),
    ("长沙县县长质量奖", "长沙市市长质量奖", "430121"),
    ("吉林省质量奖", "吉林市质量奖", "220000"),
    ("国家科技进步奖", "福建省科技进步奖", "350000"),
)


@pytest.mark.parametrize(("one", "other", "home"), SAME_AWARDS)
def test_ways_to_write_an_award(one: str, other: str, home: str, readers: Readers) -> None:
    assert readers.awards.read(one, home, "a").key == readers.awards.read(other, home, "b").key


@pytest.mark.parametrize(("one", "other", "home"), OTHER_AWARDS)
def test_awards_that_are_others(one: str, other: str, home: str, readers: Readers) -> None:
    assert readers.awards.read(one, home, "a").key != readers.awards.read(other, home, "b").key


def test_a_short_award_belongs_to_the_only_national_one_of_that_head(readers: Readers) -> None:
    long, short = (readers.awards.read(name, None, "a") for name in ("国家磐石奖", "磐石奖"))
    assert short.short
    assert short.key in long.far
    assert not readers.awards.read("质量奖", None, "a").short
    assert "质量奖" not in readers.awards.read("中国质量奖", None, "a").far
