"""Renumbering: a formula moves to another number, with all its versions and labels."""

import attrs

from deltalang.registry.files import create_file
from deltalang.registry.labels import dump_labels
from deltalang.registry.records import dump_record
from deltalang.registry.refusals import refusal
from deltalang.registry.store import Registry
from deltalang.semantics.catalog import Catalog


def renumber(
    registry: Registry, name: str, *, to: str | None = None, below: Catalog | None = None
) -> str:
    """Move a formula to another number, the next free one unless it is named; gives its new name.

    The new folder is written whole before the old one goes. References by name follow, those by the
    old number do not: `dependents` lists them. Raises DeltaError (E201, E209, E406, E410; the
    problems of a damaged record), OSError.
    """
    with registry.locked():
        registry.forget()
        code = registry.code_of(name)
        editions = registry.editions(code) if code else None
        if code is None or editions is None:
            raise refusal("E201", "unknown-formula-no-hint", name, name=name)
        for version in editions.broken:
            raise editions.broken[version]
        number = to.removeprefix("Δ") if to is not None else registry.free_number(below)
        if to is not None:
            if not (number.isascii() and number.isdecimal() and len(number) <= 9):
                raise refusal("E406", "bad-number", to, number=to)
            registry.check_number(number, below)
            if registry.editions(number) is not None:
                raise refusal(
                    "E209", "shadowed-number", to, name=f"Δ{number}", layer=registry.layer
                )
        folder = registry.path / f"d{number}"
        folder.mkdir(exist_ok=True)
        for version, record in sorted(editions.records.items()):
            moved = attrs.evolve(record, code=f"Δ{number}", checksum=None)
            create_file(folder / f"v{version}.yaml", dump_record(moved))
        create_file(folder / "labels.yaml", dump_labels(editions.labels))
        old = registry.path / f"d{code}"
        for version in editions.records:
            (old / f"v{version}.yaml").unlink()
        (old / "labels.yaml").unlink(missing_ok=True)
        if not any(old.iterdir()):
            old.rmdir()
        registry.forget()
    return f"Δ{number}"
