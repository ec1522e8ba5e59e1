"""A folder of formulas, `d02/v1.yaml`: a catalog that reads only what it is asked for."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable

import attrs

from deltalang._resources import resource
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.keys import key
from deltalang.registry.files import decode
from deltalang.registry.labels import Labels, load_labels
from deltalang.registry.records import Record, parse_record
from deltalang.registry.stamps import Seen
from deltalang.semantics.catalog import Formula, Missing, near_formulas, pick_edition

FOLDER = re.compile(r"d([0-9]{1,9})")
RECORD = re.compile(r"v([1-9][0-9]{0,8})\.yaml")
MARKER = "registry.yaml"
"""The file that says of a folder, even of an empty one, that it is a registry."""


@attrs.frozen(slots=False)
class Editions:
    """All editions of one formula: records by version, labels, and what could not be read."""

    code: str
    records: Mapping[int, Record]
    labels: Labels
    broken: Mapping[int, DeltaError]
    layer: str
    place: str

    def status(self, version: int) -> str:
        """The status of a version: the recorded one unless it was changed since."""
        return self.labels.status.get(version, self.records[version].status)

    def formula(self, version: int) -> Formula:
        """Read a version as a formula. Raises DeltaError with its text errors."""
        record = self.records[version]
        formula = record.read(name=f"{self.place}/v{version}.yaml", layer=self.layer)
        replaced_by = self.labels.replaced_by.get(version, record.replaced_by)
        return attrs.evolve(formula, status=self.status(version), replaced_by=replaced_by)

    @property
    def versions(self) -> list[int]:
        """Every version there is a file for, in order."""
        return sorted([*self.records, *self.broken])

    def find(self, pin: str | None) -> Formula | Missing:
        """Choose an edition. Raises DeltaError when the record that is asked for is broken."""
        formulas, broken = [], dict(self.broken)
        for version in sorted(self.records):
            try:
                formulas.append(self.formula(version))
            except DeltaError as error:
                broken[version] = error
        if not broken:
            return pick_edition(formulas, pin, self.labels.labels)
        needed = self._needed(pin)
        for version in sorted(broken, reverse=True):
            if needed is not None and version in needed:
                raise broken[version]
        found: Formula | Missing = Missing("formula")
        if formulas:
            found = pick_edition(formulas, pin, self.labels.labels)
        if isinstance(found, Missing):
            raise broken[max(broken)]
        return found

    def _needed(self, pin: str | None) -> range | tuple[int, ...] | None:
        """The versions that a pin may mean; None when it is a digest, which any record may have."""
        newest, labels = self.versions[-1], self.labels.labels
        if pin is None:
            return (labels.get("stable", newest),)
        if pin.startswith("#"):
            return None
        if pin.startswith("^") and pin[1:].isdigit():
            return range(int(pin[1:9]), newest + 1)
        if pin.isdigit():
            return (int(pin[:9]),)
        return (newest,) if pin == "latest" else (labels.get(pin, 0),)


class FolderCatalog:
    """The formulas of a folder. A code leads straight to its folder; a slug needs all of them.

    A bad record raises DeltaError when it is asked for by code, and is skipped and kept on
    `problems` when all formulas are listed. What is read is noted in `seen`.
    """

    def __init__(
        self,
        root: Traversable,
        *,
        layer: str,
        name: str | None = None,
        seen: Seen | None = None,
    ) -> None:
        self.root, self.layer = root, layer
        self.name = name or str(root)
        self.problems: list[Diagnostic] = []
        self._known: dict[str, Editions | None] = {}
        self._found: dict[tuple[str, str | None], Formula | Missing] = {}
        self._slugs: dict[str, str] | None = None
        self._seen = seen if seen is not None else Seen()

    def find(self, name: str, pin: str | None) -> Formula | Missing:
        """See `Catalog.find`. Raises DeltaError for a bad record."""
        code = self.code_of(name)
        editions = self.editions(code) if code else None
        if editions is None:
            return Missing("formula")
        if (editions.code, pin) not in self._found:
            self._found[editions.code, pin] = editions.find(pin)
        return self._found[editions.code, pin]

    def code_of(self, name: str) -> str | None:
        """The digits that a name (`Δ02`, `Δ:слова`) leads to, None for a slug that is not here."""
        return self.by_slug(name[2:]) if name.startswith("Δ:") else name[1:]

    def formulas(self) -> Iterator[Formula]:
        """See `Catalog.formulas`."""
        for code in self.codes():
            try:
                found = self.find(f"Δ{code}", None)
            except DeltaError as error:
                self.problems += [p for p in error.diagnostics if p not in self.problems]
                continue
            if isinstance(found, Formula):
                yield found

    def is_locked(self, reference: str) -> bool:
        """See `Catalog.is_locked`."""
        return False

    def near(self, name: str) -> list[str]:
        """See `Catalog.near`."""
        names = [f"Δ{code}" for code in self.codes()]
        if name.startswith("Δ:"):
            names = [f"Δ:{f.slug}" for f in self.formulas() if f.slug]
        return near_formulas(name, names)

    def codes(self) -> list[str]:
        """The digits of every folder, by number."""
        self._seen.note(self.root)
        names = (FOLDER.fullmatch(entry.name) for entry in self.root.iterdir())
        return sorted((match[1] for match in names if match), key=lambda code: (int(code), code))

    def by_slug(self, slug: str) -> str | None:
        """The digits of the formula with a slug."""
        if self._slugs is None:
            self._slugs = {key(f.slug): f.name[1:] for f in self.formulas() if f.slug}
        return self._slugs.get(key(slug))

    def editions(self, code: str) -> Editions | None:
        """Everything about a formula, given by its digits. Raises DeltaError for bad labels."""
        if code not in self._known:
            self._known[code] = self._read(code) if code.isdecimal() else None
        return self._known[code]

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._known.clear()
        self._found.clear()
        self._slugs = None
        self._seen.clear()

    def has_changed(self) -> bool:
        """Tell whether a file that was read of it is another one now, a new one came, or one went."""
        return self._seen.has_changed()

    def _read(self, code: str) -> Editions | None:
        folder = self.root.joinpath(f"d{code}")
        if len(code) > 9 or not code.isascii():
            return None
        self._seen.note(folder)
        if not folder.is_dir():
            return None
        place = f"{self.name}/d{code}"
        records: dict[int, Record] = {}
        broken: dict[int, DeltaError] = {}
        for entry in folder.iterdir():
            match = RECORD.fullmatch(entry.name)
            if match is None:
                continue
            version, name = int(match[1]), f"{place}/{entry.name}"
            self._seen.note(entry)
            try:
                records[version] = parse_record(
                    read_entry(entry, name), name=name, edition=f"Δ{code}@{version}"
                )
            except DeltaError as error:
                broken[version] = error
        if not records and not broken:
            return None
        labels, name = folder.joinpath("labels.yaml"), f"{place}/labels.yaml"
        self._seen.note(labels)
        known = load_labels(read_entry(labels, name), name=name) if labels.is_file() else Labels()
        return Editions(code, records, known, broken, self.layer, place)


def read_entry(entry: Traversable, name: str) -> str:
    """Read a file of a registry. Raises DeltaError (E108), OSError."""
    return decode(entry.read_bytes(), name).text


@cache
def standard_library() -> FolderCatalog:
    """The formulas that come with the package.

    >>> standard_library().find("Δ02", None).slug
    'сжатие-жар-рост'
    """
    return FolderCatalog(resource("stdlib", "formulas"), layer="stdlib", name="stdlib")


def installed_pack(name: str) -> "FolderCatalog | None":
    """Find a pack that an installed package offers under the entry point group `deltalang.packs`.

    The entry point names a package whose folder holds formulas, or a folder in it:
    `чувства = "feelings_pack.formulas"`.
    """
    from importlib.metadata import entry_points  # only for a pack that is not beside the script
    from importlib.resources import files

    for point in entry_points(group="deltalang.packs", name=name):
        package, _, folder = point.value.replace(":", ".").partition(".")
        root = files(package).joinpath(*folder.split(".")) if folder else files(package)
        if is_pack(root):
            return FolderCatalog(root, layer=name, name=name)
    return None


def is_pack(root: Traversable) -> bool:
    """Tell whether a folder holds formulas, or says that it will."""
    if not root.is_dir():
        return False
    return root.joinpath(MARKER).is_file() or any(
        FOLDER.fullmatch(entry.name) for entry in root.iterdir()
    )
