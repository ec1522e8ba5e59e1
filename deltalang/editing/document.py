"""The document: a text that is being typed, with what it means and what is wrong with it.

After an edit only what it touched is looked at again: the changed statements, and those that reach a
definition that changed. What is found is what `Session.check` finds in the whole text.
"""

from collections.abc import Collection, Iterator, Mapping
from heapq import nsmallest
from itertools import chain, starmap

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic, sort_key
from deltalang.editing.buffer import Buffer, Change
from deltalang.editing.environment import Environment, Finding
from deltalang.editing.expectations import Expectations
from deltalang.editing.pieces import Piece
from deltalang.editing.statements import Labels, Layout, label_problems
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
        self._expectations = Expectations(self.labels)
        self._environment: Environment | None = None
        self._redefined = False
        self._layout: Layout | None = None
        self._findings: dict[Piece, Finding] = {}
        self._waiting: set[Piece] = set()  # what was not looked at yet
        self._directives: set[Piece] = set()
        self._defining: set[Piece] = set()
        self._stirred: set[Piece] = set()  # what defines and came or went since the environment
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

    def renew(self, session: Session) -> None:
        """Look at everything anew with another session of the same limits; nothing is read again."""
        self.session = session
        self._warnings.renew(session)
        self.forget()

    def _took(self, change: Change) -> None:
        self._layout = None
        for listening in (self.vocabulary, self.labels, self._warnings, self._expectations):
            listening.change(change.removed, change.added)
        for piece in change.removed:
            # With a piece that noted it a problem of another place goes: somebody else may note it.
            found = self._findings.pop(piece, _NOTHING)
            self._redefined = self._redefined or found.notes
            for name in piece.names:
                self._users[name].discard(piece)
        for pieces in (self._waiting, self._directives, self._noisy, self._uncertain):
            pieces.difference_update(change.removed)
        for piece in change.added:
            for name in piece.names:
                self._users.setdefault(name, set()).add(piece)
        self._waiting.update(change.added)
        self._directives.update(
            piece for piece in change.added if isinstance(piece.statement, ast.Directive)
        )
        stirred = set(filter(_defines, (*change.removed, *change.added)))
        self._defining.difference_update(change.removed)
        self._defining.update(stirred.intersection(change.added))
        self._stirred |= stirred
        self._redefined = self._redefined or bool(stirred)

    def _forget(self, pieces: Collection[Piece]) -> None:
        for piece in pieces:
            del self._findings[piece]
            self._noisy.discard(piece)
            self._uncertain.discard(piece)
            self._waiting.add(piece)
        self._warnings.forget(pieces)
        self._expectations.forget(pieces)

    # ------------------------------------------------------------------- meaning

    @property
    def layout(self) -> Layout:
        """Where the statements stand."""
        if self._layout is None:
            self._layout = Layout.of(self.buffer, self._directives)
        return self._layout

    @property
    def environment(self) -> Environment:
        """What the names of the text mean now."""
        if self._environment is None or self._redefined:
            pieces = sorted(self._defining, key=self.buffer.order.__getitem__)
            made = Environment(self.session, pieces, before=self._environment)
            if self._environment is not None:
                self._drop(self._environment, made)
            self._environment, self._redefined = made, False
            self._stirred.clear()
        return self._environment

    def findings(self) -> Mapping[Piece, Finding]:
        """What every piece means on its own."""
        self.look_at_some(len(self._waiting))
        return self._findings

    def look_at_some(self, most: int) -> bool:
        """Look at so many statements of those that wait for it; tell whether none is left.

        Whoever has other things to do looks at a long text in parts.

        >>> document = Document(Session(), "лес\\nмох\\nжар")
        >>> document.look_at_some(2), document.look_at_some(2)
        (False, True)
        """
        environment, order = self.environment, self.layout.order
        # Definitions first: what is wrong in one is noted with it, not with a scene that uses it.
        wanted = nsmallest(most, self._waiting, key=lambda one: (one.defined is None, order[one]))
        for piece in wanted:
            found = self._findings[piece] = environment.look_at(piece)
            if found.problems or found.warnings:
                self._noisy.add(piece)
            if found.notes or found.silent:
                self._uncertain.add(piece)
        self._waiting.difference_update(wanted)
        return not self._waiting

    def _drop(self, old: Environment, new: Environment) -> None:
        """Forget what may be found otherwise in a new environment."""
        if any(piece.uses for piece in self._stirred):
            self._forget(list(self._findings))
            return
        changed = frozenset(piece.defined for piece in self._stirred if piece.defined is not None)
        dropped = {piece for piece in self._defining if piece.defined in changed} | self._uncertain
        dropped |= {p for p in self._noisy if p.defined and self._findings[p].problems}
        if any((name in old.names) != (name in new.names) for name in changed):
            # What is not there is told with the names that are near it, and these are others now.
            dropped |= {p for p in self._noisy if _misses(self._findings[p])}
        for name in old.affected(changed, self._users):
            dropped |= self._users.get(name, set())
        self._forget([piece for piece in dropped if piece in self._findings])

    def scene(self, piece: Piece) -> Scene | None:
        """The scene of a piece where it stands, under its directives; None where it has none."""
        scene = self.findings()[piece].scene
        scope = self.layout.settings(piece).scope
        return None if scene is None else scene.within(scope, self.session.limits)

    def formula(self, piece: Piece) -> Formula | None:
        """The formula that a piece defines."""
        defined = self.environment.meant(piece)
        return defined.formula if defined is not None else None

    # ------------------------------------------------------------------ problems

    def problems(self, *, words: bool = True) -> list[Diagnostic]:
        """Every problem of the text, warnings included, in its order.

        Without `words` the glued words are left out: their rule reads all words of the text whenever
        there is a new one.
        """
        environment, layout, findings = self.environment, self.layout, self.findings()
        found = chain(
            ((None, one) for one in environment.definitions.problems),
            ((None, one) for one in environment.name_problems(self._line_of)),
            layout.problems,
            label_problems(self.labels, layout),
            self._of_pieces(findings),
            self._expectations.problems(layout, findings, environment),
            self._warnings.of_pieces(findings, layout, environment),
            self._warnings.of_all(self.buffer.pieces, environment, words=words),
        )
        return sorted(_distinct(starmap(self._moved, found)), key=sort_key)

    def _line_of(self, formula: Formula) -> int:
        piece, start = self.environment.own.get(id(formula.source)), formula.body.start
        return line_in_source(formula) if piece is None else self.layout.line(piece, start)

    def _of_pieces(self, findings: Mapping[Piece, Finding]) -> Iterator[tuple[Piece, Diagnostic]]:
        for piece in sorted(self._noisy, key=self.layout.order.__getitem__):
            for problem in (*findings[piece].problems, *findings[piece].warnings):
                yield piece, problem

    def _moved(self, piece: Piece | None, problem: Diagnostic) -> Diagnostic:
        """Say where in the whole text the problem of a piece is; others are in other files."""
        if piece is None or problem.source is not piece.source:
            piece = self.environment.own.get(id(problem.source))
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
