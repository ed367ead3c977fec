"""What was matched and thrown away, kept so that an analyst can be told why a sentence gave no fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.model import Mention, Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A rule's match that became no fact, where it stood, what it bound, and why; `rule` is "" where a whole sentence was
    left out before any rule was tried."""

    rule: str
    span: Span
    reason: str
    slots: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
