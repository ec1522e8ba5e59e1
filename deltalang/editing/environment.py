"""The environment: what names mean while the definitions of a text stay as they are."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic
from deltalang.editing.pieces import Piece
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Formula
from deltalang.semantics.checks.facts import Facts, formula_terms
from deltalang.semantics.checks.rules import PIECEWISE_RULES
from deltalang.semantics.definitions import Defined, Definitions
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.resolver import references
from deltalang.session import Session
from deltalang.session.loading import load
from deltalang.syntax import ast


@attrs.frozen
class Finding:
    """What a piece means on its own: its problems, and its scene before any directive.

    `notes` tells that problems of other places came up with it, `silent` that it is in trouble for what
    was noted with another piece: such pieces are looked at again when that may have changed.
    """

    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    scene: Scene | None = attrs.field(default=None, repr=False)
    notes: bool = False
    silent: bool = False

    @property
    def uncertain(self) -> bool:
        """Whether it may change though the piece does not reach what changed."""
        return self.notes or self.silent


class Environment:
    """The definitions of a text over the catalog of a session, and an evaluator that knows them."""

    def __init__(self, session: Session, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(pieces)
        modules = [piece.module for piece in self.pieces]
        self.definitions = Definitions(modules, session.catalog, load=load, seal=session.seal)
        self.evaluator = Evaluator(self.definitions.catalog, limits=session.limits)
        own = {id(piece.source): piece for piece in self.pieces}
        self.formulas: dict[Piece, Defined] = {
            own[id(one.formula.source)]: one
            for one in self.definitions.meant
            if id(one.formula.source) in own
        }
        self._reached: dict[str, frozenset[str]] = {}

    @cached_property
    def traced(self) -> Evaluator:
        """An evaluator whose weights remember their sources, for a single scene that is looked at."""
        return Evaluator(self.definitions.catalog, limits=self.evaluator.limits, lineage=True)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The keys of the atoms of the formulas that stand outside of the text."""
        return formula_terms(self.definitions.outer)

    def look_at(self, piece: Piece) -> Finding:
        """Find what a piece means and what is wrong with it."""
        match piece.statement:
            case ast.Junk(diagnostics):
                return Finding(diagnostics)
            case ast.Definition():
                meant = self.formulas.get(piece)
                if meant is not None:
                    return self._finding(piece, None, self.evaluator.check(meant.formula))
            case ast.SceneStatement(_, body):
                scene = self.evaluator.evaluate(body, piece.source)
                return self._finding(piece, scene, scene is not None)
        return Finding()

    def _finding(self, piece: Piece, scene: Scene | None, good: bool) -> Finding:
        problems = self.evaluator.resolver.take_problems()
        outside = any(problem.source is not piece.source for problem in problems)
        warnings: list[Diagnostic] = []
        if piece.references or piece.entries:
            facts = Facts(piece.module, self.definitions.catalog, self.evaluator.resolver, ())
            warnings += (problem for rule in PIECEWISE_RULES for problem in rule(facts))
        return Finding(
            problems, tuple(warnings), scene, notes=outside, silent=not good and not problems
        )

    def evaluate(
        self, body: ast.Expression, piece: Piece
    ) -> tuple[Scene | None, tuple[Diagnostic, ...]]:
        """Expand an expression of a piece; gives the problems that came up beside the scene."""
        scene = self.evaluator.evaluate(body, piece.source)
        return scene, self.evaluator.resolver.take_problems()

    def affected(self, changed: frozenset[str]) -> frozenset[str]:
        """Give the names whose formulas reach one of some names, these included."""
        found = self.evaluator.resolver.found
        return changed.union(
            name for (name, _), one in found.items() if not changed.isdisjoint(self._reach(one))
        )

    def _reach(self, formula: Formula) -> frozenset[str]:
        known = self._reached.get(formula.edition)
        if known is None:
            known = self._reached[formula.edition] = frozenset(self._names(formula))
        return known

    def _names(self, formula: Formula) -> Iterator[str]:
        seen = {formula.edition}
        waiting = deque([formula])
        while waiting:
            one = waiting.popleft()
            defaults = (p.default for p in one.parameters if p.default is not None)
            for node in (node for body in (one.body, *defaults) for node in references(body)):
                yield canonical_name(node)
                used = self.evaluator.resolver.lookup(node)
                if used is not None and used.edition not in seen:
                    seen.add(used.edition)
                    waiting.append(used)
