"""A project: its registry, the layers below and above it, its lock; found by walking up like git.

Layers: the standard library (Δ01–Δ99), the project's `registry/` (Δ100 and up), the registry of the
user. What the command line does to a registry is a call here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from deltalang.algebra.merge import MergeConflictError
from deltalang.algebra.merge import merge as merge_scenes
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.lexicon.ideas import Lexicon
from deltalang.lexicon.loading import NAME as LEXICON
from deltalang.lexicon.loading import load_ideas, standard_lexicon
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.registry.asking import asked, not_there
from deltalang.registry.drafts import Draft, drafts
from deltalang.registry.files import read_source, replace_file
from deltalang.registry.folder import Editions, FolderCatalog, is_pack, standard_library
from deltalang.registry.lockfile import (
    NAME,
    Locked,
    LockedCatalog,
    dump_lock,
    load_lock,
    locked,
    moved,
)
from deltalang.registry.refusals import refusal
from deltalang.registry.store import Lookup, Publication, Registry, Signature, create_registry
from deltalang.semantics.catalog import Catalog, Formula, LayeredCatalog, MemoryCatalog, Missing
from deltalang.session import Session
from deltalang.source import Source
from deltalang.syntax.parser import parse
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.terms import Terms

if TYPE_CHECKING:
    from deltalang.registry.git import Mended
    from deltalang.registry.index import Index
    from deltalang.registry.queries import Entry

REGISTRY = "registry"


@attrs.frozen(slots=False)
class Project:
    """Where formulas come from. `root` is None outside of any project.

    >>> Project(None, None).session().expand("Δ02").canonical
    'жар + рост + сжатие'
    """

    root: Path | None
    user: Path | None
    """The folder of the user's own registry, which need not exist."""
    lexicon_file: Path | None = None
    """The lexicon of the project, None where there is none."""

    @classmethod
    def find(cls, start: Path | str = ".", *, user: Path | None = None) -> Project:
        """Find the project that a file or folder belongs to.

        That is the nearest folder above which has a registry or a lock file; the nearest `lexicon.yaml`
        on the way there is the lexicon. `user` is the user's registry (default: the platform's data
        folder).
        """
        place = Path(start).resolve()
        lexicon: Path | None = None
        for folder in (place, *place.parents):
            if lexicon is None and (folder / LEXICON).is_file():
                lexicon = folder / LEXICON
            if is_pack(folder / REGISTRY) or (folder / NAME).is_file():
                return cls(folder, user or user_registry(), lexicon)
        return cls(None, user or user_registry(), lexicon)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names of ideas, those of the project first. Raises DeltaError (E412), OSError."""
        if self.lexicon_file is None:
            return standard_lexicon()
        source = read_source(self.lexicon_file)
        return Lexicon(load_ideas(source.text, name=source.name), standard_lexicon().ideas)

    def terms(self, lemmatizer: Lemmatizer, *, aliases: bool = True) -> Terms:
        """The registered terms of the layers and of the lexicon; see `Session.terms`.

        Raises DeltaError (E412).

        >>> from deltalang.words.lemmas import Identity
        >>> Project(None, None).terms(Identity()).exact("внутренний мир").idea
        'inner-world'
        """
        from deltalang.registry import queries

        atoms = (atom for index in self.indexes for atom in queries.atoms(index))
        return Session(lexicon=self.lexicon).terms(lemmatizer, atoms=atoms, aliases=aliases)

    @cached_property
    def registry(self) -> Registry | None:
        """The registry of the project, None where there is none."""
        if self.root is None or not is_pack(self.root / REGISTRY):
            return None
        made = Registry(self.root / REGISTRY, name=REGISTRY)
        made.lookup = cache(self._lookup)
        return made

    def _lookup(self) -> Lookup:
        """Open the index of the project's registry."""
        from deltalang.registry.index import Index  # sqlite3: only names need it
        from deltalang.registry.queries import IndexLookup

        registry = Registry(self.writable().path, name=REGISTRY)
        return IndexLookup(Index(registry, self.below))

    @cached_property
    def layers(self) -> tuple[FolderCatalog, ...]:
        """The layers, those of the project first."""
        found: list[FolderCatalog] = [self.registry] if self.registry is not None else []
        found.append(standard_library())
        if self.user is not None and is_pack(self.user):
            found.append(Registry(self.user, layer="user", name="user"))
        return tuple(found)

    @cached_property
    def catalog(self) -> Catalog:
        """All layers, without the lock."""
        return LayeredCatalog(*self.layers) if len(self.layers) > 1 else self.layers[0]

    @cached_property
    def indexes(self) -> tuple[Index, ...]:
        """The indexes of the layers, fresh."""
        from deltalang.registry.index import Index  # sqlite3: only lists and searches need it

        made = tuple(Index(layer, self.catalog) for layer in self.layers)
        for index in made:
            index.refresh()
        return made

    @cached_property
    def lock(self) -> dict[str, Locked] | None:
        """What the lock file says, None without one. Raises DeltaError (E401)."""
        if self.root is None or not (self.root / NAME).is_file():
            return None
        source = read_source(self.root / NAME)
        return load_lock(source.text, name=source.name)

    def session(self, *, limits: Limits = DEFAULT_LIMITS, strict: bool = False) -> Session:
        """A session that sees the layers through the lock; `strict` is `--locked`.

        Raises DeltaError (E403) for `strict` without a lock file.
        """
        lock = self.lock
        if lock is None:
            if strict:
                raise refusal("E403", "no-lock", NAME, file=NAME)
            return Session(catalog=self.catalog, limits=limits, lexicon=self._own_lexicon)
        known = lock

        def seal(catalog: Catalog) -> Catalog:
            return LockedCatalog(catalog, known, strict=strict)

        return Session(catalog=self.catalog, limits=limits, seal=seal, lexicon=self._own_lexicon)

    @property
    def _own_lexicon(self) -> Lexicon | None:
        """The lexicon where the project has one; the standard one is loaded when it is needed."""
        return self.lexicon if self.lexicon_file is not None else None

    # -------------------------------------------------------------- publishing

    def writable(self) -> Registry:
        """The registry to publish to. Raises DeltaError (E407) where there is none."""
        if self.registry is None:
            raise refusal("E407", "no-registry", REGISTRY, folder=REGISTRY)
        return self.registry

    def drafts(self, text: str | Source) -> list[Draft]:
        """The drafts of a script, in the order to publish them in. Raises DeltaError.

        A script whose definitions are not in order as a whole has none that can be published.
        """
        module = parse(text)
        if module.diagnostics:
            raise DeltaError(module.diagnostics)
        found = drafts(module)
        if not found:
            raise refusal("E407", "no-drafts", module.source.name, name=module.source.name)
        return found

    def plan(self, found: list[Draft], by: Signature, *, force: bool = False) -> list[Publication]:
        """Compute what publishing drafts together would do, and write nothing. Raises DeltaError."""
        registry = self.writable()
        beside = MemoryCatalog(map(_formula, found))
        return [
            registry.plan(draft, by, below=self.below, beside=beside, force=force)
            for draft in found
        ]

    def publish(
        self, found: list[Draft], by: Signature, *, force: bool = False
    ) -> Iterator[Publication]:
        """Publish drafts, one after another. Raises DeltaError before the first if one is not in order."""
        registry = self.writable()
        self.plan(found, by, force=force)
        for draft in found:
            yield registry.publish(draft, by, below=self.below, force=force)

    @property
    def below(self) -> Catalog:
        """The layers that the registry of the project stands on."""
        return LayeredCatalog(*(layer for layer in self.layers if layer is not self.registry))

    def merge(self, ours: str, theirs: str, *, base: str | None = None) -> Scene:
        """Merge two editions of a formula that grew from a third, image by image.

        Without `base` that is the edition before the older of the two. Raises DeltaError (E408) with
        the images that both sides changed differently.
        """
        names = [reference.partition("@") for reference in (ours, theirs)]
        versions = [int(pin) for _, _, pin in names if pin.isdecimal() and len(pin) < 10]
        if base is None:
            if len(versions) != 2 or names[0][0] != names[1][0] or min(versions) < 2:
                raise refusal("E408", "not-one-formula", ours, left=ours, right=theirs)
            base = f"{names[0][0]}@{min(versions) - 1}"
        session = Session(catalog=self.catalog)  # the lock has no say in what is named by version
        scenes = [session.expand(reference) for reference in (base, ours, theirs)]
        try:
            return merge_scenes(*scenes)
        except MergeConflictError as error:
            images = "; ".join(
                f"{c.image} ({c.base} → {c.ours} | {c.theirs})" for c in error.conflicts
            )
            raise refusal("E408", "merge-conflict", f"{ours} {theirs}", images=images) from error

    def mend(self) -> list[Mended]:
        """Settle the registry's part of an unfinished git merge. Raises DeltaError (E408)."""
        from deltalang.registry.git import mend

        return mend(self.writable(), self.below)

    def renumber(self, name: str, *, to: str | None = None) -> str:
        """Move a formula of the project to another number; gives its new name. Raises DeltaError."""
        from deltalang.registry.renumbering import renumber

        return renumber(self.writable(), name, to=to, below=self.below)

    # ------------------------------------------------------------------ questions

    def entries(
        self,
        *,
        status: str | None = None,
        layer: str | None = None,
        label: str | None = None,
        limit: int | None = None,
    ) -> list[Entry]:
        """List the formulas of the layers by number; retired ones only when asked for.

        >>> [entry.slug for entry in Project(None, None).entries(status="stable")]
        ['ожидание-прерыв-свет', 'сжатие-жар-рост']
        """
        from deltalang.registry import queries

        chosen = [i for i in self.indexes if layer is None or i.registry.layer == layer]
        found = [
            entry
            for index in chosen
            for entry in queries.entries(index, status=status, label=label, limit=limit)
        ]
        return sorted(found, key=lambda e: (int(e.code[1:]), e.code))[:limit]

    def search(
        self, words: str, *, limit: int = 20, lemmatizer: Lemmatizer | None = None
    ) -> list[Entry]:
        """Find formulas by words, those of the project first; with a `lemmatizer` in every form.

        >>> [entry.code for entry in Project(None, None).search("сжатие рост")]
        ['Δ02']
        """
        from deltalang.registry import queries

        found = (
            queries.search(index, words, limit=limit, lemmatizer=lemmatizer)
            for index in self.indexes
        )
        return [entry for entries in found for entry in entries][:limit]

    def near(self, scene: str, *, limit: int = 20) -> list[Entry]:
        """Find formulas that mean something like a scene, the likest first. Raises DeltaError.

        >>> Project(None, None).near("жар + рост")[0].code
        'Δ02'
        """
        from deltalang.registry import queries

        wanted = self.session().expand(scene)
        found = [e for i in self.indexes for e in queries.near(i, wanted, limit=limit)]
        return sorted(found, key=lambda e: (-(e.likeness or 0), int(e.code[1:]), e.code))[:limit]

    def editions(self, name: str) -> Editions:
        """Everything about a formula (`Δ02`, `d02`, `Δ02@1`, `Δ:слова`). Raises DeltaError (E201, E202)."""
        written, pin = asked(name)
        for layer in self.layers:
            code = layer.code_of(written)
            found = layer.editions(code) if code else None
            if found is not None:
                edition = found.find(pin) if pin is not None else None
                if isinstance(edition, Missing):
                    raise not_there(written, edition, pin)
                return found
        raise not_there(name)

    def dependents(self, name: str) -> list[str]:
        """The formulas that refer to one in any of their editions. Raises DeltaError (E201)."""
        from deltalang.registry import queries

        editions = self.editions(name)
        slugs = {record.slug for record in editions.records.values()}
        slug = next(iter(sorted(s for s in slugs if s)), None)
        return [d for i in self.indexes for d in queries.dependents(i, f"Δ{editions.code}", slug)]

    def dependencies(self, name: str) -> tuple[str, dict[str, tuple[str, ...]]]:
        """The edition that a reference means, and the graph of all it stands on. Raises DeltaError."""
        from deltalang.registry.graph import dependencies

        written, pin = asked(name)
        reference = written if pin is None else f"{written}@{pin}"
        formulas = self.session().references(Source(reference, "<request>"))
        if reference not in formulas:
            raise not_there(name)
        return formulas[reference].edition, dependencies([formulas[reference]], self.catalog)

    def examine(
        self, *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Diagnostic]:
        """Give everything that is wrong with the registry. Raises DeltaError (E407) without one."""
        from deltalang.registry.doctor import examine

        return examine(self.writable(), self.below, progress=progress)

    # ------------------------------------------------------------------- the lock

    def scripts(self) -> list[Path]:
        """Every script of the project, in the order of their names."""
        if self.root is None:
            return []
        found = self.root.rglob("*.delta")
        hidden = (path for path in found if not _is_hidden(path.relative_to(self.root)))
        return sorted(hidden, key=lambda path: path.as_posix())

    def make_lock(
        self, sources: Iterable[Source], *, fresh: Iterable[str] = ()
    ) -> dict[str, Locked]:
        """Compute the lock of some scripts: what is locked already stays, except for `fresh` names.

        A name is a reference (`Δ02@^1`) or a formula (`Δ02`, which means all references to it).
        Raises DeltaError for a script with a problem.
        """
        renewed = set(fresh)
        old = {
            reference: entry
            for reference, entry in (self.lock or {}).items()
            if not renewed & {reference, reference.partition("@")[0], entry.code}
        }
        session = Session(catalog=self.catalog, seal=lambda catalog: LockedCatalog(catalog, old))
        lock: dict[str, Locked] = {}
        for source in sources:
            for reference, formula in session.references(source).items():
                now, was = locked(formula), old.get(reference)
                kept = was is not None and attrs.evolve(now, status=was.status) == was
                lock[reference] = was if kept and was is not None else now
        return lock

    def write_lock(self, lock: dict[str, Locked]) -> Path:
        """Write the lock file atomically. Raises DeltaError (E407) outside of a project."""
        if self.root is None:
            raise refusal("E407", "no-registry", REGISTRY, folder=REGISTRY)
        replace_file(self.root / NAME, dump_lock(lock))
        return self.root / NAME

    def outdated(self) -> list[tuple[str, Locked, Formula]]:
        """The locked references that would mean another edition now."""
        return list(moved(self.lock or {}, self.catalog))

    def lock_warnings(self) -> Iterator[Diagnostic]:
        """Say of each locked reference that it would mean another edition now (W510)."""
        for reference, old, new in self.outdated():
            names = {"reference": reference, "old": old.edition, "new": new.edition}
            yield from refusal("W510", "label-moved", reference, where=NAME, **names).diagnostics


def init(folder: Path | str) -> Project:
    """Make a project of a folder: an empty `registry/`. What is there already stays.

    Raises OSError.
    """
    root = Path(folder).resolve()
    create_registry(root / REGISTRY)
    return Project(root, user_registry())


def user_registry() -> Path:
    """The user's own registry: `DELTALANG_HOME`, else the platform's data folder."""
    home = os.environ.get("DELTALANG_HOME")
    if home:
        return Path(home) / REGISTRY
    from platformdirs import user_data_path  # slow to import

    return user_data_path("deltalang", appauthor=False) / REGISTRY


def _formula(draft: Draft) -> Formula:
    """A draft as a formula, so that other drafts can refer to it before it is published."""
    made = draft.record("Δ0", 1, None).read(name=draft.name, layer="script")
    return attrs.evolve(made, name=draft.name, version=0)


def _is_hidden(path: Path) -> bool:
    return any(
        part.startswith(".") or part in ("node_modules", "__pycache__") for part in path.parts
    )
