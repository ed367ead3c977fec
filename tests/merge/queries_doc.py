"""The queries of docs/queries.md and their results; run as a module it writes the results anew."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.cli.merge import shown
from extractor.merge import merge
from extractor.merge.queries import answer
from tests.quality import CORPUS, ROOT, run_set

DOC = ROOT / "docs" / "queries.md"
_BLOCK = re.compile(r"```sql\n(?P<query>.*?)```\n\n```text\n(?P<result>.*?)```", re.DOTALL)


def documented() -> Iterator[tuple[str, str]]:
    """Each query with the result that stands behind it."""
    return ((found["query"], found["result"]) for found in _BLOCK.finditer(DOC.read_text("utf-8")))


def result_of(out: Path, query: str) -> str:
    """The result as the document shows it: cells apart by bars."""
    names, rows = answer(out, query)
    lines = [names, *([shown(value) for value in row] for row in rows)]
    return "".join(" | ".join(line).rstrip() + "\n" for line in lines)


def write() -> None:
    """Writes all results anew."""
    with tempfile.TemporaryDirectory() as place:
        run_set(CORPUS, Path(place))
        merge([Path(place)])

        def renewed(found: re.Match[str]) -> str:
            return f"```sql\n{found['query']}```\n\n```text\n{result_of(Path(place), found['query'])}```"

        DOC.write_text(_BLOCK.sub(renewed, DOC.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    write()
