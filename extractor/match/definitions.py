"""Which full name a short name is defined for: X有限公司（以下简称“Y”）."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.model import Mention
from extractor.rules.names import NameRules


def definitions(text: str, companies: Iterable[Mention], rules: NameRules) -> Iterator[tuple[str, str]]:
    """Each full name with each short name that brackets right behind it define."""
    owners = {mention.end: mention.value for mention in companies}
    for match in rules.companies.definition.finditer(text) if owners else ():
        for name in match.groups():
            if name and match.start() in owners and name not in rules.companies.never_defined:
                yield owners[match.start()], name
