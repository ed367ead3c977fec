"""Files of the cache: this user's only, whole or not at all, and thrown away when they are old."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cache import files
from extractor.cache.files import load, save, throw_old_away
from extractor.cache.places import own_directory

CONTENT = b"what was made out"
SOMEBODY = 54_321
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty cache directory that is to be made."""
    told = tmp_path / "home" / "cache"
    told.parent.mkdir(mode=0o700)
    monkeypatch.setenv("EXTRACTOR_CACHE", str(told))
    return told


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def age(path: Path, days: float) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


def test_what_is_kept_is_for_this_user_only(place: Path) -> None:
    directory = own_directory("rules")
    assert directory == place / "rules"
    assert save(directory / "one", CONTENT)
    assert [mode(path) for path in (place, directory, directory / "one")] == [0o700, 0o700, 0o600]
    assert load(directory / "one") == CONTENT
    assert [path.name for path in directory.iterdir()] == ["one"]


@settings(deadline=None)
@given(at=st.integers(0, 48), bit=st.integers(0, 7))
def test_a_damaged_file_is_ignored(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged"
    save(path, CONTENT)
    whole = bytearray(path.read_bytes())
    whole[at] ^= 1 << bit
    path.write_bytes(whole)
    assert load(path) is None


@pytest.mark.parametrize("content", [b"", b"short", CONTENT, b"\0" * 500])
def test_foreign_content_is_ignored(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "foreign").write_bytes(content)
    assert load(tmp_path / "foreign") is None


def test_a_file_that_is_not_there_is_ignored(tmp_path: Path) -> None:
    assert load(tmp_path / "none") is None


@pytest.mark.parametrize("loose", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_ignored(tmp_path: Path, loose: int) -> None:
    save(tmp_path / "one", CONTENT)
    (tmp_path / "one").chmod(loose)
    assert load(tmp_path / "one") is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    save(tmp_path / "one", CONTENT)
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert load(tmp_path / "link") is None


@as_root
def test_what_somebody_else_owns_is_ignored(place: Path, tmp_path: Path) -> None:
    save(tmp_path / "one", CONTENT)
    os.chown(tmp_path / "one", SOMEBODY, SOMEBODY)
    assert load(tmp_path / "one") is None
    assert own_directory("rules") is not None
    os.chown(place / "rules", SOMEBODY, SOMEBODY)
    assert own_directory("rules") is None


@as_root
def test_nothing_is_kept_in_the_home_of_somebody_else(place: Path) -> None:
    os.chown(place.parent, SOMEBODY, SOMEBODY)
    assert own_directory("rules") is None
    assert not place.exists()


@pytest.mark.parametrize("below", ["", "home", "home/cache"])
def test_a_place_that_anybody_can_write_is_not_used(place: Path, tmp_path: Path, below: str) -> None:
    place.mkdir()
    (tmp_path / below).chmod(0o777)
    assert own_directory("rules") is None


def test_a_sticky_place_is_used(place: Path) -> None:
    place.parent.chmod(0o1777)
    assert own_directory("rules") == place / "rules"


def test_a_directory_that_others_can_write_is_not_used(place: Path) -> None:
    own_directory("rules")
    (place / "rules").chmod(0o770)
    assert own_directory("rules") is None


def test_a_linked_directory_is_not_used(place: Path, tmp_path: Path) -> None:
    place.mkdir(mode=0o700)
    (place / "rules").symlink_to(tmp_path)
    assert own_directory("rules") is None


def test_what_links_lead_to_is_looked_at(place: Path, tmp_path: Path) -> None:
    (tmp_path / "open" / "cache").mkdir(parents=True)
    (tmp_path / "open").chmod(0o777)
    place.symlink_to(tmp_path / "open" / "cache")
    assert own_directory("rules") is None


def test_links_in_a_circle_lead_nowhere(place: Path) -> None:
    place.symlink_to(place)
    assert own_directory("rules") is None


def test_where_nothing_can_be_made_nothing_is_kept(place: Path, tmp_path: Path) -> None:
    place.write_bytes(b"a file stands here")
    assert own_directory("rules") is None
    assert save(tmp_path / "none" / "one", CONTENT) is False


def test_what_is_old_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "KEPT_FILES", 3)
    for name, days in {"a": 0, "b": 1, "c": 2, "d": 3, "e": 31}.items():
        save(tmp_path / name, CONTENT)
        age(tmp_path / name, days)
    throw_old_away(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_what_a_broken_off_program_left_goes_after_a_day(tmp_path: Path) -> None:
    for name, days in {".a.1.part": 0.1, ".b.2.part": 1.1, "c": 29.0, "d": 31.0}.items():
        (tmp_path / name).write_bytes(CONTENT)
        age(tmp_path / name, days)
    throw_old_away(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.1.part", "c"]


def test_what_is_used_stays(tmp_path: Path) -> None:
    save(tmp_path / "one", CONTENT)
    age(tmp_path / "one", 29)
    assert load(tmp_path / "one") == CONTENT
    assert time.time() - (tmp_path / "one").stat().st_mtime < 3600
