"""Catalogs: where the resolver finds formulas.

The resolver owns this protocol; the standard library, a folder of records and the definitions of a
script satisfy it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic, near_names
from deltalang.keys import key
from deltalang.source import Source
from deltalang.syntax import ast

COMPATIBLE = ("same", "extends")


@attrs.frozen
class Formula:
    """One edition of a formula.

    `name` is what `Δ02` or, for a draft, `Δ:слова` says; `version` is 0 for a draft in a script.
    `digest` is the recorded one, 64 hex digits, or None when there is no record; `compatibility` is
    what the edition is to the one before it: new, same, extends or breaks; `checksum` is that of its
    record.
    """

    name: str
    version: int
    body: ast.Expression = attrs.field(repr=False)
    source: Source = attrs.field(repr=False, eq=False)
    parameters: tuple[ast.Parameter, ...] = ()
    slug: str | None = None
    status: str = "draft"
    layer: str = "script"
    digest: str | None = attrs.field(default=None, repr=False)
    notes: Mapping[str, str] = attrs.field(factory=dict, repr=False, eq=False)
    expect: tuple[str, ...] = attrs.field(default=(), repr=False)
    replaced_by: str | None = None
    compatibility: str | None = None
    checksum: str | None = attrs.field(default=None, repr=False)

    @property
    def edition(self) -> str:
        """The name with its version, `Δ02@1`; the bare name for a draft."""
        return f"{self.name}@{self.version}" if self.version else self.name


@attrs.frozen
class Missing:
    """Why a reference was not found: `what` is "formula", "version", "label" or "digest"."""

    what: str
    known: tuple[str, ...] = ()


class Catalog(Protocol):
    """What the resolver needs of a collection of formulas."""

    def find(self, name: str, pin: str | None) -> Formula | Missing:
        """Find the edition that a name (`Δ02` or `Δ:слова`) and a pin (`3`, `^3`, `stable`, `#ab12`) mean."""
        ...

    def formulas(self) -> Iterable[Formula]:
        """Give the edition that an unpinned reference means, for every formula, in a fixed order."""
        ...

    def near(self, name: str) -> list[str]:
        """Give known names near an unknown one: the same number with other zeros, like slugs."""
        ...

    def is_locked(self, reference: str) -> bool:
        """Tell whether a lock file says what a reference (`Δ02@^3`) means."""
        ...


class MemoryCatalog:
    """A catalog of formulas in memory: every edition of each, oldest first.

    >>> MemoryCatalog([]).find("Δ02", None)
    Missing(what='formula', known=())
    """

    def __init__(self, formulas: Iterable[Formula]) -> None:
        self._editions: dict[str, list[Formula]] = {}
        self._slugs: dict[str, str] = {}
        for formula in formulas:
            self._editions.setdefault(_known(formula.name), []).append(formula)
            if formula.slug:
                self._slugs[key(formula.slug)] = _known(formula.name)

    def find(self, name: str, pin: str | None) -> Formula | Missing:
        """See `Catalog.find`."""
        wanted = _known(name)
        if wanted not in self._editions and name.startswith("Δ:"):
            wanted = self._slugs.get(key(name[2:]), wanted)
        editions = self._editions.get(wanted)
        if editions is None:
            return Missing("formula")
        return pick_edition(editions, pin, {})

    def formulas(self) -> Iterator[Formula]:
        """See `Catalog.formulas`."""
        for name in sorted(self._editions):
            chosen = pick_edition(self._editions[name], None, {})
            if isinstance(chosen, Formula):
                yield chosen

    def is_locked(self, reference: str) -> bool:
        """See `Catalog.is_locked`."""
        return False

    def near(self, name: str) -> list[str]:
        """See `Catalog.near`."""
        slugs = [f.slug for editions in self._editions.values() for f in editions if f.slug]
        return near_formulas(name, [*self._editions, *(f"Δ:{slug}" for slug in slugs)])


class LayeredCatalog:
    """Several catalogs, the first that knows a name answers; no number may be in two of them."""

    def __init__(self, *layers: Catalog) -> None:
        self.layers = layers

    def find(self, name: str, pin: str | None) -> Formula | Missing:
        """See `Catalog.find`. Raises DeltaError (E209) for a number that is in two layers."""
        best = Missing("formula")
        for index, layer in enumerate(self.layers):
            found = layer.find(name, pin)
            if isinstance(found, Formula):
                if found.version:  # the drafts of a script are looked after where they are defined
                    self._check_shadowed(found, self.layers[index + 1 :])
                return found
            if best.what == "formula":  # a draft of a script has no versions: ask the layers below
                best = found
        return best

    def _check_shadowed(self, found: Formula, layers: tuple[Catalog, ...]) -> None:
        for layer in layers:
            other = layer.find(found.name, str(found.version))
            same = isinstance(other, Missing) and other.what == "formula"
            if same or (isinstance(other, Formula) and other.body == found.body):
                continue
            where = other.layer if isinstance(other, Formula) else "another layer"
            arguments = {"name": found.name, "layer": where}
            span = found.body.span
            raise DeltaError([Diagnostic("E209", "shadowed-number", found.source, span, arguments)])

    def is_locked(self, reference: str) -> bool:
        """See `Catalog.is_locked`."""
        return any(layer.is_locked(reference) for layer in self.layers)

    def near(self, name: str) -> list[str]:
        """See `Catalog.near`."""
        found = [near for layer in self.layers for near in layer.near(name)]
        return list(dict.fromkeys(found))[:3]

    def formulas(self) -> Iterator[Formula]:
        """See `Catalog.formulas`."""
        seen: set[str] = set()
        for layer in self.layers:
            for formula in layer.formulas():
                if formula.name not in seen:
                    seen.add(formula.name)
                    yield formula


def near_formulas(name: str, known: Iterable[str]) -> list[str]:
    """Find near names: Δ2 for Δ02, since zeros are easily lost, and slugs that are alike.

    Other numbers are not near: Δ31 has nothing to do with Δ32.

    >>> near_formulas("Δ2", ["Δ02", "Δ3"]), near_formulas("Δ:порок", ["Δ02", "Δ:порог"])
    (['Δ02'], ['Δ:порог'])
    """
    names = list(known)
    if name.startswith("Δ:"):
        return near_names(name, [other for other in names if other.startswith("Δ:")])
    digits = name[1:].lstrip("0")
    return sorted(o for o in names if o != name and o[1:].lstrip("0") == digits)[:3]


def pick_edition(
    editions: Sequence[Formula], pin: str | None, labels: Mapping[str, int]
) -> Formula | Missing:
    """Choose among the editions of one formula, oldest first.

    Without a pin: the label `stable` if there is one, else the newest that is not retired.
    `^3` is the newest reached from 3 through editions that are the same or extend, step by step.
    """
    by_version = {formula.version: formula for formula in editions}
    if pin is None:
        return by_version.get(labels.get("stable", -1)) or _offered(editions)
    if pin.startswith("#"):
        digests = [f for f in editions if f.digest and f.digest.startswith(pin[1:].lower())]
        known = tuple("#" + f.digest[:12] for f in editions if f.digest)
        return digests[-1] if digests else Missing("digest", known)
    if pin.lstrip("^").isdigit():
        number = pin.lstrip("^")
        if len(number) > 9 or int(number) not in by_version or not int(number):
            return Missing("version", tuple(f"@{version}" for version in by_version if version))
        if pin.startswith("^"):
            return _offered(compatible_from(editions, int(number)))
        return by_version[int(number)]
    if pin == "latest" and editions[-1].version:
        return editions[-1]
    if pin in labels:
        return by_version.get(labels[pin], Missing("label", tuple(labels)))
    return Missing("label", tuple(labels))


def compatible_from(editions: Sequence[Formula], version: int) -> list[Formula]:
    """Give an edition and those after it up to the first that breaks with the one before it."""
    reached: list[Formula] = []
    for formula in editions:
        if formula.version == version or (reached and formula.compatibility in COMPATIBLE):
            reached.append(formula)
        elif reached:
            break
    return reached


def _offered(editions: Sequence[Formula]) -> Formula:
    """The newest that is not retired; the newest when all are."""
    return next((f for f in reversed(editions) if f.status != "retired"), editions[-1])


def _known(name: str) -> str:
    return "Δ:" + key(name[2:]) if name.startswith("Δ:") else name
