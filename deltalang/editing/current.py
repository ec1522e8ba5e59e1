"""The current session of a place: the same one until a file that it stands on is another one."""

from pathlib import Path

from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.project import REGISTRY, Project
from deltalang.registry.lockfile import NAME as LOCK
from deltalang.registry.stamps import Seen
from deltalang.session import Session


class Current:
    """Gives the session of the project that a folder belongs to now.

    A look costs some questions about the times of files, for those alone that were read or looked for
    in vain: of a registry of any size the formulas that are used.

    >>> current = Current(".")
    >>> current.session() is current.session()
    True
    """

    def __init__(
        self, start: Path | str = ".", *, limits: Limits = DEFAULT_LIMITS, strict: bool = False
    ) -> None:
        self._start, self._limits, self._strict = start, limits, strict
        self._seen = Seen()
        self._project: Project | None = None
        self._session: Session | None = None

    def session(self) -> Session:
        """Give the session: a new one where something changed since.

        Raises DeltaError or OSError where a lock or a lexicon cannot be read, until it can.
        """
        project = Project.find(self._start)
        if self._session is None or project != self._project or self._has_changed():
            self._session = None
            self._seen = seen_of(project)
            self._session = project.session(limits=self._limits, strict=self._strict)
            self._project = project
        return self._session

    def limit(self, limits: Limits) -> None:
        """Have a session with other limits from now on."""
        self._limits, self._session = limits, None

    def _has_changed(self) -> bool:
        return self._seen.has_changed() or (
            self._session is not None and self._session.has_changed()
        )


def seen_of(project: Project) -> Seen:
    """Note what a session is made of beside its formulas; a registry of the user's may come to be."""
    seen = Seen()
    files = [project.lexicon_file, project.user]
    if project.root is not None:
        files += [project.root / LOCK]
        files += [project.root / REGISTRY] if project.registry is None else []
    for file in files:
        if file is not None:
            seen.note(file)
    return seen
