"""The registry: a folder of formulas that can be published to.

Publishing needs no server. A version is claimed by creating its file, whole, where no file may be;
the loser of a race reads the winner's record, computes compatibility again and takes the next
number. Labels are replaced atomically under a lock that dies with its process. So a process may be
killed at any point and any number may publish at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import attrs

from deltalang.algebra.merge import diff
from deltalang.algebra.scene import Scene
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.registry.compatibility import compatibility
from deltalang.registry.drafts import Draft
from deltalang.registry.files import create_file, replace_file
from deltalang.registry.folder import MARKER, Editions, FolderCatalog
from deltalang.registry.labels import KEPT, Labels, dump_labels, is_label, load_labels
from deltalang.registry.meaning import Understood, check_claims, understand
from deltalang.registry.records import Record, dump_record, is_slug
from deltalang.registry.refusals import refusal
from deltalang.semantics.catalog import Catalog, Formula, LayeredCatalog, near_formulas

FIRST = 100
"""The first number of a project; those below belong to the standard library."""
STATE = ".deltalang-state"
"""Folder of the lock, the index and the journal: made by each machine for itself, never committed."""
JOURNAL = "journal"
Change = Callable[[Labels, Editions], Labels]


@attrs.frozen
class Signature:
    """Who did something, when (ISO 8601, UTC) and why: goes into records and logs."""

    who: str
    when: str
    why: str = ""


@attrs.frozen
class Publication:
    """A version that was published, or would be: its record, what it followed, what changed."""

    record: Record
    before: Record | None
    difference: Scene


class Lookup(Protocol):
    """What an index answers for a registry."""

    def by_slug(self, slug: str) -> str | None:
        """The digits of the formula with a slug."""
        ...

    def like_slug(self, slug: str) -> list[str]:
        """The slugs that share the beginning of a word with one."""
        ...


class Registry(FolderCatalog):
    """A folder of formulas that can be written to."""

    def __init__(
        self, root: Path | str, *, layer: str = "project", name: str | None = None
    ) -> None:
        self.path = Path(root)
        self.lookup: Callable[[], Lookup] | None = None
        """Opens what answers from an index; without it every formula is read."""
        super().__init__(self.path, layer=layer, name=name)

    def by_slug(self, slug: str) -> str | None:
        """The digits of the formula with a slug."""
        if self.lookup is None:
            return super().by_slug(slug)
        self._seen.note(self.path)  # what the index goes by when it answers
        self._seen.note(self.state / JOURNAL)
        return self.lookup().by_slug(slug)

    def near(self, name: str) -> list[str]:
        """See `Catalog.near`."""
        if self.lookup is None or not name.startswith("Δ:"):
            return super().near(name)
        return near_formulas(name, [f"Δ:{slug}" for slug in self.lookup().like_slug(name[2:])])

    # -------------------------------------------------------------- publishing

    def publish(
        self,
        draft: Draft,
        by: Signature,
        *,
        below: Catalog | None = None,
        force: bool = False,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Publication:
        """Publish a draft as the next version of its formula.

        `below` knows the formulas of the other layers. `force` passes over the formula's rule; the
        reason must be given in `by.why`. Raises DeltaError when the draft is not in order, its claims
        fail or its rule forbids it, OSError when it cannot be written; then nothing has changed.
        """
        while True:
            with self._claiming(draft, below) as code:
                planned = self.plan(draft, by, below=below, code=code, force=force, limits=limits)
                folder = self.path / f"d{code}"
                folder.mkdir(exist_ok=True)
                try:
                    create_file(
                        folder / f"v{planned.record.version}.yaml", dump_record(planned.record)
                    )
                except FileExistsError:
                    self.forget()
                    continue
            self.forget()
            self._after_publishing(planned.record, by)
            return planned

    def plan(
        self,
        draft: Draft,
        by: Signature,
        *,
        below: Catalog | None = None,
        beside: Catalog | None = None,
        code: str | None = None,
        force: bool = False,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Publication:
        """Compute what `publish` would write, and write nothing. Raises DeltaError as it does.

        `beside` knows other drafts that are to be published with this one.
        """
        catalog = self._over(below)
        code = code or self.code_of(draft.name) or self.free_number(below)
        if draft.slug is not None and not is_slug(draft.slug):
            raise refusal("E406", "bad-slug", draft.slug, slug=draft.slug)
        editions = self.editions(code)
        if editions is None and not draft.name.startswith("Δ:"):
            self.check_number(code, below)
        if beside is not None:
            catalog = LayeredCatalog(beside, catalog)
        before = _newest(editions)
        version = editions.versions[-1] + 1 if editions else 1
        record = attrs.evolve(draft.record(f"Δ{code}", version, before), author=by.who, why=by.why)
        made = self._understood(record, catalog, limits)
        check_claims(made, catalog, limits=limits)
        old = self._understood(before, catalog, limits) if before else None
        kind = compatibility(old.meaning, made.meaning) if old else "new"
        if before is not None:
            _check_rule(before, record, kind, force=force, why=by.why)
        record = attrs.evolve(record, digest=made.digest, compatibility=kind, uses=made.uses)
        return Publication(record, before, diff(old.scene if old else Scene.zero(), made.scene))

    def _after_publishing(self, record: Record, by: Signature) -> None:
        """Move the labels that the registry keeps; a death before this loses no version."""
        code = record.code[1:]

        def moved(labels: Labels, editions: Editions) -> Labels:
            signed = attrs.asdict(by)
            labels = labels.labelled("latest", editions.versions[-1], **signed)
            if record.status == "stable":
                labels = labels.labelled("stable", record.version, **signed)
            return labels

        self._change(code, moved)

    @contextmanager
    def _claiming(self, draft: Draft, below: Catalog | None) -> Iterator[str]:
        """Give the digits to publish under; a new number is found and claimed under the lock."""
        code = self.code_of(draft.name)
        if code is not None and self.editions(code):
            yield code
            return
        with self.locked():
            self.forget()
            code = self.code_of(draft.name)
            if code is None:
                code = self.free_number(below)
            yield code

    def check_number(self, code: str, below: Catalog | None) -> None:
        """See that a number that somebody chose can be taken. Raises DeltaError (E209, E406, E410)."""
        name = f"Δ{code}"
        other = below.find(name, None) if below else None
        if isinstance(other, Formula):
            raise refusal("E209", "shadowed-number", name, name=name, layer=other.layer)
        if int(code) < FIRST:
            raise refusal("E406", "reserved-number", name, name=name, first=FIRST)
        twin = next((c for c in self.codes() if int(c) == int(code) and c != code), None)
        if twin is not None:
            raise refusal("E410", "twin-code", name, name=name, other=f"Δ{twin}")

    def free_number(self, below: Catalog | None = None) -> str:
        """The digits of the next number that no layer has."""
        catalog = self._over(below)
        used = self.codes()
        number = max(FIRST, int(used[-1]) + 1 if used else FIRST)
        while isinstance(catalog.find(f"Δ{number}", None), Formula):
            number += 1
        return str(number)

    # ------------------------------------------------------------ labels, life

    def set_label(self, name: str, label: str, version: int, by: Signature) -> None:
        """Move a label to a version. Raises DeltaError (E406, E202)."""
        if label in KEPT:
            raise refusal("E406", "kept-label", label, label=label)
        if not is_label(label):
            raise refusal("E406", "bad-label", label, label=label)
        code = self._known_code(name)

        def moved(labels: Labels, editions: Editions) -> Labels:
            _check_version(editions, version)
            return labels.labelled(label, version, **attrs.asdict(by))

        self._change(code, moved)

    def rollback(self, name: str, by: Signature, *, version: int | None = None) -> int:
        """Take `stable` back to a version, without one to where it was before; gives the version."""
        code = self._known_code(name)
        chosen: list[int] = []

        def moved(labels: Labels, editions: Editions) -> Labels:
            to = version if version is not None else _stable_before(labels)
            if to is None:
                raise refusal("E405", "no-rollback", name, name=name)
            _check_version(editions, to)
            chosen.append(to)
            return labels.labelled("stable", to, **attrs.asdict(by))

        self._change(code, moved)
        return chosen[-1]

    def promote(
        self,
        name: str,
        by: Signature,
        *,
        version: int | None = None,
        below: Catalog | None = None,
        force: bool = False,
    ) -> int:
        """Make an edition stable: its claims hold, it has evidence, and a person says so by name.

        Gives the version. Raises DeltaError (E405, E211).
        """
        code = self._known_code(name)
        editions = self.editions(code)
        assert editions is not None
        number = version if version is not None else editions.versions[-1]
        _check_version(editions, number)
        record, catalog = editions.records[number], self._over(below)
        if not by.who.strip():
            raise refusal("E405", "promote-nobody", name, name=name)
        if not record.evidence and not (force and by.why):
            raise refusal("E405", "promote-no-evidence", name, name=record.edition)
        check_claims(self._understood(record, catalog, DEFAULT_LIMITS), catalog)
        self.mark(name, "stable", by, versions=(number,))
        return number

    def mark(
        self,
        name: str,
        status: str,
        by: Signature,
        *,
        versions: tuple[int, ...] | None = None,
        replaced_by: str | None = None,
    ) -> None:
        """Give editions (all, unless versions are named) a status: deprecated, retired, stable."""
        code = self._known_code(name)

        def moved(labels: Labels, editions: Editions) -> Labels:
            for version in versions if versions is not None else editions.versions:
                _check_version(editions, version)
                labels = labels.marked(
                    version,
                    status,
                    was=editions.status(version),
                    replaced_by=replaced_by or labels.replaced_by.get(version),
                    **attrs.asdict(by),
                )
            if status == "stable":
                assert versions
                labels = labels.labelled("stable", versions[-1], **attrs.asdict(by))
            return labels

        self._change(code, moved)

    # ------------------------------------------------------------------- helpers

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the registry; it is free again when its process dies."""
        from filelock import FileLock  # only when something is written

        self.state.mkdir(exist_ok=True)
        with FileLock(str(self.state / "lock")):
            yield

    @property
    def state(self) -> Path:
        """The folder of what this machine keeps beside the formulas."""
        return self.path / STATE

    def _journal(self, code: str) -> None:
        """Tell the index which formula was written to (appending a line is atomic)."""
        with (self.state / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(code + "\n")

    def _change(self, code: str, change: Change) -> None:
        with self.locked():
            self.forget()
            editions = self.editions(code)
            assert editions is not None
            labels = change(editions.labels, editions)
            if labels != editions.labels:
                text = dump_labels(labels)
                load_labels(text, name="labels.yaml")  # what cannot be read back is not written
                replace_file(self.path / f"d{code}" / "labels.yaml", text)
            self._journal(code)
        self.forget()

    def _known_code(self, name: str) -> str:
        code = self.code_of(name)
        if code is None or self.editions(code) is None:
            raise refusal("E201", "unknown-formula-no-hint", name, name=name)
        return code

    def _over(self, below: Catalog | None) -> Catalog:
        return LayeredCatalog(self, below) if below is not None else self

    def _understood(self, record: Record, catalog: Catalog, limits: Limits) -> Understood:
        formula = record.read(name=f"{self.name}/d{record.code[1:]}", layer=self.layer)
        return understand(attrs.evolve(formula, version=0, digest=None), catalog, limits=limits)


def create_registry(path: Path) -> Registry:
    """Make an empty registry. Raises OSError; a registry that is there already stays as it is."""
    path.mkdir(parents=True, exist_ok=True)
    marker = "# Formulas of this project. Each folder holds the editions of one; see deltalang.\n"
    for name, text in (
        (MARKER, f"{marker}format: deltalang.registry/1\n"),
        (".gitignore", ".deltalang-*\n"),
        (".gitattributes", "*.yaml text eol=lf\n"),
    ):
        if not (path / name).exists():
            create_file(path / name, text)
    return Registry(path)


def _newest(editions: Editions | None) -> Record | None:
    """The newest record. Raises DeltaError when it is broken: nothing can be compared with it."""
    if editions is None:
        return None
    newest = editions.versions[-1]
    if newest in editions.broken:
        raise editions.broken[newest]
    return editions.records[newest]


def _check_rule(before: Record, record: Record, kind: str, *, force: bool, why: str) -> None:
    allowed = {"any": ("same", "extends", "breaks"), "extends": ("same", "extends")}
    if kind in allowed.get(before.rule, ("same",)):
        return
    if not force:
        raise refusal(
            "E404", "rule-forbids", before.edition, name=before.edition, rule=before.rule, kind=kind
        )
    if not why.strip():
        raise refusal("E404", "force-without-why", before.edition, name=before.edition)


def _check_version(editions: Editions, version: int) -> None:
    if version in editions.broken:
        raise editions.broken[version]
    if version not in editions.records:
        known = ", ".join(f"`@{v}`" for v in editions.versions)
        name = f"Δ{editions.code}"
        raise refusal("E202", "unknown-version", name, name=name, pin=str(version), known=known)


def _stable_before(labels: Labels) -> int | None:
    """Where `stable` was before it came to where it is; going back twice goes back two steps."""
    trail: list[int] = []
    for move in labels.log:
        if move.label == "stable" and isinstance(move.to, int):
            if move.to in trail:
                del trail[trail.index(move.to) :]
            trail.append(move.to)
    return trail[-2] if len(trail) > 1 else None
