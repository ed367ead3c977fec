"""Single lines that are no part of an article, whatever stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.text.cleaning_rules import CleaningRules

SPAM_RULE = "cleaning.spam"
# Spam lines are long, but no longer than this is looked at: the test is linear, the cap keeps it cheap.
_LONGEST_SPAM = 600


def line_rule(
    line: str,
    rules: CleaningRules,
    *,
    where: frozenset[str] = frozenset({"anywhere", "head"}),
    opened: Sequence[int] | None = None,
) -> str | None:
    """The name of the rule that takes the whole line away, or None. `where` names the parts of the article the line stands in;
    `opened` is what the rules' gate says of the line, where the caller knows it."""
    size = len(line)
    if opened is None:
        opened = rules.line_gate.open(line) if size <= rules.longest_line else ()
    for number in opened:
        if number >= len(rules.lines):
            break
        rule = rules.lines[number]
        if size <= rule.max_chars and rule.where in where and rule.pattern.search(line):
            return rule.name
    return SPAM_RULE if is_spam(line, rules) else None


def is_spam(line: str, rules: CleaningRules) -> bool:
    """Whether enough different spam words cover enough of the line; a line with full sentences never is."""
    if "。" in line:
        return False
    found = rules.spam_words.findall(line[:_LONGEST_SPAM].lower())
    if len(set(found)) < rules.spam.at_least:
        return False
    return sum(map(len, found)) * 100 >= rules.spam.percent * min(len(line), _LONGEST_SPAM)
