"""Estimates the weights of rules/confidence.yaml from articles with gold: `python -m tests.calibrate`.

Logistic regression with a prior on each weight (smoothing), so that a rule or a piece of evidence that few facts have stays
near nothing; the rows of a table or list, which are right or wrong for one reason, weigh as the root of their number. What is
reported is held out: the confidence of a fact comes from weights that were estimated without its article and the copies of it.
`--check DIR` reports instead on articles and gold under DIR, with the weights as they are; `--dry` writes nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.pipeline import Pipeline
from extractor.rules.confidence import Weights
from tests.quality import ROOT, SETS, GoldSet
from tests.samples import Kind, Sample, samples_of

WEIGHTS = ROOT / "rules" / "confidence.yaml"
DOCUMENT = ROOT / "docs" / "quality.md"
KINDS: tuple[Kind, ...] = ("award", "funding")
BANDS = (Decimal("0.95"), Decimal("0.90"), Decimal("0.80"), Decimal("0.60"), Decimal("0.00"))
FOLDS = 10

WRONG = 4.0
"""A wrong fact weighs as much as so many: rules were made with these articles in view, and what was wrong at first has been
mended. Before that (commit 8667e0d) 18 % of the award facts of round 2 and 9 % of round 3 were wrong, now 3 % of all are."""

FIRST_SIGHT = 110
"""Taken off every base, in hundredths of the natural logarithm of odds: rules know the articles here. On thirty articles at first
sight (rounds t, u, v) award facts that were given 0.965 or more were right 97 times in 100; this makes that 0.9."""

RULE_PRIOR, EVIDENCE_PRIOR = 0.7, 0.5
"""Standard deviation of a weight before anything is seen (natural logarithm of odds): a rule seen a few times stays within a
factor of two of the others (set, not tuned)."""

UNKNOWN, UNKNOWN_MOST = 0.25, -40
"""A rule that was never seen is taken to be as good as the rule at this share of the known ones, the worst first, and to have at
most two thirds of the odds of an ordinary one."""

SUPPORTS = ("ledger.complete", "told.twice", "told.often", "award.here")
OPPOSES = ("ledger.contradicts", "damage.repaired", "damage.left", "winner.before", "award.before")
"""Evidence that can only raise, or only lower, a confidence: where few facts say otherwise it has no weight."""

RARE = {"ledger.contradicts": -550, "damage.left": -70}
"""What is assumed of evidence that no article with gold shows: of three names where two are told one is wrong, which brings the
best supported facts to even odds with two; what could not be repaired halves the odds."""

Matrix = NDArray[np.float64]


def fit(samples: Sequence[Sample]) -> Weights:
    """The weights that explain the samples best, given that each is likely small."""
    rules = sorted({sample.rule for sample in samples})
    evidence = sorted({name for sample in samples for name in sample.evidence})
    while True:
        weights = _fitted(samples, rules, evidence)
        against = {name for name in SUPPORTS if weights.evidence.get(name, 0) < 0}
        against |= {name for name in OPPOSES if weights.evidence.get(name, 0) > 0}
        if not against:
            break
        evidence = [name for name in evidence if name not in against]
    rare = {name: weight for name, weight in RARE.items() if name not in weights.evidence}
    return Weights(weights.base - FIRST_SIGHT, weights.unknown_rule, weights.rules, weights.evidence | rare)


def _fitted(samples: Sequence[Sample], rules: Sequence[str], evidence: Sequence[str]) -> Weights:
    columns = {name: index for index, name in enumerate(("", *(f"rule {rule}" for rule in rules), *evidence))}
    matrix = np.zeros((len(samples), len(columns)))
    for row, sample in enumerate(samples):
        told = (columns[name] for name in sample.evidence if name in columns)
        matrix[row, [0, columns[f"rule {sample.rule}"], *told]] = 1
    right = np.array([sample.right for sample in samples], dtype=float)
    alike = Counter((sample.article, sample.rule, sample.evidence) for sample in samples)
    repeated = np.array([alike[sample.article, sample.rule, sample.evidence] for sample in samples], dtype=float)
    weight = np.where(right > 0, 1.0, WRONG) / np.sqrt(repeated)
    prior = np.array([1e-6, *([RULE_PRIOR**-2] * len(rules)), *([EVIDENCE_PRIOR**-2] * len(evidence))])
    found = [round(100 * value) for value in _solved(matrix, right, weight, prior)]
    by_rule = dict(zip(rules, found[1 : 1 + len(rules)], strict=True))
    unknown = min(sorted(by_rule.values())[int(UNKNOWN * len(by_rule))], UNKNOWN_MOST)
    return Weights(found[0], unknown, by_rule, dict(zip(evidence, found[1 + len(rules) :], strict=True)))


def _solved(matrix: Matrix, right: Matrix, weight: Matrix, prior: Matrix) -> list[float]:
    """The most likely weights, by Newton's method."""
    found = np.zeros(matrix.shape[1])
    for _ in range(50):
        probable = 1 / (1 + np.exp(-matrix @ found))
        gradient = matrix.T @ (weight * (right - probable)) - prior * found
        curvature = (matrix * (weight * probable * (1 - probable))[:, None]).T @ matrix + np.diag(prior)
        step = np.linalg.solve(curvature, gradient)
        found = found + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return [float(value) for value in found]


