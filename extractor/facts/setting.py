"""The fields that a rule sets on its facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.facts.clauses import Binding
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.rules.setting import Computed, SetValue


def set_values(binding: Binding, slotted: Slotted, view: DocumentView) -> dict[str, Any]:
    """The values by field: those told outright, and those computed from groups of the match that hold such a value."""
    found: dict[str, Any] = {}
    for field, value in binding.rule.spec.set.items():
        computed = _value(value, binding, slotted, view)
        if computed is not None:
            found[field] = Decimal(computed) if field == "amount" else computed
    return found


def _value(value: SetValue, binding: Binding, slotted: Slotted, view: DocumentView) -> Any:
    if not isinstance(value, Computed):
        return value
    span = binding.groups.get(value.group)
    if span is None:
        return None
    return view.normalise(value.as_, view.document.text[slotted.origin(span[0]) : slotted.origin(span[1])])
