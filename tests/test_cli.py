"""The command line as a user meets it."""

from __future__ import annotations

import csv
import gzip
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.batch import RunOptions, run
from extractor.batch.work import failed
from extractor.cli.app import exit_code
from extractor.model import RawArticle
from extractor.pipeline import ArticleResult, Pipeline

ARTICLE = (
    "江城市举行市长质量奖颁奖大会\n\n"
    "本报讯 5月6日，江城市举行第三届江城市市长质量奖颁奖大会，云帆机械有限公司获得江城市市长质量奖，奖励一百万元。\n"
    "全市今年新增省级专精特新企业十二家。\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    directory = tmp_path / "news"
    directory.mkdir()
    (directory / "a.txt").write_text(ARTICLE, "utf-8")
    (directory / "b.txt.gz").write_bytes(gzip.compress(ARTICLE.encode("gbk")))
    return directory


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_run_writes_tables_and_tells_what_was_done(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (news / "empty.txt").touch()
    out = tmp_path / "out"
    assert exit_code(["run", str(news), "--out", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.search(
        r"articles  2 read, 1 rejected \(see rejects\), 0 repaired\nfacts     \d+ award, \d+ funding, \d+ count", printed.err
    )
    assert "time      " in printed.err
    assert [row["source"] for row in rows(out, "documents")] == [f"{news.as_posix()}/a.txt", f"{news.as_posix()}/b.txt.gz"]
    assert [row["encoding"] for row in rows(out, "documents")] == ["utf-8", "gb18030"]
    assert rows(out, "rejects") == [{"source": f"{news.as_posix()}/empty.txt", "location": "", "reason": "empty"}]
    assert {row["recipient"] for row in rows(out, "award_facts")} >= {"云帆机械有限公司"}


def test_raw_text_is_what_stands_in_the_file(news: Path, tmp_path: Path) -> None:
    assert exit_code(["run", str(news / "a.txt"), "-o", str(tmp_path / "out")]) == 0
    mentions = rows(tmp_path / "out", "mentions")
    assert mentions
    for row in mentions:
        assert row["raw_text"] == ARTICLE[int(row["raw_start"]) : int(row["raw_end"])]


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)], ids=["lenient", "strict"])
def test_strict_tells_rejects_by_exit_code(tmp_path: Path, strict: list[str], code: int) -> None:
    (tmp_path / "a.txt").touch()
    assert exit_code(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), *strict]) == code
    assert len(rows(tmp_path / "out", "rejects")) == 1


def test_formats_headers_and_fields(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'编号,新闻,题\n1,"{ARTICLE}",甲\n', "gb18030")
    out = tmp_path / "out"
    options = ["--format", "csv,parquet", "--headers", "zh", "--text-field", "新闻", "--title-field", "题"]
    assert exit_code(["run", str(tmp_path / "a.csv"), "--out", str(out), *options]) == 0
    assert rows(out, "documents")[0]["来源路径"].endswith("a.csv#1")
    assert (out / "mentions.parquet").is_file()


