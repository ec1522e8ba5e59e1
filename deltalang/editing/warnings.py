"""Warnings of a document: the rules of `deltalang check`, each run as rarely as it allows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from deltalang.diagnostics import Diagnostic
from deltalang.editing.environment import Environment, Finding
from deltalang.editing.pieces import Piece
from deltalang.editing.statements import Layout
from deltalang.editing.vocabulary import Vocabulary
from deltalang.semantics.checks import cancelled, glued, hyphen
from deltalang.semantics.checks.facts import Facts
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
        self._subtracting: set[Piece] = set()
        self._unsettled: set[Piece] = set()  # whose scene or whose directives may be others now
        self._vanished: dict[Piece, tuple[Diagnostic, ...]] = {}
        self._hyphened: dict[str, set[Piece]] = {}
        self._glued: tuple[frozenset[str], Environment, dict[str, Split]] | None = None

    def change(self, removed: Iterable[Piece], added: Iterable[Piece]) -> None:
        """Take in an edit."""
        directed = False
        for piece in removed:
            directed = directed or isinstance(piece.statement, ast.Directive)
            self._subtracting.discard(piece)
            self._unsettled.discard(piece)
            self._vanished.pop(piece, None)
            for word in piece.hyphened:
                self._hyphened[word].discard(piece)
                if not self._hyphened[word]:
                    del self._hyphened[word]
        for piece in added:
            directed = directed or isinstance(piece.statement, ast.Directive)
            if piece.subtracts:
                self._subtracting.add(piece)
                self._unsettled.add(piece)
            for word in piece.hyphened:
                self._hyphened.setdefault(word, set()).add(piece)
        if directed:
            self._unsettled.update(self._subtracting)

    def renew(self, session: Session) -> None:
        """Go by another session from now on."""
        self._session, self._glued = session, None

    def forget(self, pieces: Iterable[Piece]) -> None:
        """Look at pieces anew: what they mean may be something else now."""
        self._unsettled.update(self._subtracting.intersection(pieces))

    def of_pieces(
        self, findings: Mapping[Piece, Finding], layout: Layout, environment: Environment
    ) -> Iterator[tuple[Piece, Diagnostic]]:
        """Give the warnings of pieces that depend on what else the text says."""
        for piece in self._unsettled:
            found = self._cancelled(piece, findings[piece], layout, environment)
            if found:
                self._vanished[piece] = found
            else:
                self._vanished.pop(piece, None)
        self._unsettled.clear()
        for piece, found in self._vanished.items():
            for problem in found:
                yield piece, problem
        suspects = [
            self._hyphened[word] for word in self._hyphened if self._parts(word, environment)
        ]
        for piece in set().union(*suspects):
            for problem in hyphen.check(self._facts(piece.module, environment)):
                yield piece, problem

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
        self, piece: Piece, found: Finding, layout: Layout, environment: Environment
    ) -> tuple[Diagnostic, ...]:
        """Find terms that vanish; a scope around everything may decide that."""
        settings, node = layout.settings(piece), piece.statement
        assert isinstance(node, ast.SceneStatement)
        if found.scene is None:
            return ()
        inside = found.scene.within(settings.scope, environment.evaluator.limits)
        result = SceneResult(None, "", node, inside, settings)
        return tuple(cancelled.check(self._facts(piece.module, environment, result)))

    def _parts(self, word: str, environment: Environment) -> bool:
        """Whether both sides of a hyphen are known: most words are dismissed without their pieces."""
        return all(
            part in self._vocabulary or part in environment.terms
            for part in word.split("-", maxsplit=1)
        )

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
