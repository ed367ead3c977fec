"""The shape of rules/confidence.yaml: what supports a fact, and how much."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import exp

import msgspec

# Nothing is certain: the least and the most that a confidence can be.
LEAST, MOST = 0.01, 0.99


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each piece of evidence adds to the odds that a fact is right, in hundredths of their natural logarithm.

    `base` is where every fact begins, `unknown_rule` is added for a rule that `rules` does not know (an analyst's own),
    `evidence` adds what stands around the fact; evidence that has no entry adds nothing.
    """

    base: int
    unknown_rule: int
    rules: dict[str, int]
    evidence: dict[str, int]

    def confidence(self, rule: str, evidence: frozenset[str]) -> Decimal:
        """The probability that a fact is right, with two decimals."""
        return _probability(
            self.base + self.rules.get(rule, self.unknown_rule) + sum(self.evidence.get(name, 0) for name in evidence)
        )


@lru_cache(maxsize=2048)
def _probability(odds: int) -> Decimal:
    """The probability of hundredths of the natural logarithm of odds, with two decimals."""
    return Decimal(f"{min(max(1 / (1 + exp(-odds / 100)), LEAST), MOST):.2f}")


class ConfidenceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """rules/confidence.yaml: the weights for award facts and for funding facts."""

    version: int
    award: Weights
    funding: Weights
