"""The evaluator: expand references until a scene stands.

Every formula is evaluated once, bottom up, with holes for its parameters; a reference puts its
arguments into the holes and its scope around the result. Expanding is a homomorphism, so
expand(x + Δ) = expand(x) + expand(Δ), and likewise for every operator.
"""

from collections.abc import Callable

from deltalang.algebra.letters import Hole, Letter, Reference
from deltalang.algebra.letters import reference as make_reference
from deltalang.algebra.lineage import Lineage, Weight
from deltalang.algebra.scene import Scene, rebuild
from deltalang.diagnostics import Diagnostic
from deltalang.keys import key
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits
from deltalang.semantics.build import SceneBuilder
from deltalang.semantics.catalog import Catalog, Formula
from deltalang.semantics.resolver import Resolver
from deltalang.source import Source, Span
from deltalang.syntax import ast

HERE = "text"
_LIMIT_CODES = {
    "images": "E301",
    "beats": "E302",
    "nesting": "E303",
    "digits": "E304",
    "worlds": "E305",
}


class Evaluator:
    """Evaluates expressions against one catalog and remembers the formulas it has expanded.

    With `lineage` the weights of its scenes remember their sources. `problems` collects diagnostics.
    """

    def __init__(
        self, catalog: Catalog, *, limits: Limits = DEFAULT_LIMITS, lineage: bool = False
    ) -> None:
        self.resolver = Resolver(catalog)
        self.limits = limits
        self._unit: Callable[[str], Weight] = Lineage.source if lineage else lambda name: 1
        self._bodies: dict[tuple[str, int | None], Scene] = {}
        self._defaults: dict[tuple[str, int | None], dict[str, Scene]] = {}
        self._prepared: dict[int | None, int] = {}
        self._broken: dict[str, tuple[LimitExceededError, Formula]] = {}

    @property
    def problems(self) -> list[Diagnostic]:
        """Every problem found so far."""
        return self.resolver.problems

    def evaluate(
        self, expression: ast.Expression, source: Source, *, depth: int | None = None
    ) -> Scene | None:
        """Expand an expression; None when `problems` has grown.

        `depth` stops after so many levels of formulas: 0 leaves every reference as written.
        """
        if not self.resolver.resolve(expression, source):
            return None
        here = self._unit(HERE)
        builder = SceneBuilder(
            source, self.limits, unit=here, reference_unit=here if depth == 0 else 1
        )
        before = len(self.problems)
        self._prepare(depth)
        if len(self.problems) > before:
            return None
        try:
            return self._expand(builder.build(expression), depth)
        except LimitExceededError as error:
            self._note_limit(error, expression, source)
            return None

    def check(self, formula: Formula) -> bool:
        """Resolve a formula on its own; tell whether it is in order."""
        return self.resolver.resolve_formula(formula)

    def formula_scene(self, formula: Formula) -> Scene | None:
        """Expand a formula's body: defaults filled in, other parameters left as holes."""
        parts = self.formula_parts(formula)
        return substitute(*parts, limits=self.limits) if parts is not None else None

    def formula_parts(self, formula: Formula) -> tuple[Scene, dict[str, Scene]] | None:
        """Expand a formula's body, all parameters left as holes, and its defaults by their keys."""
        if not self.check(formula):
            return None
        before = len(self.problems)
        self._prepare(None)
        if len(self.problems) > before:
            return None
        if formula.edition in self._broken:
            self._note_limit(self._broken[formula.edition][0], formula.body, formula.source)
            return None
        return self._bodies[formula.edition, None], self._defaults[formula.edition, None]

    def _note_limit(
        self, error: LimitExceededError, expression: ast.Expression, source: Source
    ) -> None:
        reached = next((f for other, f in self._broken.values() if other is error), None)
        path = f" ({self.resolver.path(expression, reached)})" if reached else ""
        arguments = {"allowed": error.allowed, "path": path}
        code, span = _LIMIT_CODES[error.limit], Span(expression.start, expression.end)
        self.problems.append(Diagnostic(code, f"limit-{error.limit}", source, span, arguments))

    def _prepare(self, depth: int | None) -> None:
        """Evaluate the formulas that were resolved since the last time, bottom up.

        With a depth, for every number of levels that may be left inside a body. A body past a limit
        is remembered and reported where it is used.
        """
        order = self.resolver.order
        for left in [None] if depth is None else range(min(depth, len(order))):
            for formula in order[self._prepared.get(left, 0) :]:
                try:
                    self._evaluate_body(formula, left)
                except LimitExceededError as error:
                    self._broken.setdefault(formula.edition, (error, formula))
            self._prepared[left] = len(order)

    def _evaluate_body(self, formula: Formula, left: int | None) -> None:
        unit = self._unit(formula.edition)
        builder = SceneBuilder(
            formula.source, self.limits, unit=unit, reference_unit=unit if left == 0 else 1
        )
        self._bodies[formula.edition, left] = self._expand(builder.build(formula.body), left)
        self._defaults[formula.edition, left] = {
            key(parameter.name): self._expand(builder.build(parameter.default), left)
            for parameter in formula.parameters
            if parameter.default is not None
        }
        if left is None and formula.digest is not None:
            self._check_digest(formula)

    def _check_digest(self, formula: Formula) -> None:
        """A record that says another meaning than its formula has is not to be trusted."""
        key_ = (formula.edition, None)
        scene = substitute(self._bodies[key_], self._defaults[key_], limits=self.limits)
        found = scene.plain(self.limits).full_digest
        if found != formula.digest:
            shown = {"found": found[:12], "recorded": str(formula.digest)[:12]}
            arguments = {"name": formula.edition, **shown}
            span = formula.body.span
            self.problems.append(
                Diagnostic("E207", "record-digest", formula.source, span, arguments)
            )

    def _expand(self, scene: Scene, left: int | None) -> Scene:
        """Replace the references of a scene; `left` levels of formulas may be opened."""
        if left == 0:
            return scene

        def leaf(letter: Letter) -> Scene | None:
            return self._apply(letter, left) if isinstance(letter, Reference) else None

        return rebuild(scene, leaf, limits=self.limits)

    def _apply(self, letter: Reference, left: int | None) -> Scene:
        formula = self.resolver.formula(letter.name, letter.pin)
        inner = None if left is None else min(left, len(self.resolver.order)) - 1
        if (formula.edition, inner) not in self._bodies:
            raise self._broken[formula.edition][0]
        given = dict(self._defaults[formula.edition, inner])
        names = iter([key(parameter.name) for parameter in formula.parameters])
        for name, argument in letter.arguments:
            given[next(names) if name is None else name] = self._expand(argument, left)
        body = self._bodies[formula.edition, inner]
        return substitute(body, given, limits=self.limits).within(letter.scope, self.limits)


def substitute(scene: Scene, values: dict[str, Scene], *, limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Put scenes into the parameter holes of a scene, everywhere; a hole's scope goes around.

    >>> from deltalang.algebra.letters import hole
    >>> substitute(Scene.of(hole("parameter", "герой")) * 2, {"герой": Scene.atom("волк")}).canonical
    'волк*2'
    """
    if not values:
        return scene

    def leaf(letter: Letter) -> Scene | None:
        if isinstance(letter, Hole) and letter.kind == "parameter" and letter.key in values:
            return values[letter.key].within(letter.scope, limits)
        if isinstance(letter, Reference) and letter.arguments:
            filled = tuple(
                (name, substitute(argument, values, limits=limits))
                for name, argument in letter.arguments
            )
            return Scene.of(make_reference(letter.name, letter.pin, filled, letter.scope))
        return None

    return rebuild(scene, leaf, limits=limits)
