"""The past: what was typed in earlier conversations, in a file for its owner alone.

The form is that of prompt_toolkit, a line with a plus for each line typed. Several conversations may
write to one file: each entry is written at once, at the end.
"""

import os
import stat
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from deltalang.registry.files import replace_file

MOST = 2_000
"""So many entries are kept when a long file is cut, and so many are read."""
_LONG = 2_000_000
_RECENT = 500
_PRIVATE = 0o600


class Past:
    """The entries of a file; without one, or where it cannot be written, nothing is kept.

    >>> past = Past(None)
    >>> past.add("Δ02"), past.entries()
    (None, [])
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path is not None and not _prepared(path):
            self._path = None

    def entries(self) -> list[str]:
        """Read the entries, the oldest first; what cannot be read is nothing."""
        if self._path is None:
            return []
        try:
            text = self._path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return []
        found = _entries(text)[-MOST:]
        if len(text) > _LONG:
            self._cut(found)
        return found

    def _cut(self, entries: Iterable[str]) -> None:
        assert self._path is not None
        try:
            replace_file(self._path, "".join(_written(one, "cut") for one in entries))
        except OSError:  # it stays long
            self._path = None

    def add(self, entry: str) -> None:
        """Write an entry at the end, with the time; a file that refuses is not asked again."""
        if self._path is None:
            return
        data = _written(entry, str(datetime.now())).encode("utf-8", "replace")
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
            try:
                os.write(handle, data)
            finally:
                os.close(handle)
        except OSError:
            self._path = None


def suggestion(typed: str, entries: Iterable[str]) -> str | None:
    """Find how the latest of some entries that begins so goes on; the latest comes first.

    >>> suggestion("Δ02 +", ["лес", "Δ02 + память"])
    ' память'
    """
    if not typed.strip():
        return None
    for _, entry in zip(range(_RECENT), entries, strict=False):
        if entry.startswith(typed) and entry != typed:
            return entry[len(typed) :]
    return None


def _prepared(path: Path) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=_PRIVATE)
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _entries(text: str) -> list[str]:
    entries: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("+"):
            lines.append(line[1:].rstrip("\r"))
        elif lines:
            entries.append("\n".join(lines))
            lines = []
    return entries


def _written(entry: str, head: str) -> str:
    return f"\n# {head}\n" + "".join(f"+{line}\n" for line in entry.split("\n"))
