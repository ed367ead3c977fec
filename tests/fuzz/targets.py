"""What is fuzzed: each target takes any bytes, and fails only where a promise is broken."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from extractor.errors import RuleError, UnreadableError
from extractor.model import RawArticle, Reject
from extractor.outputs.rows import rows_of
from extractor.pipeline import Pipeline
from extractor.rules.files import names_under
from extractor.rules.pack import default_rules, load_pack
from extractor.rules.yaml_io import load_located
from extractor.sources import ReadOptions, decode, read_articles
from extractor.text.edits import EditChain
from extractor.text.html import html_to_text
from extractor.text.repair import repair

CORPUS = Path(__file__).parent / "corpus"
NAMES = ("a.txt", "a.html", "a.mhtml", "a.json", "a.jsonl", "a.csv", "a.warc", "a.zip", "a.tar", "a")
RULE_NAMES = tuple(sorted(name for name in names_under(default_rules()) if name.endswith(".yaml")))
ARTICLE = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。全市新增省级专精特新企业3家。\n"
SMALL = ReadOptions(max_article_bytes=200_000, max_member_bytes=1_000_000)


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    """The product's own rules, loaded once."""
    return Pipeline.default()


@lru_cache(maxsize=1)
def scratch() -> Path:
    """A directory for the files that a target needs."""
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def fuzz_decode(data: bytes) -> None:
    """Any bytes as any kind of file: articles in valid UTF-8, or rejects with a reason."""
    path = scratch() / NAMES[data[0] % len(NAMES) if data else 0]
    path.write_bytes(data[1:])
    found = list(read_articles([str(path)], SMALL))
    if not found:
        raise AssertionError("neither an article nor a reject")
    for item in found:
        if isinstance(item, Reject) and not item.reason:
            raise AssertionError("a reject without a reason")
        if isinstance(item, RawArticle):
            item.text.encode("utf-8")
    with_hint = data[:8].decode("latin-1")
    try:
        decode(data, with_hint).text.encode("utf-8")
    except UnreadableError:
        return


def fuzz_repair(data: bytes) -> None:
    """Any text: the edits of each stage apply, lead back to the text before it, and leave a repaired text as it is found."""
    text = data.decode("utf-8", "replace")
    before, chain = text, EditChain()
    for stage in repair(text, pipeline().pack.text.repair):
        after = stage.apply(before)
        for edit in stage.edits:
            if not 0 <= edit.start <= edit.end <= len(before):
                raise AssertionError(f"an edit outside the text: {edit}")
        chain, before = chain.then(stage), after
    for place in range(0, len(before), max(1, len(before) // 20)):
        span = chain.to_source(place, place + 1)
        if not 0 <= span.start <= span.end <= len(text):
            raise AssertionError(f"a place outside the raw text: {span}")


def fuzz_html(data: bytes) -> None:
    """Any page: its text and blocks, and rows with places inside the source."""
    text = data.decode("utf-8", "replace")
    page = html_to_text(text, pipeline().pack.text.cleaning)
    clean = page.edits.apply(text)
    if any(not 0 <= block.start < block.end <= len(clean) for block in page.blocks):
        raise AssertionError("a block outside the text")
    result = pipeline().extract(RawArticle("a.html", text, "html"))
    rows_of(result)
    for mention in result.mentions:
        span = result.raw_span(mention.start, mention.end)
        if not 0 <= span.start < span.end <= len(text):
            raise AssertionError(f"a mention outside the source: {mention}")


def fuzz_rules(data: bytes) -> None:
    """Any bytes as any of the rule files: problems with places, or rules that an article can be read with."""
    directory = scratch() / "rules"
    path = directory / RULE_NAMES[data[0] % len(RULE_NAMES) if data else 0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[1:])
    try:
        load_located(path)
        pack = load_pack([directory])
    except RuleError as error:
        if not all(problem.line >= 1 and problem.message for problem in error.problems):
            raise AssertionError("a problem without a place") from error
    else:
        rows_of(Pipeline(pack).extract(RawArticle("a.txt", ARTICLE, "text")))
    finally:
        path.unlink()


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "decode": fuzz_decode,
    "repair": fuzz_repair,
    "html": fuzz_html,
    "rules": fuzz_rules,
}
