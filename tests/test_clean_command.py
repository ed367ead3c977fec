"""`extractor clean` as a user meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli.app import exit_code

TEXT = (
    "您當前的位置：首頁 > 新聞\n"
    "江城市舉行質(zhì)量獎(jiǎng)頒獎(jiǎng)大會\n"
    "2023-05-06 來源：江城日報\n\n"
    "5月6日，江城市舉行第三屆市長質(zhì)量獎(jiǎng)頒獎大會，雲帆機械有限公司等五家企業獲獎，每家獎勵一百萬元，市領導出席會議並講話。\n"
    "（責任編輯：某某）\n"
)
PAGE = """<html><head><meta charset="utf-8"><title>三家企业获质量奖_某某网</title></head>
<body><ul class="nav"><li><a href="/">首页</a></ul>
<div class="article"><h1>三家企业获质量奖</h1>
<p>5月6日，江城市举行第三届市长质量奖颁奖大会，云帆机械有限公司等五家企业获奖 [1]。</p>
<h3>名单</h3><ul><li>云帆机械有限公司</li><li>*某某厂*</li></ul>
<table><tr><th>企业</th><th>奖金（万元）</th></tr><tr><td rowspan=2>云帆|机械</td><td>100</td></tr><tr><td>50</td></tr></table>
<p># 本次大会由市政府主办，市场监管局承办，共有三百人参加。</p></div></body></html>"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    directory = tmp_path / "news"
    directory.mkdir()
    (directory / "a.txt").write_text(TEXT, "utf-8")
    (directory / "b.html").write_text(PAGE, "utf-8")
    return directory


