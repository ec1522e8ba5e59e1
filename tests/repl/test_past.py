"""The past: kept for its owner, whole lines from several conversations, never in the way."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.history import FileHistory
from text_strategies import ANY_TEXT

from deltalang.repl import past as module
from deltalang.repl.past import MOST, Past, suggestion


def test_gives_back_what_was_added(tmp_path: Path) -> None:
    path = tmp_path / "deep/history"
    entries = ["Δ02 +\n  память", "", "# note", "+ лес"]
    for entry in entries:
        Past(path).add(entry)
    assert Past(path).entries() == entries
    assert list(FileHistory(str(path)).load_history_strings()) == entries[::-1]


@given(entries=st.lists(ANY_TEXT, max_size=5))
def test_keeps_any_text(tmp_path_factory: pytest.TempPathFactory, entries: list[str]) -> None:
    path = tmp_path_factory.mktemp("past") / "history"
    past = Past(path)
    for entry in entries:
        past.add(entry)
    wanted = [entry.encode("utf-8", "replace").decode() for entry in entries]
    found = past.entries()
    assert len(found) == len(wanted)
    assert [one.replace("\r", "") for one in found] == [one.replace("\r", "") for one in wanted]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "history"
    Past(path).add("лес")
    assert path.stat().st_mode & 0o777 == 0o600


def test_several_conversations_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "history"
    entries = [f"{n}: " + "лес + " * 500 + "\n  тень" for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda entry: Past(path).add(entry), entries))
    assert sorted(Past(path).entries()) == sorted(entries)


def test_is_cut_when_it_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "history"
    monkeypatch.setattr(module, "_LONG", 1000)
    past = Past(path)
    for number in range(MOST + 50):
        past.add(str(number))
    assert past.entries()[0] == "50"
    assert len(Past(path).entries()) == MOST
    assert "+49\n" not in path.read_text(encoding="utf-8")


def test_is_nothing_where_it_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file/history", tmp_path, Path("/dev/null")):
        past = Past(path)
        past.add("лес")
        assert past.entries() == []


def test_stops_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    past = Past(tmp_path / "history")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        past.add("лес")
    past.add("тень")
    assert past.entries() == []


def test_suggests_the_latest_that_begins_so() -> None:
    entries = ["Δ02 + мох", "Δ02 + лес", "Δ02"]
    assert suggestion("Δ02 + ", entries) == "мох"
    assert suggestion("Δ02", entries) == " + мох"
    assert suggestion("Δ02 + лес", entries) is None
    assert suggestion("  ", ["   мох"]) is None
