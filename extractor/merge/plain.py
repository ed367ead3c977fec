"""Names without what tells nothing: width, script, notes, brackets, quotes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

import opencc

_NOTE = re.compile(r"\([a-zß-ǿ]{1,7}\)")
_EMPTY = re.compile(r"[\s()\[\]〔〕【】“”‘’\"'《》〈〉「」『』·•・.,，。、\-－—–_]+")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def evened(written: str) -> str:
    """The name in half-width signs and Simplified characters, in capitals, without the readings of mirror sites."""
    text = _NOTE.sub("", unicodedata.normalize("NFKC", written).replace("（", "(").replace("）", ")"))
    return str(_simplifier().convert(text)).upper()


@lru_cache(maxsize=100_000)
def plain(written: str) -> str:
    """The evened name without brackets, quotes, dots and space; what stands in brackets stays."""
    return _EMPTY.sub("", evened(written))


def stable_id(kind: str, *parts: object) -> str:
    """A letter and 15 hexadecimal digits that are the same for the same parts on every run."""
    text = "\0".join((kind, *("" if part is None else str(part) for part in parts)))
    return kind + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:15]