def output(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert exit_code(["clean", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_text(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, news / "a.txt") == (
        "江城市举行质量奖颁奖大会\n5月6日，江城市举行第三届市长质量奖颁奖大会，云帆机械有限公司等五家企业获奖，每家奖励一百万元，市领导出席会议并讲话。\n"
    )


def test_markdown(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, news / "b.html", "--format", "md") == (
        "# 三家企业获质量奖\n\n"
        "5月6日，江城市举行第三届市长质量奖颁奖大会，云帆机械有限公司等五家企业获奖 \\[1\\]。\n\n"
        "### 名单\n\n- 云帆机械有限公司\n- 某某厂\\*\n\n"
        "| 企业 | 奖金（万元） |\n| --- | --- |\n| 云帆\\|机械 | 100 |\n|  | 50 |\n\n"
        "\\# 本次大会由市政府主办，市场监管局承办，共有三百人参加。\n"
    )


def test_json_leads_back_to_the_raw_text(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = output(capsys, news, "--format", "json").splitlines()
    first, second = map(json.loads, lines)
    assert (first["title"], first["published"], first["publisher"]) == ("江城市举行质量奖颁奖大会", "2023-05-06", "江城日报")
    assert [block["kind"] for block in first["blocks"]] == ["title", "paragraph"]
    title = first["blocks"][0]
    assert TEXT[title["raw_start"] : title["raw_end"]] == "江城市舉行質(zhì)量獎(jiǎng)頒獎(jiǎng)大會"
    assert {one["raw_text"] for one in first["repairs"]} == {"(zhì)", "(jiǎng)"}
    assert {TEXT[one["raw_start"] : one["raw_end"]] for one in first["removed"]} >= {
        "2023-05-06 來源：江城日報",
        "（責任編輯：某某）",
    }
    cells = next(block["cells"] for block in second["blocks"] if block["kind"] == "table")
    assert [(cell["text"], cell["row_span"], cell["header"]) for cell in cells[:3]] == [
        ("企业", 1, True),
        ("奖金（万元）", 1, True),
        ("云帆|机械", 2, False),
    ]
    assert all(PAGE[cell["raw_start"] : cell["raw_end"]] == cell["text"] for cell in cells)


def test_a_directory_gets_a_file_for_each_article(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (news / "c.jsonl").write_text("\n".join(json.dumps({"content": TEXT}) for _ in range(2)), "utf-8")
    (news / "a.htm").write_text(PAGE, "utf-8")
    assert output(capsys, news, "--out", tmp_path / "out", "--format", "md") == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.md", "a_2.md", "b.md", "c-1.md", "c-2.md"]
    assert (tmp_path / "out" / "c-2.md").read_text("utf-8").startswith("# 江城市举行质量奖颁奖大会\n\n5月6日")


def test_several_articles_are_told_apart(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"==> {(news / 'b.html').as_posix()} <==" in output(capsys, news)


def test_explain(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = output(capsys, news / "a.txt", "--explain")
    assert "\x1b" not in told
    for pattern in (
        r"title: 江城市举行质量奖颁奖大会; published: 2023-05-06; publisher: 江城日报; script: hant",
        r"\n     1 - 您當前的位置：首頁 > 新聞  \[cleaning\.breadcrumb\]",
        r"\n     2   江城市举行质量奖颁奖大会\n",
        r"\n       ~ 獎\(jiǎng\) → 獎  \[repair\.note 1\.00 ×2\]",
        r"\n       = 舉→举, 質→质, 獎→奖 ×2, 頒→颁, 會→会  \[convert\]",
        r"\n     6 - （責任編輯：某某）  \[cleaning\.editor\]",
    ):
        assert re.search(pattern, told), pattern
    told = output(capsys, news / "b.html", "--explain")
    assert re.search(r"\n     2 - 首页  \[html\.\w+\]", told)


def test_explain_is_in_colour_on_a_terminal(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[31m您當前的位置" in output(capsys, news / "a.txt", "--explain")


def test_explain_tells_slips_with_their_confidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "打造上??苿?chuàng)中心主陣地。這是一?jiǒng)個(gè)問題。", "utf-8")
    told = output(capsys, tmp_path / "a.txt", "--explain")
    assert re.search(r"~ \?\?苿\?chuàng\) → 海科創  \[repair\.slip\.question 0\.\d\d\]", told)
    assert re.search(r"! \?jiǒng\) → \?jiǒng\)  \[repair\.slip\.unrepaired 0\.00\]", told)


@pytest.mark.parametrize(
    ("conversion", "word"),
    [("auto", "软体"), ("none", "軟體"), ("t2s", "软体"), ("tw2s", "软体"), ("tw2sp", "软件"), ("hk2s", "软体")],
)
def test_convert(tmp_path: Path, capsys: pytest.CaptureFixture[str], conversion: str, word: str) -> None:
    (tmp_path / "a.txt").write_text("經濟部補助軟體業者新臺幣三億元，頒發質量獎。", "utf-8")
    assert word in output(capsys, tmp_path / "a.txt", "--convert", conversion)
    out = tmp_path / "out"
    assert exit_code(["run", str(tmp_path / "a.txt"), "--out", str(out), "--convert", conversion]) == 0
    assert (word in (out / "mentions.csv").read_text("utf-8-sig")) or word == "軟體"


def test_rejects_are_told(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (news / "empty.txt").touch()
    assert exit_code(["clean", str(news), "--strict"]) == 1
    printed = capsys.readouterr()
    assert printed.err == f"rejected {news.as_posix()}/empty.txt: empty\n"
    assert "颁奖大会" in printed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "pdf"], "extractor: --format pdf: choose from text, md, json"),
        (["--convert", "s2t"], "extractor: --convert s2t: choose from auto, none, t2s, tw2s, tw2sp, hk2s"),
        (["--out", "a.txt"], "extractor: cannot write to a.txt"),
        (["--encoding", "klingon"], "extractor: --encoding klingon: unknown"),
        (["--rules", "gone"], "extractor: no such rules directory: gone"),
    ],
)
def test_wrong_usage(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(news)
    assert exit_code(["clean", "a.txt", *arguments]) == 2
    assert capsys.readouterr().err.startswith(message)


def test_stdin_and_a_pipe_that_closes() -> None:
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "clean", "-", "--input-format", "text"]
    done = subprocess.run(command, input=TEXT.encode("big5hkscs", "ignore"), capture_output=True)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("江城市举行")
