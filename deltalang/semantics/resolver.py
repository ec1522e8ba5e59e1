"""The resolver: what every reference means, and in which order formulas can be evaluated.

It follows references from an expression through the catalog without recursion, so a chain of a
hundred formulas needs no deep stack, and finds every problem on the way.
"""

from collections import deque
from collections.abc import Iterator

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.keys import key
from deltalang.semantics.build import canonical_name, reference_text, scope_problems, walk
from deltalang.semantics.catalog import Catalog, Formula, Missing
from deltalang.source import Source
from deltalang.syntax import ast

ReferenceKey = tuple[str, str | None]


@attrs.define
class Resolver:
    """Looks references up in a catalog, each once; `problems` collects what is wrong.

    `found` maps (name, pin) to formulas; `order` lists them with every formula after those it uses.
    """

    catalog: Catalog
    found: dict[ReferenceKey, Formula] = attrs.field(factory=dict)
    order: list[Formula] = attrs.field(factory=list)
    problems: list[Diagnostic] = attrs.field(factory=list)
    _done: set[str] = attrs.field(factory=set)
    _bad: set[str] = attrs.field(factory=set)
    _noted: set[tuple[object, ...]] = attrs.field(factory=set)

    def resolve(self, expression: ast.Expression, source: Source) -> bool:
        """Resolve an expression and all that it reaches; tell whether everything is in order."""
        good = self._scopes(expression, source)
        for reference in references(expression):
            formula, fits = self._find(reference, source)
            if formula is not None:
                self._reach(formula)
            good = good and fits and formula is not None and formula.edition not in self._bad
        return good

    def resolve_formula(self, formula: Formula) -> bool:
        """Resolve a formula on its own; tell whether it and all that it reaches is in order."""
        self._reach(formula)
        return formula.edition not in self._bad

    def take_problems(self) -> tuple[Diagnostic, ...]:
        """Give the problems found since the last time and forget them."""
        found = tuple(self.problems)
        self.problems.clear()
        self._noted.clear()
        return found

    def _scopes(self, expression: ast.Expression, source: Source) -> bool:
        problems = scope_problems(expression, source)
        self.problems += problems
        return not problems

    def formula(self, name: str, pin: str | None) -> Formula:
        """Give the formula that a resolved reference means."""
        return self.found[name, pin]

    def lookup(self, node: ast.Reference) -> Formula | None:
        """Give what a reference was resolved to, None if it was not."""
        return self.found.get((canonical_name(node), node.pin))

    def path(self, expression: ast.Expression, formula: Formula) -> str:
        """Show the shortest way by which an expression reaches a formula: `Δ07 → Δ02`."""
        seen: set[str] = set()
        waiting: deque[tuple[ast.Expression, tuple[str, ...]]] = deque([(expression, ())])
        while waiting:
            body, names = waiting.popleft()
            for node in references(body):
                used = self.lookup(node)
                if used is None or used.edition in seen:
                    continue
                seen.add(used.edition)
                way = (*names, used.edition)
                if used.edition == formula.edition:
                    return " → ".join((*way[:-1], formula.name))
                defaults = (p.default for p in used.parameters if p.default is not None)
                waiting += ((part, way) for part in (used.body, *defaults))
        return formula.name

    def _reach(self, root: Formula) -> None:
        """Depth-first search with its own stack; a formula met while open closes a cycle.

        A formula with a problem, its own or one of a formula it uses, is bad and not in `order`.
        """
        if root.edition in self._done:
            return
        open_: dict[str, Formula] = {root.edition: root}
        stack: list[tuple[Formula, Iterator[ast.Reference]]] = [(root, self._uses(root))]
        while stack:
            formula, uses = stack[-1]
            reference = next(uses, None)
            if reference is None:
                stack.pop()
                del open_[formula.edition]
                self._done.add(formula.edition)
                if formula.edition not in self._bad:
                    self.order.append(formula)
                elif stack:
                    self._bad.add(stack[-1][0].edition)
                continue
            used, fits = self._find(reference, formula.source)
            if not fits or used is None or used.edition in self._bad:
                self._bad.add(formula.edition)
            if used is None or used.edition in self._done:
                continue
            if used.edition in open_:
                self._cycle(list(open_.values()), used, formula, reference)
                continue
            open_[used.edition] = used
            stack.append((used, self._uses(used)))

    def _cycle(
        self, opened: list[Formula], first: Formula, formula: Formula, reference: ast.Reference
    ) -> None:
        names = [other.name for other in opened]
        path = " → ".join([*names[names.index(first.name) :], first.name])
        self._note("E204", "cyclic-definition", formula.source, reference, path=path)
        self._bad.add(formula.edition)

    def _uses(self, formula: Formula) -> Iterator[ast.Reference]:
        defaults = [p.default for p in formula.parameters if p.default is not None]
        for expression in (formula.body, *defaults):
            if not self._scopes(expression, formula.source):
                self._bad.add(formula.edition)
        if not self._parameters_fit(formula, defaults):
            self._bad.add(formula.edition)
        for expression in (formula.body, *defaults):
            yield from references(expression)

    def _parameters_fit(self, formula: Formula, defaults: list[ast.Expression]) -> bool:
        """Check that every parameter is used and every parameter hole is declared."""
        declared = {key(parameter.name) for parameter in formula.parameters}
        used: set[str] = set()
        before = len(self.problems)

        def look(node: ast.Expression) -> None:
            if isinstance(node, ast.Hole) and node.kind == "parameter":
                used.add(key(node.text))
                if key(node.text) not in declared:
                    arguments = {"name": formula.name, "hole": node.text}
                    self._note("E206", "undeclared-hole", formula.source, node, **arguments)

        walk(formula.body, look)
        declared_for_defaults, declared = declared, set()
        for default in defaults:
            walk(default, look)
        for parameter in formula.parameters:
            if key(parameter.name) not in used & declared_for_defaults:
                arguments = {"name": formula.name, "parameter": parameter.name}
                self._note("E206", "unused-parameter", formula.source, parameter, **arguments)
        return len(self.problems) == before

    def _find(self, node: ast.Reference, source: Source) -> tuple[Formula | None, bool]:
        """Look a reference up; tell also whether its arguments fit."""
        name = canonical_name(node)
        known = self.found.get((name, node.pin))
        if known is None:
            try:
                answer = self.catalog.find(name, node.pin)
            except DeltaError as error:
                self.problems += [p for p in error.diagnostics if p not in self.problems]
                return None, False
            if isinstance(answer, Missing):
                self._missing(answer, node, source)
                return None, False
            if answer.status == "retired" and not self._may_be_retired(node):
                self._retired(answer, node, source)
                return None, False
            known = self.found[name, node.pin] = answer
        before = len(self.problems)
        if node.arguments or known.parameters:
            self._check_arguments(known, node, source)
        return known, len(self.problems) == before

    def _may_be_retired(self, node: ast.Reference) -> bool:
        """A digest, and a lock, still lead to what is no longer offered."""
        return (node.pin or "").startswith("#") or self.catalog.is_locked(reference_text(node))

    def _retired(self, formula: Formula, node: ast.Reference, source: Source) -> None:
        pin = f"{formula.name}@#{formula.digest[:12]}" if formula.digest else formula.edition
        arguments = {"name": node.name, "pin": pin, "replacement": formula.replaced_by}
        message_id = "retired" if formula.replaced_by else "retired-alone"
        self._note("E213", message_id, source, node, **arguments)

    def _missing(self, missing: Missing, node: ast.Reference, source: Source) -> None:
        shown = ", ".join(f"`{known}`" for known in missing.known) or "—"
        code, message = {
            "formula": ("E201", "unknown-formula"),
            "version": ("E202", "unknown-version"),
            "label": ("E203", "unknown-label"),
            "digest": ("E207", "digest-mismatch"),
        }[missing.what]
        if missing.what != "formula":
            if missing.what == "digest":
                shown = ", ".join(missing.known) or "—"
            arguments = {"name": node.name, "pin": node.pin or "", "known": shown}
            self._note(code, message, source, node, **arguments)
            return
        near = ", ".join(f"`{name}`" for name in self.catalog.near(canonical_name(node)))
        if near:
            self._note(code, message, source, node, name=node.name, near=near)
        else:
            self._note(code, "unknown-formula-no-hint", source, node, name=node.name)

    def _check_arguments(self, formula: Formula, node: ast.Reference, source: Source) -> None:
        declared = [key(parameter.name) for parameter in formula.parameters]
        given: set[str] = set()
        positional = iter(declared)
        for argument in node.arguments:
            if argument.name is None:
                name = next(positional, None)
                if name is None:
                    arguments = {"name": formula.name, "allowed": len(declared)}
                    self._note("E206", "surplus-argument", source, argument, **arguments)
                    continue
            else:
                name = key(argument.name)
            shown = {"name": formula.name, "argument": argument.name or name}
            if name not in declared:
                known = ", ".join(f"`{p.name}`" for p in formula.parameters) or "—"
                self._note("E206", "unknown-argument", source, argument, known=known, **shown)
            elif name in given:
                self._note("E206", "argument-twice", source, argument, **shown)
            given.add(name)
        for parameter in formula.parameters:
            if parameter.default is None and key(parameter.name) not in given:
                arguments = {"name": formula.name, "parameter": parameter.name}
                self._note("E205", "missing-argument", source, node, **arguments)

    def _note(
        self, code: str, message_id: str, source: Source, node: ast.Node, **arguments: object
    ) -> None:
        place = (code, message_id, source, node.span, *map(str, arguments.values()))
        if place not in self._noted:
            self._noted.add(place)
            self.problems.append(Diagnostic(code, message_id, source, node.span, arguments))


def references(expression: ast.Expression) -> Iterator[ast.Reference]:
    """Give the references of an expression in the order written, those in arguments included."""
    found: list[ast.Reference] = []

    def look(node: ast.Expression) -> None:
        if isinstance(node, ast.Reference):
            found.append(node)

    walk(expression, look)
    return iter(found)
