"""Expectations of a document: each is checked again only when what it speaks of changed."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import Scope
from deltalang.diagnostics import Diagnostic
from deltalang.editing.environment import Environment, Finding
from deltalang.editing.pieces import Piece
from deltalang.editing.statements import Labels, Layout
from deltalang.keys import key
from deltalang.semantics.expectations import failure
from deltalang.syntax import ast


@attrs.frozen(eq=False)
class _Subject:
    """What an expectation speaks of: a labelled piece, or an expression where there is none."""

    piece: Piece | None
    scene: Scene | None
    broken: bool
    scope: Scope

    def is_same(self, other: "_Subject") -> bool:
        same = self.piece is other.piece and self.scene is other.scene
        return same and self.broken == other.broken and self.scope == other.scope


class Expectations:
    """The expectations of a text, with what was found of those that could be evaluated."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._pieces: set[Piece] = set()
        self._known: dict[Piece, tuple[_Subject, tuple[Diagnostic, ...]]] = {}

    def change(self, removed: Iterable[Piece], added: Iterable[Piece]) -> None:
        """Take in an edit."""
        for piece in removed:
            self._pieces.discard(piece)
            self._known.pop(piece, None)
        self._pieces.update(p for p in added if isinstance(p.statement, ast.Expectation))

    def forget(self, pieces: Iterable[Piece]) -> None:
        """Look at pieces anew: what they refer to may be something else now."""
        for piece in pieces:
            self._known.pop(piece, None)

    def problems(
        self, layout: Layout, findings: Mapping[Piece, Finding], environment: Environment
    ) -> Iterator[tuple[Piece, Diagnostic]]:
        """Find what is wrong with every one, in their order."""
        for piece in sorted(self._pieces, key=layout.order.__getitem__):
            subject = self._subject(piece, layout, findings)
            known = self._known.get(piece)
            if known is not None and known[0].is_same(subject):
                found: Iterable[Diagnostic] = known[1]
            else:
                found = self._check(piece, subject, environment)
            for problem in found:
                yield piece, problem

    def _subject(self, piece: Piece, layout: Layout, findings: Mapping[Piece, Finding]) -> _Subject:
        node = piece.statement
        assert isinstance(node, ast.Expectation)
        label = key(node.subject.text) if isinstance(node.subject, ast.Atom) else None
        scenes = self._labels.scenes(label) if label else ()
        about = min(scenes, key=layout.order.__getitem__, default=None)
        if about is not None:
            return _Subject(about, findings[about].scene, False, layout.settings(about).scope)
        broken = label is not None and self._labels.is_broken(label)
        return _Subject(None, None, broken, layout.settings(piece).scope)

    def _check(
        self, piece: Piece, subject: _Subject, environment: Environment
    ) -> Iterator[Diagnostic]:
        """Check an expectation, both sides under the directives above the scene that it speaks of."""
        self._known.pop(piece, None)
        if subject.broken:
            return  # the scene it speaks of could not be read, and that is reported
        node = piece.statement
        assert isinstance(node, ast.Expectation)
        scene, troubles = (
            environment.evaluate(node.subject, piece)
            if subject.piece is None
            else (subject.scene, ())
        )
        wanted, others = environment.evaluate(node.wanted, piece)
        yield from (*troubles, *others)
        if scene is None or wanted is None:
            return
        unmet = tuple(_unmet(node, piece, (scene, wanted), subject.scope, environment))
        if not troubles and not others:  # what is in trouble is asked again: somebody may help
            self._known[piece] = subject, unmet
        yield from unmet


def _unmet(
    node: ast.Expectation,
    piece: Piece,
    scenes: tuple[Scene, Scene],
    scope: Scope,
    environment: Environment,
) -> Iterator[Diagnostic]:
    limits = environment.evaluator.limits
    found, wanted = (scene.within(scope, limits).plain(limits) for scene in scenes)
    problem = failure(node, piece.source, found, wanted)
    if problem is not None:
        yield problem
