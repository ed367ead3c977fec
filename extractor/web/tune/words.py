"""What the editor completes: keys of the file's shape, slots, fragments, ids of rules, and the words of the shape's choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from extractor.errors import RuleError
from extractor.rules.alphabet import SLOT_GROUPS, SLOT_TYPES
from extractor.rules.facts import SLOT_NAMES
from extractor.rules.files import RuleFiles
from extractor.rules.pack import default_rules
from extractor.rules.yaml_io import load_located
from extractor.tuning.fact_examples import FACT_FILES
from extractor.tuning.schema import schema

Word = dict[str, str]


def words_of(name: str, files: RuleFiles) -> dict[str, list[Word]]:
    """The completions for a rule file: `keys`, `slots`, `fragments`, `marks`, `rules`, each with its label and what it means."""
    facts = name in FACT_FILES
    return {
        "keys": [{"label": key, "detail": told} for key, told in _keys(name).items()],
        "slots": [{"label": slot, "detail": _group(slot)} for slot in (*SLOT_TYPES, *SLOT_GROUPS)] if facts else [],
        "marks": [{"label": slot, "detail": ""} for slot in sorted(SLOT_NAMES.get(name, ()))],
        "fragments": [{"label": key, "detail": text[:60]} for key, text in _fragments(name, files)] if facts else [],
        "rules": [{"label": rule, "detail": about} for rule, about in rule_ids(files)],
    }


def rule_ids(files: RuleFiles) -> Iterator[tuple[str, str]]:
    """The id of each fact rule and what it is for; none of a file that cannot be read."""
    for name in FACT_FILES:
        for rule in _data(name, files).get("rules") or ():
            if isinstance(rule, dict) and "id" in rule:
                yield str(rule["id"]), str(rule.get("about", ""))


def _group(slot: str) -> str:
    return ", ".join(SLOT_GROUPS.get(slot, ()))


def _fragments(name: str, files: RuleFiles) -> Iterator[tuple[str, str]]:
    for key, text in (_data(name, files).get("fragments") or {}).items():
        yield str(key), str(text)


def _data(name: str, files: RuleFiles) -> Mapping[str, Any]:
    """What the file in effect holds; nothing where it cannot be read."""
    try:
        data = load_located(files.path(name)).data
    except RuleError:
        data = load_located(RuleFiles((default_rules(),)).path(name)).data
    return data if isinstance(data, dict) else {}


@lru_cache(maxsize=64)
def _keys(name: str) -> dict[str, str]:
    """Every key of the file's schema with its description."""
    found: dict[str, str] = {}
    _collect(schema(name), found)
    return found


def _collect(part: Any, found: dict[str, str]) -> None:
    if isinstance(part, dict):
        properties = part.get("properties")
        if isinstance(properties, dict):
            for key, told in properties.items():
                text = str(told.get("description", "")) if isinstance(told, dict) else ""
                found[key] = found.get(key) or text
        for value in part.values():
            _collect(value, found)
    elif isinstance(part, list):
        for value in part:
            _collect(value, found)
