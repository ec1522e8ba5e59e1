"""Warnings of a document: the rules of `deltalang check`, each run as rarely as it allows."""

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import Scope
from deltalang.diagnostics import Diagnostic
from deltalang.editing.environment import Environment
from deltalang.editing.pieces import Piece
from deltalang.editing.vocabulary import Vocabulary
from deltalang.semantics.checks import cancelled, glued, hyphen
from deltalang.semantics.checks.facts import Facts
from deltalang.semantics.directives import Settings
from deltalang.semantics.script import SceneResult
from deltalang.session import Session
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import Module
from deltalang.words.splitting import Split


class Warnings:
    """Runs the rules over the pieces of a document."""

    def __init__(self, session: Session, vocabulary: Vocabulary) -> None:
        self._session, self._vocabulary = session, vocabulary
        self._vanished: WeakKeyDictionary[Piece, tuple[Scene, Scope, tuple[Diagnostic, ...]]]
        self._vanished = WeakKeyDictionary()
        self._glued: tuple[frozenset[str], Environment, dict[str, Split]] | None = None

    def of(
        self, piece: Piece, scene: Scene | None, settings: Settings, environment: Environment
    ) -> Iterator[Diagnostic]:
        """Give the warnings of a piece that depend on what else the text says."""
        if piece.subtracts and scene is not None:
            yield from self._cancelled(piece, scene, settings, environment)
        if piece.hyphened:
            yield from hyphen.check(self._facts(piece.module, environment))

    def of_all(
        self, pieces: Sequence[Piece], environment: Environment, *, words: bool
    ) -> Iterator[tuple[Piece, Diagnostic]]:
        """Give the warnings that come of comparing pieces; with `words` those about glued words."""
        yield from self._vocabulary.look_alikes(pieces)
        if words:
            yield from self._parted(pieces, environment)

    def _facts(self, module: Module, environment: Environment, *scenes: SceneResult) -> Facts:
        return Facts(
            module,
            environment.definitions.catalog,
            environment.evaluator.resolver,
            scenes,
            load_lexicon=lambda: self._session.lexicon,
            elsewhere=self._vocabulary,
            read_terms=lambda: environment.terms,
        )

    def _cancelled(
        self, piece: Piece, scene: Scene, settings: Settings, environment: Environment
    ) -> tuple[Diagnostic, ...]:
        """Find terms that vanish; a scope around everything may decide that."""
        scope, node = settings.scope, piece.statement
        assert isinstance(node, ast.SceneStatement)
        known = self._vanished.get(piece)
        if known is None or known[0] is not scene or known[1] != scope:
            inside = scene.within(scope, environment.evaluator.limits)
            result = SceneResult(None, "", node, inside, settings)
            found = cancelled.check(self._facts(piece.module, environment, result))
            known = self._vanished[piece] = (scene, scope, tuple(found))
        return known[2]

    def _parted(
        self, pieces: Sequence[Piece], environment: Environment
    ) -> Iterator[tuple[Piece, Diagnostic]]:
        """Find glued words; they are looked for again when there is another word in the text."""
        written = frozenset(self._vocabulary)
        if self._glued is None or self._glued[:2] != (written, environment):
            facts = self._facts(Module(Source(""), ()), environment)
            self._glued = written, environment, glued.glued_forms(written, facts)
        parted = self._glued[2]
        if not parted:
            return
        for piece in pieces:
            for atom, folded, _ in piece.words:
                if folded in parted:
                    yield piece, glued.glued_word(piece.source, atom, parted[folded])
