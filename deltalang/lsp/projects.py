"""Projects: the session of each open text, shared by the texts of one project."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.editing.current import seen_of
from deltalang.lexicon.loading import NAME as LEXICON
from deltalang.project import REGISTRY, Project, user_registry
from deltalang.registry.glance import Glance, glances
from deltalang.registry.lockfile import NAME as LOCK
from deltalang.registry.stamps import Seen
from deltalang.session import Session


@attrs.define
class Opened:
    """A project with its session. `problems` says why it has less than its files promise."""

    project: Project
    session: Session
    problems: tuple[Diagnostic, ...] = ()
    _seen: Seen = attrs.field(factory=Seen)
    _glances: Sequence[Glance] | None = None
    _glanced: Seen = attrs.field(factory=Seen)

    def glances(self) -> Sequence[Glance]:
        """The formulas of the layers, those of the project first; what cannot be read is left out."""
        if self._glances is None or self._glanced.has_changed():
            self._glanced.clear()
            for layer in self.project.layers:
                self._glanced.note(layer.root)
            self._glances = glances(self.project.layers)
        return self._glances

    def has_changed(self) -> bool:
        """Tell whether a file that was read for it, or looked for in vain, is another one now."""
        return self._seen.has_changed() or self.session.has_changed()


class Projects:
    """The projects of the open texts, each found and read once until its files change.

    Not every editor tells of changed files, and none of those outside of its folders, so `refresh`
    looks at them: only at the times of those that were read.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Path | None, Path | None], Opened] = {}

    def of(self, path: Path | None) -> Opened:
        """Give the project of a file; without one the standard library and the user's formulas."""
        try:
            project = Project.find(path) if path is not None else Project(None, user_registry())
        except (OSError, ValueError):  # a path that this system cannot look at
            project = Project(None, user_registry())
        place = project.root, project.lexicon_file
        if place not in self._known:
            self._known[place] = _opened(project)
        return self._known[place]

    def refresh(self) -> None:
        """Read the projects anew whose files are others now, each looked at once, when next asked for."""
        for place, known in list(self._known.items()):
            if known.has_changed():
                del self._known[place]

    def forget(self, paths: Iterable[Path]) -> None:
        """Read the projects that some files belong to anew when they are next asked for."""
        changed = [path.resolve() for path in paths]
        for place in list(self._known):
            root = place[0]
            if root is None or any(path.is_relative_to(root) for path in changed):
                del self._known[place]


def matters(path: Path) -> bool:
    """Tell whether a project means something else once a file has changed.

    >>> matters(Path("a/registry/d100/v1.yaml")), matters(Path("a/deltalang.lock")), matters(Path("a.txt"))
    (True, True, False)
    """
    return path.name in (LOCK, LEXICON) or (path.suffix == ".yaml" and REGISTRY in path.parts)


def _opened(project: Project) -> Opened:
    seen = seen_of(project)
    try:
        return Opened(project, project.session(), (), seen)
    except DeltaError as error:  # a broken lock or lexicon: the rest still helps
        return Opened(project, Session(catalog=project.catalog), error.diagnostics, seen)
    except OSError:
        bare = Project(None, project.user)
        return Opened(bare, bare.session(), (), seen)
