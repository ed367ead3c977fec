"""The members of zip and tar archives; of a damaged one, those that can still be read."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from extractor.errors import UnreadableError
from extractor.model import Reject
from extractor.sources.decode import decode
from extractor.sources.options import ReadOptions
from extractor.sources.streams import Input, guarded, seekable
from extractor.sources.zip_salvage import salvaged_members

_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800


def zip_members(item: Input, options: ReadOptions) -> Iterator[Input | Reject]:
    """The files of a zip archive in its own order. Where its directory is lost (a cut download), what its parts still tell."""
    with seekable(item) as whole:
        try:
            archive = zipfile.ZipFile(whole.stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            whole.stream.seek(0)
            yield from salvaged_members(whole, options)
            yield Reject(item.source, "", f"damaged zip archive: {error}")
            return
        with archive:
            for info in archive.infolist():
                if not info.filename.endswith("/") and not _is_hidden(name := _zip_name(info)):
                    yield _zip_member(item, archive, info, name, options)


def tar_members(item: Input, options: ReadOptions) -> Iterator[Input | Reject]:
    """The files of a tar archive in its own order; links and devices in it are left out with a reason."""
    try:
        with tarfile.open(fileobj=item.stream, mode="r|", errors="surrogateescape") as archive:
            for info in archive:
                name = _readable_name(info.name)
                if info.isdir() or _is_hidden(name):
                    continue
                if not info.isreg():
                    yield Reject(f"{item.source}/{name}", "", "not a regular file")
                    continue
                stream = archive.extractfile(info)
                if stream is not None:
                    yield _member(item, name, cast(BinaryIO, stream), options)
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
        yield Reject(item.source, "", f"damaged tar archive: {error}")


def _zip_member(item: Input, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, options: ReadOptions) -> Input | Reject:
    if info.flag_bits & _ENCRYPTED:
        return Reject(f"{item.source}/{name}", "", "encrypted")
    try:
        stream = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        return Reject(f"{item.source}/{name}", "", f"damaged zip member: {error}")
    return _member(item, name, cast(BinaryIO, stream), options)


def _member(item: Input, name: str, stream: BinaryIO, options: ReadOptions) -> Input:
    bare = Input(f"{item.source}/{name}", name, stream, b"", [], item.layers + 1, item.budget)
    return guarded(bare, stream, "archive member", options.max_member_bytes)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; names of Chinese Windows archives are in GB18030 without saying so."""
    if info.flag_bits & _NAME_IS_UTF8 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text
    except (UnicodeEncodeError, UnreadableError):
        return info.filename


def _readable_name(name: str) -> str:
    """A tar member's name; bytes that were not UTF-8 are read as what they look like."""
    try:
        return decode(name.encode("utf-8", "surrogateescape")).text
    except (UnicodeEncodeError, UnreadableError):
        return name.encode("utf-8", "replace").decode("utf-8", "replace")


def _is_hidden(name: str) -> bool:
    """Whether the member is an operating system's own (.DS_Store, __MACOSX/)."""
    return any(
        part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in PurePosixPath(name.replace("\\", "/")).parts
    )
