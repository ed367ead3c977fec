"""The compiled rules for things that win without quotes around their names: projects, works, products."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.cache import re
from extractor.rules.name_files import PersonRules
from extractor.rules.name_patterns import NUMBER, alternation

_MEASURE = "[项个件部篇款座首幅本]"


@dataclass(frozen=True, slots=True)
class ThingNames:
    """`made` ends with the 的 behind what somebody did; `wins` begins with adverbs; `counted` is 等3项成果, `told` the words
    before a list of things (3项工程，分别为); `titled` a title in 《》.
    """

    made: re.Pattern[str]
    wins: re.Pattern[str]
    prevails: re.Pattern[str]
    counted: re.Pattern[str]
    told: re.Pattern[str]
    titled: re.Pattern[str]
    titled_among: re.Pattern[str]
    titled_never: tuple[str, ...]
    ends: tuple[str, ...]
    leads: tuple[str, ...]
    never: re.Pattern[str]
    means: re.Pattern[str]
    heads: re.Pattern[str]


def thing_names(rules: PersonRules) -> ThingNames:
    """The rules ready for use."""
    wins = alternation(rules.thing_wins.split())
    adverbs = alternation(rules.thing_adverbs.split())
    nouns = alternation(rules.thing_nouns.split())
    before = alternation(rules.titled_before.split())
    return ThingNames(
        made=re.compile(rf"(?:{alternation((*rules.thing_made.split(), *rules.works_made.split()))})的(?:{nouns})?(?=[^，。；])"),
        wins=re.compile(rf"等?[，,]?(?:{adverbs}){{0,3}}(?:{wins})(?![取悉知利准批奖])"),
        prevails=re.compile(alternation(rules.thing_prevails.split())),
        counted=re.compile(rf"(?P<more>等)?(?P<number>{NUMBER}){_MEASURE}(?:[\u4e00-\u9fff]{{0,4}})?(?:{nouns})"),
        told=re.compile(
            rf"{NUMBER}{_MEASURE}(?:[\u4e00-\u9fff]{{0,4}})?(?:{nouns})(?:[，,]?(?:分别|依次)(?:为|是|有|：|:)|[，,](?:为|是|包括)|为|是|：|:)"
        ),
        titled=re.compile(rf"(?P<kind>{before})?《(?P<name>[^《》\n]{{1,40}})》"),
        titled_among=re.compile(alternation(rules.titled_among.split())),
        titled_never=tuple(rules.titled_never.split()),
        ends=tuple(rules.thing_ends.split()),
        leads=tuple(rules.thing_leads.split()),
        heads=re.compile(alternation(rules.thing_heads.split())),
        means=re.compile(alternation(rules.thing_means.split())),
        never=re.compile(rf"{alternation(rules.thing_never.split())}|{NUMBER}{_MEASURE}|[{rules.thing_not_last}]$"),
    )
