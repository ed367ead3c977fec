"""What the judge's keys do: a fact of an article becomes right or wrong in its gold, or one that is missing is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from extractor.errors import UsageError
from extractor.model import AwardFact, FundingFact
from extractor.pipeline import ArticleResult
from extractor.tuning.example import plain_value
from extractor.tuning.gold import Gold
from extractor.web.judge.goldfile import (
    COLUMNS,
    Kind,
    State,
    Values,
    as_gold,
    as_texts,
    begun,
    key_of,
    state_of,
    with_nothing,
    with_right,
    with_wrong,
)
from extractor.web.judge.ledger import Entry, GoldLedger, name_of

if TYPE_CHECKING:
    from extractor.web.desk import Opened

Verdict = Literal["right", "wrong", "open"]
VERDICTS = ("right", "wrong", "open")


class Judging:
    """Judges the facts of articles into a ledger."""

    def __init__(self, ledger: GoldLedger) -> None:
        self._ledger = ledger

    def states(self, opened: Opened) -> dict[str, State]:
        """What gold says of each fact of the article, by its name on the page."""
        gold = self._ledger.of(opened.item["source"])
        return {name: state_of(gold, *values_of(fact)) for name, fact in facts_of(opened.result).items()}

    def judge(self, opened: Opened, name: str, verdict: str) -> Entry:
        """The step by which a fact became right, wrong or open again. Raises UsageError."""
        if verdict not in VERDICTS or name not in facts_of(opened.result):
            raise UsageError(f"no verdict {verdict} of {name}")
        fact = facts_of(opened.result)[name]
        kind, values = values_of(fact)
        told = as_gold(kind, values)
        old = self._gold(opened)
        if verdict == "wrong":
            new = with_wrong(old, kind, told, fact.rule)
        else:
            new = (with_right if verdict == "right" else with_nothing)(old, kind, told)
        return self._change(opened, old, new, {"what": verdict, "kind": kind, "rule": fact.rule, "fact": told})

    def tell(self, opened: Opened, kind: str, values: Values, instead: str = "") -> Entry:
        """The step by which a fact was told that is missing, or that is right `instead` of the one of that name.

        Raises UsageError.
        """
        of = _kind(kind)
        told = as_gold(of, values)
        old = self._gold(opened)
        new, rule = old, ""
        if instead:
            facts = facts_of(opened.result)
            if instead not in facts:
                raise UsageError(f"no fact {instead}")
            wrong_kind, wrong_values = values_of(facts[instead])
            rule = facts[instead].rule
            new = with_wrong(new, wrong_kind, as_gold(wrong_kind, wrong_values), rule)
        new = with_right(new, of, told)
        what = "corrected" if instead else "missing"
        return self._change(opened, old, new, {"what": what, "kind": of, "rule": rule, "fact": told})

    def complete(self, opened: Opened) -> Entry:
        """The step by which an article is judged through: what was not judged right is wrong or missing from now on."""
        old = self._gold(opened)
        new = {key: value for key, value in old.items() if key != "partial"}
        new |= {f"optional_{name}": [] for name in ("award_facts", "funding_facts")}
        return self._change(opened, old, new, {"what": "complete", "kind": "", "rule": "", "fact": {}})

    def _gold(self, opened: Opened) -> Gold:
        """The article's own gold, begun where there is none."""
        source = opened.item["source"]
        known = self._ledger.golds().get(name_of(source))
        if known is not None:
            return known
        meta = opened.result.document.meta
        facts = [values_of(fact) for fact in facts_of(opened.result).values()]
        found: dict[Kind, list[Values]] = {kind: [values for other, values in facts if other == kind] for kind in COLUMNS}
        gold: Gold = begun({"title": meta.title, "published": meta.published, "publisher": meta.publisher}, source, found)
        container = self._ledger.of(source)
        for kind, values in facts:
            if state_of(container, kind, values) == "right":
                gold = with_right(gold, kind, as_gold(kind, values))
        return gold

    def _change(self, opened: Opened, old: Gold, new: Gold, step: Entry) -> Entry:
        return self._ledger.change(opened.item["source"], old, new, {**step, "doc_id": opened.item["doc_id"]})


def facts_of(result: ArticleResult) -> Mapping[str, AwardFact | FundingFact]:
    """The facts that are judged, by their names on the page."""
    awards = {f"a{number}": fact for number, fact in enumerate(result.award_facts)}
    return {**awards, **{f"f{number}": fact for number, fact in enumerate(result.funding_facts)}}


def values_of(fact: AwardFact | FundingFact) -> tuple[Kind, dict[str, str]]:
    """The kind of a fact and its values as texts, by the columns that gold has."""
    kind: Kind = "award" if isinstance(fact, AwardFact) else "funding"
    values = {column: plain_value(getattr(fact, column)) for column in COLUMNS[kind] if column != "rule"}
    if isinstance(fact, FundingFact):
        values["is_policy"] = "true" if fact.is_policy else ""
    return kind, values


def missing(gold: Gold | None, opened: Opened) -> list[tuple[Kind, dict[str, str]]]:
    """The kind and the values of each fact that gold has and the article's extraction has not."""
    if gold is None:
        return []
    found = {key_of(kind, values) for kind, values in map(values_of, facts_of(opened.result).values())}
    told = [(kind, fact) for kind in COLUMNS for fact in gold.get(f"{kind}_facts", [])]
    return [(kind, as_texts(fact)) for kind, fact in told if key_of(kind, fact) not in found]


def _kind(told: str) -> Kind:
    if told == "award" or told == "funding":
        return told  # type: ignore[return-value]
    raise UsageError(f"no kind of fact {told}")
