"""The console: what was said so far, and the answer to what is said next.

It knows no terminal: text in, an answer out. What was accepted is a script, which grows, can be
undone and saved; nothing that is wrong gets into it.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick
from deltalang.diagnostics import Diagnostic
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece, cut
from deltalang.messages import template
from deltalang.repl.last import with_last
from deltalang.repl.typed import NAME, TYPED, Place, Typed, meaning
from deltalang.semantics.catalog import Formula
from deltalang.semantics.directives import DIRECTIVES
from deltalang.session import Session
from deltalang.syntax import ast

STEPS = 100
"""So many inputs can be taken back."""
FORMS = ("text", "canonical")
"""How scenes are shown: in the order of the text, or in the canonical one."""
Verb = Callable[[Sequence[str], str, str], int]
"""Runs a command of the command line with a text as its standard input, its messages in a language;
it prints by itself and gives the exit status."""


@attrs.frozen
class Answer:
    """What is said to an input: lines, then problems. `failed` where it was not accepted."""

    lines: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    failed: bool = False
    ended: bool = False
    """Whether the conversation is over."""


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
        self.canonical = False
        """Whether scenes are shown in the second of the forms."""
        self.document = Document(session, name=NAME)
        self._before: deque[str] = deque(maxlen=STEPS)

    @property
    def script(self) -> str:
        """What was accepted."""
        return self.document.buffer.text

    @property
    def last(self) -> str | None:
        """The expression of the last scene, without its label."""
        piece = self.last_scene
        if piece is None or not isinstance(piece.statement, ast.SceneStatement):
            return None
        body = piece.statement.body
        return piece.text[body.start : body.end]

    @property
    def last_scene(self) -> Piece | None:
        """The last scene."""
        pieces = reversed(self.document.buffer.pieces)
        return next((p for p in pieces if isinstance(p.statement, ast.SceneStatement)), None)

    def said(self, message: str, **blanks: object) -> str:
        """Word a message of the REPL in the language of the conversation."""
        return template(f"ui.repl-{message}", self.lang).format(**blanks)

    # ------------------------------------------------------------------ statements

    def submit(self, text: str, place: Place = TYPED) -> Answer:
        """Take in some statements: all of them, or none where one is wrong."""
        try:
            typed = Typed.of(self.resolved(text), place)
        except LookupError as error:
            return Answer((self.said("no-last", name=error.args[0]),), failed=True)
        head, pieces = cut(typed.body, name=NAME, base=0, limits=self.session.limits)
        if (
            pieces and head.rpartition("\n")[2]
        ):  # what is indented would go on with the statement above
            return Answer((), tuple(_stray(pieces, typed)), failed=True)
        if not head and not pieces:
            return Answer()
        before = self.script
        with self._or_as_before():
            kept, found = self._tried(typed, pieces)
            refused = any(problem.severity == "error" for problem in found)
            lines = () if refused else tuple(self._answers(len(kept)))
            if refused:
                self.document.replace(before)
        if not refused:
            self._before.append(before)
        return Answer(lines, found, failed=refused)

    def resolved(self, text: str) -> str:
        """Put the last expression in the place of its name. Raises LookupError where there is none.

        A formula of that name, here or in the registry, goes first.
        """

        def taken(name: str) -> bool:
            pieces = cut(text, name=NAME, base=0, limits=self.session.limits)[1]
            find = self.document.environment.definitions.catalog.find
            named = f"Δ:{name}"
            return any(p.defined == named for p in pieces) or isinstance(find(named, None), Formula)

        return with_last(text, self.last, taken=taken)

    def problems(self, text: str) -> tuple[Diagnostic, ...]:
        """Find what would be wrong with a text, without taking it in."""
        typed, before = Typed.of(text), self.script
        with self._or_as_before():
            pieces = cut(typed.body, name=NAME, base=0, limits=self.session.limits)[1]
            _, found = self._tried(typed, pieces)
            self.document.replace(before)
        return found

    def _tried(self, typed: Typed, pieces: Sequence[Piece]) -> tuple[str, tuple[Diagnostic, ...]]:
        """Put a text behind what it does not replace; gives that, and the problems that came up."""
        known = {_apart(problem) for problem in self.document.problems()}
        kept = self._without({meaning(piece) for piece in pieces} - {None})
        self.document.replace(f"{kept}{typed.body}\n")
        return kept, tuple(self._new_problems(typed, len(kept), known))

    @contextmanager
    def _or_as_before(self) -> Iterator[None]:
        """Have the script of before again when anything comes between, an interrupt too."""
        before = self.script
        try:
            yield
        except BaseException:
            self.document = Document(self.session, before, name=NAME)
            raise

    def _without(self, meanings: Collection[object]) -> str:
        """The script without what is said anew; the comments behind it stay."""
        buffer = self.document.buffer
        if not any(meaning(piece) in meanings for piece in buffer.pieces):
            return self.script
        kept = [buffer.text[: buffer.starts[0]]]
        for piece in buffer.pieces:
            anew = meaning(piece) in meanings
            behind = piece.text[piece.statement.end :].partition("\n")[2]
            kept.append(behind if anew else piece.text)
        return "".join(kept)

    def _new_problems(self, typed: Typed, start: int, known: set[object]) -> Iterator[Diagnostic]:
        """The problems of what was typed, placed in it, and those that it makes elsewhere."""
        for problem in self.document.problems():
            if problem.source is self.document.source and problem.span.start >= start:
                yield typed.placed(problem, start)
            elif _apart(problem) not in known and problem.severity == "error":
                yield problem

    # --------------------------------------------------------------------- answers

    def _answers(self, start: int) -> Iterator[str]:
        buffer = self.document.buffer
        first = bisect_left(buffer.starts, start, hi=len(buffer.pieces))
        for piece in buffer.pieces[first:]:
            match piece.statement:
                case ast.SceneStatement(label):
                    scene = self.scene(piece)
                    if scene is not None:
                        yield (f"{label}: " if label else "") + self._shown(scene)
                case ast.Definition():
                    yield self._defined(piece)
                case ast.Expectation():
                    yield self.said("holds")

    def _shown(self, scene: Scene) -> str:
        return scene.canonical if self.canonical else scene.display

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
        return (
            f"{piece.defined} = {self._shown(scene)}" if scene is not None else str(piece.defined)
        )

    # --------------------------------------------------------------------- history

    def undo(self) -> bool:
        """Take the last input back; False where there is none."""
        if not self._before:
            return False
        with self._or_as_before():
            self.document.replace(self._before.pop())
        return True

    def state(self) -> str:
        """What holds for the next scene: modes and contexts, the seed, formulas of one's own."""
        pieces = self.document.buffer.pieces
        said: dict[str, str] = {}
        for node in (piece.statement for piece in pieces):
            if isinstance(node, ast.Directive) and node.name in DIRECTIVES:
                name = DIRECTIVES[node.name]
                place = f"use {node.argument}" if name == "use" else name
                said[place] = f":{node.name} {node.argument}" if node.argument else ""
        own = sum(piece.defined is not None for piece in pieces)
        formulas = [self.said("formulas", count=own)] if own else []
        return "  ".join([*filter(None, said.values()), *formulas])


def _apart(problem: Diagnostic) -> object:
    """A problem without its place, which moves."""
    return problem.code, problem.message_id, tuple(map(str, problem.arguments.values()))


def _stray(pieces: Sequence[Piece], typed: Typed) -> Iterator[Diagnostic]:
    """The problems of a first statement that is indented; there is one."""
    if isinstance(pieces[0].statement, ast.Junk):
        start = len(typed.body) - sum(piece.length for piece in pieces)
        for problem in pieces[0].statement.diagnostics:
            yield typed.placed(problem, -start)
