"""Where a scene document comes from: what it refers to and the warnings about it."""

from collections.abc import Iterator

from deltalang.diagnostics import sort_key
from deltalang.limits import Limits
from deltalang.renderers.document import Document, Origin
from deltalang.semantics.catalog import Formula
from deltalang.semantics.resolver import references
from deltalang.semantics.script import SceneResult, Script
from deltalang.syntax import ast
from deltalang.syntax.parser import Module


def origin(
    script: Script,
    result: SceneResult,
    *,
    seed: int | str | None,
    depth: int | None,
    limits: Limits,
) -> Origin:
    """Say where the document of a scene comes from."""
    formulas = _reached(script, result.statement.body)
    return Origin(
        source=result.text,
        label=result.label,
        seed=seed if seed is not None else result.settings.seed,
        depth=depth,
        lang=result.settings.lang,
        references=tuple(_reference(script, formula, limits) for formula in formulas),
        statuses={f.edition: f.status for f in formulas if f.version},
        warnings=tuple(_warnings(script, result)),
        limits=limits,
    )


def _reference(script: Script, formula: Formula, limits: Limits) -> Document:
    digest = formula.digest
    if digest is None:
        scene = script.evaluator.formula_scene(formula)
        digest = scene.plain(limits).full_digest if scene is not None else None
    return {
        "ref": formula.name,
        "version": formula.version or None,
        "digest": "#" + digest[:12] if digest else None,
        "layer": formula.layer,
        "status": formula.status,
    }


def _warnings(script: Script, result: SceneResult) -> Iterator[Document]:
    from deltalang.semantics.checks.facts import Facts
    from deltalang.semantics.checks.rules import warnings

    module = Module(script.module.source, (result.statement,))
    facts = Facts(module, script.catalog, script.evaluator.resolver, (result,))
    for problem in sorted(warnings(facts, local=True), key=sort_key):
        line, column = problem.source.position(problem.span.start)
        place = {"line": line, "column": column}
        yield {"code": problem.code, "message": problem.message("en"), **place}


def _reached(script: Script, body: ast.Expression) -> list[Formula]:
    """The formulas that an expression reaches, by name."""
    resolver = script.evaluator.resolver
    reached: dict[str, Formula] = {}
    waiting: list[ast.Expression] = [body]
    while waiting:
        for node in references(waiting.pop()):
            formula = resolver.lookup(node)
            if formula is not None and formula.edition not in reached:
                reached[formula.edition] = formula
                waiting.append(formula.body)
                waiting += [p.default for p in formula.parameters if p.default is not None]
    return [reached[edition] for edition in sorted(reached)]
