"""The conversation of a notebook: what its cells said so far, and the answer to the next one.

It knows no IPython: text in, an answer out. A cell may be run again, and in any order, so only what
is defined stays: formulas, `:use`, and the last scene as `Δ:last`. A label, a `:mode`, a `:seed`
hold in their own cell. The project is looked at anew each time, since cells publish too.
"""

from collections.abc import Iterator, Sequence

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.editing.completion import Completion, completions
from deltalang.editing.document import Document as Text
from deltalang.project import Project
from deltalang.registry.glance import Glance, by_number, glances
from deltalang.renderers.document import Document, document
from deltalang.renderers.outline import clean
from deltalang.repl.console import Answer, Console
from deltalang.repl.typed import NAME, Place
from deltalang.source import Source
from deltalang.syntax import ast

_CELL = Place("<cell>")


@attrs.frozen
class Met:
    """A scene of a cell, with its document."""

    scene: Scene
    document: Document = attrs.field(repr=False)


@attrs.frozen
class Reply:
    """The answer to a cell: scenes and lines in the order of its statements, then problems."""

    told: tuple[Met | str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    failed: bool = False

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The scenes of the cell."""
        return tuple(one.scene for one in self.told if isinstance(one, Met))


class Conversation:
    """What a notebook has said.

    >>> conversation = Conversation()
    >>> conversation.take("Δ:ход = Δ02 → лес").told
    ('Δ:ход = жар + рост + сжатие → лес',)
    >>> conversation.take("Δ:ход + память").scenes
    (<Scene (жар + рост + сжатие → лес) + память>,)
    """

    def __init__(self) -> None:
        self.kept = ""
        """The formulas so far, as a script."""
        self.last: str | None = None
        """The expression of the last scene."""

    def take(
        self,
        text: str,
        *,
        place: Place = _CELL,
        lang: str = "en",
        said_in: str | None = None,
    ) -> Reply:
        """Take in the statements of a cell: all of them, or none where one is wrong.

        Messages are in `lang`; with `said_in` the scenes are said in that language. Raises OSError.
        """
        try:
            console = Console(Project.find(".").session(), lang=lang)
            console.document.replace(self.kept + (f"{self.last}\n" if self.last else ""))
            text = console.resolved(text)
            console.document.replace(self.kept)
            answer = console.submit(text, place)
            told = () if answer.failed else tuple(_told(console, answer, place.name, said_in))
        except LookupError as error:
            return Reply((console.said("no-last", name=error.args[0]),), failed=True)
        except DeltaError as error:
            return Reply((), error.diagnostics, failed=True)
        if not answer.failed:
            self._keep(console)
        return Reply(told, tuple(map(_named, answer.problems)), answer.failed)

    def complete(self, text: str, offset: int, *, lang: str = "en") -> tuple[int, list[Completion]]:
        """Complete what is typed at an offset of a script: where that starts, and texts for it.

        >>> Conversation().complete("память + Δ:сжа", 14)[1][0].text
        'Δ:сжатие-жар-рост'
        """
        try:
            project = Project.find(".")
            typed = Text(project.session(), self.kept + text)
        except (DeltaError, OSError):  # a broken project is reported where it is used
            return offset, []
        base = len(self.kept)
        found = completions(typed, base + offset, glances=lambda: _glances(project), lang=lang)
        found = [one for one in found if one.start >= base]
        start = min((one.start - base for one in found), default=offset)
        return start, [
            attrs.evolve(
                one, start=start, end=offset, text=text[start : one.start - base] + one.text
            )
            for one in found
        ]

    def _keep(self, console: Console) -> None:
        kept = {
            piece.text[: piece.statement.end].strip(): None  # `:use` may be said again
            for piece in console.document.buffer.pieces
            if piece.defined is not None or piece.uses
        }
        self.kept = "".join(f"{text}\n" for text in kept)
        self.last = console.last or self.last


def _named(problem: Diagnostic) -> Diagnostic:
    """Give what is wrong in a formula of a cell before a name that says so."""
    if problem.source.name != NAME:
        return problem
    return attrs.evolve(problem, source=Source(problem.source.text, "<earlier>"))


def _told(console: Console, answer: Answer, name: str, said_in: str | None) -> Iterator[Met | str]:
    """Go through the statements of a cell: the console has a line for each that says something."""
    lines = reversed(answer.lines)
    found = console.session.evaluated(Source(console.script, name), lang=said_in)
    told: list[Met | str] = []
    scenes = [
        Met(scene.plain(console.session.limits), document(scene, origin)) for scene, origin in found
    ]
    # The cell stands behind what was kept: count from the end.
    for piece in reversed(console.document.buffer.pieces):
        if len(told) == len(answer.lines):
            break
        match piece.statement:
            case ast.SceneStatement():
                next(lines)
                told.append(scenes.pop())
            case ast.Definition() | ast.Expectation():
                told.append(clean(next(lines)))
    return reversed(told)


def _glances(project: Project) -> Sequence[Glance]:
    """The formulas that may be named, by number."""
    return sorted(glances(project.layers), key=by_number)
