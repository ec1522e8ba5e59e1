"""The lock file: what every reference of a project meant when it was locked.

`deltalang.lock` is YAML, sorted, and belongs into git. With it a scene can be rebuilt byte for byte
however the registry has grown since.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.fields import (
    FieldError,
    dump_yaml,
    load_fields,
    mapping,
    only,
    optional_text,
    text_of,
    whole,
)
from deltalang.registry.refusals import refusal
from deltalang.semantics.catalog import Catalog, Formula, Missing

NAME = "deltalang.lock"
FORMAT = "deltalang.lock/1"
_HEAD = "# What each reference of this project means. Made by `deltalang lock`; keep it in git.\n"


@attrs.frozen
class Locked:
    """What a reference was locked to."""

    code: str
    version: int
    digest: str | None
    record: str | None
    layer: str
    status: str

    @property
    def edition(self) -> str:
        """The code with the version."""
        return f"{self.code}@{self.version}"


Lock = Mapping[str, Locked]


def locked(formula: Formula) -> Locked:
    """Write down what a reference means."""
    return Locked(
        formula.name,
        formula.version,
        formula.digest,
        formula.checksum,
        formula.layer,
        formula.status,
    )


def dump_lock(lock: Lock) -> str:
    """Write a lock file: sorted, the same bytes everywhere."""
    entries = {name: attrs.asdict(lock[name]) for name in sorted(lock)}
    return _HEAD + dump_yaml({"format": FORMAT, "references": entries})


def load_lock(text: str, *, name: str) -> dict[str, Locked]:
    """Read a lock file. Raises DeltaError (E401)."""
    return load_fields(text, name, _lock, longest=50_000_000, deepest=1_000_000)


def _lock(data: Mapping[str, Any]) -> dict[str, Locked]:
    only(data, ("format", "references"))
    if data.get("format") != FORMAT:
        raise FieldError("format", f"wanted {FORMAT}, found {data.get('format')!r}")
    entries = mapping(data.get("references") or {}, "references")
    return {name: _entry(name, entry) for name, entry in entries.items()}


def _entry(name: str, entry: Any) -> Locked:
    try:
        data = mapping(entry, name)
        only(data, tuple(field.name for field in attrs.fields(Locked)))
        return Locked(
            text_of(data, "code"),
            whole(data, "version"),
            optional_text(data, "digest"),
            optional_text(data, "record"),
            text_of(data, "layer"),
            text_of(data, "status"),
        )
    except FieldError as error:
        raise FieldError("references", f"{name}: {error}") from error


class LockedCatalog:
    """A catalog seen through a lock.

    Not `strict`, what is not in the lock is looked up below it. `strict` (`--locked`), that and every
    drift is an error, and an edition has the status that it had when it was locked.
    """

    def __init__(self, below: Catalog, lock: Lock, *, strict: bool = False) -> None:
        self.below, self.lock, self.strict = below, lock, strict

    def find(self, name: str, pin: str | None) -> Formula | Missing:
        """See `Catalog.find`. Raises DeltaError (E403) for drift."""
        reference = name + (f"@{pin}" if pin else "")
        entry = self.lock.get(reference)
        if entry is None:
            found = self.below.find(name, pin)
            if self.strict and isinstance(found, Formula):
                raise refusal("E403", "not-in-lock", reference, where=NAME, reference=reference)
            return found
        found = self.below.find(entry.code, str(entry.version))
        problem = drift(reference, entry, found)
        if problem is not None:
            if self.strict or isinstance(found, Missing):
                raise DeltaError([problem])
            return self.below.find(name, pin)
        assert isinstance(found, Formula)
        return attrs.evolve(found, status=entry.status) if self.strict else found

    def formulas(self) -> Iterable[Formula]:
        """See `Catalog.formulas`."""
        return self.below.formulas()

    def near(self, name: str) -> list[str]:
        """See `Catalog.near`."""
        return self.below.near(name)

    def is_locked(self, reference: str) -> bool:
        """See `Catalog.is_locked`."""
        return reference in self.lock


def drift(reference: str, entry: Locked, found: Formula | Missing) -> Diagnostic | None:
    """Say how what is there differs from what was locked, None when it does not."""
    names = {"reference": reference, "edition": entry.edition}
    if isinstance(found, Missing):
        [problem] = refusal("E403", "lock-missing", reference, where=NAME, **names).diagnostics
        return problem
    if (found.digest, found.checksum) == (entry.digest, entry.record):
        return None
    [problem] = refusal("E403", "lock-drift", reference, where=NAME, **names).diagnostics
    return problem


def moved(lock: Lock, catalog: Catalog) -> Iterator[tuple[str, Locked, Formula]]:
    """The references that would mean another edition without the lock: a label or `stable` moved."""
    for reference, entry in sorted(lock.items()):
        name, _, pin = reference.partition("@")
        found = catalog.find(name, pin or None)
        if isinstance(found, Formula) and found.version != entry.version:
            yield reference, entry, found
