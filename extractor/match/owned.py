"""Quoted things that a company owns (A公司的“零缺陷管理法”): brands, methods and works that win awards of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.model import Mention

_OWNED = re.compile("(?:的|研发的|申报的|报送的|完成的|设计的|开发的|出品的|生产的|创作的|牵头的)“([^“”\\n]{2,30})”")


def owned_things(text: str, owners: Iterable[Mention]) -> list[Mention]:
    """A project mention for each quoted thing right behind 的 and its owner."""
    found = []
    for owner in owners:
        match = _OWNED.match(text, owner.end)
        if match:
            found.append(Mention("project", match.start(1), match.end(1), match.group(1), "project.owned"))
    return found
