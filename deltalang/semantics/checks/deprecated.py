"""W504: a formula that is deprecated."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks.facts import Facts
from deltalang.syntax import ast


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at the references of the script."""
    for node in facts.nodes:
        if not isinstance(node, ast.Reference):
            continue
        formula = facts.resolver.lookup(node)
        if formula is not None and formula.status == "deprecated":
            arguments = {"name": node.name, "replacement": formula.replaced_by}
            message_id = "deprecated" if formula.replaced_by else "deprecated-alone"
            yield Diagnostic("W504", message_id, facts.module.source, node.span, arguments)
