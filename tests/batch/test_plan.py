"""Inputs to shards: nothing is lost, doubled or out of order, and a change stays where it is."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch.inputs import local_inputs, local_reading
from extractor.batch.plan import GROUP_FILES, Reading, plan
from extractor.batch.shards import FileGroup, FileRange, InputFile, Shard, Spooled, spooled, streams_of, unspooled
from extractor.model import RawArticle, Reject
from extractor.sources import ReadOptions, read_articles
from extractor.sources.line_ranges import line_ranges, read_range
from extractor.sources.reader import read_stream
from extractor.sources.streams import opened
from tests.batch.corpus import article, write_files, write_lines

OPTIONS = ReadOptions(max_article_bytes=400)

TEXTS = st.text('质量奖abc "\\', min_size=0, max_size=40)
LINES = st.one_of(
    TEXTS.map(lambda text: json.dumps({"text": text}, ensure_ascii=False).encode()),
    TEXTS.map(lambda text: json.dumps({"text": text}, ensure_ascii=False).encode("gb18030")),
    st.sampled_from(
        [b"", b" \t", b"{broken", b"\x1e", b'{"text": "' + b"x" * 500 + b'"}', b"x" * 399, b" " * 450, b"\xff\xfe\xfa"]
    ),
)


@given(lines=st.lists(LINES, max_size=12), size=st.integers(1, 700), ends=st.booleans(), bom=st.booleans())
def test_ranges_of_lines_give_what_the_whole_file_gives(lines: list[bytes], size: int, ends: bool, bom: bool) -> None:
    content = b"\xef\xbb\xbf" * bom + b"\n".join(lines) + b"\n" * ends
    ranges = line_ranges(opened("a.jsonl", "a.jsonl", cast(BinaryIO, io.BytesIO(content))), OPTIONS, size)
    if ranges is None:
        return
    parts = list(ranges)
    assert [part.start for part in parts] == [0, *(part.end for part in parts)][: len(parts)]
    assert (parts[-1].end if parts else 0) == len(content)
    found = [item for part in parts for item in read_range(cast(BinaryIO, io.BytesIO(content)), "a.jsonl", part, OPTIONS)]
    whole = list(read_stream("a.jsonl", "a.jsonl", cast(BinaryIO, io.BytesIO(content)), OPTIONS))
    if not found:
        assert whole == [Reject("a.jsonl", "", "empty")]
    else:
        assert found == whole
    assert len(found) == sum(part.records for part in parts)


@pytest.mark.parametrize("content", [b"[\n{}\n]", '{"text": "甲"}\n'.encode("utf-16"), gzip.compress(b'{"text": "a"}', mtime=0)])
def test_what_cannot_be_read_in_parts(content: bytes) -> None:
    assert line_ranges(opened("a.jsonl", "a.jsonl", cast(BinaryIO, io.BytesIO(content))), OPTIONS, 10) is None


def files_only(options: ReadOptions = OPTIONS) -> Reading:
    """A reading of files that are small, none of which is opened."""

    def never(file: InputFile) -> BinaryIO:
        raise AssertionError(file)

    return Reading(options, never, lambda _: [], lambda key, _: key)


FILES = st.lists(
    st.tuples(st.text("abc/", min_size=1, max_size=6), st.integers(0, 400)), unique_by=lambda pair: pair[0], max_size=60
)


def shards_of(files: Sequence[tuple[str, int]]) -> list[Shard]:
    inputs = [InputFile(f"{name}.txt", f"{name}.txt", size, "1") for name, size in sorted(files)]
    return list(plan(inputs, files_only(), shard_bytes=1000))


def members(shards: Sequence[Shard]) -> list[str]:
    return [member.source for shard in shards if isinstance(shard.content, FileGroup) for member in shard.content.members]


@given(FILES)
def test_small_files_are_grouped_whole_and_in_order(files: list[tuple[str, int]]) -> None:
    shards = shards_of(files)
    assert members(shards) == [f"{name}.txt" for name, _ in sorted(files)]
    assert all(shard.weight <= 1000 and 0 < shard.files <= GROUP_FILES for shard in shards)
    assert len({shard.key for shard in shards}) == len(shards)
    assert [shard.key for shard in shards_of(list(reversed(files)))] == [shard.key for shard in shards]


def test_a_file_that_comes_changes_the_shards_around_it_only() -> None:
    files = [(f"{number:05}", 40) for number in range(2000)]
    before = {shard.key for shard in shards_of(files)}
    after = {shard.key for shard in shards_of([*files, ("00700a", 40)])}
    assert len(before) > 60
    assert 1 <= len(after - before) <= 5


def test_any_container_gives_what_reading_it_whole_gives(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "a.jsonl", map(article, range(40)))
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(gzip.compress((tmp_path / "in" / "a.jsonl").read_bytes()))
    (tmp_path / "in" / "c.csv").write_text("text\n" + "".join(f'"{article(n)}"\n' for n in range(30)), "utf-8")
    (tmp_path / "in" / "blank.jsonl").write_bytes(b"\n" * 9000)
    write_files(tmp_path / "in" / "d", 20)
    (tmp_path / "in" / "gone").symlink_to(tmp_path / "nowhere")
    options = ReadOptions()

    def spool(key: str, content: bytes) -> str:
        (tmp_path / key).write_bytes(content)
        return str(tmp_path / key)

    shards = list(plan(local_inputs([str(tmp_path / "in")], options), local_reading(options, spool), shard_bytes=6000))
    kinds = {type(shard.content) for shard in shards}
    assert kinds == {FileGroup, FileRange, Spooled}
    found = [item for shard in shards for _, items in streams_of(shard, options, None) for item in items]
    assert found == list(read_articles([str(tmp_path / "in")], options))
    assert sum(shard.files for shard in shards) == 25


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 9)
    (tmp_path / "in.txt").write_text(article(1), "utf-8")
    named = [str(tmp_path / "in" / "1"), str(tmp_path / "in.txt"), str(tmp_path / "in"), str(tmp_path / "in" / "0" / "003.txt")]
    orders = [[item.source for item in local_inputs(paths, OPTIONS)] for paths in (named, named[::-1], named[2:] + named[:2])]
    assert orders[0] == orders[1] == orders[2]
    assert len(orders[0]) == len(set(orders[0])) == 10
    assert orders[0] == sorted(orders[0], key=lambda source: Path(source).parts)


@given(st.lists(st.one_of(st.builds(RawArticle, st.text(), st.text()), st.builds(Reject, st.text(), st.text(), st.text()))))
def test_spooled_records_are_the_same_again(items: list[RawArticle | Reject]) -> None:
    assert unspooled(spooled(items)) == items


def test_a_file_that_changes_under_the_plan_is_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", map(article, range(40)))
    shards = list(plan(local_inputs([str(path)], OPTIONS), files_at(path), shard_bytes=6000))
    with path.open("r+b") as file:
        file.seek(-20, io.SEEK_END)
        file.write("厦".encode())
    found = [item for shard in shards for _, items in streams_of(shard, ReadOptions(), None) for item in items]
    assert len(shards) > 1
    assert [item for item in found if isinstance(item, Reject)][-1].reason == "the file changed while it was read"
    assert len(found) == 41


def files_at(path: Path) -> Reading:
    """A reading of files that are there."""
    return local_reading(ReadOptions(), lambda key, _: str(path.with_name(key)))
