"""Rules laid over those of the product: replaced, added to, switched off; and what outputs tell of it."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.errors import UsageError
from extractor.pipeline import Pipeline
from extractor.rules.faults import shape_of
from extractor.rules.files import RuleFiles
from extractor.rules.pack import files_of, load_pack
from extractor.rules.yaml_io import load_located

SENTENCE = "海河重工有限公司抱走了第三届天津市质量奖。"


def written(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_an_award_verb_is_three_lines(tmp_path: Path) -> None:
    assert Pipeline.default().extract(SENTENCE).award_facts == ()
    written(tmp_path, "facts/awards.yaml", "extends: true\nfragments:\n  won: 抱走\n")
    facts = Pipeline.default([tmp_path]).extract(SENTENCE).award_facts
    assert [(fact.award, fact.recipient, fact.rule) for fact in facts] == [("天津市质量奖", "海河重工有限公司", "award.won")]


BASE = "version: 1\nwords: 甲 乙\nlist: [甲]\nmap: {a: [x], b: 1}\nfragments: {won: 荣获}\nnot_last: 说称\nlegal_form: a|b\n"
ADDED = {
    "words": ("words: 丙", "words", "甲 乙 丙"),
    "list": ("list: [丙, 丁]", "list", ["甲", "丙", "丁"]),
    "map": ("map: {a: [y], c: 2}", "map", {"a": ["x", "y"], "b": 1, "c": 2}),
    "entry of a map": ("map: {b: 3}", "map", {"a": ["x"], "b": 3}),
    "fragment": ("fragments: {won: 摘得}", "fragments", {"won": "荣获|摘得"}),
    "new fragment": ("fragments: {lost: 未获}", "fragments", {"won": "荣获", "lost": "未获"}),
    "characters": ("not_last: 和", "not_last", "说称和"),
    "expression": ("legal_form: c+", "legal_form", "a|b|c+"),
    "new key": ("more: [x]", "more", ["x"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_what_an_extending_file_adds(name: str, tmp_path: Path) -> None:
    text, key, whole = ADDED[name]
    written(tmp_path / "base", "mentions/x.yaml", BASE)
    added = written(tmp_path / "mine", "mentions/x.yaml", f"# mine\nextends: true\n{text}\n")
    files = RuleFiles((tmp_path / "base", tmp_path / "mine"))
    located = load_located(files.path("mentions/x.yaml"))
    assert located.data[key] == whole
    assert set(located.data) == {"version", "words", "list", "map", "fragments", "not_last", "legal_form", key}
    if name == "list":
        problem = located.problem("$.list[2]", "R000", "")
        assert (problem.path, problem.line, problem.column) == (str(added), 3, 11)
        assert located.problem("$.list[0]", "R000", "").path == str(tmp_path / "base" / "mentions" / "x.yaml")


def test_the_last_whole_file_is_the_ground(tmp_path: Path) -> None:
    for root, text in (
        ("a", "words: 甲"),
        ("b", "extends: true\nwords: 乙"),
        ("c", "words: 丙"),
        ("d", "extends: true\nwords: 丁"),
    ):
        written(tmp_path / root, "mentions/x.yaml", text)
    files = RuleFiles(tuple(tmp_path / root for root in "abcd"))
    assert load_located(files.path("mentions/x.yaml")).data == {"words": "丙 丁"}


def test_a_whole_file_replaces_the_default(tmp_path: Path) -> None:
    written(tmp_path, "gazetteers/aliases.yaml", "某航: 某某航空有限公司\n")
    assert dict(load_pack([tmp_path]).names.aliases) == {"某航": "某某航空有限公司"}


def test_new_cleaning_files_are_read(tmp_path: Path) -> None:
    written(tmp_path, "cleaning/mine.yaml", "lines:\n  - name: cleaning.mine\n    whole: [某某客户端出品]\n")
    text = "海河重工有限公司荣获第三届天津市质量奖。\n某某客户端出品\n"
    assert "客户端" in Pipeline.default().extract(text).document.text
    assert "客户端" not in Pipeline.default([tmp_path]).extract(text).document.text


def test_rules_are_switched_off() -> None:
    sentence = "海河重工有限公司荣获第三届天津市质量奖。"
    assert "award.won" in {fact.rule for fact in Pipeline.default().extract(sentence).award_facts}
    off = Pipeline.default(disabled=["award.won"])
    assert "award.won" not in {fact.rule for fact in off.extract(sentence).award_facts}
    with pytest.raises(UsageError, match=r"no rule award\.wonn to disable; did you mean award\.won\?"):
        load_pack(disabled=["award.wonn"])


def test_digest_and_version(tmp_path: Path) -> None:
    plain = load_pack()
    assert (plain.digest, len(plain.digest)) == (load_pack().digest, 64)
    assert load_pack(disabled=["award.won"]).digest != plain.digest
    written(tmp_path, "notes.md", "nothing to do with rules")
    assert load_pack([tmp_path]).digest == plain.digest
    written(tmp_path, "mentions/money.yaml", "extends: true\ncaps: [至多]\n")
    written(tmp_path, "pack.yaml", 'name: mine\nversion: "7"\n')
    mine = load_pack([tmp_path])
    assert mine.digest != plain.digest
    assert mine.version == f"{plain.version} + mine 7"
    assert mine.label == f"{mine.version} ({mine.digest[:12]})"


def test_names_and_files() -> None:
    files = files_of()
    assert {"repair.yaml", "facts/awards.yaml", "gazetteers/districts.csv"} <= set(files.names())
    assert [file.name for file in files.glob("facts", "[af]*.yaml")] == ["facts/awards.yaml", "facts/funding.yaml"]
    assert [name for name in files.names() if name.endswith(".yaml") and shape_of(name) is None] == []
    with pytest.raises(UsageError, match="no such rules directory"):
        load_pack([Path("/nowhere")])


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_tells_its_rules(workers: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    written(tmp_path / "mine", "facts/awards.yaml", "extends: true\nfragments:\n  won: 抱走\n")
    options = ["--rules", str(tmp_path / "mine"), "--disable", "award.elided", "--workers", workers]
    assert exit_code(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), *options]) == 0
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [row["rules"] for row in csv.DictReader(file)]
    assert told == [load_pack([tmp_path / "mine"], disabled=["award.elided"]).label]
    assert "+ mine (" in told[0]
    with (tmp_path / "out" / "award_facts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["rule"] for row in csv.DictReader(file)] == ["award.won"]


def test_a_long_gazetteer_is_added_in_time_that_grows_with_it(tmp_path: Path) -> None:
    names = "".join(f"鑫瑞{number}: 鑫瑞{number}机械有限公司\n" for number in range(20_000))
    written(tmp_path, "gazetteers/aliases.yaml", f"extends: true\n{names}")
    started = time.process_time()
    located = load_located(files_of([tmp_path]).path("gazetteers/aliases.yaml"))
    assert time.process_time() - started < 10  # each name against each place would take minutes
    assert located.place("$.鑫瑞19999").line == 20_001
    assert located.place("$.鑫瑞19999").path == str(tmp_path / "gazetteers" / "aliases.yaml")
