"""The names that wikilinks may use in a vault."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from deltalang.diagnostics import near_names


class Names:
    """The names that wikilinks may use: paths and last parts of paths, in one normal form."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._stems: dict[str, str] = {}
        self._paths: set[str] = set()
        for path in paths:
            stem = path.removesuffix(".md").removesuffix(".markdown")
            self._paths.update((_normal(path), _normal(stem)))
            self._stems[_normal(stem.rsplit("/", 1)[-1])] = stem.rsplit("/", 1)[-1]

    def has(self, target: str) -> bool:
        """Tell whether a link leads to a note; a link to a file of another kind is believed."""
        wanted = _normal(target)
        if re.search(r"\.(?!md$|markdown$)[a-z0-9]{1,5}$", wanted):
            return True
        stem = wanted.removesuffix(".md").strip("/")
        if "/" not in stem:
            return stem in self._stems
        # A path counts from the top of the vault, wherever that is.
        return any(path == stem or path.endswith("/" + stem) for path in self._paths)

    def near(self, target: str) -> str:
        """A name like it, or nothing."""
        found = near_names(_normal(target.rsplit("/", 1)[-1]), self._stems, limit=1)
        return self._stems[found[0]] if found else ""


def _normal(name: str) -> str:
    """One spelling for a name: composed (macOS has it otherwise), small letters."""
    return normalize("NFC", name).casefold()
