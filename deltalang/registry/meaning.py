"""What a formula means, as the registry records it: digest, compatibility, claims."""

import attrs

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic, sort_key
from deltalang.keys import key
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.registry.compatibility import Meaning
from deltalang.registry.records import open_references
from deltalang.semantics.build import reference_text
from deltalang.semantics.catalog import Catalog, Formula
from deltalang.semantics.evaluator import Evaluator, substitute
from deltalang.semantics.expectations import unmet
from deltalang.semantics.resolver import references
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.parser import parse


@attrs.frozen
class Understood:
    """A formula with its meaning: `scene` has the defaults filled in, `digest` is that scene's.

    `uses` says by digest what each reference means today; `reached` names the editions
    that the formula refers to directly.
    """

    formula: Formula
    meaning: Meaning
    scene: Scene
    digest: str
    uses: dict[str, str]
    reached: tuple[str, ...]


def understand(
    formula: Formula, catalog: Catalog, *, limits: Limits = DEFAULT_LIMITS
) -> Understood:
    """Evaluate a formula on its own.

    Raises DeltaError with every problem of the formula and of all it refers to.
    """
    evaluator = Evaluator(catalog, limits=limits)
    parts = evaluator.formula_parts(formula)
    if parts is None:
        raise DeltaError(sorted(evaluator.problems, key=sort_key))
    body, defaults = parts
    scene = substitute(body, defaults, limits=limits)
    names = [key(parameter.name) for parameter in formula.parameters]
    lookup = evaluator.resolver.lookup
    uses = {}
    for node in open_references(_expressions(formula)):
        used = lookup(node)
        if used is not None and used.digest is not None:
            uses[reference_text(node)] = "#" + used.digest
    reached = {
        used.edition
        for expression in _expressions(formula)
        for node in references(expression)
        if (used := lookup(node)) is not None
    }
    return Understood(
        formula=formula,
        meaning=Meaning(body, {name: defaults.get(name) for name in names}),
        scene=scene,
        digest=scene.full_digest,
        uses=dict(sorted(uses.items())),
        reached=tuple(sorted(reached)),
    )


def check_claims(
    understood: Understood, catalog: Catalog, *, limits: Limits = DEFAULT_LIMITS
) -> None:
    """See that the `expect` lines of a formula hold. Raises DeltaError (E211) with those that do not."""
    problems = failed_claims(understood, catalog, limits=limits)
    if problems:
        raise DeltaError(problems)


def failed_claims(
    understood: Understood, catalog: Catalog, *, limits: Limits = DEFAULT_LIMITS
) -> list[Diagnostic]:
    """Check the `expect` lines of a formula; a line that cannot be read is a problem too."""
    problems: list[Diagnostic] = []
    for line in understood.formula.expect:
        source = Source(f":expect Δ0 {line}", f"{understood.formula.name}: expect")
        module = parse(source, limits=limits)
        claims = [s for s in module.statements if isinstance(s, ast.Expectation)]
        if len(claims) != 1 or module.diagnostics:
            problems += module.diagnostics or [
                Diagnostic("E111", "expect-without-verb", source, Span(0, len(source.text)), {})
            ]
            continue
        [claim] = claims
        evaluator = Evaluator(catalog, limits=limits)
        wanted = evaluator.evaluate(claim.wanted, source)
        problems += evaluator.problems
        if wanted is not None and unmet(understood.scene, claim.verb, wanted):
            arguments = {
                "subject": understood.formula.name,
                "verb": claim.verb,
                "wanted": wanted.display,
                "found": understood.scene.display,
            }
            problems.append(Diagnostic("E211", "expectation-failed", source, claim.span, arguments))
    return problems


def _expressions(formula: Formula) -> list[ast.Expression]:
    defaults = [p.default for p in formula.parameters if p.default is not None]
    return [formula.body, *defaults]