def held_out(samples: Sequence[Sample]) -> list[Sample]:
    """The samples, each with the confidence that weights from the other articles give it."""
    articles = sorted({sample.article for sample in samples})
    judged: list[Sample] = []
    for fold in range(FOLDS):
        inside = set(articles[fold::FOLDS])
        weights = fit([sample for sample in samples if sample.article not in inside])
        judged += [
            replace(sample, confidence=weights.confidence(sample.rule, sample.evidence))
            for sample in samples
            if sample.article in inside
        ]
    return judged


def collected(sets: Sequence[GoldSet] = SETS) -> list[Sample]:
    """The samples of the sets that are present, and of copies of them as mirror sites show them."""
    pipeline = Pipeline.default()
    present = [gold_set for gold_set in sets if gold_set.present]
    return [sample for damaged in (False, True) for one in present for sample in samples_of(one, pipeline, damaged=damaged)]


def band_lines(name: str, samples: Sequence[Sample]) -> list[str]:
    """A Markdown row for each band of confidence: how many facts, how many of them right, and what the band promises."""
    lines: list[str] = []
    above = Decimal(2)
    for least in BANDS:
        inside = [sample for sample in samples if sample.confidence is not None and least <= sample.confidence < above]
        lines.append(f"| {name} | {least}–{min(above, Decimal(1)):.2f} | {_figures(inside)} |")
        above = least
    high = [sample for sample in samples if sample.confidence is not None and sample.confidence >= Decimal("0.9")]
    lines.append(f"| {name} | **≥ 0.90** | {_figures(high)} |")
    return lines


def _figures(samples: Sequence[Sample]) -> str:
    if not samples:
        return "0 | – | –"
    mean = sum(float(sample.confidence or 0) for sample in samples) / len(samples)
    return f"{len(samples)} | {sum(sample.right for sample in samples) / len(samples):.3f} | {mean:.3f}"


def log_loss(samples: Sequence[Sample]) -> float:
    """The mean negative logarithm of the probability that was given to what is the case."""
    given = [float(s.confidence or 0) if s.right else 1 - float(s.confidence or 0) for s in samples]
    return -float(np.mean(np.log(given)))


def as_yaml(weights: dict[Kind, Weights]) -> str:
    """The text of rules/confidence.yaml."""
    lines = [
        "# yaml-language-server: $schema=schema/confidence.json",
        "# How likely a fact is right, from what supports it: the column `confidence`. Written by `python -m tests.calibrate`,",
        "# which estimates the weights from articles with gold; docs/quality.md tells how. Each number is added to the odds, in",
        "# hundredths of their natural logarithm: 70 doubles them, -70 halves them. A rule that is not in the list gets",
        "# `unknown_rule`; add yours with what you know of it in a file of this name that begins with `extends: true`.",
        "version: 1",
    ]
    for kind, found in weights.items():
        lines += [f"{kind}:", f"  base: {found.base}", f"  unknown_rule: {found.unknown_rule}"]
        for name, entries in (("rules", found.rules), ("evidence", found.evidence)):
            lines += [f"  {name}:", *(f"    {key}: {value}" for key, value in sorted(entries.items()))]
    return "\n".join(lines) + "\n"


def _report(samples: Sequence[Sample]) -> list[str]:
    head = ["| facts | confidence | how many | right | mean confidence |", "|---|---|---|---|---|"]
    return [*head, *(line for kind in KINDS for line in band_lines(kind, [s for s in samples if s.kind == kind]))]


def check(place: Path) -> None:
    """Prints the bands of articles that nothing was estimated on: `place` holds `articles` and `gold`."""
    samples = list(samples_of(GoldSet(place.name, place / "articles", place / "gold"), Pipeline.default()))
    print("\n".join(_report(samples)))


def main(arguments: Sequence[str]) -> None:
    """Estimates, reports held out, and writes the weights and the table in docs/quality.md."""
    if "--check" in arguments:
        check(Path(arguments[arguments.index("--check") + 1]))
        return
    samples = collected()
    judged = [s for kind in KINDS for s in held_out([sample for sample in samples if sample.kind == kind])]
    plain = [sample for sample in judged if not sample.damaged]
    lines = _report(plain)
    print("\n".join(lines), f"log loss {log_loss(plain):.4f}", sep="\n")
    print("copies with damage:", *_report([sample for sample in judged if sample.damaged]), sep="\n")
    if "--dry" in arguments:
        return
    WEIGHTS.write_text(as_yaml({kind: fit([s for s in samples if s.kind == kind]) for kind in KINDS}), "utf-8")
    head, mark, rest = DOCUMENT.read_text("utf-8").partition("<!-- confidence -->\n")
    if mark:
        tail = rest.partition("<!-- end of confidence -->\n")[2]
        table = "".join(f"{line}\n" for line in lines)
        DOCUMENT.write_text(f"{head}{mark}{table}<!-- end of confidence -->\n{tail}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
