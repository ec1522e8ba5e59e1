"""W505: keys, or codes, that look alike and are not the same."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.keys import skeleton
from deltalang.semantics.checks.facts import Facts
from deltalang.syntax import ast


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Compare the atoms of the script with one another, then its codes."""
    first: dict[str, str] = {}
    reported: set[str] = set()
    for atom, folded in facts.words():
        known = first.setdefault(skeleton(folded), folded)
        if known != folded and folded not in reported:
            reported.add(folded)
            arguments = {"left": known, "right": folded}
            yield Diagnostic("W505", "look-alike", facts.module.source, atom.span, arguments)
    codes: dict[str, str] = {}
    for node in facts.nodes:
        if isinstance(node, ast.Reference) and node.code is not None:
            code = codes.setdefault(node.code.lstrip("0"), node.code)
            if code != node.code and node.code not in reported:
                reported.add(node.code)
                arguments = {"left": f"Δ{code}", "right": f"Δ{node.code}"}
                source = facts.module.source
                yield Diagnostic("W505", "look-alike-code", source, node.span, arguments)
