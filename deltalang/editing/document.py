"""The document: a text that is being typed, with what it means and what is wrong with it.

After an edit only what it touched is looked at again: the changed statements, and those that reach a
definition that changed. What is found is what `Session.check` finds in the whole text.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic, sort_key
from deltalang.editing.buffer import Buffer, Change
from deltalang.editing.environment import Environment, Finding
from deltalang.editing.pieces import Piece
from deltalang.editing.statements import (
    Labels,
    Layout,
    expectation_problems,
    label_problems,
)
from deltalang.editing.vocabulary import Vocabulary
from deltalang.editing.warnings import Warnings
from deltalang.semantics.catalog import Formula
from deltalang.semantics.definitions import line_in_source
from deltalang.session import Session
from deltalang.source import Source, Span
from deltalang.syntax import ast

_NOTHING = Finding()


class Document:
    """A text under edit, read with a session.

    >>> document = Document(Session(), "двор: Δ02 + память\\n:expect двор has жар")
    >>> document.edit(6, 9, "Δ999")
    >>> [problem.code for problem in document.problems()]
    ['E201']
    """

    def __init__(self, session: Session, text: str = "", *, name: str = "<text>") -> None:
        self.session = session
        self.buffer = Buffer(text, name=name, limits=session.limits)
        self.vocabulary, self.labels = Vocabulary(), Labels()
        self._warnings = Warnings(session, self.vocabulary)
        self._environment: Environment | None = None
        self._redefined = False
        self._layout: Layout | None = None
        self._findings: dict[Piece, Finding] = {}
        self._waiting: set[Piece] = set()  # what was not looked at yet
        self._delicate: set[Piece] = set()
        self._noisy: set[Piece] = set()
        self._uncertain: set[Piece] = set()  # what may be found otherwise without reaching a change
        self._users: dict[str, set[Piece]] = {}  # by the names that they refer to
        self._took(Change(0, (), tuple(self.buffer.pieces)))

    @property
    def source(self) -> Source:
        """The whole text."""
        return self.buffer.source

    def edit(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of a range, offsets in code points. Raises ValueError."""
        self._took(self.buffer.edit(start, end, text))

    def replace(self, text: str) -> None:
        """Make the text another one, reading only what differs."""
        self._took(self.buffer.replace(text))

    def forget(self) -> None:
        """Look at everything anew, as when files of the registry or a used script changed."""
        self._environment = None
        self._forget(list(self._findings))

    def _took(self, change: Change) -> None:
        self._layout = None
        self.vocabulary.change(change.removed, change.added)
        self.labels.change(change.removed, change.added)
        for piece in change.removed:
            # With a piece that noted it a problem of another place goes: somebody else may note it.
            noted = self._findings.pop(piece, _NOTHING).notes
            self._redefined = self._redefined or noted or _defines(piece)
            for name in piece.names:
                self._users[name].discard(piece)
        for pieces in (self._waiting, self._delicate, self._noisy, self._uncertain):
            pieces.difference_update(change.removed)
        for piece in change.added:
            for name in piece.names:
                self._users.setdefault(name, set()).add(piece)
        self._waiting.update(change.added)
        self._delicate.update(piece for piece in change.added if piece.delicate)
        self._redefined = self._redefined or any(map(_defines, change.added))

    def _forget(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            del self._findings[piece]
            self._noisy.discard(piece)
            self._uncertain.discard(piece)
            self._waiting.add(piece)

    # ------------------------------------------------------------------- meaning

    @property
    def layout(self) -> Layout:
        """Where the statements stand."""
        if self._layout is None:
            self._layout = Layout.of(self.buffer, self._delicate)
        return self._layout

    @property
    def environment(self) -> Environment:
        """What the names of the text mean now."""
        if self._environment is None or self._redefined:
            pieces = filter(_defines, self.buffer.pieces)
            made = Environment(self.session, pieces, before=self._environment)
            if self._environment is not None:
                self._drop(self._environment, made)
            self._environment, self._redefined = made, False
        return self._environment

    def findings(self) -> Mapping[Piece, Finding]:
        """What every piece means on its own."""
        environment, order = self.environment, self.layout.order
        # Definitions first: what is wrong in one is noted with it, not with a scene that uses it.
        for piece in sorted(self._waiting, key=lambda one: (one.defined is None, order[one])):
            found = self._findings[piece] = environment.look_at(piece)
            if found.problems or found.warnings:
                self._noisy.add(piece)
            if found.notes or found.silent:
                self._uncertain.add(piece)
        self._waiting.clear()
        return self._findings

    def _drop(self, old: Environment, new: Environment) -> None:
        """Forget what may be found otherwise in a new environment."""
        different = set(old.pieces) ^ set(new.pieces)
        changed = frozenset(piece.defined for piece in different if piece.defined is not None)
        if any(piece.uses for piece in different):
            self._forget(list(self._findings))
            return
        dropped = {piece for piece in new.pieces if piece.defined in changed} | self._uncertain
        dropped |= {p for p in self._noisy if p.defined and self._findings[p].problems}
        if {piece.defined for piece in old.pieces} != {piece.defined for piece in new.pieces}:
            # What is not there is told with the names that are near it, and these are others now.
            dropped |= {p for p in self._noisy if _misses(self._findings[p])}
        for name in old.affected(changed):
            dropped |= self._users.get(name, set())
        self._forget([piece for piece in dropped if piece in self._findings])

    def scene(self, piece: Piece) -> Scene | None:
        """The scene of a piece where it stands, under its directives; None where it has none."""
        scene = self.findings()[piece].scene
        scope = self.layout.settings(piece).scope
        return None if scene is None else scene.within(scope, self.session.limits)

    def formula(self, piece: Piece) -> Formula | None:
        """The formula that a piece defines."""
        defined = self.environment.formulas.get(piece)
        return defined.formula if defined is not None else None

    # ------------------------------------------------------------------ problems

    def problems(self, *, words: bool = True) -> list[Diagnostic]:
        """Every problem of the text, warnings included, in its order.

        Without `words` the glued words are left out: their rule reads all words of the text whenever
        there is a new one.
        """
        environment, layout, findings = self.environment, self.layout, self.findings()
        places = {id(piece.source): piece for piece in environment.pieces}

        def line_of(formula: Formula) -> int:
            piece = places.get(id(formula.source))
            start = formula.body.start
            return line_in_source(formula) if piece is None else layout.line(piece, start)

        found = chain(
            ((None, one) for one in environment.definitions.problems),
            ((None, one) for one in environment.name_problems(line_of)),
            layout.problems,
            label_problems(self.labels, layout),
            self._of_pieces(environment, findings),
            self._warnings.of_all(self.buffer.pieces, environment, words=words),
        )
        moved = (
            self._moved(one, piece if piece is not None else places.get(id(one.source)))
            for piece, one in found
        )
        return sorted(_distinct(moved), key=sort_key)

    def _of_pieces(
        self, environment: Environment, findings: Mapping[Piece, Finding]
    ) -> Iterator[tuple[Piece | None, Diagnostic]]:
        layout = self.layout
        for piece in sorted(self._noisy | self._delicate, key=layout.order.__getitem__):
            found = findings[piece]
            for problem in (*found.problems, *found.warnings):
                yield (piece if problem.source is piece.source else None), problem
            settings = layout.settings(piece)
            for problem in self._warnings.of(piece, found.scene, settings, environment):
                yield piece, problem
            if isinstance(piece.statement, ast.Expectation):
                for problem in expectation_problems(
                    piece, self.labels, layout, findings, environment
                ):
                    yield (piece if problem.source is piece.source else None), problem

    def _moved(self, problem: Diagnostic, piece: Piece | None) -> Diagnostic:
        """Say where in the whole text the problem of a piece is; others are in other files."""
        if piece is None:
            return problem
        start = self.layout.start(piece)
        span = Span(start + problem.span.start, start + problem.span.end)
        return attrs.evolve(problem, source=self.source, span=span)


def _distinct(problems: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    seen = set()
    for one in problems:
        place = (
            one.code,
            one.message_id,
            one.source.name,
            one.span,
            *map(str, one.arguments.values()),
        )
        if place not in seen:
            seen.add(place)
            yield one


def _misses(found: Finding) -> bool:
    return any(problem.code == "E201" for problem in found.problems)


def _defines(piece: Piece) -> bool:
    return piece.defined is not None or piece.uses
