"""The conversation of a notebook: what its cells said so far, and the answer to the next one.

It knows no IPython: text in, an answer out. A cell may be run again, and in any order, so only what
is defined stays: formulas, `:use`, and the last scene as `Δ:last`. A label, a `:mode`, a `:seed`
hold in their own cell. The project is looked at anew each time, since cells publish too.
"""

from collections.abc import Iterator, Sequence

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.editing.buffer import Buffer
from deltalang.editing.completion import Completion, completions
from deltalang.editing.document import Document as Text
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.project import Project
from deltalang.registry.glance import Glance, by_number, glances
from deltalang.renderers.document import Document, document
from deltalang.renderers.outline import clean
from deltalang.repl.answer import Answer
from deltalang.repl.console import Console
from deltalang.repl.standing import EARLIER
from deltalang.repl.typed import Place, Typed
from deltalang.source import Source, Span
from deltalang.syntax import ast

_CELL = Place("<cell>")


@attrs.frozen
class Met:
    """A scene of a cell, with its document."""

    scene: Scene
    document: Document = attrs.field(repr=False)


@attrs.frozen
class Kept:
    """A statement that later cells know, with the cell that says it and its line there."""

    text: str
    cell: str
    line: int


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
        self._kept: tuple[Kept, ...] = ()
        self._aside: frozenset[str] = frozenset()  # what of it was said not to hold
        self.last: str | None = None
        """The expression of the last scene."""

    @property
    def kept(self) -> str:
        """The formulas so far, as a script."""
        return "".join(f"{one.text}\n" for one in self._kept)

    def take(
        self,
        text: str,
        *,
        place: Place = _CELL,
        lang: str = "en",
        said_in: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Reply:
        """Take in the statements of a cell: all of them, or none where one is wrong.

        Messages are in `lang`; with `said_in` the scenes are said in that language. Raises OSError.
        """
        try:
            console = Console(Project.find(".").session(limits=limits), lang=lang)
            console.begin(self.kept + (f"{self.last}\n" if self.last else ""))
            text = console.resolved(text)
            console.begin(self.kept)
            fallen = console.fallen
            answer = console.submit(text, place)
            told = () if answer.failed else tuple(_told(console, answer, place.name, said_in))
        except LookupError as error:
            return Reply((console.said("no-last", name=error.args[0]),), failed=True)
        except DeltaError as error:
            return Reply((), error.diagnostics, failed=True)
        news = [one for one in fallen if one.piece.text.strip() not in self._aside]
        self._aside = frozenset(one.piece.text.strip() for one in fallen)
        if news and not answer.failed:
            told = (console.said("set-aside", count=len(news)), *told)
        found = dict.fromkeys((*(one.problem for one in news), *answer.problems))
        problems = tuple(map(self._named, found))
        if not answer.failed:
            self._keep(console, Typed.of(text, place))
        return Reply(told, problems, answer.failed)

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

    def _keep(self, console: Console, typed: Typed) -> None:
        """Keep what defines and uses, with the places of the cell that says it now."""
        before = {one.text: one for one in self._kept}
        accepted = Buffer(console.accepted, limits=console.session.limits)
        own = len(accepted.text.rstrip("\n")) - len(typed.body)
        first = accepted.source.position(max(own, 0)).line
        kept: dict[str, Kept] = {}
        for start, piece in zip(accepted.starts, accepted.pieces, strict=False):
            if piece.defined is None and not piece.uses:
                continue
            text = piece.text[: piece.statement.end].strip()  # `:use` may be said again
            line = accepted.source.position(start).line - first + 1 + typed.place.above
            here = start >= own or text not in before
            kept[text] = Kept(text, typed.place.name, line) if here else before[text]
        self._kept = tuple(kept.values())
        self.last = console.last or self.last

    def _named(self, problem: Diagnostic) -> Diagnostic:
        """Show what is wrong in a statement of a cell before in its place in that cell."""
        if problem.source.name != EARLIER:
            return problem
        text = problem.source.text
        cell = next((one for one in self._kept if one.text == text), None)
        if cell is None:
            return problem
        above = cell.line - 1
        source = Source("\n" * above + text, cell.cell)
        span = Span(problem.span.start + above, problem.span.end + above)
        return attrs.evolve(problem, source=source, span=span)


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
