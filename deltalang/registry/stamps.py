"""Stamps: cheap signs of files, to tell whether what was read of them would be read again."""

import os
from importlib.resources.abc import Traversable
from pathlib import Path

Stamp = tuple[int, int, int] | None
"""The time of the last change, the size and the number of a file; None where there is none."""


def stamp(path: str | Path) -> Stamp:
    """Look at a file or folder without reading it.

    >>> stamp("no such file") is None, stamp(".") == stamp(".")
    (True, True)
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # not there, not to be looked at, no name that a file can have
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Seen:
    """What somebody looked at, there or not, each as it was just before it was read.

    >>> seen = Seen()
    >>> seen.note(Path("no such file"))
    >>> seen.has_changed()
    False
    """

    def __init__(self) -> None:
        self._stamps: dict[str, Stamp] = {}

    def note(self, entry: Traversable) -> None:
        """Note what is about to be read. What lies in an archive does not change."""
        if isinstance(entry, Path):
            name = os.path.abspath(entry)
            if name not in self._stamps:  # what was read of it first may still be in use
                self._stamps[name] = stamp(name)

    def has_changed(self) -> bool:
        """Tell whether any of it is another one now, came, or went."""
        return any(stamp(name) != before for name, before in self._stamps.items())

    def clear(self) -> None:
        """Forget everything, as whoever forgets what he read may."""
        self._stamps.clear()
