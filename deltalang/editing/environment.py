"""The environment: what names mean while the definitions of a text stay as they are."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import Diagnostic
from deltalang.editing.pieces import Piece
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Formula, Missing
from deltalang.semantics.checks.facts import Facts, formula_terms
from deltalang.semantics.checks.rules import PIECEWISE_RULES
from deltalang.semantics.definitions import Defined, Definitions
from deltalang.semantics.evaluator import Evaluator
from deltalang.semantics.resolver import references
from deltalang.session import Session
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


class Environment:
    """The definitions of a text over the catalog of a session, and an evaluator that knows them."""

    def __init__(
        self, session: Session, pieces: Iterable[Piece], *, before: "Environment | None" = None
    ) -> None:
        self.pieces = tuple(pieces)
        modules = [piece.meant or piece.module for piece in self.pieces]
        self.definitions = Definitions(
            modules, session.catalog, load=session.load, seal=session.seal
        )
        self.evaluator = Evaluator(self.definitions.catalog, limits=session.limits)
        self.own = {id(piece.source): piece for piece in self.pieces}
        """The pieces that define, by the identity of their sources."""
        self.names = self.definitions.meant
        same = before is not None and before.definitions.outer is self.definitions.outer
        self._taken: dict[str, Formula | Missing] = before._taken if before and same else {}
        self._terms: frozenset[str] | None = before._terms if before and same else None
        self._names_are_good = False  # where they are they stay so; else lines may move
        # What was reached outside of the text, also by what was not looked at again since.
        self._outside: dict[str, frozenset[str]] = before.outside() if before is not None else {}

    def name_problems(self, line_of: Callable[[Formula], int]) -> Iterator[Diagnostic]:
        """Find names that are defined twice or that somebody outside has."""
        if self._names_are_good:
            return
        self._names_are_good = True
        for problem in self.definitions.name_problems(line_of, find=self._outer):
            self._names_are_good = False
            yield problem

    def _outer(self, name: str) -> Formula | Missing:
        """What a name means outside of the text. Raises DeltaError."""
        found = self._taken.get(name)
        if found is None:
            found = self._taken[name] = self.definitions.outer.find(name, None)
        return found

    @cached_property
    def traced(self) -> Evaluator:
        """An evaluator whose weights remember their sources, for a single scene that is looked at."""
        return Evaluator(self.definitions.catalog, limits=self.evaluator.limits, lineage=True)

    @property
    def terms(self) -> frozenset[str]:
        """The keys of the atoms of the formulas that stand outside of the text."""
        if self._terms is None:
            self._terms = formula_terms(self.definitions.outer)
        return self._terms

    def meant(self, piece: Piece) -> Defined | None:
        """Give what a piece defines; None where a later one has its name."""
        defined = self.names.get(piece.defined or "")
        return defined if defined is not None and defined.formula.source is piece.source else None

    def look_at(self, piece: Piece) -> Finding:
        """Find what a piece means and what is wrong with it."""
        match piece.statement:
            case ast.Junk(diagnostics):
                return Finding(diagnostics)
            case ast.Definition():
                meant = self.meant(piece)
                good = meant is None or self.evaluator.check(meant.formula)
                return self._finding(piece, None, good)
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

    def affected(
        self, changed: frozenset[str], users: Mapping[str, Iterable[Piece]]
    ) -> frozenset[str]:
        """Give the names whose formulas reach one of some names, these included.

        `users` holds the pieces of the text that refer to a name.
        """
        found = set(changed)
        waiting, elsewhere = deque(changed), self._elsewhere()
        while waiting:
            name = waiting.popleft()
            own = (piece.defined for piece in users.get(name, ()) if piece.defined is not None)
            for user in chain(own, elsewhere.get(name, ())):
                if user not in found:
                    found.add(user)
                    waiting.append(user)
        return frozenset(found)

    def _elsewhere(self) -> dict[str, list[str]]:
        """The formulas of used scripts and of the catalog that refer to a name."""
        used = (
            (one.formula.name, _names(one.formula))
            for one in self.definitions.defined
            if id(one.formula.source) not in self.own
        )
        users: dict[str, list[str]] = {}
        for name, names in chain(used, self.outside().items()):
            for one in names:
                users.setdefault(one, []).append(name)
        return users

    def outside(self) -> dict[str, frozenset[str]]:
        """The names that the formulas refer to which stand outside of the text and were reached."""
        for (name, _), formula in self.evaluator.resolver.found.items():
            if formula.version and name not in self._outside:
                self._outside[name] = _names(formula)
        return self._outside


def _names(formula: Formula) -> frozenset[str]:
    """The names that a formula refers to."""
    defaults = (p.default for p in formula.parameters if p.default is not None)
    bodies = (formula.body, *defaults)
    return frozenset(canonical_name(node) for body in bodies for node in references(body))
