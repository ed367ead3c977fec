"""Projects, patents, technologies and products: quoted names, and the cells of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.match.companies import find_full_names, longest_only
from extractor.match.grids import cells_under
from extractor.model import Block, Mention
from extractor.rules.names import NameRules
from extractor.text.prefilter import Sighted

QUOTED = re.compile(r"[“「『《\"](?P<name>[^“”「」『』《》\"\n。]{2,60})[”」』》\"]")
JOINT = re.compile(r"、|以及|[和与及]")
LOOK_BACK = 24
LOOK_AHEAD = 96


def find_projects(
    text: str | Sighted, rules: NameRules, *, blocks: Sequence[Block] = (), companies: Sequence[Mention] | None = None
) -> list[Mention]:
    """The projects named in `text`; `value` is the name without its quotes.

    `companies` saves looking for them again where they are known.
    """
    seen = rules.prefilter.look(text)
    text = seen.text
    builders = find_full_names(seen, rules, blocks=blocks) if companies is None else companies
    return longest_only(
        [*_quoted(text, rules), *_cells(text, rules, blocks), *_works(seen, rules, builders), *_brand_products(seen, rules)]
    )


def _quoted(text: str, rules: NameRules) -> Iterator[Mention]:
    for match in QUOTED.finditer(text):
        if match.group().startswith("《"):  # a work or a document
            continue
        name = match["name"]
        before = text[max(0, match.start() - LOOK_BACK) : match.start()]
        shown = (
            rules.persons.project_text.search(name)
            or rules.persons.project_before.search(before)
            or rules.persons.project_after.match(text, match.end())
            or (name.endswith(rules.persons.things.ends) and rules.persons.things.wins.match(text, match.end()))
            or _before_in_list(text, match.start(), rules)
        )
        if shown and not rules.persons.project_never.search(name):
            yield Mention("project", match.start("name"), match.end("name"), name, "project.quoted")


def _works(seen: Sighted, rules: NameRules, builders: Sequence[Mention]) -> Iterator[Mention]:
    """The engineering works right behind 承建的, or behind a company and 建设的, each item of an enumeration."""
    text, heads = seen.text, {match.end() for match in seen.matches(rules.persons.works_made)}
    by = (rules.persons.works_made_by.match(text, builder.end) for builder in builders)
    heads.update(match.end() for match in by if match)
    for head in sorted(heads):
        position = head
        while (item := rules.persons.works_item.match(text, position)) is not None:
            group = "quoted" if item["quoted"] else "plain"
            if rules.persons.works_made.search(item[group]):  # Another builder's item.
                break
            yield Mention("project", item.start(group), item.end(group), item[group], "project.works")
            joint = JOINT.match(text, item.end())
            if joint is None:
                break
            position = joint.end()


def _brand_products(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The products with their brand: “冰岭”牌活塞式冷水机组; the value has no quotes."""
    for match in seen.matches(rules.persons.brand_product):
        name = re.sub("[“”「」]", "", match.group())
        yield Mention("project", match.start(), match.end(), name, "project.brand")


def _before_in_list(text: str, start: int, rules: NameRules) -> bool:
    """Whether the quotes stand right after those of another item: “A”“B”等3项专利."""
    if text[start - 1 : start] not in ("”", "、"):
        return False
    return rules.persons.project_after.search(text, start, start + LOOK_AHEAD) is not None


def _cells(text: str, rules: NameRules, blocks: Sequence[Block]) -> Iterator[Mention]:
    for cell in cells_under(text, blocks, rules.persons.project_columns):
        value = text[cell.start : cell.end].strip()
        if len(value) > 1:
            start = text.find(value, cell.start)
            yield Mention("project", start, start + len(value), value, "project.column")
