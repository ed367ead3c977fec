"""What a list of articles is filtered by, and the SQL that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from extractor.web.index.words import query_of

FLAGS = ("damaged", "contradicting", "low", "none")
KINDS = ("award", "funding", "count")
_TERMS = ("kind", "award", "district", "company", "year", "rule", "flag")


@dataclass(frozen=True, slots=True)
class Filters:
    """One value for each field, "" where nothing is asked; `q` are words that the text or title holds."""

    q: str = ""
    kind: str = ""
    award: str = ""
    district: str = ""
    company: str = ""
    year: str = ""
    rule: str = ""
    flag: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """Those that the query of an address tells."""
        return cls(**{field.name: query.get(field.name, "").strip()[:200] for field in fields(cls)})

    @property
    def given(self) -> dict[str, str]:
        """The fields that are asked for."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def query(self, **more: object) -> str:
        """The query of an address that asks for the same, and more."""
        return urlencode({**self.given, **more})

    def without(self, name: str) -> str:
        """The query that asks for the same but for one field."""
        return urlencode({field: value for field, value in self.given.items() if field != name})


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on `articles` with its values."""

    sql: str
    values: tuple[object, ...]


def where(filters: Filters) -> Where:
    """The condition that the filters make; that of the words is met by more texts than hold them."""
    parts: list[str] = ["1"]
    values: list[object] = []
    for field in _TERMS:
        value = getattr(filters, field)
        if not value:
            continue
        last = _last_of(value) if field == "district" else value
        parts.append("n IN (SELECT article FROM terms WHERE field = ? AND value BETWEEN ? AND ?)")
        values += [field, value, last]
    if filters.q:
        query = query_of(filters.q)
        title = "instr(title, ?)"
        if query is None:
            parts.append(title)
        else:
            parts.append(f"(n IN (SELECT rowid FROM words WHERE words MATCH ?) OR {title})")
            values.append(query)
        values.append(filters.q)
    return Where(" AND ".join(parts), tuple(values))


def _last_of(adcode: str) -> str:
    """The last code inside a division: a province holds its prefectures, these their counties."""
    head = adcode
    while len(head) > 2 and head.endswith("00"):
        head = head[:-2]
    return head + "9" * (len(adcode) - len(head))
