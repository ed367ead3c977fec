"""The pattern language of fact rules: regular expressions with typed slots, compiled to one regular expression.

- `{company}`: one mention of that type; `{recipient:company}`: the same, bound to the slot name `recipient`.
- `{recipient:winner+}`: an enumeration (、 和 及 以及 …), each item with a bracket behind it or not, and 等N家企业 at its end.
- `{!who,award}`: any one character but those mentions, a sentence's end or a line's end.
- `{won}`: a fragment from the pack's `fragments`; a fragment may use others.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.cache import re, regex

PLACEHOLDER = re.compile(r"\{(?P<body>[!A-Za-z_][\w:.,!+]*)\}")
_BRACKET = "(?:[（(][^（）()\\n]{0,60}[）)]|[\\[【][^\\[\\]【】\\n]{0,60}[\\]】])?"
_JOIN = "(?:以及|还有|和|与|及|并|或)"
# Between names a comma may stand alone; behind a counted group (3家组织，) it needs a word with it, or a clause would begin.
_SEPARATOR = f"(?:(?:[、，,；;/／]|\\s{{1,3}}){_JOIN}?|{_JOIN}|[；;，,、]?\\s?[（(]?[0-9]{{1,2}}[.．、）)]\\s?)"
# A comma between two awards begins a clause.
_PRIZE_SEPARATOR = f"(?:[、/／]{_JOIN}?|，?(?:以及|及其)|{_JOIN})"
_AFTER_GROUP = f"(?:[、/／]{_JOIN}?|[，,]?{_JOIN})"
# A group's noun holds no verb of winning: 5家企业获奖 is a group and a verb.
_VERB_CHARS = "获得奖捧摘授被入上荣斩夺参申由"
# A group's noun may stand before its number (单位12个、个人9名).
_GROUP_NOUN = "(?:企业|单位|组织|个人|集体|项目|产品|成果|学校)"
# A place that ties a name to it, by name or as a zone without a code.
_PLACE = "(?:[\ue010-\ue02f]?[\u4e00-\u9fff]{0,8}的|来自[\ue010-\ue02f]的?|位于[\ue010-\ue02f]的)"
_GROUP_PLACE = "(?:[\ue010-\ue02f](?:、[\ue010-\ue02f]){0,5}的)?(?:另外|其他|其余|另)"
# All private-use characters that slots can have.
_SLOTS = "\ue010-\ue02f"
# An enumeration of more names than this is cut; the longest list in one sentence seen has 62.
MAX_ITEMS = 200
# Fragments that repeat each other grow without end; the longest pattern of the product has 2,400 characters.
MOST_CHARACTERS = 200_000


class PatternError(ValueError):
    """A pattern that cannot be compiled; `hint` suggests a mend."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern as written, its expression, the slot names it binds, and the characters that can fill each."""

    source: str
    expression: regex.Pattern[str]
    slots: tuple[str, ...]
    fillers: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The slot names of the language and the characters each stands for."""

    chars: Mapping[str, str]
    count: str

    def of(self, name: str) -> str:
        """The characters of a slot name. Raises PatternError with a suggestion for a name that is none."""
        if name in self.chars:
            return self.chars[name]
        near = difflib.get_close_matches(name, list(self.chars), n=1)
        known = ", ".join(sorted(self.chars))
        raise PatternError(f"unknown slot {{{name}}}", f"did you mean {{{near[0]}}}?" if near else f"slots: {known}")


def compile_pattern(source: str, fragments: Mapping[str, str], alphabet: Alphabet, own_names: Sequence[str] = ()) -> Pattern:
    """The compiled form of a pattern. Raises PatternError for an unknown slot or fragment, or a wrong expression.

    A slot without a name whose type is one of `own_names` is bound under the type's own name.
    """
    slots: dict[str, set[str]] = {}
    expanded = _expand(named(source, own_names), fragments, alphabet, slots, depth=0)
    try:
        expression = regex.compile(expanded, regex.V1)
    except regex.error as error:
        raise PatternError(f"not a regular expression: {error}") from error
    return Pattern(source, expression, tuple(slots), {name: frozenset(chars) for name, chars in slots.items()})


def named(source: str, own_names: Sequence[str]) -> str:
    """The pattern with the name of each slot written out that goes by its type: `{award+}` as `{award:award+}`."""
    if not own_names:
        return source
    return re.sub(rf"\{{({'|'.join(own_names)})(\+?)\}}", r"{\1:\1\2}", source)


def compile_condition(source: str, fragments: Mapping[str, str], alphabet: Alphabet) -> regex.Pattern[str]:
    """A condition on a sentence, in the same language. Raises PatternError."""
    return compile_pattern(source, fragments, alphabet).expression


def _expand(source: str, fragments: Mapping[str, str], alphabet: Alphabet, slots: dict[str, set[str]], *, depth: int) -> str:
    if depth > 8:
        raise PatternError("fragments refer to each other without end")
    length = 0

    def bounded(match: re.Match[str]) -> str:
        nonlocal length
        text = replace(match)
        length += len(text)
        if length > MOST_CHARACTERS:
            raise PatternError(f"fragments make a pattern of more than {MOST_CHARACTERS:,} characters")
        return text

    def replace(match: re.Match[str]) -> str:
        body = match.group("body")
        if body.startswith("!"):
            excluded = "".join(alphabet.of(name) for name in body[1:].split(","))
            return f"[^。；！？\\n{excluded}]"
        if body in fragments:
            return f"(?:{_expand(fragments[body], fragments, alphabet, slots, depth=depth + 1)})"
        name, _, kind = body.rpartition(":")
        many = kind.endswith("+")
        try:
            chars = alphabet.of(kind.removesuffix("+"))
        except PatternError as error:
            near = difflib.get_close_matches(body, [*fragments, *alphabet.chars], n=1)
            raise PatternError(str(error), f"did you mean {{{near[0]}}}?" if near else error.hint) from None
        inner = _enumeration(chars, alphabet) if many else f"[{chars}]"
        if not name:
            return inner
        slots.setdefault(name, set()).update(chars)
        return f"(?P<{name}>{inner})"

    return PLACEHOLDER.sub(bounded, source)


def _enumeration(chars: str, alphabet: Alphabet) -> str:
    """A run of items; a name may bring its group with it (A等8家企业), and where counts are asked for a group may stand alone."""
    count = alphabet.count
    names = chars.replace(count, "")
    if not any(char in alphabet.of("who") for char in chars) and count not in chars:
        name = _name(names)
        return f"{name}(?:{_PRIZE_SEPARATOR}{name}){{0,{MAX_ITEMS}}}+等?"
    noun = f"(?:[^，。；：、！？（(\\n{_VERB_CHARS}{_SLOTS}]{{0,14}}{_BRACKET})"
    group = f"(?:{_GROUP_PLACE}|{_GROUP_NOUN})?{count}{noun}"
    if not names:
        return f"{group}(?:{_AFTER_GROUP}{group}){{0,{MAX_ITEMS}}}+"
    name = _name(names)
    # An office may stand before a later person (焊工某某、检验员某某).
    office = f"(?:[\u4e00-\u9fff]{{2,8}}(?=[{alphabet.of('person')}]))?" if "person" in alphabet.chars else ""
    named = f"{name}(?:{_SEPARATOR}{office}{name}){{0,{MAX_ITEMS}}}+(?:等?(?:共|共计|这)?{group}|等)?"
    if count not in chars:
        return named
    item = f"(?:{named}|{group})"
    return f"{item}(?:{_AFTER_GROUP}{item}){{0,20}}"


def _name(chars: str) -> str:
    """One name of an enumeration, in quotes or not, with its place before it (江都区的A公司) and the bracket behind it."""
    return f"{_PLACE}?[“《]?[{chars}][”》]?{_BRACKET}"
