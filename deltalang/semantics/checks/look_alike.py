"""W505: keys, or codes, that look alike and are not the same."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from deltalang.diagnostics import Diagnostic
from deltalang.keys import skeleton
from deltalang.semantics.checks.facts import Facts
from deltalang.source import Source
from deltalang.syntax import ast

Named = TypeVar("Named")


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Compare the atoms of the script with one another, then its codes."""
    atoms = ((atom, folded, skeleton(folded)) for atom, folded in facts.words())
    for atom, left, right in alike(atoms):
        yield look_alike(facts.module.source, atom, left, right)
    for node, left, right in alike(codes(facts.nodes)):
        yield look_alike_code(facts.module.source, node, left, right)


def codes(nodes: Iterable[ast.Expression]) -> Iterator[tuple[ast.Reference, str, str]]:
    """Give the references by code, each with its digits and these without the zeros before them."""
    for node in nodes:
        if isinstance(node, ast.Reference) and node.code is not None:
            yield node, node.code, node.code.lstrip("0")


def alike(named: Iterable[tuple[Named, str, str]]) -> Iterator[tuple[Named, str, str]]:
    """Find what has another name than the first thing of the same looks, each name once.

    Takes things with their names and looks; gives the thing, the first name and its own.

    >>> list(alike([("a", "02", "2"), ("b", "2", "2"), ("c", "2", "2")]))
    [('b', '02', '2')]
    """
    first: dict[str, str] = {}
    reported: set[str] = set()
    for thing, name, looks in named:
        known = first.setdefault(looks, name)
        if known != name and name not in reported:
            reported.add(name)
            yield thing, known, name


def look_alike(source: Source, atom: ast.Atom, left: str, right: str) -> Diagnostic:
    """Make the problem of two atoms that look alike."""
    return Diagnostic("W505", "look-alike", source, atom.span, {"left": left, "right": right})


def look_alike_code(source: Source, node: ast.Reference, left: str, right: str) -> Diagnostic:
    """Make the problem of two codes that look alike."""
    arguments = {"left": f"Δ{left}", "right": f"Δ{right}"}
    return Diagnostic("W505", "look-alike-code", source, node.span, arguments)
