"""The index: what `list`, `search` and slugs are answered from, in SQLite.

It is made from the files and can be thrown away at any time. It notices what changed by cheap signs:
the journal of our own writes, the time of the folder, the state of git; after a sign only folders
whose own time differs are read again. A registry of up to `SMALL` formulas is looked at file by file
each time, so that even an edit in place is seen; `reindex` does that for one of any size.
Resolving never asks the index: a code leads straight to its folder.
"""

import hashlib
import json
import math
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError
from deltalang.keys import key
from deltalang.registry.folder import FOLDER, Editions, FolderCatalog
from deltalang.registry.store import JOURNAL, Registry
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Catalog, Formula, LayeredCatalog
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.resolver import references

SMALL = 1_000
_VERSION = 1
_BATCH = 500
_SCHEMA = """
create table folder(code text primary key, stamp text not null, time integer not null);
create table formula(
    id integer primary key, code text unique not null, number integer not null, slug text,
    slug_key text, version integer, status text, formula text, digest text, labels text, notes text,
    problem text, norm real not null
);
create index formula_slug on formula(slug_key);
create index formula_number on formula(number, code);
create table image(code text not null, image text not null, weight real not null);
create index image_image on image(image);
create index image_code on image(code);
create table edge(code text not null, used text not null);
create index edge_used on edge(used);
create index edge_code on edge(code);
create virtual table words using fts5(text);
create table sign(name text primary key, value text not null);
"""
Row = tuple[object, ...]
Progress = Callable[[int, int], None]


class Index:
    """The index of a registry; `below` knows the formulas of the other layers.

    That of a folder which is not a registry (the standard library) is made in memory.
    """

    def __init__(self, registry: FolderCatalog, below: Catalog | None = None) -> None:
        self.registry, self.below = registry, below
        self.path = _place(registry) if isinstance(registry, Registry) else ":memory:"
        self._open()

    def _open(self) -> None:
        try:
            self.db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self.db.execute("pragma synchronous = off")  # the files are the truth, not the index
            if self._sign("version") != str(_VERSION):
                self._rebuild()
        except sqlite3.OperationalError:  # somebody else has held it for long; it is not damaged
            raise
        except sqlite3.DatabaseError:
            self.db.close()
            Path(self.path).unlink(missing_ok=True)
            self.db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._rebuild()

    def _rebuild(self) -> None:
        self.db.execute("begin immediate")
        if self._sign("version") != str(_VERSION):
            names = self.db.execute(
                "select name from sqlite_master where type = 'table' and name not like 'words\\_%'"
                " escape '\\'"
            )
            for (name,) in names.fetchall():
                if not name.startswith("sqlite"):
                    self.db.execute(f'drop table "{name}"')
            for statement in _SCHEMA.split(";"):
                self.db.execute(statement)
            self._set("version", str(_VERSION))
        self.db.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    # ---------------------------------------------------------------- freshness

    def refresh(self, *, thorough: bool = False, progress: Progress | None = None) -> int:
        """Take in what changed on disk; gives how many formulas were read again.

        `thorough` looks at every file. `progress` is told how many of how many are done.
        """
        if not isinstance(self.registry, Registry):
            return self._refresh_memory()
        signs = self._signs(self.registry)
        count = self.db.execute("select count(*) from folder").fetchone()[0]
        every_file = thorough or count <= SMALL
        if not every_file and self._sign("signs") == json.dumps(signs):
            return 0
        written = None if every_file else self._journalled(self.registry, signs)
        changed, gone = self._changed(self.registry.path, every_file, only=written)
        done = 0
        codes = sorted(changed, key=lambda code: (int(code), code))
        for start in range(0, len(codes), _BATCH):
            part = codes[start : start + _BATCH]
            self.registry.forget()
            self._read(part, changed)
            self.registry.forget()  # memory stays small however many there are
            done += len(part)
            if progress is not None:
                progress(done, len(codes))
        if gone:
            self.db.execute("begin immediate")
            for code in gone:
                self._drop(code)
            self.db.execute("commit")
        if codes or gone or self._sign("signs") != json.dumps(signs):
            self._set("signs", json.dumps(signs))
        return len(codes) + len(gone)

    def _refresh_memory(self) -> int:
        known = self.db.execute("select count(*) from folder").fetchone()[0]
        codes = [] if known else self.registry.codes()
        self._read(codes, dict.fromkeys(codes, ("", 0)))
        return len(codes)

    def _signs(self, registry: Registry) -> list[object]:
        signs: list[object] = []
        for path in (registry.path, registry.state / JOURNAL, *_git_files(registry.path)):
            try:
                found = os.stat(path)
                signs.append([found.st_mtime_ns, found.st_size])
            except OSError:
                signs.append(None)
        return signs

    def _journalled(self, registry: Registry, signs: list[object]) -> set[str] | None:
        """The formulas that we wrote to ourselves, if that is all that happened."""
        before = json.loads(self._sign("signs") or "null")
        if not before or len(before) != len(signs) or not signs[1]:
            return None
        if [before[0], *before[2:]] != [signs[0], *signs[2:]]:
            return None
        with (registry.state / JOURNAL).open("rb") as journal:
            journal.seek(before[1][1] if before[1] else 0)
            return set(journal.read().decode("ascii", "ignore").split())

    def _changed(
        self, root: Path, every_file: bool, *, only: set[str] | None
    ) -> tuple[dict[str, tuple[str, int]], list[str]]:
        """The folders that differ from what the index saw, with their stamps, and those gone.

        `only` names the formulas that can differ, where that is known.
        """
        if only is not None:
            folders = [root / f"d{code}" for code in sorted(only)]
            there = [f for f in folders if FOLDER.fullmatch(f.name) and f.is_dir()]
            return {f.name[1:]: (_stamp(str(f)), f.stat().st_mtime_ns) for f in there}, []
        known = {
            code: (stamp, time)
            for code, stamp, time in self.db.execute("select code, stamp, time from folder")
        }
        changed: dict[str, tuple[str, int]] = {}
        for entry in os.scandir(root):
            match = FOLDER.fullmatch(entry.name)
            if match is None or not entry.is_dir():
                continue
            stamp, time = known.pop(match[1], ("", -1))
            now = os.stat(entry.path).st_mtime_ns
            if now == time and not every_file:
                continue
            found = _stamp(entry.path)
            if found != stamp or now != time:
                changed[match[1]] = (found, now)
        return changed, sorted(known)

    def _read(self, codes: list[str], stamps: dict[str, tuple[str, int]]) -> None:
        layers = (self.registry, self.below) if self.below else (self.registry,)
        evaluator = Evaluator(LayeredCatalog(*layers))
        rows = [self._rows(code, evaluator) for code in codes]
        self.db.execute("begin immediate")
        for code, (formula, words, images, edges) in zip(codes, rows, strict=True):
            self._drop(code)
            self.db.execute("insert into folder values(?, ?, ?)", (code, *stamps[code]))
            if formula is None:
                continue
            norm = math.sqrt(sum(weight * weight for _, _, weight in images))
            added = self.db.execute(
                f"insert into formula values(null, {','.join('?' * 12)})", (*formula, norm)
            )
            self.db.execute("insert into words(rowid, text) values(?, ?)", (added.lastrowid, words))
            self.db.executemany("insert into image values(?, ?, ?)", images)
            self.db.executemany("insert into edge values(?, ?)", edges)
        self.db.execute("commit")

    def _rows(
        self, code: str, evaluator: Evaluator
    ) -> "tuple[Row | None, str, list[tuple[str, str, float]], list[tuple[str, str]]]":
        """What the tables hold about a formula; a damaged one is kept with its problem."""
        try:
            editions = self.registry.editions(code)
            if editions is None:
                return None, "", [], []
            found = editions.find(None)
        except DeltaError as error:
            return (code, int(code), *(None,) * 8, str(error.diagnostics[0])), "", [], []
        assert isinstance(found, Formula)
        scene = evaluator.formula_scene(found)
        record = editions.records[found.version]
        labels = json.dumps(dict(sorted(editions.labels.labels.items())), ensure_ascii=False)
        notes = json.dumps(dict(record.notes), ensure_ascii=False)
        row: Row = (
            code, int(code), found.slug, key(found.slug) if found.slug else None, found.version,
            found.status, record.formula, found.digest, labels, notes, None,
        )  # fmt: skip
        words = " ".join((record.formula, found.slug or "", *record.notes.values()))
        images = [(code, text, weight) for text, weight in _images(scene)]
        return row, key(words), images, [(code, used) for used in _used(editions)]

    def _drop(self, code: str) -> None:
        known = self.db.execute("select id from formula where code = ?", (code,)).fetchone()
        if known is not None:
            self.db.execute("delete from words where rowid = ?", known)
        for table in ("folder", "formula", "image", "edge"):
            self.db.execute(f"delete from {table} where code = ?", (code,))

    def _sign(self, name: str) -> str | None:
        try:
            row = self.db.execute("select value from sign where name = ?", (name,)).fetchone()
        except sqlite3.OperationalError:  # a new file has no tables
            return None
        return row[0] if row else None

    def _set(self, name: str, value: str) -> None:
        self.db.execute("insert or replace into sign values(?, ?)", (name, value))


def _images(scene: Scene | None) -> Iterable[tuple[str, float]]:
    for image, weight in scene.terms if scene is not None else ():
        yield image.text, float(value(weight))


def _used(editions: Editions) -> list[str]:
    """The names that any edition refers to."""
    names: set[str] = set()
    for version in editions.records:
        try:
            body = editions.formula(version)
        except DeltaError:  # told by `check` and `doctor`
            continue
        for expression in (body.body, *(p.default for p in body.parameters if p.default)):
            names |= {canonical_name(node) for node in references(expression)}
    return sorted(names)


def _stamp(folder: str) -> str:
    files = sorted(
        (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in os.scandir(folder)
    )
    return hashlib.sha256(repr(files).encode()).hexdigest()[:16]


def _git_files(root: Path) -> list[Path]:
    """Files that git rewrites when a pull, a merge or a checkout changes the working tree."""
    for folder in (root, *root.resolve().parents):
        if (folder / ".git").is_dir():
            return [folder / ".git" / "index", folder / ".git" / "HEAD"]
    return []


def _place(registry: Registry) -> str:
    """Where the index is: beside the formulas, or among the user's caches if that is read-only."""
    try:
        registry.state.mkdir(exist_ok=True)
        if os.access(registry.state, os.W_OK):
            return str(registry.state / "index.sqlite3")
    except OSError:  # read-only
        pass
    from platformdirs import user_cache_path

    folder = user_cache_path("deltalang", appauthor=False, ensure_exists=True)
    name = hashlib.sha256(str(registry.path.resolve()).encode()).hexdigest()[:16]
    return str(folder / f"index-{name}.sqlite3")
