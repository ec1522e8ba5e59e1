"""The console: what was said so far, and the answer to what is said next.

It knows no terminal: text in, an answer out. What was accepted is a script, which grows, can be
undone and saved; nothing that is wrong gets into it.
"""

from collections.abc import Callable, Iterator, Sequence

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick
from deltalang.diagnostics import Diagnostic
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.messages import template
from deltalang.repl.last import with_last
from deltalang.session import Session
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.layout import common_indent
from deltalang.syntax.parser import parse

NAME = "<typed>"
Verb = Callable[[Sequence[str], str], int]
"""Runs a command of the command line with a text as its standard input; it prints by itself."""


@attrs.frozen
class Answer:
    """What is said to an input: lines, then problems. `failed` where it was not accepted."""

    lines: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    failed: bool = False
    ended: bool = False
    """Whether the conversation is over."""


@attrs.frozen
class _Before:
    """What to go back to."""

    text: str
    last: str | None


class Console:
    """A conversation in the language.

    >>> console = Console(Session())
    >>> console.submit("Δ:ход = Δ02 → лес").lines
    ('Δ:ход = жар + рост + сжатие → лес',)
    >>> console.submit("двор: Δ:ход + память").lines
    ('двор: (жар + рост + сжатие → лес) + память',)
    >>> console.submit("Δ:last *2").lines, console.undo()
    (('(жар + рост + сжатие → лес)*2 + память*2',), True)
    """

    def __init__(self, session: Session, *, lang: str = "en") -> None:
        self.session, self.lang = session, lang
        self.document = Document(session, name=NAME)
        self.last: str | None = None
        """The expression of the last scene, without its label."""
        self._before: list[_Before] = []

    @property
    def script(self) -> str:
        """What was accepted."""
        return self.document.buffer.text

    def said(self, message: str, **blanks: object) -> str:
        """Word a message of the REPL in the language of the conversation."""
        return template(f"ui.repl-{message}", self.lang).format(**blanks)

    # ------------------------------------------------------------------ statements

    def submit(self, text: str) -> Answer:
        """Take in some statements: all of them, or none where one is wrong."""
        try:
            text = with_last(_unindented(text), self.last)
        except LookupError as error:
            return Answer((self.said("no-last", name=error.args[0]),), failed=True)
        if not parse(text).statements:
            return Answer()
        kept = self._without_redefined(text)
        before = _Before(self.script, self.last)
        known = {_apart(problem) for problem in self.document.problems()}
        self.document.replace(kept + text.rstrip() + "\n")
        found = tuple(self._new_problems(len(kept), known, text))
        if any(problem.severity == "error" for problem in found):
            self.document.replace(before.text)
            return Answer((), found, failed=True)
        self._before.append(before)
        lines = tuple(self._answers(len(kept)))
        return Answer(lines, found)

    def _without_redefined(self, text: str) -> str:
        """The script without the formulas that a text defines anew."""
        nodes = parse(text).statements
        names = {Piece(Source(text), node).defined for node in nodes} - {None}
        pieces = self.document.buffer.pieces
        if not any(piece.defined in names for piece in pieces):
            return self.script
        return "".join(piece.text for piece in pieces if piece.defined not in names)

    def _new_problems(self, start: int, known: set[object], text: str) -> Iterator[Diagnostic]:
        """The problems of what was typed, placed in it, and those that it makes elsewhere."""
        typed = Source(text, NAME)
        for problem in self.document.problems():
            if problem.source is self.document.source and problem.span.start >= start:
                span = Span(problem.span.start - start, problem.span.end - start)
                yield attrs.evolve(problem, source=typed, span=span)
            elif _apart(problem) not in known and problem.severity == "error":
                yield problem

    def _answers(self, start: int) -> Iterator[str]:
        buffer = self.document.buffer
        first = buffer.at(start) or 0
        for piece in buffer.pieces[first:]:
            match piece.statement:
                case ast.SceneStatement(label, body):
                    self.last = piece.text[body.start : body.end]
                    scene = self.scene(piece)
                    if scene is not None:
                        yield (f"{label}: " if label else "") + scene.display
                case ast.Definition():
                    yield self._defined(piece)
                case ast.Expectation():
                    yield self.said("holds")

    def scene(self, piece: Piece) -> Scene | None:
        """The scene of a piece, its choices made where a seed was set."""
        scene = self.document.scene(piece)
        seed = self.document.layout.settings(piece).seed
        if scene is None or seed is None:
            return scene
        return pick(scene, seed, limits=self.session.limits)

    def _defined(self, piece: Piece) -> str:
        formula = self.document.formula(piece)
        evaluator = self.document.environment.evaluator
        scene = evaluator.formula_scene(formula) if formula is not None else None
        return f"{piece.defined} = {scene.display}" if scene is not None else str(piece.defined)

    # --------------------------------------------------------------------- history

    def undo(self) -> bool:
        """Take the last input back; False where there is none."""
        if not self._before:
            return False
        before = self._before.pop()
        self.document.replace(before.text)
        self.last = before.last
        return True

    def state(self) -> str:
        """What holds for the next scene: modes and contexts, the seed, formulas of one's own."""
        pieces = self.document.buffer.pieces
        said: dict[str, str] = {}
        for piece in pieces:
            if isinstance(piece.statement, ast.Directive):
                said[piece.statement.name] = " ".join(piece.text.split())
        own = sum(piece.defined is not None for piece in pieces)
        return "  ".join([*said.values(), *([self.said("formulas", count=own)] if own else [])])

    def surroundings(self) -> str:
        """The definitions and directives so far: what an expression needs around it."""
        pieces = self.document.buffer.pieces
        kinds = (ast.Definition, ast.Directive)
        return "".join(piece.text for piece in pieces if isinstance(piece.statement, kinds))


def _apart(problem: Diagnostic) -> object:
    """A problem without its place, which moves."""
    return problem.code, problem.message_id, tuple(map(str, problem.arguments.values()))


def _unindented(text: str) -> str:
    """A text whose statements start in column 0, however it was pasted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").expandtabs(4)
    width = common_indent(text, 0)
    if not width:
        return text
    return "\n".join(
        line[width:] if not line[:width].strip() else line for line in text.split("\n")
    )