WRONG = {
    "no such path": (["run", "gone", "--out", "out"], "extractor: no such file or directory: gone"),
    "no such glob": (["run", "*.gone", "--out", "out"], "extractor: no file matches *.gone"),
    "no such list": (["run", "@gone", "--out", "out"], "extractor: cannot read the list gone"),
    "no out": (["run", "."], "extractor: Missing option '--out'"),
    "no path": (["run", "--out", "out"], "extractor: Missing argument 'PATH'"),
    "unknown command": (["rnu"], "extractor: No such command 'rnu'"),
    "unknown option": (["run", ".", "--out", "out", "--bogus"], "extractor: No such option: --bogus"),
    "unknown format": (
        ["run", ".", "--out", "out", "--format", "csv,ods"],
        "extractor: --format ods: choose from csv, jsonl, parquet",
    ),
    "unknown headers": (["run", ".", "--out", "out", "--headers", "fr"], "extractor: --headers fr: choose from en, zh"),
    "unknown encoding": (["run", ".", "--out", "out", "--encoding", "klingon"], "extractor: --encoding klingon: unknown"),
    "unknown input format": (
        ["run", "-", "--out", "out", "--input-format", "doc"],
        "extractor: --input-format doc: choose from text",
    ),
    "no rules": (["run", ".", "--out", "out", "--rules", "gone"], "extractor: no such rules directory: gone"),
    "bad workers": (["run", ".", "--out", "out", "--workers", "0"], "extractor: Invalid value for '--workers'"),
    "out is a file": (["run", "a.txt", "--out", "a.txt"], "extractor: cannot write to a.txt"),
    "nothing to show": (["show", "gone"], "extractor: no award_facts as csv, jsonl or parquet in gone"),
    "no such table": (["show", ".", "--table", "x"], "extractor: no table x; tables: documents"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_one_line_and_exit_code_2(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    arguments, message = WRONG[name]
    assert exit_code(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(message)
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_wrong_rules_are_exit_code_2(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "rules" / "mentions" / "money.yaml"
    wrong.parent.mkdir(parents=True)
    wrong.write_text("no_such_key: 1\n", "utf-8")
    assert exit_code(["run", str(news), "--out", str(tmp_path / "out"), "--rules", str(tmp_path / "rules")]) == 2
    assert "no_such_key" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_show(name: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert exit_code(["run", str(news), "--out", out, "--format", name, "--headers", "zh"]) == 0
    capsys.readouterr()
    assert exit_code(["show", out, "--limit", "1"]) == 0
    printed = capsys.readouterr().out
    assert "award_facts: " in printed
    assert "rows" in printed
    assert "市长质量奖" in printed  # a name is not folded where the output is no terminal


class FailingPipeline(Pipeline):
    """The real pipeline, but one that meets an article it cannot take."""

    def extract(self, article: RawArticle | str) -> ArticleResult:
        if isinstance(article, RawArticle) and "坏" in article.text:
            raise ValueError("cannot be")
        return super().extract(article)


def test_an_empty_table_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("海河重工有限公司荣获天津市质量奖。\n", "utf-8")
    assert exit_code(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 0
    assert exit_code(["show", str(tmp_path / "out"), "--table", "contradictions"]) == 0
    assert capsys.readouterr().out == "contradictions: no rows\n"


def test_an_article_that_fails_is_rejected_and_the_rest_goes_on(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("extractor.pipeline.Pipeline", FailingPipeline)
    (news / "a0.txt").write_text("坏", "utf-8")
    assert exit_code(["run", str(news), "--out", str(tmp_path / "out"), "-v"]) == 0
    assert [row["reason"] for row in rows(tmp_path / "out", "rejects")] == ["failed: ValueError: cannot be"]
    assert len(rows(tmp_path / "out", "documents")) == 2
    assert "Traceback" in capsys.readouterr().err
    assert failed(RawArticle("a", "b"), "c").reason == "failed: c"


def test_workers_give_the_same_tables(news: Path, tmp_path: Path) -> None:
    for number in range(70):
        (news / f"n{number:02}.txt").write_text(f"{ARTICLE}第{number}篇", "utf-8")
    (news / "n33.txt").write_bytes(b"")
    for workers in (1, 2):
        run([str(news)], tmp_path / str(workers), RunOptions(workers=workers))
    tables = sorted(path for path in (tmp_path / "1").glob("*.*") if path.suffix in (".csv", ".parquet"))
    assert {path.name for path in tables} >= {"documents.csv", "rejects.csv", "fingerprints.parquet"}
    for path in tables:
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


def extractor(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from extractor.cli import main; main()", *arguments], input=data, capture_output=True
    )


def test_the_command_reads_stdin(tmp_path: Path) -> None:
    done = extractor("run", "-", "--out", str(tmp_path / "out"), data=ARTICLE.encode())
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert [row["source"] for row in rows(tmp_path / "out", "documents")] == ["-"]


def test_help_and_version_answer_at_once() -> None:
    assert extractor("--version").stdout.startswith(b"extractor ")
    started = time.monotonic()
    helped = extractor("run", "--help")
    assert time.monotonic() - started < 2
    assert helped.returncode == 0
    for word in (b"--out", b"--text-field", b"--strict", b"extractor run articles/"):
        assert word in helped.stdout
    assert extractor("--no-such-option").returncode == 2
