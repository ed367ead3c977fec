"""The rules of cleaning: what analysts write in `rules/cleaning/*.yaml`, and the compiled form that the functions of this
package take.

Every file has the same shape, so a rule may stand in any of them; loading joins them. All words are Simplified Chinese,
except those under `html`, which are looked up in the page before it is converted and therefore come in both scripts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from extractor.cache import re
from extractor.model import Region
from extractor.text.exampled import Exampled
from extractor.text.prefilter import Gate

# A line longer than this is prose; no line rule looks at it unless the rule says so itself.
DEFAULT_LINE_LIMIT = 60


class LineRule(Exampled, frozen=True, forbid_unknown_fields=True):
    """Lines that are no part of the article. `whole`: the line consists of nothing but these words, separators and digits;
    `starts`, `contains`, `patterns`: it begins with, holds, or matches (regular expression, searched) one of these."""

    name: str
    whole: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    max_chars: int = DEFAULT_LINE_LIMIT
    where: Literal["anywhere", "head", "tail"] = "anywhere"
    about: str = ""


class SectionRule(Exampled, frozen=True, forbid_unknown_fields=True):
    """A heading, alone on its line, with what follows it: `links` takes short lines up to the next prose, `notice` takes
    lines that hold one of `words`, `end` takes everything that follows. `alone` tells whether a heading with nothing to take
    behind it goes, too."""

    name: str
    takes: Literal["links", "notice", "end"]
    headings: tuple[str, ...]
    words: tuple[str, ...] = ()
    alone: bool = True
    about: str = ""


class TailRule(Exampled, frozen=True, forbid_unknown_fields=True):
    """A bracket at the end of a line that otherwise belongs to the article."""

    name: str
    patterns: tuple[str, ...]
    about: str = ""


class SpamRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line is spam where `at_least` different `words` cover `percent` of its characters."""

    words: list[str] = []
    at_least: int = 3
    percent: int = 30


class TeaserRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Teasers of other articles after the end: lines cut off in mid-sentence, or led in or out by one of these.

    Headlines that show neither are teasers behind a line that one of the rules `ends` took, or behind a sentence that closes
    with one of the `signatures` (patterns), unless they end like one of `not_headlines`. Behind mere prose they are where they
    hold one of `headline_words` and begin with none of `labels` (patterns), and the prose holds none of `announces` at its end;
    instead of prose a line may stand there that begins with one of `closings` (patterns).
    """

    lead_ins: list[str] = []
    tails: list[str] = []
    at_least: int = 2
    ends: list[str] = []
    signatures: list[str] = []
    not_headlines: list[str] = []
    headline_words: list[str] = []
    labels: list[str] = []
    announces: list[str] = []
    closings: list[str] = []


class MetadataRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How date, publisher and author are written. Each pattern has one group. `next_labels` end a name where pages put no space
    before them; `other_labels` name what stands on a date line and tells nothing here (索引号);
    `account_patterns` are whole lines of an account's post, their group the account; `publisher_tails` belong to no name."""

    source_labels: list[str] = []
    author_labels: list[str] = []
    date_labels: list[str] = []
    lead_patterns: list[str] = []
    author_patterns: list[str] = []
    next_labels: list[str] = []
    other_labels: list[str] = []
    account_patterns: list[str] = []
    publisher_tails: list[str] = []
    not_publishers: list[str] = []
    publisher_endings: list[str] = []
    own_paper: list[str] = []


class HtmlRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What pages call their parts. `article` and `chrome` are beginnings of words in ids and class names, in lower case;
    `barriers` are headings behind which the article is over; `footers` words of a page's foot; `header_words` of table heads."""

    article: list[str] = []
    chrome: list[str] = []
    comments: list[str] = []
    barriers: list[str] = []
    footers: list[str] = []
    header_words: list[str] = []


class SiteRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an analyst knows of one site: ids or class names of its article and of parts to leave out, and lines to drop."""

    host: str
    article: list[str] = []
    remove: list[str] = []
    lines: list[str] = []
    publisher: str | None = None


class CleaningFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file under `rules/cleaning`."""

    lines: list[LineRule] = []
    sections: list[SectionRule] = []
    tails: list[TailRule] = []
    spam: SpamRule | None = None
    teasers: TeaserRule | None = None
    metadata: MetadataRule | None = None
    html: HtmlRule | None = None
    sites: list[SiteRule] = []
    regions: dict[Literal["TW", "HK"], list[str]] = {}


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """One line rule, ready to match."""

    name: str
    pattern: re.Pattern[str]
    max_chars: int
    where: str


