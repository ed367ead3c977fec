"""The adapters in their frameworks: a real crawl of Scrapy, a real pipeline of datatrove."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extractor.outputs.json_schema import json_schema
from extractor.outputs.schema import AWARD_FACTS
from tests.quality import ROOT

TEXT = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。"

SPIDER = """
import scrapy
from urllib.parse import quote

TEXT = {text!r}

class News(scrapy.Spider):
    name = "news"
    start_urls = ["data:text/html;charset=utf-8," + quote(f"<p>{{TEXT}}</p>"), "data:text/html,empty"]
    custom_settings = {{
        "ITEM_PIPELINES": {{"extractor.adapters.scrapy.ExtractorPipeline": 300}},
        "EXTRACTOR_FIELDS": {{"text": "body"}},
        "EXTRACTOR_TABLES": "award_facts",
        "FEEDS": {{"items.json": {{"format": "json", "encoding": "utf8"}}}},
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }}

    def parse(self, response):
        yield {{"body": response.css("p::text").get(), "place": response.url[:20]}}
"""


@pytest.mark.slow
def test_a_crawl_of_scrapy_gets_facts(tmp_path: Path) -> None:
    (tmp_path / "spider.py").write_text(SPIDER.format(text=TEXT), "utf-8")
    command = [sys.executable, "-m", "scrapy", "runspider", "spider.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Error" not in done.stderr, done.stderr.decode()
    items = sorted(json.loads((tmp_path / "items.json").read_text("utf-8")), key=lambda item: item["body"] is None)
    facts = items[0]["extracted"]["award_facts"]
    assert [(fact["award"], fact["edition"]) for fact in facts] == [("厦门市质量奖", 6)]
    Draft202012Validator(json_schema(AWARD_FACTS)).validate(facts[0])
    assert items[1]["extracted"] == {"error": "no field body; fields: body, place"}


def test_the_scrapy_pipeline_takes_items_of_other_kinds() -> None:
    from dataclasses import dataclass

    from scrapy import Spider
    from scrapy.utils.test import get_crawler

    from extractor.adapters.scrapy import ExtractorPipeline

    @dataclass
    class Item:
        content: str
        url: str = "https://news.example/1"
        facts: Any = None

    crawler = get_crawler(Spider, {"EXTRACTOR_OUTPUT": "facts"})
    pipeline = ExtractorPipeline.from_crawler(crawler)
    item = pipeline.process_item(Item(TEXT))
    assert item.facts["documents"]["source"] == "https://news.example/1"
    assert item.facts["funding_facts"][0]["amount"] == 1000000


@pytest.mark.filterwarnings("ignore")
def test_a_pipeline_of_datatrove_gets_facts(tmp_path: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from extractor.adapters.datatrove import ExtractorStep

    (tmp_path / "in").mkdir()
    lines = [{"id": "n1", "text": TEXT, "metadata": {"title": "题"}}, {"id": "n2", "text": "今日无事发生。"}]
    (tmp_path / "in" / "a.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    steps = [
        JsonlReader(str(tmp_path / "in")),
        ExtractorStep(tables="documents,award_facts"),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    LocalPipelineExecutor(pipeline=steps, tasks=1, logging_dir=str(tmp_path / "logs")).run()
    written = [json.loads(line) for path in (tmp_path / "out").iterdir() for line in path.read_text("utf-8").splitlines()]
    assert [one["id"] for one in written] == ["n1", "n2"]
    found = written[0]["metadata"]["extracted"]
    assert [fact["award"] for fact in found["award_facts"]] == ["厦门市质量奖"]
    assert found["documents"]["title"] == "题"
    assert written[1]["metadata"]["extracted"]["award_facts"] == []


def test_the_datatrove_step_travels_to_workers() -> None:
    import dill

    from extractor.adapters.datatrove import ExtractorStep

    step = dill.loads(dill.dumps(ExtractorStep(tables="award_facts", rules=("mine",))))
    assert (step.tables, step.rules) == (("award_facts",), ("mine",))
