"""A folder of formulas, `d02/v1.yaml`: a catalog that reads only what it is asked for."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable

from deltalang._resources import resource
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.keys import key
from deltalang.registry.files import decode
from deltalang.registry.records import load_labels, load_record
from deltalang.semantics.catalog import Formula, Missing, pick_edition

_FOLDER = re.compile(r"d([0-9]{1,9})")
_RECORD = re.compile(r"v([1-9][0-9]{0,8})\.yaml")


class FolderCatalog:
    """The formulas of a folder. A code leads straight to its folder; a slug needs all of them.

    A bad record raises DeltaError when it is asked for by code, and is skipped and kept on
    `problems` when all formulas are listed.
    """

    def __init__(self, root: Traversable, *, layer: str, name: str | None = None) -> None:
        self.root, self.layer = root, layer
        self.name = name or str(root)
        self.problems: list[Diagnostic] = []
        self._known: dict[str, tuple[list[Formula], dict[str, int]] | None] = {}
        self._slugs: dict[str, str] | None = None

    def find(self, name: str, pin: str | None) -> Formula | Missing:
        """See `Catalog.find`. Raises DeltaError for a bad record."""
        code = self._by_slug(name[2:]) if name.startswith("Δ:") else name[1:]
        loaded = self._load(code) if code else None
        return pick_edition(loaded[0], pin, loaded[1]) if loaded else Missing("formula")

    def formulas(self) -> Iterator[Formula]:
        """See `Catalog.formulas`."""
        for code in self._codes():
            try:
                found = self.find(f"Δ{code}", None)
            except DeltaError as error:
                self.problems += [p for p in error.diagnostics if p not in self.problems]
                continue
            if isinstance(found, Formula):
                yield found

    def _codes(self) -> list[str]:
        names = (_FOLDER.fullmatch(entry.name) for entry in self.root.iterdir())
        return sorted((match[1] for match in names if match), key=lambda code: (int(code), code))

    def _by_slug(self, slug: str) -> str | None:
        if self._slugs is None:
            self._slugs = {key(f.slug): f.name[1:] for f in self.formulas() if f.slug}
        return self._slugs.get(key(slug))

    def _load(self, code: str) -> tuple[list[Formula], dict[str, int]] | None:
        if code not in self._known:
            self._known[code] = self._read(code) if code.isdecimal() else None
        return self._known[code]

    def _read(self, code: str) -> tuple[list[Formula], dict[str, int]] | None:
        folder = self.root.joinpath(f"d{code}")
        if len(code) > 9 or not folder.is_dir():
            return None
        numbered = ((_RECORD.fullmatch(entry.name), entry) for entry in folder.iterdir())
        records = sorted((int(match[1]), entry) for match, entry in numbered if match)
        editions = [
            load_record(
                _text(entry, f"{self.name}/d{code}/{entry.name}"),
                name=f"{self.name}/d{code}/{entry.name}",
                layer=self.layer,
                edition=f"Δ{code}@{version}",
            )
            for version, entry in records
        ]
        labels, place = folder.joinpath("labels.yaml"), f"{self.name}/d{code}/labels.yaml"
        names = load_labels(_text(labels, place), name=place) if labels.is_file() else {}
        return (editions, names) if editions else None


def _text(entry: Traversable, name: str) -> str:
    return decode(entry.read_bytes(), name).text


@cache
def standard_library() -> FolderCatalog:
    """The formulas that come with the package.

    >>> standard_library().find("Δ02", None).slug
    'сжатие-жар-рост'
    """
    return FolderCatalog(resource("stdlib", "formulas"), layer="stdlib", name="stdlib")


def is_pack(root: Traversable) -> bool:
    """Tell whether a folder holds formulas."""
    return root.is_dir() and any(_FOLDER.fullmatch(entry.name) for entry in root.iterdir())
