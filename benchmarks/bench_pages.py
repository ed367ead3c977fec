"""Main text of 69 Chinese pages against hand-made gold, beside readability-lxml and trafilatura in the same run.

    python benchmarks/bench_pages.py [DIRECTORY] [--worst N]

DIRECTORY holds `cwced.json` (a list of {id, date, title, …}) and `cwced/ID.html`, `cwced/ID.txt`. The score is the F1 of
character 4-grams (as multisets, white space removed), the mean over the pages; the title is not part of the gold's main text.
Each tool gets the decoded page. `--worst N` lists the N pages that score lowest.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.model import Metadata
from extractor.rules.cleaning import load_cleaning
from extractor.sources.decode import decode
from extractor.text.boilerplate import find_boilerplate
from extractor.text.dateline import parse_date
from extractor.text.edits import EditList
from extractor.text.html import html_to_text
from extractor.text.metadata import find_metadata

ROOT = Path(__file__).parents[1]
DEFAULT = ROOT.parent / "shared" / "data" / "pages"
RULES = load_cleaning(ROOT / "rules" / "cleaning")
GRAM = 4


@dataclass(frozen=True)
class Page:
    """One page with its gold."""

    name: str
    raw: str
    gold: str
    date: str | None
    title: str | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    if not options.directory.is_dir():
        print(f"no pages in {options.directory}: nothing to compare")
        return
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    pages = load_pages(options.directory)
    print(f"{len(pages)} pages")
    for name, tool in (("this project", main_text), ("readability-lxml", with_readability), ("trafilatura", with_trafilatura)):
        print(run(name, tool, pages, options.worst if tool is main_text else 0))
    print(metadata_line(pages))


def load_pages(directory: Path) -> list[Page]:
    """The pages with their gold, decoded as the project decodes them."""
    pages: list[Page] = []
    for entry in json.loads((directory / "cwced.json").read_text(encoding="utf-8")):
        base = directory / "cwced" / entry["id"]
        raw = decode(base.with_suffix(".html").read_bytes()).text
        gold = base.with_suffix(".txt").read_text(encoding="utf-8")
        pages.append(Page(entry["id"], raw, gold, parse_date(entry.get("date") or ""), entry.get("title")))
    return pages


def run(name: str, tool: Callable[[str], str], pages: list[Page], worst: int) -> str:
    """One row of the result: the tool's mean score and speed."""
    scores: list[tuple[float, str]] = []
    spent = 0.0
    for page in pages:
        start = time.process_time()
        try:
            text = tool(page.raw)
        except Exception as error:  # noqa: BLE001 -- another tool's failure is a score of 0, not the end of the run
            text = ""
            print(f"  {name} failed on {page.name}: {error}")
        spent += time.process_time() - start
        scores.append((f1(text, page.gold), page.name))
    rows = [f"{name:18} F1 {sum(score for score, _ in scores) / len(scores):.4f}  {len(pages) / spent:6.1f} pages/s"]
    rows += [f"    {score:.3f} {page}" for score, page in sorted(scores)[:worst]]
    return "\n".join(rows)


def f1(text: str, gold: str) -> float:
    """The F1 of the two texts' character 4-grams as multisets."""
    ours, theirs = grams(text), grams(gold)
    if not ours or not theirs:
        return float(ours == theirs)
    return 2 * sum((ours & theirs).values()) / (sum(ours.values()) + sum(theirs.values()))


def grams(text: str) -> Counter[str]:
    """How often each run of four characters occurs, white space left out."""
    dense = re.sub(r"\s+", "", text)
    return Counter(dense[at : at + GRAM] for at in range(len(dense) - GRAM + 1))


def article(raw: str) -> tuple[str, Metadata]:
    """The article's text without its title, and its metadata."""
    page = html_to_text(raw, RULES)
    text = page.edits.apply(raw)
    meta = find_metadata(text, page.blocks, page.meta, RULES, site_name=page.site_name)
    clean = EditList(len(text), find_boilerplate(text, page.blocks, RULES, media="html"))
    title = next((block for block in page.blocks if block.kind == "title"), None)
    start = clean.to_target(title.start, title.end).end if title and title.start == 0 else 0
    return clean.apply(text)[start:], meta


def main_text(raw: str) -> str:
    """What the project takes for the main text."""
    return article(raw)[0]


def with_readability(raw: str) -> str:
    """What readability-lxml takes for the main text."""
    import lxml.html
    from readability import Document

    found: Any = lxml.html.fromstring(Document(raw).summary())
    return str(found.text_content())


def with_trafilatura(raw: str) -> str:
    """What trafilatura takes for the main text."""
    import trafilatura

    return trafilatura.extract(raw) or ""


def metadata_line(pages: list[Page]) -> str:
    """How many dates and titles are exact, of the pages whose gold tells them."""
    dates = [(page.date, article(page.raw)[1].published) for page in pages if page.date]
    titles = [(page.title, article(page.raw)[1].title) for page in pages if page.title]
    exact = [sum(gold == found for gold, found in pairs) for pairs in (dates, titles)]
    return f"dates exact: {exact[0]} of {len(dates)}; titles exact: {exact[1]} of {len(titles)}"


if __name__ == "__main__":
    main()
