"""What the rules look at."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

import attrs

from deltalang.keys import key
from deltalang.semantics.build import walk
from deltalang.semantics.catalog import Catalog
from deltalang.semantics.resolver import Resolver
from deltalang.semantics.script import SceneResult
from deltalang.syntax import ast
from deltalang.syntax.parser import Module

MOST = 500


@attrs.frozen(slots=False)
class Facts:
    """A script after it was evaluated. `scenes` holds what its scene statements mean."""

    module: Module
    catalog: Catalog
    resolver: Resolver
    scenes: tuple[SceneResult, ...]

    @cached_property
    def nodes(self) -> list[ast.Expression]:
        """Every atom and reference of the script, in order."""
        found: list[ast.Expression] = []

        def look(node: ast.Expression) -> None:
            if isinstance(node, (ast.Atom, ast.Reference)):
                found.append(node)

        self._walk(look)
        return found

    def entries(self) -> list[ast.Entry]:
        """Every entry of the scopes of the script, in order."""
        found: list[ast.Entry] = []

        def look(node: ast.Expression) -> None:
            if isinstance(node, ast.Postfix):
                scopes = (suffix for suffix in node.suffixes if isinstance(suffix, ast.Scope))
                found.extend(entry for scope in scopes for entry in scope.entries)

        self._walk(look)
        return found

    def _walk(self, visit: Callable[[ast.Expression], None]) -> None:
        for statement in self.module.statements:
            if isinstance(statement, (ast.SceneStatement, ast.Definition)):
                walk(statement.body, visit)

    def words(self) -> Iterator[tuple[ast.Atom, str]]:
        """The atoms written without quotes, with their keys."""
        for node in self.nodes:
            if isinstance(node, ast.Atom) and not node.quoted:
                yield node, key(node.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The keys of all atoms known: those of the script and of the formulas in the catalog.

        At most the first `MOST` formulas are read: a check must not grow with the registry.
        """
        known = {key_ for _, key_ in self.words()}

        def look(node: ast.Expression) -> None:
            if isinstance(node, ast.Atom):
                known.add(key(node.text))

        for formula in islice(self.catalog.formulas(), MOST):
            walk(formula.body, look)
        return frozenset(known)
