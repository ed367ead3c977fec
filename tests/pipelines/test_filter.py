"""The filter: a line out for each line in, in order, whatever the lines hold."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from extractor.batch.line_filter import FilterCounts, FilterOptions, filtered
from extractor.cli.app import exit_code
from extractor.outputs.json_rows import ARTICLE_TABLES
from extractor.outputs.json_schema import json_schema
from extractor.outputs.schema import TABLES
from extractor.pipeline import Pipeline
from extractor.sources import ReadOptions

TEXT = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元，全市共有8家企业。"
GOOD = json.dumps({"content": TEXT, "url": "https://news.example/1", "id": 7}, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.default()


def through(pipeline: Pipeline, data: bytes, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in filtered(io.BytesIO(data), pipeline, FilterOptions(**options))]


def test_an_article_gives_its_tables(pipeline: Pipeline) -> None:
    (found,) = through(pipeline, GOOD)
    assert list(found) == ["line", *ARTICLE_TABLES]
    assert found["documents"]["url"] == "https://news.example/1"
    assert found["award_facts"][0]["edition"] == 6
    assert found["funding_facts"][0]["amount"] == 1000000
    for table in TABLES:
        for row in [found["documents"]] if table.name == "documents" else found.get(table.name, []):
            Draft202012Validator(json_schema(table)).validate(row)


BAD = {
    "no JSON": (b"{", "not JSON"),
    "no object": (b"[1]", "not an object but list"),
    "no text": (b'{"id": 1}', "no field with a text; fields: id"),
    "empty text": (b'{"content": " "}', "empty"),
    "no UTF-8": (b'{"content": "\xff"}', "not JSON"),
    "too deep": (b"[" * 100_000, "not JSON"),
    "too long": (b'{"content": "' + b"a" * 3000 + b'"}', "longer than 2,000 bytes"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_gives_an_error_and_the_rest_goes_on(name: str, pipeline: Pipeline) -> None:
    line, reason = BAD[name]
    limit = 2000 if name == "too long" else 200_000
    found = through(pipeline, b"\n".join([GOOD, line, b"", GOOD]), read=ReadOptions(max_article_bytes=limit))
    assert [one["line"] for one in found] == [1, 2, 4]
    assert list(found[1]) == ["line", "error"]
    assert reason in found[1]["error"]
    assert found[0]["award_facts"] == found[2]["award_facts"] or len(found[2]["award_facts"]) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.sampled_from([GOOD, b"{", b'{"a": 1}', b'{"text": "x"}']) | st.binary(max_size=20).map(lambda b: b.replace(b"\n", b""))
    )
)
def test_every_line_is_answered_in_order(lines: list[bytes], pipeline: Pipeline) -> None:
    counts = FilterCounts()
    found = [json.loads(line) for line in filtered(io.BytesIO(b"\n".join(lines)), pipeline, FilterOptions(), counts)]
    assert [one["line"] for one in found] == [number for number, line in enumerate(lines, 1) if line.strip()]
    assert (counts.lines, counts.errors) == (len(found), sum("error" in one for one in found))


def test_tables_and_the_input_are_chosen(pipeline: Pipeline) -> None:
    good, bad = through(pipeline, GOOD + b'\n{"id": 9}', tables=("award_facts",), keep=True)
    assert list(good) == ["line", "input", "award_facts"]
    assert good["input"]["id"] == 7
    assert bad["input"] == {"id": 9}


class Endless(io.RawIOBase):
    """Lines that never end, and how many were asked for."""

    asked = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        del size
        self.asked += 1
        return GOOD + b"\n"


def test_it_reads_no_line_before_it_is_needed(pipeline: Pipeline) -> None:
    lines = Endless()
    answers: Iterator[bytes] = filtered(lines, pipeline, FilterOptions())  # type: ignore[arg-type]
    for _ in range(5):
        next(answers)
    assert lines.asked == 5


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_does_not_grow_with_the_lines(pipeline: Pipeline) -> None:
    def pages() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    answers = filtered(Endless(), pipeline, FilterOptions())  # type: ignore[arg-type]
    sizes = []
    for number, _ in zip(range(500), answers, strict=False):
        if number in (150, 499):
            sizes.append(pages())
    assert (sizes[1] - sizes[0]) * os.sysconf("SC_PAGE_SIZE") < 8_000_000


def test_the_command_answers_line_by_line() -> None:
    """An answer comes before the next line is sent: it can be used as a coprocess."""
    command = [sys.executable, "-m", "extractor", "filter", "--tables", "award_facts", "--strict"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stdout and process.stderr  # noqa: PT018
        for line, key in ((GOOD, "award_facts"), (b"{", "error"), (GOOD, "award_facts")):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            assert key in json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(20) == 1
        assert process.stderr.read().decode().strip() == "1 of 3 lines gave an error"


def test_wrong_tables_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["filter", "--tables", "awards"]) == 2
    assert "no table awards; tables: documents" in capsys.readouterr().err
