"""Which format an input has, by the ending of its name, else by its first bytes."""

from __future__ import annotations

import re

from extractor.errors import UnreadableError
from extractor.sources.streams import Input

_ENDINGS = {
    "text": ".txt .text .md .log",
    "html": ".html .htm .xhtml .shtml .xht",
    "mhtml": ".mhtml .mht",
    "json": ".json",
    "jsonl": ".jsonl .ndjson .jl",
    "csv": ".csv",
    "tsv": ".tsv .tab",
    "parquet": ".parquet .pq",
    "xlsx": ".xlsx .xlsm",
    "warc": ".warc .wet",
    "zip": ".zip",
    "tar": ".tar",
}
FORMATS = tuple(_ENDINGS)
_BY_ENDING = {ending: name for name, endings in _ENDINGS.items() for ending in endings.split()}
_PACKED_OFFICE = (".docx", ".xls", ".pptx", ".odt", ".ods", ".epub", ".jar", ".apk")
_BINARY_MAGIC = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"PAR1", "parquet"), (b"WARC/", "warc"))
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*){0,3}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MAIL = re.compile(rb"^(?:[\w-]{1,40}:.{0,500}\r?\n(?:[ \t].{0,500}\r?\n){0,20}){1,20}", re.IGNORECASE)
_JSON_HEAD = re.compile(r'^\s*(?:\[\s*)*(?:\{\s*(?:"|\})|\[\s*\]|\[")')


def format_of(item: Input, told: str | None) -> str:
    """One of FORMATS. An ending decides unless the bytes are certainly something else; `told` where the ending is none."""
    by_ending = _BY_ENDING.get(item.suffix)
    if item.suffix in _PACKED_OFFICE:
        raise UnreadableError(f"binary data: a {item.suffix} file")
    if by_ending not in (None, "text", "html"):
        return str(by_ending)
    if by_ending is None and told:
        return told
    return _by_bytes(item.head, open_ended=by_ending is None) or by_ending or "text"


def is_page(head: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _by_bytes(head: bytes, *, open_ended: bool) -> str | None:
    for magic, name in _BINARY_MAGIC:
        if head.startswith(magic):
            return name
    if head[257:262] == b"ustar":
        return "tar"
    if _is_mail(head):
        return "mhtml"
    if is_page(head):
        return "html"
    return "json" if open_ended and _is_json(head) else None


def _is_mail(head: bytes) -> bool:
    found = _MAIL.match(head)
    return found is not None and b"mime-version:" in found.group().lower()


def _is_json(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
    return text[:1] in ("{", "[") and _JSON_HEAD.match(text) is not None
