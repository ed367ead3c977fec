"""Text that was decoded with the wrong character set, decoded again; what cannot be decoded again is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model import Edit
from extractor.text.repair.gbk import codes

# Windows-1252's characters for 80-9F, which stand among Latin-1 ones in text that was read as Western European.
_WINDOWS = {bytes((byte,)).decode("cp1252", "replace"): byte for byte in range(0x80, 0xA0)}
_WINDOWS.pop("\ufffd", None)
_NEXT = "\u0080-\u00bf" + "".join(_WINDOWS)
_LATIN = re.compile(f"[\u00c0-\u00ff{_NEXT}]{{2,}}")
_UTF8_AS_LATIN = re.compile(rf"(?:[\u00c2-\u00df][{_NEXT}]|[\u00e0-\u00ef][{_NEXT}]{{2}}|[\u00f0-\u00f4][{_NEXT}]{{3}})+")
_PLAUSIBLE = re.compile("[\u00a0-\u00ff\u2000-\u206f\u20ac\u2122\u3000-\u9fff\uff00-\uffef]+")
_UTF8_AS_GBK = re.compile(r"[^\x00-\x3e\x40-\x7f\u3001-\u3002\uff0c]{2,}")
# First two bytes of frequent UTF-8 characters (，：（ 、。 “” 的 是 中 在 国 了 公 年 日), read as GBK: rare or no Chinese.
_SIGNS = re.compile("[锛銆鈥鐨鏄涓鍦鍥浜鍏骞鏃]")
SUSPECTS = "锛銆鈥鐨鏄涓鍦鍥浜鍏骞鏃锟\ufffd烫屯\u00c2-\u00f4"
"""Characters without one of which a text has no mojibake, as a piece of a regular expression's class."""
_SURE_SIGNS = re.compile("[锛銆鈥鐨]|[鏄涓鍦鍥浜鍏骞鏃][^\x00-\x7f]{0,6}[鏄涓鍦鍥浜鍏骞鏃]")
_LOST = re.compile("(?:锟斤拷|锟斤|\ufffd)+|烫{4,}|屯{4,}")
_LOST_SIGN = re.compile("[锟\ufffd烫屯](?:(?<=[锟\ufffd])|烫烫烫|屯屯屯)")
_LATIN_SIGN = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u00c0-\u00fe\u0152-\u2122]")


def find_mojibake(text: str) -> list[Edit]:
    """The edits that decode again. A stretch whose bytes are lost (锟斤拷) is replaced by itself, with confidence 0."""
    edits = [*_from_gbk(text)] if _SIGNS.search(text) else []
    if _LATIN_SIGN.search(text):
        edits += _from_latin(text)
    taken = [(edit.start, edit.end) for edit in edits]
    for found in _LOST.finditer(text) if _LOST_SIGN.search(text) else ():
        if not any(start < found.end() and found.start() < end for start, end in taken):
            edits.append(Edit(found.start(), found.end(), found.group(), "repair.mojibake.lost", 0.0))
    return edits


def _from_gbk(text: str) -> Iterator[Edit]:
    for found in _UTF8_AS_GBK.finditer(text):
        run = found.group()
        if not _SURE_SIGNS.search(run):
            continue
        data = b"".join(codes().get(char, b"?") for char in run)
        decoded = data.decode("utf-8", "replace").replace("?", "")
        lost = decoded.count("\ufffd")
        if _is_chinese(decoded.replace("\ufffd", "")) and lost * 4 <= len(decoded):
            yield Edit(found.start(), found.end(), decoded, "repair.mojibake", 0.8 if lost else 0.99)


def _from_latin(text: str) -> Iterator[Edit]:
    for run in _LATIN.finditer(text):
        chinese = _gbk_as_latin(run.group())
        if chinese:
            yield Edit(run.start(), run.end(), chinese, "repair.mojibake", 0.99)
            continue
        for found in _UTF8_AS_LATIN.finditer(text, run.start(), run.end()):
            decoded = _utf8_as_latin(found.group())
            if decoded is not None:
                yield Edit(found.start(), found.end(), decoded, "repair.mojibake", 0.99)


def _utf8_as_latin(run: str) -> str | None:
    """The run as UTF-8, or None. A word's accent before dashes or quotes (café——) is no mojibake: some byte must be of the
    range that no keyboard has."""
    if not any("\u0080" <= char <= "\u00bf" for char in run) and len(run) < 6 and run[0] not in "ÂÃ":
        return None
    decoded = _decoded(bytes(_WINDOWS.get(char, ord(char)) for char in run), "utf-8")
    return decoded if decoded and _PLAUSIBLE.fullmatch(decoded) else None


def _gbk_as_latin(run: str) -> str | None:
    """The run as GB 2312, or None; three characters at the least, and not where it is UTF-8 too."""
    if len(run) < 6 or not all("\u00a1" <= char <= "\u00fe" for char in run) or _decoded(run.encode("latin-1"), "utf-8"):
        return None
    decoded = _decoded(run.encode("latin-1"), "gb2312")
    return decoded if decoded and _is_chinese(decoded) else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str) -> bool:
    """Whether at least half of the text is Chinese characters and punctuation."""
    return sum("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" for char in text) * 2 > len(text)
