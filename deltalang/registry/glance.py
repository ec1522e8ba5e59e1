"""A glance at the formulas of a folder: what a name is completed from, without parsing anything.

Nothing is checked and nothing is written here: whoever uses a formula afterwards reads it properly.
A number is what its folder is called. The rest comes from the index, as far as it saw a folder as it
is now, else from the lines of the newest record; what cannot be made out is left empty.
"""

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from deltalang.registry.folder import FOLDER, RECORD, FolderCatalog
from deltalang.registry.store import STATE, Registry

INDEX = "index.sqlite3"
MOST_READ = 2_000
"""So many records are read where there is no index; of the others only the number is known."""
_LONGEST = 16_384
_LINE = re.compile(r"^(formula|slug|status):[ ]+([^ \n].*)$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))")
_PAIR = re.compile(r"^[ ]+([^\s:#'\"]+):[ ]+([\w-]+)[ ]*$")
Stamps = Mapping[str, int | None]


@attrs.frozen
class Glance:
    """A formula as it is offered: its number, name, text, and the labels that lead to editions."""

    code: str
    slug: str | None = None
    formula: str = ""
    labels: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()


def glance(catalog: FolderCatalog) -> list[Glance]:
    """Look at every formula of a folder that is not retired, by number. Raises OSError.

    >>> from deltalang.registry.folder import standard_library
    >>> glance(standard_library())[1].slug
    'сжатие-жар-рост'
    """
    stamps = _stamps(catalog)
    known = _indexed(catalog, stamps)
    left = MOST_READ
    found = []
    for code in sorted(stamps, key=lambda code: (int(code), code)):
        if code not in known:
            known[code] = _read(catalog.root.joinpath(f"d{code}"), code) if left else Glance(code)
            left = max(0, left - 1)
        one = known[code]
        if one is not None:
            found.append(one)
    return found


def glances(layers: Iterable[FolderCatalog]) -> list[Glance]:
    """Look at every formula of some layers; of equal numbers the first is meant.

    A layer that may not be read has nothing to offer: its formulas are reported where they are used.
    """
    found: dict[str, Glance] = {}
    for layer in layers:
        try:
            for one in glance(layer):
                found.setdefault(one.code, one)
        except OSError:
            continue
    return list(found.values())


def by_number(one: Glance) -> tuple[int, str]:
    """What glances are sorted by."""
    return int(one.code), one.code


def _stamps(catalog: FolderCatalog) -> dict[str, int | None]:
    """The number of each formula, with the time of its folder where that can be told."""
    if isinstance(catalog, Registry):
        with os.scandir(catalog.path) as entries:
            named = ((FOLDER.fullmatch(entry.name), entry) for entry in entries)
            return {match[1]: entry.stat().st_mtime_ns for match, entry in named if match}
    names = (FOLDER.fullmatch(entry.name) for entry in catalog.root.iterdir())
    return {match[1]: None for match in names if match}


def _indexed(catalog: FolderCatalog, stamps: Stamps) -> dict[str, Glance | None]:
    """What the index knows of the folders that are as it saw them; None stands for a retired one."""
    path = catalog.path / STATE / INDEX if isinstance(catalog, Registry) else None
    if path is None or not path.is_file():
        return {}
    try:
        address = f"{Path(os.path.abspath(path)).as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0.2)) as index:
            rows = index.execute(
                "select f.code, d.time, f.slug, f.formula, f.status, f.labels, f.version"
                " from formula f join folder d on d.code = f.code where f.problem is null"
            )
            fresh = [row for row in rows if row[0] in stamps and row[1] == stamps[row[0]]]
    except sqlite3.Error:  # locked, damaged or of another edition
        return {}
    known: dict[str, Glance | None] = {}
    for row in fresh:
        try:
            known[row[0]] = _row(*row)
        except (ValueError, RecursionError):  # the record is read in its place
            continue
    return known


def _row(
    code: str,
    _time: int,
    slug: object,
    formula: object,
    status: object,
    labels: object,
    version: object,
) -> Glance | None:
    """Take a row of the index. Raises ValueError for one that it did not write so."""
    if status == "retired":
        return None
    named = json.loads(labels) if isinstance(labels, str) else {} if labels is None else None
    if (
        not isinstance(slug, str | None)
        or not isinstance(formula, str)
        or type(version) is not int
        or not isinstance(named, dict)
        or any(type(edition) is not int for edition in named.values())
    ):
        raise ValueError(f"the row of {code} is damaged")
    return Glance(code, slug, formula, tuple(named), tuple(sorted({version, *named.values()})))


def _read(folder: Traversable, code: str) -> Glance | None:
    """Read the lines of the edition that is meant without a pin."""
    if not folder.is_dir():
        return None
    names = (RECORD.fullmatch(entry.name) for entry in folder.iterdir())
    versions = tuple(sorted(int(match[1]) for match in names if match))
    if not versions:
        return None
    sections = _sections(_start(folder.joinpath("labels.yaml")))
    labels = sections.get("labels", {})
    wanted = labels.get("stable", "")
    version = next((known for known in versions if str(known) == wanted), versions[-1])
    found = _LINE.findall(_start(folder.joinpath(f"v{version}.yaml")))
    lines = {name: text.rstrip(" ") for name, text in found}
    status = sections.get("status", {}).get(str(version)) or _scalar(lines.get("status", ""))
    if status == "retired":
        return None
    slug = _scalar(lines.get("slug", "")) or None
    return Glance(code, slug, _scalar(lines.get("formula", "")), tuple(labels), versions)


def _start(file: Traversable) -> str:
    """The beginning of a file; empty where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(_LONGEST).decode("utf-8", "ignore")
    except OSError:
        return ""


def _sections(text: str) -> dict[str, dict[str, str]]:
    """The mappings of plain words in a `labels.yaml`, by the field that they stand under."""
    found: dict[str, dict[str, str]] = {}
    for name, pairs in _blocks(text):
        matches = filter(None, map(_PAIR.fullmatch, pairs))
        found[name] = {match[1]: match[2] for match in matches}
    return found


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE):
        head, *lines = block.splitlines() or [""]
        yield head.rstrip(": "), lines


def _scalar(text: str) -> str:
    """A plain or quoted YAML scalar of one line; empty for any other form."""
    if text[:1] == text[-1:] == "'" and len(text) > 1:
        return text[1:-1].replace("''", "'")
    if text[:1] == text[-1:] == '"' and len(text) > 1:
        return _ESCAPE.sub(_unescaped, text[1:-1])
    return "" if text[:1] in tuple("|>&*![{%@`'\"") else text


def _unescaped(found: re.Match[str]) -> str:
    """The character that an escape stands for; none for what does not belong into a line."""
    if found[4]:
        return found[4] if found[4] in '"\\/ ' else " "
    try:
        sign = chr(int(found[1] or found[2] or found[3], 16))
    except (ValueError, OverflowError):
        return ""
    return sign if sign.isprintable() else ""
