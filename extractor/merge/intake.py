"""What an article tells, as rows of the store: its names read by the rules, as far as the article alone settles them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy

from extractor.merge.award_names import AwardReader
from extractor.merge.company_names import CompanyReader
from extractor.merge.entities import ArticleNames, Who, organisation, person
from extractor.merge.places import Places, city_of
from extractor.merge.plain import plain
from extractor.merge.reading import Article, Told
from extractor.merge.store import Store, insert, insert_columns
from extractor.merge.store_tables import ARTICLE, AWARD, COMPANY, FAR, FUNDING, NAME, VALUES
from extractor.outputs.fingerprints import BETWEEN
from extractor.outputs.rows import RECIPIENT_SEPARATOR
from extractor.rules.merging import load_merging
from extractor.rules.pack import files_of, load_pack

_COLUMNS = {
    "articles": ARTICLE,
    "company_names": COMPANY,
    "far_names": FAR,
    "award_told": AWARD,
    "funding_told": FUNDING,
    "names": NAME,
}


@dataclass(frozen=True)
class Readers:
    """What reads names by the rules."""

    companies: CompanyReader
    awards: AwardReader
    places: Places

    @classmethod
    def of(cls, directories: Sequence[Any] = ()) -> Readers:
        """The readers with the rules of the product and the directories laid over them. Raises RuleError."""
        pack, rules = load_pack(directories), load_merging(files_of(directories))
        places = Places(pack.gazetteer, pack.names.edges)
        return cls(CompanyReader(pack.names, rules, places), AwardReader(rules, places), places)


@dataclass
class Intake:
    """Rows of articles on their way to the store, which takes them in batches."""

    readers: Readers
    rows: dict[str, list[Sequence[Any]]] = field(default_factory=lambda: defaultdict(list))
    signatures: list[tuple[int, bytes]] = field(default_factory=list)
    _far: set[str] = field(default_factory=set)

    def add(self, article: Article) -> None:
        """Takes what an article tells."""
        told, doc = article.fingerprint, int(article.document["doc_id"] or "0", 16)
        document = article.document
        head = [document[name] for name in ("doc_id", "source", "title", "published", "publisher", "script")]
        self.rows["articles"].append((doc, *head, told["home"], told["damage"], told["n_shingles"]))
        if told["signature"]:
            self.signatures.append((doc, told["signature"]))
        names = _names_of(self.readers, told)
        for name in names.full.values():
            self.rows["company_names"].append((doc, name.key, name.city, name.written))
            self._far_names("company", name.key, name.far)
        reader = _FactNames(self.readers, names, told["home"], f"{doc:016x}")
        for row_no, fact in enumerate(article.awards):
            self.rows["award_told"].append((doc, row_no, *(fact[name] for name in AWARD[2:])))
            self._take("award", doc, row_no, reader.of_award(fact))
            self._far_names("award", reader.award_key, reader.award_far)
        for row_no, fact in enumerate(article.funding):
            self.rows["funding_told"].append((doc, row_no, *(fact[name] for name in FUNDING[2:])))
            self._take("funding", doc, row_no, reader.of_funding(fact))

    def _take(self, fact: str, doc: int, row_no: int, names: Iterator[tuple[str, Who]]) -> None:
        for place, (role, who) in enumerate(names):
            told = (who.written, who.key, who.name, who.evidence, who.short, who.city)
            self.rows["names"].append((fact, doc, row_no, role, place, *told))

    def _far_names(self, kind: str, key: str, far: frozenset[str]) -> None:
        if far and key not in self._far:
            self._far.add(key)
            self.rows["far_names"].extend((kind, short, key) for short in sorted(far))

    def flush(self, store: Store, prefix: str) -> None:
        """Puts what is held into the tables whose names begin with `prefix`."""
        for table, columns in _COLUMNS.items():
            insert(store, prefix + table, columns, self.rows[table])
        if self.signatures:
            numbers = numpy.array([doc for doc, _ in self.signatures], dtype=numpy.uint64)
            values = numpy.frombuffer(b"".join(data for _, data in self.signatures), dtype="<u2").reshape(len(numbers), -1)
            wide = {"doc": numbers} | {name: values[:, index].copy() for index, name in enumerate(VALUES)}
            insert_columns(store, f"{prefix}signatures", wide, ", ".join(wide))
        self.rows.clear()
        self.signatures.clear()
        self._far.clear()


def _names_of(readers: Readers, told: Mapping[str, Any]) -> ArticleNames:
    defined = [tuple(pair.split(BETWEEN)) for pair in told["defined"] or ()]
    return ArticleNames(readers.companies, told["companies"] or (), [(full, short) for full, short in defined])


@dataclass
class _FactNames:
    """Reads the names in the facts of one article."""

    readers: Readers
    names: ArticleNames
    home: str | None
    article: str
    award_key: str = ""
    award_far: frozenset[str] = frozenset()

    def of_award(self, fact: Told) -> Iterator[tuple[str, Who]]:
        """The award and the recipient, if one is named."""
        written = fact["award"] or ""
        read = self.readers.awards.read(written, self.home, self.article)
        self.award_key, self.award_far = read.key, read.far
        yield "award", Who(written, read.key, read.shown, "award name", read.short)
        if fact["recipient"]:
            yield "recipient", self._recipient(fact["recipient"], fact["recipient_kind"] or "", fact["adcode"])

    def of_funding(self, fact: Told) -> Iterator[tuple[str, Who]]:
        """The recipients and who pays."""
        for name in (fact["recipients"] or "").split(RECIPIENT_SEPARATOR):
            if name:
                yield "recipient", self._recipient(name, "company", fact["adcode"])
        if fact["funder"]:
            yield "funder", self._recipient(fact["funder"], "", fact["adcode"])

    def _recipient(self, written: str, kind: str, adcode: str | None) -> Who:
        if kind == "company" or self.readers.companies.read(written).full:
            return self.names.who(written, city_of(adcode))
        if kind == "person":
            return person(written, self.award_key)
        return self._organisation(written, adcode)

    def _organisation(self, written: str, adcode: str | None) -> Who:
        """With the article's place where it begins with 市, 区 … or with a number (市农业技术推广站, 第一小学)."""
        name = plain(written)
        level = next((level for level in self.readers.awards.rules.own_place if name.startswith(level)), "")
        if level and level != name:
            kind = "市" if level == "政府" else level
            code = self.readers.places.own(kind, adcode) or self.readers.places.own(kind, self.home)
            if not code:
                return organisation(written, self.article)
            return organisation(
                self.readers.places.shown(code) + name.removeprefix(level if level != "政府" else ""), ""
            )._replace(written=written)
        return organisation(written, (self.home or self.article) if name.startswith("第") else "")
