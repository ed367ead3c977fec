"""Small corpora of articles made here, and pipelines that some of their articles bring down."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

from extractor.batch.pipelines import Choices
from extractor.model import RawArticle
from extractor.outputs.schema import EXTRA_TABLES, TABLES
from extractor.pipeline import ArticleResult, Pipeline
from extractor.rules.pack import load_pack

ARTICLE = (
    "{city}举行市长质量奖颁奖大会\n\n"
    "本报讯 5月{day}日，{city}举行第三届{city}市长质量奖颁奖大会，{name}机械有限公司获得{city}市长质量奖，奖励{sum}万元。\n"
    "全市今年新增省级专精特新企业{count}家。\n"
)
CITIES = ("厦门市", "大连市", "青岛市", "宁波市")
NAMES = ("云帆", "海河", "星河", "瑞霖", "昊泽")
SHARD = 6_000
"""Bytes of a shard in these tests: some ten articles."""
SMALL_SHARD = SHARD // 5
"""The same where a run is killed, so that it has many shards to be killed between."""


def article(number: int) -> str:
    """An article, another one for each number."""
    city, name = CITIES[number % len(CITIES)], NAMES[number % len(NAMES)]
    return ARTICLE.format(city=city, day=number % 28 + 1, name=name, sum=number * 7 % 90 + 10, count=number % 40 + 2)


def write_lines(path: Path, texts: Iterable[str]) -> Path:
    """The texts as a JSON Lines file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts), "utf-8")
    return path


def write_files(directory: Path, number: int) -> Path:
    """So many articles as files, in several directories."""
    for index in range(number):
        path = directory / f"{index % 3}" / f"{index:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(index), "utf-8")
    return directory


def tables_of(out: Path) -> dict[str, bytes]:
    """The tables that a run wrote and the fingerprints, by the names of their files."""
    names = {*(table.name for table in (*TABLES, *EXTRA_TABLES)), "fingerprints"}
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.stem in names}


class Deadly(Pipeline):
    """The real pipeline, but one that some articles end the process of, and some never come back from."""

    def extract(self, article: RawArticle | str) -> ArticleResult:
        text = article if isinstance(article, str) else article.text
        if "毒" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "慢" in text:
            time.sleep(1)
        return super().extract(article)


def deadly(choices: Choices) -> Pipeline:
    """Makes a deadly pipeline."""
    return Deadly(load_pack(choices.rules, disabled=choices.disabled, conversion=choices.conversion))


class Counting(Pipeline):
    """The real pipeline, which leaves a file for each article that it cleans."""

    def extract(self, article: RawArticle | str) -> ArticleResult:
        Path(os.environ["CLEANED_HERE"], f"{time.monotonic_ns()}-{os.getpid()}").touch()
        return super().extract(article)


def counting(choices: Choices) -> Pipeline:
    """Makes a counting pipeline."""
    return Counting(load_pack(choices.rules, disabled=choices.disabled, conversion=choices.conversion))
