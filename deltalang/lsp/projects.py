"""Projects: the session of each open text, shared by the texts of one project."""

from collections.abc import Sequence
from pathlib import Path

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.lexicon.loading import NAME as LEXICON
from deltalang.project import REGISTRY, Project, user_registry
from deltalang.registry.glance import Glance, glances
from deltalang.registry.lockfile import NAME as LOCK
from deltalang.session import Session


@attrs.define
class Opened:
    """A project with its session. `problems` says why it has less than its files promise."""

    project: Project
    session: Session
    problems: tuple[Diagnostic, ...] = ()
    _glances: Sequence[Glance] | None = None

    def glances(self) -> Sequence[Glance]:
        """The formulas of the layers, those of the project first; what cannot be read is left out."""
        if self._glances is None:
            self._glances = glances(self.project.layers)
        return self._glances


class Projects:
    """The projects of the open texts, each found and read once until its files change."""

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

    def forget(self) -> None:
        """Read all projects anew when they are next asked for."""
        self._known.clear()


def matters(path: Path) -> bool:
    """Tell whether a project means something else once a file has changed.

    >>> matters(Path("a/registry/d100/v1.yaml")), matters(Path("a/deltalang.lock")), matters(Path("a.txt"))
    (True, True, False)
    """
    return path.name in (LOCK, LEXICON) or (path.suffix == ".yaml" and REGISTRY in path.parts)


def _opened(project: Project) -> Opened:
    try:
        return Opened(project, project.session())
    except DeltaError as error:  # a broken lock or lexicon: the rest still helps
        return Opened(project, Session(catalog=project.catalog), error.diagnostics)
    except OSError:
        bare = Project(None, project.user)
        return Opened(bare, bare.session())
