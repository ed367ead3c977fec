"""Quoted things that a company owns (A公司的“零缺陷管理法”): brands, methods and works that win awards of their own."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Mention
from extractor.rules.context import ContextRules


def owned_things(text: str, owners: Iterable[Mention], words: ContextRules) -> list[Mention]:
    """A project mention for each quoted thing right behind 的 and its owner."""
    found = []
    for owner in owners:
        match = words.owned.match(text, owner.end)
        if match:
            found.append(Mention("project", match.start(1), match.end(1), match.group(1), "project.owned"))
    return found
