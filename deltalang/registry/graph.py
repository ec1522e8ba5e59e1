"""Who refers to whom: the dependency graph as text, Mermaid and DOT."""

from collections.abc import Iterable, Mapping

from deltalang.diagnostics import visible
from deltalang.registry.meaning import understand
from deltalang.semantics.catalog import Catalog, Formula

Graph = Mapping[str, tuple[str, ...]]
"""Editions with the editions each refers to directly, in order."""


def dependencies(roots: Iterable[Formula], catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Follow the references of formulas down to the last. Raises DeltaError for a broken one."""
    graph: dict[str, tuple[str, ...]] = {}
    waiting = list(roots)
    while waiting:
        formula = waiting.pop()
        if formula.edition in graph:
            continue
        graph[formula.edition] = understand(formula, catalog).reached
        for edition in graph[formula.edition]:
            name, _, version = edition.partition("@")
            found = catalog.find(name, version or None)
            if isinstance(found, Formula):
                waiting.append(found)
    return dict(sorted(graph.items()))


def as_text(graph: Graph, root: str) -> str:
    """Draw what a formula stands on as a tree; what was drawn before ends in `…`.

    >>> print(as_text({"Δ2@1": ("Δ1@1",), "Δ1@1": ()}, "Δ2@1"), end="")
    Δ2@1
      Δ1@1
    """
    lines: list[str] = []
    drawn: set[str] = set()
    waiting = [(root, 0)]
    while waiting:
        edition, depth = waiting.pop()
        again = edition in drawn and bool(graph[edition])
        lines.append("  " * depth + edition + (" …" if again else "") + "\n")
        if not again:
            drawn.add(edition)
            waiting += [(used, depth + 1) for used in reversed(graph[edition])]
    return "".join(lines)


def as_mermaid(graph: Graph) -> str:
    """Write the graph for Mermaid.

    >>> print(as_mermaid({"Δ2@1": ("Δ1@1",), "Δ1@1": ()}), end="")
    flowchart TD
      n0["Δ1@1"]
      n1["Δ2@1"]
      n1 --> n0
    """
    names = {edition: f"n{number}" for number, edition in enumerate(sorted(graph))}
    lines = [f'  {names[edition]}["{_quoted(edition)}"]\n' for edition in sorted(graph)]
    lines += [
        f"  {names[edition]} --> {names[used]}\n"
        for edition in sorted(graph)
        for used in graph[edition]
    ]
    return "flowchart TD\n" + "".join(lines)


def as_dot(graph: Graph) -> str:
    """Write the graph for Graphviz.

    >>> print(as_dot({"Δ2@1": ("Δ1@1",), "Δ1@1": ()}), end="")
    digraph formulas {
      "Δ1@1";
      "Δ2@1";
      "Δ2@1" -> "Δ1@1";
    }
    """
    lines = [f'  "{_quoted(edition)}";\n' for edition in sorted(graph)]
    lines += [
        f'  "{_quoted(edition)}" -> "{_quoted(used)}";\n'
        for edition in sorted(graph)
        for used in graph[edition]
    ]
    return "digraph formulas {\n" + "".join(lines) + "}\n"


def _quoted(text: str) -> str:
    return visible(text, limit=200).replace("\\", "\\\\").replace('"', "'")
