"""How the time of an article grows with its length on hostile texts and pages: at 1, 2 and 4 times the length.

`python -m benchmarks.bench_hostile [--characters 25000]` takes all; `--large` takes those of `LARGE` only, up to a million
table cells and 4,000,000 characters in one line, and tells the highest memory too. Linear is a ratio of 2; the last ratio above
`MOST_RATIO` ends with exit code 1.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Mapping
from itertools import pairwise

from extractor import Pipeline
from extractor.model import Media, RawArticle

MOST_RATIO = 3.0
"""Between linear (2) and quadratic (4), with room for noise; lengths that take less than `LEAST` seconds are not judged."""

LEAST = 0.3
PROSE = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。"

RUNS = {
    "元": "元",
    "digits": "1",
    "Chinese digits": "一",
    "commas": "，",
    "ASCII commas": ",",
    "enumeration commas": "、",
    "brackets": "（",
    "ASCII brackets": "(",
    "closing brackets": "）",
    "quotes": "“",
    "book titles": "《",
    "numbers": "1,",
    "sums": "1元",
    "sums in a row": "100万元、",
    "ordinals": "第",
    "prizes": "奖",
    "forms of company": "公司",
    "companies": "厦门云帆机械有限公司、",
    "awards": "质量奖",
    "one endless sentence": PROSE.replace("。", "，"),
    "prose in one line": PROSE,
    "prose in lines": PROSE + "\n",
    "places": "厦门",
    "counties": "区",
    "groups": "等8家企业、",
    "clauses that win": "某公司获质量奖",
    "pinyin notes": "質(zhì)",
    "byte slips": "迫A恒盛??",
    "right-to-left overrides": "\u202e中",
    "NUL": "中\0",
    "half characters": "\ud800",
    "mojibake": "锟斤拷",
    "entities": "&amp;",
    "lines": "中\n",
    "tabs": "a\tb\n",
    "pipes": "a|b\n",
}
TAGS = {
    "nested div": "<div>",
    "nested bold": "<b>",
    "nested tables": "<table><tr><td>",
    "nested lists": "<ul><li>",
    "table rows": "<tr>",
    "paragraphs": "<p>中文",
    "links": "<a href=x>中",
    "headings": "<h1>中文标题</h1>",
    "open quotes": '<a x="',
    "comments": "<!--",
    "scripts": "<script>",
    "wrong nesting": "<b><i>x</b></i>",
    "hidden parts": '<div style="display:none">中文内容，</div>',
    "metadata": "<meta name=author content=x>",
    "wide cells": "<td colspan=1000>企业1",
    "tall cells": "<tr><td rowspan=60000>企业1<td>a",
    "references": "&lt;",
}


def _run(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _cells(length: int) -> str:
    """A table of `length` cells, ten in a row."""
    return "<table>" + ("<tr>" + "<td>云帆1" * 10) * (length // 10) + "</table>"


def _entities(length: int) -> str:
    """Entities that are made of entities, as XML readers would write them out."""
    kinds = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY e0 "云">{kinds}]><p>' + "&e9;" * length


CASES: Mapping[str, tuple[Media, Callable[[int], str]]] = {
    **{name: ("text", _run(piece)) for name, piece in RUNS.items()},
    **{f"<{name}>": ("html", lambda length, tag=tag: tag * length) for name, tag in TAGS.items()},
    "<table cells>": ("html", _cells),
    "<entity bomb>": ("html", _entities),
}

LARGE = {"<table cells>": 250_000, "prose in one line": 1_000_000}
"""Cases that are told to be hard, and the length to begin with: cells, or characters."""


def seconds(pipeline: Pipeline, text: str, media: Media) -> float:
    """The processor time that the article takes."""
    started = time.process_time()
    pipeline.extract(RawArticle("hostile", text, media))
    return time.process_time() - started


def main(lengths: Mapping[str, int]) -> int:
    """Prints a line for each case, from these lengths on; the number of cases that are not linear."""
    pipeline = Pipeline.default()
    pipeline.extract(PROSE)
    wrong = 0
    print(f"{'':28}{'length':>9}{'1x':>9}{'2x':>9}{'4x':>9}   ratios")
    for name, length in lengths.items():
        media, make = CASES[name]
        times = [seconds(pipeline, make(length * factor), media) for factor in (1, 2, 4)]
        ratios = [later / max(earlier, 0.01) for earlier, later in pairwise(times)]
        slow = times[-1] > LEAST and ratios[-1] > MOST_RATIO
        wrong += slow
        shown = "".join(f"{one:8.2f}s" for one in times) + "   " + " ".join(f"{ratio:.1f}" for ratio in ratios)
        print(f"{name:28}{length:>9,}{shown}{'  not linear' if slow else ''}", flush=True)
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=25_000)
    parser.add_argument("--large", action="store_true")
    told = parser.parse_args()
    not_linear = main(LARGE if told.large else dict.fromkeys(CASES, told.characters))
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    sys.exit(min(not_linear, 1))
