"""The JSON Schemas of the rule files: the product's files keep to them, mistakes do not, and what is published is up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from extractor.cli.app import exit_code
from extractor.rules.facts import RuleSpec
from extractor.rules.faults import shape_of
from extractor.rules.files import names_under
from extractor.rules.pack import default_rules
from extractor.tuning.schema import DIRECTORY, RULE_KEYS, modeline, names, schema, schema_file, write_schemas

FILES = sorted(name for name in names_under(default_rules()) if name.endswith(".yaml"))
AWARDS = "facts/awards.yaml"


def errors(name: str, text: str) -> list[str]:
    found = Draft202012Validator(schema(name)).iter_errors(yaml.safe_load(text))
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in found]


@pytest.mark.parametrize("name", names())
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", FILES)
def test_the_default_rules_keep_to_their_schema(name: str) -> None:
    assert errors(name, (default_rules() / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", FILES)
def test_the_default_rules_name_their_schema(name: str) -> None:
    first = (default_rules() / name).read_text("utf-8").partition("\n")[0]
    up = "../" * name.count("/")
    assert first == f"# yaml-language-server: $schema={up}{DIRECTORY}/{schema_file(name)}"


def test_what_is_published_is_up_to_date(tmp_path: Path) -> None:
    made = {path.name: path.read_text("utf-8") for path in write_schemas(tmp_path)}
    published = {path.name: path.read_text("utf-8") for path in (default_rules() / DIRECTORY).glob("*.json")}
    assert made == published, "run: extractor rules schema --out rules/schema"


RULE = "extends: true\nrules:\n  - {id: my.rule, about: x, pattern: '{award+}', priority: 5, examples: []"
FITTING = {
    "words added to a list": ("mentions/money.yaml", "extends: true\ncaps: [至多]\n"),
    "cues added": (AWARDS, "extends: true\ncues: {denied: [没拿到]}\n"),
    "a rule added": (AWARDS, f"{RULE}}}\n"),
    "several patterns": (AWARDS, f"{RULE}}}\n".replace("'{award+}'", "['{award+}', '{grade}']")),
    "fields set": (AWARDS, f"{RULE}, scope: clause, set: {{edition: {{group: n, as: ordinal}}, grade: 金奖}}}}\n"),
    "a short name": ("gazetteers/aliases.yaml", "extends: true\n津重: 津门重工有限公司\n"),
}
FAULTY = {
    "an unknown key": ("mentions/money.yaml", "extends: true\nlocall: [块]\n", "'locall' was unexpected"),
    "a text for a list": ("mentions/money.yaml", "extends: true\ncaps: 至多\n", "caps: '至多' is not of type 'array'"),
    "a whole file without its keys": ("mentions/money.yaml", "caps: [至多]\n", "is a required property"),
    "no such scope": (AWARDS, f"{RULE}, scope: chapter}}\n", "'chapter' is not valid"),
    "no such normaliser": (AWARDS, f"{RULE}, set: {{edition: {{group: n, as: ordnal}}}}}}\n", "is not valid under any"),
    "a rule without its pattern": (
        AWARDS,
        "extends: true\nrules: [{id: a, about: b, priority: 1, examples: []}]\n",
        "'pattern' is a required",
    ),
}


@pytest.mark.parametrize("name", FITTING)
def test_what_fits(name: str) -> None:
    file, text = FITTING[name]
    assert errors(file, text) == []


@pytest.mark.parametrize("name", FAULTY)
def test_what_does_not_fit(name: str) -> None:
    file, text, message = FAULTY[name]
    assert [error for error in errors(file, text) if message in error], errors(file, text)


def test_every_key_of_a_rule_is_described() -> None:
    assert list(RULE_KEYS) == list(dict.fromkeys([*RULE_KEYS, *RuleSpec.__struct_encode_fields__]))
    assert set(RULE_KEYS) == set(RuleSpec.__struct_encode_fields__)
    described = schema(AWARDS)["$defs"]["Cues"]["properties"]["denied"]["description"]
    assert described == "After one of these words, up to the end of the sentence, nothing has been granted."


def test_the_command_prints_one_or_writes_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["rules", "schema", AWARDS]) == 0
    assert json.loads(capsys.readouterr().out) == schema(AWARDS)
    assert exit_code(["rules", "schema", "--out", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("*.json"))) == len(names())
    assert exit_code(["rules", "schema", "facts/award.yaml"]) == 2
    assert "no rule file facts/award.yaml choose from pack.yaml" in capsys.readouterr().err


def test_a_file_anywhere_finds_its_schema() -> None:
    path = modeline("cleaning/mine.yaml").partition("$schema=file://")[2]
    assert json.loads(Path(path).read_text("utf-8"))["title"] == f"rules/{'cleaning/*.yaml'}"
    assert shape_of("cleaning/mine.yaml") is not None
