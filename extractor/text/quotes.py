"""Quotation marks made alike, so that one rule serves “ ”, 「 」 and straight ones."""

from __future__ import annotations

import re

from extractor.model import Edit
from extractor.text.edits import EditList

_CORNERS = str.maketrans("「」『』﹁﹂", "“”‘’“”")
_CORNER = re.compile("[「」『』﹁﹂]")
# A straight pair encloses at most this many characters; a longer stretch is two unrelated marks.
_STRAIGHT = re.compile('"([^"\\n]{1,60})"')


def to_curly_quotes(text: str) -> EditList:
    """The edits that make corner quotes (「」) and paired straight ones curly; lengths stay."""
    edits = [Edit(m.start(), m.end(), m.group().translate(_CORNERS), "convert.quotes") for m in _CORNER.finditer(text)]
    for match in _STRAIGHT.finditer(text):
        edits.append(Edit(match.start(), match.start() + 1, "“", "convert.quotes"))
        edits.append(Edit(match.end() - 1, match.end(), "”", "convert.quotes"))
    return EditList(len(text), edits)