@dataclass(frozen=True, slots=True)
class CompiledMetadata:
    """The metadata patterns, ready to match; `labelled` finds `label: value` with the groups `label` and `value`."""

    source: re.Pattern[str]
    author: re.Pattern[str]
    date_label: re.Pattern[str]
    next_label: re.Pattern[str]
    other_label: re.Pattern[str]
    leads: tuple[re.Pattern[str], ...]
    authors: tuple[re.Pattern[str], ...]
    accounts: tuple[re.Pattern[str], ...]
    publisher_tail: re.Pattern[str]
    not_publishers: re.Pattern[str]
    publisher: re.Pattern[str]
    own_paper: frozenset[str]


@dataclass(frozen=True, slots=True)
class CompiledHtml:
    """The names of a page's parts, ready to match against an element's id and classes or a line's text."""

    article: re.Pattern[str]
    chrome: re.Pattern[str]
    comments: re.Pattern[str]
    barrier: re.Pattern[str]
    footer: re.Pattern[str]


@dataclass(frozen=True)
class CleaningRules:
    """All cleaning rules, compiled. Not `gated`, each line is tried with every rule: the result is the same, and slower."""

    lines: tuple[CompiledLine, ...]
    sections: dict[str, SectionRule]
    tails: tuple[tuple[str, re.Pattern[str]], ...]
    spam: SpamRule
    spam_words: re.Pattern[str]
    teaser_marks: re.Pattern[str]
    teasers: TeaserRule
    signature: re.Pattern[str]
    not_headline: re.Pattern[str]
    headline: re.Pattern[str]
    labelled: re.Pattern[str]
    announces: re.Pattern[str]
    closing: re.Pattern[str]
    header_words: re.Pattern[str]
    metadata: CompiledMetadata
    html: CompiledHtml
    sites: tuple[SiteRule, ...]
    regions: dict[Region, tuple[str, ...]]
    gated: bool = True

    @cached_property
    def line_gate(self) -> Gate:
        """Which of the rules for whole lines, and behind them which of those for ends of lines, a line can meet."""
        return Gate([*(rule.pattern for rule in self.lines), *(pattern for _, pattern in self.tails)], gated=self.gated)

    @cached_property
    def longest_line(self) -> int:
        """Longer lines meet none of the rules."""
        return max((rule.max_chars for rule in self.lines), default=0)

    def site(self, host: str) -> SiteRule | None:
        """The hints for a host: an exact name, or the nearest parent domain."""
        fitting = [site for site in self.sites if host == site.host or host.endswith("." + site.host)]
        return max(fitting, key=lambda site: len(site.host), default=None)


# What may stand around the words of a line without adding anything: spaces, brackets, bullets, counts.
_AROUND = r"[\s\d【】\[\]「」『』()（）<>《》〈〉|｜:：·•●■◆▲★☆※,，。、;；!！/\\_\-—=→←↑↓↵…»«+*#&]"
_NEVER = r"(?!)"


def bare(line: str) -> str:
    """The line without spaces, brackets and bullets around it, as section headings are compared."""
    return _BARE.sub("", line)


_BARE = re.compile(r"^[\s【\[「『(（<《〈|:：·•●■◆▲★☆※>»\-—=]+|[\s】\]」』)）>》〉|:：·•>»\-—=…]+$|\s+")


