"""Stamps tell that a file is another one, and nothing else."""

import os
from pathlib import Path

import pytest

from deltalang.registry.stamps import Seen, stamp


def changed(path: Path) -> None:
    path.write_text("другое", encoding="utf-8")


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def replaced(path: Path) -> None:
    """By a file of the same size and time, as an editor or git may do it."""
    before = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"x" * before.st_size)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace(other, path)


@pytest.mark.parametrize("change", [changed, touched, replaced, os.remove])
def test_a_changed_file_is_noticed(tmp_path: Path, change: object) -> None:
    path = tmp_path / "a"
    path.write_text("одно", encoding="utf-8")
    seen = Seen()
    seen.note(path)
    assert not seen.has_changed()
    path.read_bytes()
    assert not seen.has_changed()
    change(path)  # type: ignore[operator]
    assert seen.has_changed()


def test_a_file_that_comes_to_be_is_noticed(tmp_path: Path) -> None:
    seen = Seen()
    seen.note(tmp_path / "a")
    assert not seen.has_changed()
    (tmp_path / "a").mkdir()
    assert seen.has_changed()


def test_a_file_that_was_seen_before_it_changed_stays_changed(tmp_path: Path) -> None:
    path, seen = tmp_path / "a", Seen()
    seen.note(path)
    path.touch()
    seen.note(path)
    assert seen.has_changed()
    seen.clear()
    assert not seen.has_changed()


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_has_is_none(name: str) -> None:
    assert stamp(name) is None
