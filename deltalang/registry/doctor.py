"""The doctor: looks at every file of a registry, computes everything again, names what is wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.keys import key
from deltalang.registry.compatibility import compatibility
from deltalang.registry.files import TEMPORARY
from deltalang.registry.folder import FOLDER, MARKER, RECORD, Editions
from deltalang.registry.meaning import Understood, failed_claims, understand
from deltalang.registry.store import STATE, Registry
from deltalang.semantics.catalog import Catalog, Formula, LayeredCatalog
from deltalang.source import Source, Span

_BESIDE = (MARKER, ".gitignore", ".gitattributes", STATE)
Progress = Callable[[int, int], None]


def examine(
    registry: Registry, below: Catalog | None = None, *, progress: Progress | None = None
) -> Iterator[Diagnostic]:
    """Give every problem of a registry, by folder; nothing is changed.

    Checksums, digests and classes are computed again, claims are tried, labels, numbers and names
    are compared, files that do not belong are named. `progress` is told how many of how many.
    """
    seen: set[tuple[object, ...]] = set()
    for problem in _examine(registry, below, progress):
        place = (problem.source.name, problem.span, problem.message_id, str(problem.arguments))
        if place not in seen:  # a damaged record shows again in each formula that refers to it
            seen.add(place)
            yield problem


def _examine(
    registry: Registry, below: Catalog | None, progress: Progress | None
) -> Iterator[Diagnostic]:
    registry.forget()
    catalog = LayeredCatalog(registry, below) if below is not None else registry
    codes = registry.codes()
    slugs: dict[str, str] = {}
    numbers: dict[int, str] = {}
    yield from _strangers(registry)
    for done, code in enumerate(codes, start=1):
        yield from _folder(registry, code)
        first = numbers.setdefault(int(code), code)
        if first != code:
            yield _problem(registry, code, "E410", "twin-code", name=f"Δ{code}", other=f"Δ{first}")
        yield from _shadowed(registry, code, below)
        try:
            editions = registry.editions(code)
        except DeltaError as error:
            yield from error.diagnostics
            continue
        if editions is None:
            yield _problem(registry, code, "W507", "empty-folder", folder=f"d{code}")
            continue
        for slug in sorted({r.slug for r in editions.records.values() if r.slug}):
            owner = slugs.setdefault(key(slug), code)
            if owner != code:
                names = {"slug": slug, "name": f"Δ{code}", "other": f"Δ{owner}"}
                yield _problem(registry, code, "E410", "twin-slug", **names)
        yield from _editions(registry, editions, catalog)
        if progress is not None:
            progress(done, len(codes))


def _strangers(registry: Registry) -> Iterator[Diagnostic]:
    for path in sorted(registry.path.iterdir()):
        if not FOLDER.fullmatch(path.name) and path.name not in _BESIDE:
            yield _file(registry, path)


def _folder(registry: Registry, code: str) -> Iterator[Diagnostic]:
    """Files in a folder that are no records: left by a killed process, or copied there."""
    for path in sorted((registry.path / f"d{code}").iterdir()):
        if not RECORD.fullmatch(path.name) and path.name != "labels.yaml":
            yield _file(registry, path)


def _file(registry: Registry, path: Path) -> Diagnostic:
    name = path.relative_to(registry.path).as_posix()
    left = path.name.startswith(TEMPORARY)
    message_id = "unfinished-file" if left else "strange-file"
    source = Source("", f"{registry.name}/{name}")
    return Diagnostic("W507", message_id, source, Span(0, 0), {"file": name})


def _shadowed(registry: Registry, code: str, below: Catalog | None) -> Iterator[Diagnostic]:
    other = below.find(f"Δ{code}", None) if below is not None else None
    if isinstance(other, Formula):
        names = {"name": f"Δ{code}", "layer": other.layer}
        yield _problem(registry, code, "E209", "shadowed-number", **names)


def _editions(registry: Registry, editions: Editions, catalog: Catalog) -> Iterator[Diagnostic]:
    """Look at the editions of one formula, oldest first."""
    code, name = editions.code, f"Δ{editions.code}"
    for version in sorted(editions.broken):
        yield from editions.broken[version].diagnostics
    for missing in sorted(set(range(1, editions.versions[-1])) - set(editions.versions)):
        yield _problem(registry, code, "E411", "missing-version", name=name, version=missing)
    yield from _labels(registry, editions)
    before: Understood | None = None
    for version in editions.versions:
        if version not in editions.records:
            before = None
            continue
        try:
            formula = editions.formula(version)
            made = understand(attrs.evolve(formula, digest=None), catalog)
        except DeltaError as error:
            yield from error.diagnostics
            before = None
            continue
        yield from _edition(registry, editions, made, before, catalog)
        before = made


def _edition(
    registry: Registry,
    editions: Editions,
    made: Understood,
    before: Understood | None,
    catalog: Catalog,
) -> Iterator[Diagnostic]:
    record = editions.records[made.formula.version]
    place = {"version": record.version, "name": record.edition}
    if record.digest is not None and record.digest != made.digest:
        shown = {"found": made.digest[:12], "recorded": record.digest[:12]}
        yield _problem(registry, editions.code, "E207", "record-digest", **place, **shown)
    if record.digest is None:
        yield _problem(registry, editions.code, "W507", "record-unsealed", **place)
    if before is not None and record.compatibility is not None:
        kind = compatibility(before.meaning, made.meaning)
        if kind != record.compatibility:
            shown = {"found": kind, "recorded": record.compatibility}
            yield _problem(registry, editions.code, "E411", "wrong-class", **place, **shown)
    yield from failed_claims(made, catalog)


def _labels(registry: Registry, editions: Editions) -> Iterator[Diagnostic]:
    code, name, newest = editions.code, f"Δ{editions.code}", editions.versions[-1]
    for label, version in sorted(editions.labels.labels.items()):
        if version not in editions.versions:
            shown = {"name": name, "label": label, "version": version}
            yield _problem(registry, code, "E411", "lost-label", **shown)
        elif label == "latest" and version != newest:
            yield _problem(registry, code, "W507", "label-lags", name=name, version=newest)


def _problem(
    registry: Registry, code: str, rule: str, message_id: str, **arguments: object
) -> Diagnostic:
    """Make a problem about a folder, or about a record where a version is told."""
    version = arguments.get("version")
    path = registry.path / f"d{code}" / (f"v{version}.yaml" if version else "labels.yaml")
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    name = f"{registry.name}/d{code}" + (f"/{path.name}" if text else "")
    return Diagnostic(rule, message_id, Source(text, name), Span(0, min(1, len(text))), arguments)
