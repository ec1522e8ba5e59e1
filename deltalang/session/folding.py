"""Folding: scenes written shorter with the formulas that a catalog has."""

from collections.abc import Callable, Iterator

from deltalang.algebra.fold import Known
from deltalang.algebra.letters import Hole, reference
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import every_letter
from deltalang.limits import Limits
from deltalang.semantics.catalog import Catalog
from deltalang.semantics.evaluator import Evaluator


def foldable(
    catalog: Catalog, seal: Callable[[Catalog], Catalog] | None, limits: Limits
) -> Iterator[Known]:
    """Give the formulas without parameters and holes, as references with their bodies."""
    evaluator = Evaluator(seal(catalog) if seal is not None else catalog, limits=limits)
    for formula in catalog.formulas():
        if formula.parameters or formula.status in ("deprecated", "retired"):
            continue
        body = evaluator.formula_scene(formula)
        if body is not None and not any(isinstance(x, Hole) for x in every_letter(body)):
            yield Known(Scene.of(reference(formula.name)), body)
