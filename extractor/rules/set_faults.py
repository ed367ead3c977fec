"""The faults of what fact rules set (R014) and of the stretch they are tried on (R015)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.errors import Problem
from extractor.rules.fact_faults import nearest
from extractor.rules.facts import RuleSpec
from extractor.rules.located import Located
from extractor.rules.setting import (
    AWARD_FIELDS,
    FIELD_CHOICES,
    FIELD_NORMALISERS,
    FUNDING_FIELDS,
    TEXTS,
    Computed,
    SetValue,
)

_GROUP = re.compile(r"\(\?P<(\w+)>")
_FUNDING_SCOPES = ("clause", "sentence", "paragraph")
_KINDS = {str: "a text", int: "a whole number", bool: "true or false"}


def set_faults(located: Located, rules: Sequence[RuleSpec], file: str) -> Iterator[Problem]:
    """The fields that facts do not have, values they cannot hold, groups that the pattern has not; scopes not for the file."""
    fields = FUNDING_FIELDS if file == "facts/funding.yaml" else AWARD_FIELDS
    for index, rule in enumerate(rules):
        path = f"$.rules[{index}]"
        if fields is FUNDING_FIELDS and rule.scope is not None and rule.scope not in _FUNDING_SCOPES:
            hint = f"scopes of funding rules: {', '.join(_FUNDING_SCOPES)}"
            yield located.problem(f"{path}.scope", "R015", f"a sum is not looked for in a whole {rule.scope}", hint)
        for field, value in rule.set.items():
            if field not in fields:
                hint = nearest(field, list(fields), "fields")
                yield located.problem(f"{path}.set.{field}", "R014", f"no field {field} to set in rule {rule.id}", hint)
                continue
            fault = _value_fault(field, value, fields[field], rule)
            if fault:
                yield located.problem(f"{path}.set.{field}", "R014", *fault)


def _value_fault(field: str, value: SetValue, kind: type, rule: RuleSpec) -> tuple[str, str] | None:
    """What is wrong with a value, and what mends it."""
    if isinstance(value, Computed):
        return _computed_fault(field, value, rule)
    if type(value) is not kind:
        return f"{field} is {_KINDS[kind]}, not {value!r}", f"write {_KINDS[kind]}, or {{group: …, as: …}}"
    choices = FIELD_CHOICES.get(field)
    if choices and value not in choices:
        return f"{field} cannot be {value}", nearest(str(value), choices, field)
    return None


def _computed_fault(field: str, value: Computed, rule: RuleSpec) -> tuple[str, str] | None:
    groups = _GROUP.findall(rule.whole_pattern)
    if value.group not in groups:
        hint = nearest(value.group, groups, "groups") if groups else f"write (?P<{value.group}>…) in the pattern"
        return f"no group {value.group} in the pattern of rule {rule.id}", hint
    able = FIELD_NORMALISERS.get(field, TEXTS)
    if not able:
        return f"{field} cannot be read from the text", "write its value"
    if value.as_ not in able:
        return f"{value.as_} does not make what {field} holds", f"as: {' or '.join(able)}"
    return None
