"""The names of HTML elements, by what they mean for the text."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# No end tag, no content.
VOID = _names(
    "area base br col embed hr img input link meta param source track wbr frame basefont bgsound keygen",
)
# They do not end a line. The last two stand in pages made by office software.
INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small span "
    "strike strong sub sup time tt u var object img wbr o:p st1:chsdate"
)
# Text in these is no text of the page.
SILENT = _names("select option optgroup button object applet map head marquee datalist rp rt")
# Containers, for measuring how far two lines stand apart: paragraphs, lists and rows are none.
BOXES = _names("div td th caption article main aside header footer nav dd dt fieldset form address figure details")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
# An end tag inside these closes nothing outside.
SCOPE = _names("table td th caption")
TABLE_PARTS = _names("tr tbody thead tfoot")

_ROW_PARTS = _names("td th caption")
_ROWS = _names("tbody thead tfoot tr caption")
_TABLE = _names("table")
_TERMS = (_names("dt dd"), _names("dl table"))
# A start tag closes the elements of the first set that stand open within the nearest of the second.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_names("li"), _names("ul ol menu dir table")),
    "dt": _TERMS,
    "dd": _TERMS,
    "tr": (_ROW_PARTS | _names("tr colgroup"), _TABLE),
    "td": (_ROW_PARTS, _names("table tr")),
    "th": (_ROW_PARTS, _names("table tr")),
    "tbody": (_ROWS, _TABLE),
    "thead": (_ROWS, _TABLE),
    "tfoot": (_ROWS, _TABLE),
    "option": (_names("option"), _names("select")),
    "a": (_names("a"), _names("table td th li div p")),
    "body": (_names("head"), frozenset()),
}
