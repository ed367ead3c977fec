"""What fact rules look at: a document with its top-level mentions, and what its mentions say together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from extractor.facts.slotting import SlottedDocument
from extractor.match.normalise import Normalise
from extractor.match.slots import Slotted
from extractor.model import Block, Document, Mention, MentionType, Span
from extractor.rules.context import ContextRules
from extractor.text.sentences import sentences_by_block

_ALIAS = re.compile('[（(](?:以下|下称|下简称)?(?:统称|简称|下称|称)?[：:]?(?:为)?[“"]([^”"（）()]{2,16})[”"]')
_FORM = re.compile("(?:股份|有限|责任|集团|公司|企业|控股|总)+$")
# So many names that share two letters are tried for a short one, which keeps a list of ten thousands of names linear.
MOST_NAMES = 2_000


@dataclass(frozen=True)
class DocumentView:
    """A document and its mentions: `mentions` are top-level and sorted, `districts`, `companies` and
    `organisations` all of them (nested ones too).

    `home` is the adcode of the article's own place, `place_name` gives an adcode's full name, `region_of` the full name of
    the article's own 省, 市, 区 or 县, `words` are the rules' words for how things belong together, `normalise` makes values
    of texts.
    """

    document: Document
    mentions: tuple[Mention, ...]
    districts: tuple[Mention, ...]
    companies: tuple[Mention, ...]
    organisations: tuple[Mention, ...]
    home: str | None
    place_name: Callable[[str], str]
    region_of: Callable[[str], str | None]
    words: ContextRules
    normalise: Normalise

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _district_starts(self) -> list[int]:
        return [mention.start for mention in self.districts]

    def districts_within(self, start: int, end: int) -> Sequence[Mention]:
        """The districts that begin in a range of the text, those inside other names too."""
        return self.districts[bisect_left(self._district_starts, start) : bisect_left(self._district_starts, end)]

    def within(self, span: Span) -> Sequence[Mention]:
        """The top-level mentions inside a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [mention for mention in self.mentions[first:last] if mention.end <= span.end]

    def slotted(self, span: Span) -> Slotted:
        """The slotted text of a span, made once: sentences are read for awards, grants, places and lists."""
        return self.whole.of(span)

    @cached_property
    def whole(self) -> SlottedDocument:
        """The slotted text of the document."""
        return SlottedDocument(self.document.text, self.mentions)

    @cached_property
    def sentences_by_block(self) -> list[list[Span]]:
        """The sentences of each block."""
        return sentences_by_block(self.document.text, self.document.blocks)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all blocks, in order."""
        return tuple(chain.from_iterable(self.sentences_by_block))

    def sentences_with(self, *kinds: MentionType) -> list[Span]:
        """The sentences in which a top-level mention of some types begins, in order."""
        found = {bisect_right(self._sentence_starts, at) - 1 for at in self.starts_of(*kinds)}
        return [self.sentences[index] for index in sorted(found) if index >= 0]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def starts_of(self, *kinds: MentionType) -> list[int]:
        """Where the top-level mentions of some types begin."""
        return [mention.start for mention in self.mentions if mention.type in kinds]

    @cached_property
    def title(self) -> Span | None:
        """The title block's span."""
        return next((Span(b.start, b.end) for b in self.document.blocks if b.kind == "title"), None)

    @cached_property
    def self_named(self) -> Mention | None:
        """The company that the article goes on to call 公司 by its own definition (某公司（以下简称“公司”）); None for none."""
        text = self.document.text
        return next((m for m in self.companies if (alias := _ALIAS.match(text, m.end)) and alias[1] in ("公司", "本公司")), None)

    @cached_property
    def full_names(self) -> dict[str, str]:
        """The full name of each short company name that the article explains or shows."""
        companies = [m for m in self.mentions if m.type in ("company", "organisation")]
        names = list(dict.fromkeys(m.value for m in companies))
        found: dict[str, str] = {}
        for mention in companies:
            alias = _ALIAS.match(self.document.text, mention.end)
            if alias:
                found[alias.group(1)] = mention.value
        with_pair: dict[str, list[str]] = {}
        for name in filter(_FORM.search, names):
            for pair in {name[at : at + 2] for at in range(len(name) - 1)}:
                with_pair.setdefault(pair, []).append(name)
        for short in names:
            core = _FORM.sub("", short)
            candidates = with_pair.get(core[:2], ())[:MOST_NAMES] if len(core) >= 2 else ()
            longer = next((name for name in candidates if len(name) > len(short) + 1 and _is_short_for(core, name)), None)
            if longer:
                found.setdefault(short, longer)
        return found

    def text_of(self, block: Block) -> str:
        """A block's text."""
        return self.document.text[block.start : block.end]


def _is_short_for(core: str, full: str) -> bool:
    """Whether the core of a name stands in another one letter by letter; its first two stand there together."""
    rest = full[full.index(core[:2]) + 2 :]
    for char in core[2:]:
        at = rest.find(char)
        if at < 0:
            return False
        rest = rest[at + 1 :]
    return True
