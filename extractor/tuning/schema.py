"""JSON Schemas of the rule files, so that editors complete and check as one types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from extractor.rules.alphabet import SLOT_GROUPS, SLOT_TYPES
from extractor.rules.faults import SHAPES, shape_of
from extractor.rules.files import RuleFiles
from extractor.rules.pack import default_rules
from extractor.rules.yaml_io import load_located
from extractor.whole import write_whole

DIRECTORY = "schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SNIPPET = {
    "label": "rule",
    "description": "a new fact rule with its examples",
    "body": {
        "id": "${1:my.rule}",
        "about": "${2:what it is for}",
        "pattern": "${3:{recipient:winner+\\}{gap\\}{won\\}{lead\\}{award:prize+\\}}",
        "priority": 30,
        "examples": ["${4:⟦recipient:海河重工有限公司⟧荣获⟦award:天津市质量奖⟧。}"],
        "not": ["${5:天津市质量奖评选启动。}"],
    },
}


_SLOTS = ", ".join(f"{{{slot}}}" for slot in (*SLOT_TYPES, *SLOT_GROUPS))
RULE_KEYS = {
    "id": "unique; stands in the column `rule`",
    "about": "one line: what the rule is for",
    "pattern": f"a regular expression with slots, or a list of them of which any may match. Slots: {_SLOTS}",
    "scope": "the stretch of text it is tried on: clause, sentence (the default of award rules), paragraph (of funding rules), "
    "list, table (one row) or document",
    "priority": "higher is tried first; among equals the order in the file",
    "examples": "sentences with marks that the rule must match and give a fact for",
    "not": "sentences for which the rule must give no fact",
    "todo": "examples that are known to fail",
    "status": "granted, nominee or applied; without it the sentence's words tell",
    "inherit": "subject: the winner is the one named before; award: the award is the one named before",
    "set": "fields of the fact: a value, or {group: NAME, as: NORMALISER} for what (?P<NAME>…) of the pattern matched",
    "when": "conditions: award, award_kind, sentence",
    "kind": "funding rules: reward, subsidy, relief, financing, investment, or what facts/funding.yaml explains",
}
"""What each key of a fact rule means."""


def names() -> list[str]:
    """The rule files that have a schema, as patterns of names (`cleaning/*.yaml`)."""
    return [pattern for pattern, _ in SHAPES]


def schema_file(name: str) -> str:
    """The name of the schema of a rule file: `facts-awards.json` of `facts/awards.yaml`."""
    pattern = next(pattern for pattern, shape in SHAPES if shape is shape_of(name) and _fits(pattern, name))
    return re.sub(r"\W+", "-", pattern.removesuffix(".yaml")).strip("-") + ".json"


def _fits(pattern: str, name: str) -> bool:
    return pattern == name or ("*" in pattern and name.startswith(pattern.partition("*")[0]))


def modeline(name: str) -> str:
    """The comment by which editors find the schema of a rule file, wherever it stands."""
    return f"# yaml-language-server: $schema={(default_rules() / DIRECTORY / schema_file(name)).resolve().as_uri()}"


def schema(name: str) -> dict[str, Any]:
    """The schema of a rule file.

    A file that says `extends: true` may leave every key out; the descriptions are the comments that stand above the keys in
    the product's own file.
    """
    shape = shape_of(name)
    made = msgspec.json.schema(shape, ref_template="#/$defs/{name}")
    definitions: dict[str, Any] = made.pop("$defs", {})
    root = definitions.pop(made["$ref"].rpartition("/")[2]) if "$ref" in made else made
    root = _extendable(root)
    _describe(root, definitions, _comments(name))
    if "RuleSpec" in definitions:
        root["properties"]["rules"]["defaultSnippets"] = [_SNIPPET]
        for key, told in definitions["RuleSpec"]["properties"].items():
            told["description"] = RULE_KEYS[key]
    return {"$schema": _DIALECT, **root, "title": f"rules/{name}", **({"$defs": definitions} if definitions else {})}


def _extendable(root: dict[str, Any]) -> dict[str, Any]:
    """The schema with `extends`, which makes all keys optional."""
    required = root.pop("required", [])
    told = {"type": "boolean", "const": True, "description": "This file adds to the product's file of the same name."}
    root["properties"] = {"extends": told, **root.get("properties", {})}
    if required:
        root["if"] = {"not": {"required": ["extends"]}}
        root["then"] = {"required": required}
    return root


def _describe(root: dict[str, Any], definitions: dict[str, Any], comments: dict[str, str]) -> None:
    """Adds the descriptions of the keys that have none, at the top and one level below."""
    for key, value in root.get("properties", {}).items():
        if f"$.{key}" in comments:
            value.setdefault("description", comments[f"$.{key}"])
        inner = definitions.get(str(value.get("$ref", "")).rpartition("/")[2], {})
        inner.pop("required", None)  # a file that adds to another one's map may name any of its keys
        for part, of in inner.get("properties", {}).items():
            if f"$.{key}.{part}" in comments:
                of.setdefault("description", comments[f"$.{key}.{part}"])


def _comments(name: str) -> dict[str, str]:
    """The comment right above each key of the product's file, by the key's path."""
    files = RuleFiles((default_rules(),))
    found: dict[str, str] = {}
    for path in sorted(default_rules().glob(name)):
        located = load_located(files.path(path.relative_to(default_rules()).as_posix()))
        lines = path.read_text("utf-8").splitlines()
        for place, (line, _, _) in located.places.items():
            told = " ".join(_above(lines, line - 1))
            if told and place != "$.version" and re.fullmatch(r"\$\.\w+(?:\.\w+)?", place):
                found.setdefault(place, told)
    return found


def _above(lines: list[str], number: int) -> Iterator[str]:
    begun = number
    while begun > 0 and lines[begun - 1].lstrip().startswith("# ") and "yaml-language-server" not in lines[begun - 1]:
        begun -= 1
    yield from (line.strip().removeprefix("#").strip() for line in lines[begun:number])


def write_schemas(directory: Path) -> list[Path]:
    """Writes the schemas of all rule files; their paths."""
    import json

    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names():
        path = directory / schema_file(name)
        write_whole(path, json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n")
        written.append(path)
    return written
