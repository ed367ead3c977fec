"""Rules made of what is kept are the rules; whatever happens to what is kept only costs time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.errors import RuleError
from extractor.pipeline import Pipeline
from extractor.rules.pack import load_pack
from tests.quality import CORPUS

# As mirror sites damage it: it needs the dictionary to be mended.
MIRRORED = "質(zhì)量獎(jiǎng)的企業(yè)發(fā)展。詢?nèi)绾纬蔀榇河鹱髡哒埪?lián)系。上??苿?chuàng)中心。"
SENTENCE = "海河重工有限公司荣获第三届天津市质量奖，奖金100万元。"


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty cache directory of this test's own."""
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "rules"


def kept_files(place: Path) -> list[Path]:
    return sorted(place.iterdir()) if place.is_dir() else []


def facts_of(text: str, *rules: Path) -> object:
    result = Pipeline.default(rules).extract(text)
    return result.mentions, result.award_facts, result.funding_facts, result.count_facts


def program(code: str, **environment: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env={**os.environ, **environment}, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_is_found(place: Path) -> None:
    articles = [path.read_text("utf-8") for path in sorted(CORPUS.articles.glob("a0*.txt"))[:6]]
    first = [facts_of(text) for text in articles]
    assert len(kept_files(place)) == 1
    assert [facts_of(text) for text in articles] == first


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def scrambled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[1000:9000] = random.Random(7).randbytes(8000)
    path.write_bytes(content)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def opened_to_all(path: Path) -> None:
    path.chmod(0o666)


def made_a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [cut, scrambled, emptied, opened_to_all, made_a_directory])
def test_what_was_harmed_is_made_again(harm: Callable[[Path], None], place: Path) -> None:
    expected = facts_of(SENTENCE)
    (path,) = kept_files(place)
    harm(path)
    assert facts_of(SENTENCE) == expected


def test_a_home_that_cannot_be_written_only_costs_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected = facts_of(SENTENCE)
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "file" / "cache"))
    assert facts_of(SENTENCE) == expected


def test_what_is_kept_does_not_depend_on_the_program(place: Path) -> None:
    """The order of sets differs between programs; patterns made of word lists do not."""
    load = "from extractor.rules.pack import load_pack; load_pack()"
    program(load, PYTHONHASHSEED="1")
    (path,) = kept_files(place)
    before = path.read_bytes()
    program(load, PYTHONHASHSEED="2")
    assert path.read_bytes() == before
    assert kept_files(place) == [path]


def test_changed_rules_are_seen_at_once(tmp_path: Path, place: Path) -> None:
    mine = tmp_path / "mine" / "facts" / "awards.yaml"
    mine.parent.mkdir(parents=True)
    text = "海河重工有限公司擒得第三届天津市质量奖。"
    found = []
    for word in ("抱走", "擒得", "抱走"):
        mine.write_text(f"extends: true\nfragments: {{won: {word}}}\n", "utf-8")
        found.append(len(Pipeline.default([tmp_path / "mine"]).extract(text).award_facts))
    assert found == [0, 1, 0]
    assert len(kept_files(place)) == 2


WRONG = {
    "a slot": ("facts/awards.yaml", "extends: true\nfragments: {won: '{compnay}'}\n", "R012"),
    "an expression": ("cleaning/mine.yaml", "lines: [{name: x, patterns: ['(']}]\n", "R003"),
    "a key": ("mentions/companies.yaml", "extends: true\nendigns: 厂\n", "R002"),
    "no YAML": ("repair.yaml", "stages: [\n", "R001"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_rules_are_told_each_time_with_their_place(name: str, tmp_path: Path, place: Path) -> None:
    load_pack()
    before = kept_files(place)
    file, content, code = WRONG[name]
    path = tmp_path / "mine" / file
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(RuleError) as error:
            load_pack([tmp_path / "mine"])
        told.append(error.value.problems)
    assert told[0] == told[1]
    assert code in {problem.code for problem in told[0]}
    assert any(problem.path == str(path) and problem.line >= 1 for problem in told[0])
    assert kept_files(place) == before


NOT_NEEDED = ("pandas", "jieba", "bs4", "yaml", "email", "duckdb", "openpyxl", "xlsxwriter", "pydantic")


def test_a_second_run_parses_nothing_and_imports_only_what_it_needs(tmp_path: Path) -> None:
    command = ["run", str(CORPUS.articles / "a01.txt"), "--out", str(tmp_path / "out")]
    code = f"import sys; from extractor.cli.app import exit_code; assert exit_code({command}) == 0; "
    program(code)
    told = program(code + f"print([name for name in {NOT_NEEDED} if name in sys.modules])")
    assert told.strip() == "[]"


@pytest.fixture
def shared_directory(tmp_path: Path) -> Iterator[Path]:
    """A temporary directory in which somebody has put what jieba would read when it starts."""
    directory = tmp_path / "shared"
    directory.mkdir()
    (directory / "jieba.cache").write_bytes(b"not to be read")
    os.utime(directory / "jieba.cache", (2_000_000_000, 2_000_000_000))  # newer than any dictionary, so that jieba takes it
    yield directory
    assert [path.name for path in directory.iterdir()] == ["jieba.cache"]
    assert (directory / "jieba.cache").read_bytes() == b"not to be read"


def test_jiebas_file_in_the_shared_temporary_directory_is_neither_read_nor_written(shared_directory: Path) -> None:
    """A damaged article needs the dictionary; jieba itself, which would load that file, is not even imported."""
    code = (
        "import sys; from extractor.pipeline import Pipeline; from extractor.text.repair.language import lexicon\n"
        f"assert Pipeline.default().extract({MIRRORED!r}).document.repairs\n"
        "print(lexicon.cache_info().currsize, 'jieba' in sys.modules)"
    )
    assert program(code, TMPDIR=str(shared_directory)).split() == ["1", "False"]