def compile_cleaning(files: Iterable[CleaningFile]) -> CleaningRules:
    """The rules of all files as one. Raises re.error for a pattern that is none."""
    parts = list(files)
    spam = next((part.spam for part in parts if part.spam), SpamRule())
    teasers = next((part.teasers for part in parts if part.teasers), TeaserRule())
    metadata = next((part.metadata for part in parts if part.metadata), MetadataRule())
    html = next((part.html for part in parts if part.html), HtmlRule())
    return CleaningRules(
        lines=tuple(_line(rule) for part in parts for rule in part.lines),
        sections={bare(word): rule for part in parts for rule in part.sections for word in rule.headings},
        tails=tuple((rule.name, re.compile(f"(?:{'|'.join(rule.patterns)})$")) for part in parts for rule in part.tails),
        spam=spam,
        spam_words=_any(spam.words),
        teasers=teasers,
        teaser_marks=re.compile(rf"^(?:{_words(teasers.lead_ins)})[:：!！丨|⑤-]|[|丨_ ](?:{_words(teasers.tails)})(?:\s|$)"),
        signature=re.compile(f"(?:{'|'.join(teasers.signatures) or _NEVER})$"),
        not_headline=re.compile(rf"(?:{_words(teasers.not_headlines)})(?:[（(][^（）()]{{1,20}}[）)])?$"),
        headline=_any(teasers.headline_words),
        labelled=re.compile(f"^(?:{'|'.join(teasers.labels) or _NEVER})"),
        announces=_any(teasers.announces),
        closing=re.compile(f"^(?:{'|'.join(teasers.closings) or _NEVER})"),
        header_words=re.compile(f"(?:{_words(html.header_words)}){{1,4}}"),
        metadata=_metadata(metadata),
        html=_html(html),
        sites=tuple(site for part in parts for site in part.sites),
        regions={region: tuple(words) for part in parts for region, words in part.regions.items()},
    )


def _words(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first; one that never matches where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or _NEVER


def _any(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern of any of the words. A look at the first character spares trying each word at every place."""
    known = list(words)
    firsts = re.escape("".join(sorted({word[:1] for word in known})))
    return re.compile(f"(?=[{firsts}])(?:{_words(known)})" if known and all(known) else _words(known), flags)


def _line(rule: LineRule) -> CompiledLine:
    branches = [*rule.patterns]
    if rule.whole:
        branches.append(rf"^{_AROUND}*+(?:(?:{_words(rule.whole)}){_AROUND}*+)++$")
    if rule.starts:
        branches.append(rf"^[\s【\[(（·•●■◆▲★※>]*+(?:{_words(rule.starts)})")
    if rule.contains:
        branches.append(_words(rule.contains))
    return CompiledLine(rule.name, re.compile("|".join(f"(?:{branch})" for branch in branches)), rule.max_chars, rule.where)


def _metadata(rule: MetadataRule) -> CompiledMetadata:
    label_end = r"[\s\u3000]{0,4}[:：\s]\s{0,4}"
    return CompiledMetadata(
        source=re.compile(rf"(?:{_words(rule.source_labels)}){label_end}(?P<value>[^\s\u3000|｜\]】)）;；,，:：=<>]{{2,30}})"),
        author=re.compile(rf"(?:{_words(rule.author_labels)}){label_end}(?P<value>[^\s|｜\[\]【】()（）;；,，:：=<>\d]{{2,20}})"),
        date_label=re.compile(rf"(?:{_words(rule.date_labels)}){label_end}"),
        next_label=re.compile(rf"(?<=\w\w)(?:{_words(rule.next_labels)}).{{0,40}}$"),
        other_label=re.compile(rf"(?:{_words(rule.other_labels)}){label_end}[^\s|｜]{{1,30}}"),
        leads=tuple(re.compile(pattern) for pattern in rule.lead_patterns),
        authors=tuple(re.compile(pattern) for pattern in rule.author_patterns),
        accounts=tuple(re.compile(pattern) for pattern in rule.account_patterns),
        publisher_tail=re.compile(rf"(?<=\w\w)(?:{_words(rule.publisher_tails)})$"),
        not_publishers=re.compile(_words(rule.not_publishers)),
        publisher=re.compile(rf"^[\w·（）()\-]{{2,20}}(?:{_words(rule.publisher_endings)})$"),
        own_paper=frozenset(rule.own_paper),
    )


def _names(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_words(words)})")


def _html(rule: HtmlRule) -> CompiledHtml:
    return CompiledHtml(
        article=_names(rule.article),
        chrome=_names(rule.chrome),
        comments=_names(rule.comments),
        barrier=re.compile(rf"^{_AROUND}*+(?:{_words(rule.barriers)}){_AROUND}*+$", re.IGNORECASE),
        footer=_any(rule.footers, re.IGNORECASE),
    )
