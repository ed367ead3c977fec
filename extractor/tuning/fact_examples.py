"""The examples beside the fact rules, run through the same finders and rules as an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractor.facts.clauses import bindings_of
from extractor.facts.stretches import tried_on
from extractor.facts.view import DocumentView
from extractor.match.mentions import find_mentions
from extractor.model import AwardFact, FundingFact, RawArticle
from extractor.pipeline import Pipeline
from extractor.rules.facts import FactRule
from extractor.rules.files import RuleFiles
from extractor.rules.yaml_io import load_located
from extractor.text.clean import clean_article
from extractor.tuning.example import Example, Owner, examples_at, plain_value
from extractor.tuning.marks import Marked, parse_marks

FACT_FILES = ("facts/awards.yaml", "facts/funding.yaml")
# Kinds of funding rules that say that a sum is no funding.
NO_FACT = ("none", "condition")


def examples_in(files: RuleFiles) -> Iterator[Example]:
    """The examples of all fact rules, in the order of the files."""
    for name in FACT_FILES:
        located = load_located(files.path(name))
        for index, rule in enumerate(located.data["rules"]):
            yield from examples_at(located, rule, Owner(rule["id"], "facts", f"$.rules[{index}]"))


def fault_of(pipeline: Pipeline, example: Example) -> str:
    """What is wrong with an example, in a sentence; "" where it does as it should. Raises MarkError."""
    rule = next(rule for rule in pipeline.pack.fact_rules if rule.spec.id == example.rule)
    trial = Trial(pipeline, rule, parse_marks(example.sentence))
    return trial.fault_of_match() if example.kind != "not" else trial.fault_of_no_match()


class Trial:
    """One rule on one sentence."""

    def __init__(self, pipeline: Pipeline, rule: FactRule, marked: Marked) -> None:
        self._rule = rule
        self._marked = marked
        # As Pipeline.extract does it, but the mentions are wanted here too.
        article = RawArticle("", marked.text)
        document = clean_article(article, pipeline.pack.text)
        found = find_mentions(document, pipeline.pack)
        self._result = pipeline.conclude(article, document, found)
        self._bound = list(_bound(pipeline.view_of(document, found), rule))

    def fault_of_match(self) -> str:
        """What keeps the rule from binding what is marked and giving the fact that is told; "" where nothing does."""
        wanted = {slot: texts for slot, texts in self._marked.slots.items() if slot in self._rule.pattern.slots}
        if not self._bound:
            return self._told(f"should match, but does not (try: extractor explain '{self._marked.text}')")
        if not any(all(slots.get(slot) == texts for slot, texts in wanted.items()) for slots in self._bound):
            nearest = max(self._bound, key=lambda slots: sum(slots.get(slot) == texts for slot, texts in wanted.items()))
            slot, texts = next(item for item in wanted.items() if nearest.get(item[0]) != item[1])
            return self._told(f"should bind {slot} to {_listed(texts)}, but binds it to {_listed(nearest.get(slot, []))}")
        if self._rule.spec.kind in NO_FACT:
            return self._fault_of_none()
        return self._fault_of_facts([fact for fact in self._facts() if fact.rule == self._rule.spec.id])

    def fault_of_no_match(self) -> str:
        """What the rule gives where it should give nothing; "" where it gives nothing."""
        facts = [fact for fact in self._facts() if fact.rule == self._rule.spec.id]
        if facts:
            return self._told(f"should give no fact, but gives {_fact(facts[0])}")
        if self._rule.spec.kind in NO_FACT and self._bound:
            return self._told("should not match, but does")
        return ""

    def _fault_of_none(self) -> str:
        sums = {text for texts in self._marked.slots.values() for text in texts}
        text = self._result.document.text
        for fact in self._result.funding_facts:
            if text[fact.start : fact.end] in sums:
                return self._told(f"should make {text[fact.start : fact.end]} no funding, but {fact.rule} makes it {fact.kind}")
        return ""

    def _fault_of_facts(self, facts: list[AwardFact | FundingFact]) -> str:
        if not facts:
            reasons = [dropped.reason for dropped in self._result.dropped if dropped.rule in ("", self._rule.spec.id)]
            others = [f"{fact.rule} tells it" for fact in self._facts()]
            return self._told(f"matches, but gives no fact: {next(iter(reasons + others), 'its match was not used')}")
        wanted = self._wanted()
        for fact in facts:
            if all(plain_value(getattr(fact, key, None)) in values for key, values in wanted.items()):
                return ""
        told = ", ".join(f"{key}={'|'.join(sorted(values))}" for key, values in wanted.items())
        return self._told(f"should give a fact with {told}, but gives {_fact(facts[0])}")

    def _wanted(self) -> Mapping[str, set[str]]:
        """The values that a fact must have: those behind the arrow, and what is marked outside the rule's own slots."""
        wanted = {key: {value} for key, value in self._marked.values.items()}
        for slot, texts in self._marked.slots.items():
            if slot not in self._rule.pattern.slots and slot in ("recipient", "award"):
                text = self._result.document.text
                values = {m.value for m in self._result.mentions if text[m.start : m.end] in texts}
                wanted[slot] = values | set(texts)
        return wanted

    def _facts(self) -> list[AwardFact | FundingFact]:
        return [*self._result.award_facts, *self._result.funding_facts]

    def _told(self, what: str) -> str:
        return f"rule {self._rule.spec.id} {what}: {self._marked.text}"


def _bound(view: DocumentView, rule: FactRule) -> Iterator[dict[str, list[str]]]:
    """What each match of the rule binds, as texts."""
    text = view.document.text
    for span in tried_on(view, rule):
        for binding in bindings_of(rule, view.slotted(span)):
            yield {slot: [text[m.start : m.end] for m in bound] for slot, bound in binding.slots.items()}


def _listed(texts: Iterable[str]) -> str:
    return "、".join(texts) or "nothing"


def _fact(fact: AwardFact | FundingFact) -> str:
    keys = ("award", "grade", "recipient", "recipient_count", "status", "kind", "amount", "per", "is_policy")
    told = {key: plain_value(getattr(fact, key, None)) for key in keys}
    return ", ".join(f"{key}={value}" for key, value in told.items() if value)
