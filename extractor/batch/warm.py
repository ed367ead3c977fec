"""Imported by the process that workers are forked from: the pipeline is loaded once, and its memory is shared by all of them.

Forking is safe behind it, as nothing that is loaded here has started a thread: the rules, OpenCC, jieba's dictionary in Rust and
the Aho-Corasick automata start none, numpy and pyarrow are kept from it by the environment that `local` gives this process.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module

from extractor.batch.local import VARIABLE
from extractor.batch.pipelines import Choices, default_pipeline, pipeline_for
from extractor.batch.work import extract_one
from extractor.errors import ExtractorError
from extractor.model import RawArticle

# Damaged as mirror sites damage it, so that what repair needs is loaded too: notes of readings, and a character lost at one.
DAMAGED = (
    "<p>厦門云帆機械有限公司獲得第六屆質(zhì)量獎(jiǎng)，市政府獎(jiǎng)勵(lì)100萬元。</p>"
    "<p>專家表示，該項(xiàng)目詢?nèi)绾纬蔀閲惖陌駱印?</p>"
)
PLAIN = (
    "厦门市质量奖揭晓\n\n本报讯 5月6日，福建省厦门市思明区举行第三届厦门市市长质量奖颁奖大会，"
    "云帆机械有限公司、星河电气股份有限公司等8家企业获奖，市政府各奖励100万元。"
    "全市新增国家级专精特新“小巨人”企业12家，思明区张明的“云帆轴承”项目获省科学技术进步奖二等奖。\n"
)


def _warm(told: str) -> None:
    for module in ("pyarrow.json", "pyarrow.parquet"):
        import_module(module)
    with suppress(ExtractorError):  # the worker meets it again, and can tell it
        pipeline = pipeline_for(default_pipeline, Choices.parsed(told))
        for article in (RawArticle("", PLAIN), RawArticle("", DAMAGED), RawArticle("", DAMAGED, "html")):
            extract_one(pipeline, article)


if VARIABLE in os.environ:
    _warm(os.environ[VARIABLE])
    gc.collect()
    import_module("pyarrow").system_memory_pool().release_unused()  # of all that is free in the heap, or workers copy it
    gc.freeze()  # what is shared stays so: the collector need not look at it, and does not write to it
