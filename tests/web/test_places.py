"""No file outside the given directories is read or written, whatever a request, a table or a link says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from extractor.errors import UsageError
from extractor.sources import ReadOptions
from extractor.web.judge.ledger import GoldLedger
from extractor.web.shelf import Place, Shelf
from extractor.web.tune.overlay import Overlay
from tests.web.conftest import Run, Served
from tests.web.test_guard import asked, let_in

OUTSIDE = [
    "../../etc/passwd",
    "/etc/passwd",
    "facts/../../x.yaml",
    "facts/awards.yaml/..",
    "..\\x.yaml",
    "x/y/z.yaml",
    "",
    ".",
    "a\0b.yaml",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_outside_the_rules_are_refused(served: Served, name: str) -> None:
    for layer in ("own", "product"):
        assert asked(served, f"/tune/file?name={quote(name)}&layer={layer}", let_in(served)).status == 400
    json_ = {"Content-Type": "application/json", "Origin": served.origin}
    for address in ("/tune/save", "/tune/check", "/tune/try"):
        body = json.dumps({"name": name, "text": "extends: true\n", "digest": "", "knowingly": True})
        assert asked(served, address, let_in(served) | json_, method="POST", body=body).status == 400
    assert served.setting.rules is not None
    assert not served.setting.rules.exists()


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"])
def test_static_files_are_those_of_their_directory(served: Served, path: str) -> None:
    assert asked(served, path, let_in(served)).status == 404


def test_links_out_of_the_rules_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "awards.yaml").write_text("secret: 1\n", "utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "facts").symlink_to(tmp_path / "elsewhere")
    (rules / "pack.yaml").symlink_to(tmp_path / "elsewhere" / "awards.yaml")
    for name in ("facts/awards.yaml", "pack.yaml"):
        with pytest.raises(UsageError):
            Overlay(rules).read(name, "own")
        with pytest.raises(UsageError):
            Overlay(rules).save(name, "x", "")
    assert (tmp_path / "elsewhere" / "awards.yaml").read_text("utf-8") == "secret: 1\n"


@pytest.mark.parametrize("source", ["../../x.txt", "/etc/cron.d/x", "a/../../b.txt", "..", "x.txt#../../y", "a\\..\\..\\c.txt"])
def test_gold_stays_in_its_directory(tmp_path: Path, source: str) -> None:
    gold = tmp_path / "deep" / "gold"
    gold.mkdir(parents=True)
    ledger = GoldLedger(gold)
    try:
        ledger.change(source, {}, {"source": source, "award_facts": []}, {"what": "right"})
    except UsageError:
        return
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {gold}


def test_a_table_cannot_make_the_workbench_show_another_file(run_made: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("海河重工有限公司荣获天津市质量奖。", "utf-8")
    with (run_made.out / "documents.csv").open(encoding="utf-8-sig") as file:
        known = next(csv.DictReader(file))["doc_id"]
    shelf = Shelf(tmp_path, ReadOptions())
    for source in (str(secret), "secret.txt", f"../{tmp_path.name}/secret.txt", "/etc/passwd"):
        with pytest.raises(UsageError, match=r"changed since the run|not there"):
            shelf.read(Place(known, source))
