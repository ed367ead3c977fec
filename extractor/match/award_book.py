"""Candidates become mentions: short names completed from the article and its place, grades and bare words told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from extractor.match.award_names import Candidate
from extractor.model import Mention
from extractor.rules.awards import AwardRules
from extractor.text.tokens import in_use

# First characters of names that leave their place out (市长质量奖).
_BODIES = "省市区县州旗"
_CLASS = re.compile(".{1,6}(?:业|界别|组别|组|类别|类)(?P<grade>.{1,3}奖)")
_CUP = re.compile("(“[^“”]{1,8}杯”)(?=.{2,4}$).*?(.{2})$")
_LEVEL = re.compile("^(?:国家|[省市区县州]|自治区)级")


def resolve_names(found: Sequence[Candidate], rules: AwardRules, body_region: Callable[[str], str | None]) -> list[Mention]:
    """A mention for each candidate, its name completed; `body_region` gives the full name of the article's own 省, 市, 区."""
    book = NameBook(found, rules, body_region)
    return [book.mention(candidate) for candidate in found]


def key_of(name: str) -> str:
    """What two spellings of one award share."""
    folded = name.replace("人民政府", "政府").replace("科学技术", "科技")
    return "".join(char for char in folded if char not in '“”‘’"· ')


def _no_name(words: str) -> bool:
    """Whether the words before a generic name are none of a name's: verbs, adverbs, particles (能评质量奖)."""
    return all(str(tag)[0] in "vdrucpm" and str(tag) != "vn" for _, tag in in_use().tag(words))


class NameBook:
    """The full names of an article's awards: the fullest spelling of each, and how often each is told."""

    def __init__(self, found: Sequence[Candidate], rules: AwardRules, body_region: Callable[[str], str | None]) -> None:
        self._rules = rules
        self._region = body_region
        self._fullest: dict[str, str] = {}
        self._told: Counter[str] = Counter()
        for candidate in found:
            name = candidate.name.name
            if candidate.rule == "award.grade" or self._says_nothing(name):
                continue
            full = (self._of_body(name) or "") if self._is_short(name) else name
            if full:
                key = key_of(full)
                self._fullest[key] = max(self._fullest.get(key, ""), full, key=len)
                self._told[key] += 1

    def mention(self, candidate: Candidate) -> Mention:
        """The candidate as a mention: an award, a grade, or a bare word for an award (type "award_ref")."""
        name = candidate.name
        plain = Mention(
            "award", *candidate.span, name.name, candidate.rule, edition=name.edition, year=name.year, grade=name.grade
        )
        if self._rules.stand_in.fullmatch(name.name):
            return replace(plain, type="award_ref", value="")
        grade = self._as_grade(name.name)
        if grade is not None:
            return replace(plain, type="grade", value="", grade=grade)
        if self._says_nothing(name.name):
            return replace(plain, type="award_ref", value="")
        if name.name in self._rules.file.title_ends and name.name not in self._rules.file.title_names:
            return replace(plain, value=self._title_around(name.name) or name.name)
        if full := self._cup(name.name):
            return replace(plain, value=full)
        if not self._is_short(name.name):
            local = candidate.rule == "award.prize" and not self._rules.levels.match(name.name)
            full = self._longer(name.name) if local else None
            return replace(plain, value=full or self._fullest.get(key_of(name.name), name.name))
        completed = self._of_body(name.name) or self._longer(name.name)
        if completed is not None:
            return replace(plain, value=self._fullest.get(key_of(completed), completed))
        # A body's award in an article of no known place (市长质量奖) is an award, but nobody's in particular.
        bare = name.name in self._rules.generic or (name.name[0] in _BODIES and name.name[1:2] in ("长", "政"))
        return replace(plain, type="award_ref", value="") if bare else plain

    def _cup(self, name: str) -> str | None:
        """The only longer name of a competition told by its cup (“振兴杯”大赛 is “振兴杯”江苏省职业技能大赛)."""
        cup = _CUP.match(name)
        longer = {full for full in self._fullest.values() if cup and cup[1] in full and full != name and full.endswith(cup[2])}
        return longer.pop() if len(longer) == 1 else None

    def _title_around(self, name: str) -> str | None:
        """The only longer title of the article that holds this one (“单项冠军” is 制造业单项冠军企业)."""
        longer = {full for full in self._fullest.values() if name in full and full != name}
        return longer.pop() if len(longer) == 1 else None

    def _is_short(self, name: str) -> bool:
        rules = self._rules
        local = name[0] in _BODIES or name.startswith("自治区")
        return local or name in rules.generic or name in rules.file.grades or len(name) <= 3

    def _says_nothing(self, name: str) -> bool:
        rules = self._rules
        if name.endswith(tuple(rules.file.generic_ends)) or _LEVEL.sub("", name) in rules.generic:
            return _LEVEL.search(name) is not None or name not in rules.generic
        if name[1:] in rules.generic and name[0] not in _BODIES and not rules.levels.match(name):
            return True
        generic = next((word for word in rules.generic if len(word) >= 3 and name.endswith(word) and name != word), "")
        return bool(generic) and not name.startswith(tuple(rules.file.name_keeps)) and _no_name(name.removesuffix(generic))

    def _as_grade(self, name: str) -> str | None:
        """The grade that a name is: alone, behind a short word that is no place (含提名奖), or of a class (制造业金奖)."""
        plain = self._rules.file.plain_grades
        if name in self._rules.generic and name not in plain:  # 现金奖 is no 金奖
            return None
        of_class = _CLASS.fullmatch(name)
        if of_class and of_class.group("grade") in plain and not self._rules.levels.match(name):
            return of_class.group("grade")
        for grade in plain:
            if name.endswith(grade) and len(name) - len(grade) <= 2 and (name == grade or not self._rules.levels.match(name)):
                return grade
        return None

    def _of_body(self, name: str) -> str | None:
        """The full name of a body's award: 市长质量奖 is the one of the article's own city."""
        if name.startswith("自治区") and name[3:4] != "级":
            region = self._region("自治区")
            return region + name[3:] if region else None
        if name[0] not in _BODIES or name[1:2] == "级":
            return None
        region = self._region(name[0])
        return region + (name if name[1:2] == "长" else name[1:]) if region else None

    def _longer(self, name: str) -> str | None:
        """The longer name of the article that ends with this one: the only one, or (not for generic names) the one told most."""
        key = key_of(name)
        longer = [other for other in self._fullest if other.endswith(key) and len(other) > len(key)]
        ranked = sorted(longer, key=lambda other: -self._told[other])
        if len(ranked) > 1 and (name in self._rules.generic or self._told[ranked[0]] == self._told[ranked[1]]):
            return None
        if not ranked:
            return None
        full = self._fullest[ranked[0]]
        return self._longer(full) or full
