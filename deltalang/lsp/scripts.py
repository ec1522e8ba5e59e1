"""Scripts: where the other scripts of a text are looked for, and how far."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from deltalang.project import REGISTRY
from deltalang.registry.folder import is_pack
from deltalang.registry.lockfile import NAME as LOCK

MOST = 5_000
"""So many scripts are read at most, those in nearer folders first."""
_MOST_ENTRIES = 50_000
_PASSED_OVER = ("node_modules", "__pycache__", REGISTRY)


@attrs.frozen
class Place:
    """A folder whose scripts belong together; `deep` tells whether those of its folders do too."""

    folder: Path
    deep: bool = True

    def holds(self, file: Path) -> bool:
        """Tell whether a script is one of the place."""
        return file.is_relative_to(self.folder) if self.deep else file.parent == self.folder


def places(file: Path, root: Path | None, folders: Iterable[Path]) -> list[Place]:
    """Choose where the scripts stand that may use a file.

    `root` is the folder of its project, `folders` are those that the editor has open. Outside of both
    it is the folder of the file with all below, and the one above.

    >>> file = Path("/двор/сад/а.delta")
    >>> [(one.folder.as_posix(), one.deep) for one in places(file, None, [Path("/двор"), Path("/лес")])]
    [('/двор', True)]
    >>> [(one.folder.as_posix(), one.deep) for one in places(file, None, [])]
    [('/двор/сад', True), ('/двор', False)]
    """
    if root is not None:
        return [Place(_as_named(root, file))]
    holding = [folder for folder in folders if file.is_relative_to(folder)]
    if holding:
        return [Place(min(holding, key=lambda one: len(one.parts)))]
    return [Place(file.parent), Place(file.parent.parent, deep=False)]


def _as_named(root: Path, file: Path) -> Path:
    """The root as the editor names it: a project is found by its real path, which may be another."""
    real = file.resolve()
    if not real.is_relative_to(root):
        return root
    inside = real.relative_to(root).parts
    named = file.parts
    return Path(*named[: -len(inside)]) if named[-len(inside) :] == inside else root


def scripts(where: Sequence[Place], *, most: int = MOST) -> Iterator[Path]:
    """Give the scripts of some places, those of nearer folders first, in the order of their names.

    Other projects, hidden folders and links to folders are passed over; so is what cannot be read.
    """
    waiting = deque((place.folder, place.deep) for place in where)
    left = _MOST_ENTRIES
    while waiting:
        folder, deep = waiting.popleft()
        for entry in _entries(folder):
            left -= 1
            if not (most and left):
                return
            if entry.name.startswith(".") or entry.name in _PASSED_OVER:
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep and not _is_project(Path(entry.path)):
                    waiting.append((Path(entry.path), True))
            elif entry.name.endswith(".delta"):
                most -= 1
                yield Path(entry.path)


def _is_project(folder: Path) -> bool:
    return is_pack(folder / REGISTRY) or (folder / LOCK).is_file()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []
