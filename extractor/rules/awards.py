"""The rules that find award names: the shape of `rules/mentions/awards.yaml` and its compiled form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractor.cache import re
from extractor.rules.files import Source
from extractor.rules.words import alternation, first_look
from extractor.rules.yaml_io import load_as
from extractor.text.exampled import Exampled
from extractor.text.prefilter import Prefilter


class AwardFile(Exampled, frozen=True, forbid_unknown_fields=True):
    """The keys of awards.yaml; the comments in the file say what each is for."""

    version: int
    not_after_prize: str
    not_before_prize: str
    before_prize_keeps: list[str]
    name_stops: list[str]
    name_anchors: list[str]
    anchor_keeps: list[str]
    name_keeps: list[str]
    generic_ends: list[str]
    generic: list[str]
    grades: list[str]
    plain_grades: list[str]
    part_heads: list[str]
    graded_inside: list[str]
    canonical: dict[str, str]
    title_ends: list[str]
    title_weak_ends: list[str]
    title_levels: list[str]
    quoted_levels: list[str]
    title_names: list[str]
    title_generic: list[str]
    confer_verbs: list[str]
    not_conferred: list[str]
    quoted_things: list[str]
    title_tails: list[str]
    stand_ins: list[str]
    competition_ends: list[str]
    competition_over: list[str]


@dataclass(frozen=True)
class AwardRules:
    """The compiled award rules."""

    file: AwardFile
    prize: re.Pattern[str]
    stop: re.Pattern[str]
    anchor: re.Pattern[str]
    known_title: re.Pattern[str]
    title: re.Pattern[str]
    quoted: re.Pattern[str]
    titled: re.Pattern[str]
    quoted_verb: re.Pattern[str]
    level_before: re.Pattern[str]
    grade_after: re.Pattern[str]
    grade_alone: re.Pattern[str]
    part: re.Pattern[str]
    graded_ends: tuple[str, ...]
    inside: re.Pattern[str]
    levels: re.Pattern[str]
    generic: frozenset[str]
    stand_in: re.Pattern[str]
    competition: re.Pattern[str]

    @cached_property
    def prefilter(self) -> Prefilter:
        """Where in a text the patterns that are sought all over it can match."""
        sought = (self.prize, self.quoted, self.titled, self.known_title, self.title, self.competition)
        return Prefilter((*sought, self.stand_in, self.grade_alone))


NUMBER = "[0-9０-９〇零一二两三四五六七八九十百千]"
_MARKS = "，。；：、！？,;:!?\\n\\t（()《》〈〉【】…—|｜/◆◇●■□★☆▲△►▶※•①②③④⑤⑥⑦⑧⑨⑩"


def compile_awards(file: AwardFile) -> AwardRules:
    """The rules ready for use."""
    stops = alternation(file.name_stops)
    look = first_look((*file.name_stops, *file.name_keeps), f"{_MARKS} 　{NUMBER[1:-1]}")
    keeps = alternation(file.name_keeps)
    keeps_before = "|".join(f"(?<={re.escape(word)})" for word in file.before_prize_keeps)
    grades = alternation(file.grades)
    return AwardRules(
        file=file,
        prize=re.compile(
            f"(?:{keeps_before}|(?<![{file.not_before_prize}]))奖(?:(?![{file.not_after_prize}])|(?=[金银铜][牌质奖]))"
        ),
        stop=re.compile(
            f"{look}(?:(?P<keep>{keeps})|[{_MARKS}]|(?<![A-Za-z])[ 　]|{NUMBER}+[多余]?[项家个名件座枚块次位户所]|{stops})"
        ),
        anchor=re.compile(f"(?P<keep>{alternation(file.anchor_keeps)})|{alternation(file.name_anchors)}"),
        known_title=re.compile(alternation(file.title_names)),
        title=re.compile(alternation(file.title_ends)),
        level_before=re.compile(f"(?:{alternation(file.quoted_levels)})(?:[\u4e00-\u9fff]{{2,6}}(?:业|类|领域))?"),
        quoted_verb=re.compile(f"(?:{alternation(file.confer_verbs)})"),
        quoted=re.compile(
            f"(?:{alternation(file.confer_verbs)}|为(?:首批|第{NUMBER}{{1,3}}批)?(?=“))[^，。；：“”\\n]{{0,14}}“(?P<name>[^”\\n]{{2,30}})”"
            f"(?!{'|'.join(file.quoted_things)})"
        ),
        titled=re.compile(
            f"(?P<dated>首届|首批|第{NUMBER}{{1,4}}[届批]|(?:19|20)\\d\\d年度?)?“(?P<name>[^”“\\n]{{3,24}})”"
            f"(?(dated)|(?:{alternation(file.title_tails)}|企业名单|名单))"
        ),
        grade_after=re.compile(f"(?P<open>[“（(]?)(?P<grade>{grades})[”）)]?"),
        grade_alone=re.compile(f"(?:{alternation(file.plain_grades)})(?![{file.not_after_prize}])"),
        part=re.compile(
            f"(?P<core>.+奖)”?(?:·(?=[^奖·]{{2,12}}奖$)|(?={alternation(file.part_heads)}))(?P<grade>[^奖“”]{{2,14}}奖)"
        ),
        graded_ends=("奖", *file.competition_ends),
        inside=re.compile(f"(?P<core>.*(?:{alternation(file.graded_inside)}))(?P<grade>{grades})"),
        levels=re.compile(alternation(file.title_levels)),
        generic=frozenset(file.generic),
        stand_in=re.compile(alternation(file.stand_ins)),
        competition=re.compile(
            f"(?:{alternation(file.competition_ends)})(?=(?:(?![设]|将|报名|启动)[^。\\n]){{0,120}}(?:{alternation(file.plain_grades)})"
            f"|[^，。；\\n]{{0,12}}(?:{alternation(file.competition_over)}))"
        ),
    )


def load_awards(path: Source) -> AwardRules:
    """The compiled rules of the file at `path`. Raises RuleError."""
    return compile_awards(load_as(path, AwardFile))
