"""What a script says, word by word, before it means anything."""

from collections.abc import Callable, Iterator
from functools import cached_property

import attrs

from deltalang.keys import key
from deltalang.semantics.build import walk
from deltalang.syntax import ast
from deltalang.syntax.parser import Module


@attrs.frozen(slots=False)
class Written:
    """The atoms, references and scope entries of the scenes and definitions of a module."""

    module: Module

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
            if isinstance(statement, ast.Definition):
                for parameter in statement.parameters:
                    if parameter.default is not None:
                        walk(parameter.default, visit)

    def words(self) -> Iterator[tuple[ast.Atom, str]]:
        """The atoms written without quotes, with their keys."""
        for node in self.nodes:
            if isinstance(node, ast.Atom) and not node.quoted:
                yield node, key(node.text)
