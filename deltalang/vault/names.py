"""The names that wikilinks may use in a vault."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from deltalang.diagnostics import near_names

_SUFFIX = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_OTHER_FILE = re.compile(r"\.(?!(?:md|markdown)$)[a-z0-9]{1,8}$")


class Names:
    """The names that wikilinks may use: paths and last parts of paths, in one normal form."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._stems: dict[str, str] = {}
        self._ends: set[str] = set()
        for path in paths:
            stem = _SUFFIX.sub("", path)
            parts = _normal(stem).split("/")
            self._ends.update("/".join(parts[at:]) for at in range(len(parts)))
            self._stems[parts[-1]] = stem.rsplit("/", 1)[-1]

    def has(self, target: str) -> bool:
        """Tell whether a link leads to a note; a link to a file of another kind is believed."""
        wanted = _normal(target)
        if _OTHER_FILE.search(wanted):
            return True
        # A path counts from the top of the vault or from the note, wherever that is.
        parts = [part for part in _SUFFIX.sub("", wanted).split("/") if part not in ("", ".", "..")]
        return "/".join(parts) in self._ends

    def near(self, target: str) -> str:
        """A name like it, or nothing."""
        found = near_names(_normal(target.rsplit("/", 1)[-1]), self._stems, limit=1)
        return self._stems[found[0]] if found else ""


def _normal(name: str) -> str:
    """One spelling for a name: composed (macOS has it otherwise), small letters."""
    return normalize("NFC", name).casefold()
