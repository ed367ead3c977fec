"""What a caller can tell the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MEBIBYTE = 1024 * 1024
MEMBERS_TOGETHER = 8


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read; the defaults recognise everything by name and content.

    `fields` gives a record's field by role (text, html, title, url, date, publisher, author), a dotted path for a nested one.
    `encoding` forces a character set. `input_format` is for inputs whose name tells none, such as stdin (see `formats.FORMATS`).
    `max_article_bytes` bounds what is held in memory for one article or record (no article seen has 2 MiB);
    `max_member_bytes` bounds what one compressed input or archive member may unpack to, and `MEMBERS_TOGETHER` times as much all
    that is packed in one file. `exclude` is a directory left out of those read.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    input_format: str | None = None
    max_article_bytes: int = 16 * MEBIBYTE
    max_member_bytes: int = 8 * 1024 * MEBIBYTE
    exclude: Path | None = None

    @property
    def most_unpacked(self) -> int:
        """How many bytes all that is packed in one file may make."""
        return MEMBERS_TOGETHER * self.max_member_bytes
