"""What the rules look at."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

import attrs

from deltalang.keys import key
from deltalang.lexicon.ideas import Lexicon
from deltalang.lexicon.loading import standard_lexicon
from deltalang.semantics.build import atoms_of, walk
from deltalang.semantics.catalog import Catalog
from deltalang.semantics.resolver import Resolver
from deltalang.semantics.script import SceneResult
from deltalang.syntax import ast
from deltalang.syntax.parser import Module
from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.terms import Spoken, Term, Terms

MOST = 500


@attrs.frozen(slots=False)
class Facts:
    """A script after it was evaluated. `scenes` holds what its scene statements mean.

    `load_lexicon` gives the names of ideas to the rules that ask; `lemmatizer` knows no forms unless
    a dictionary was asked for.
    """

    module: Module
    catalog: Catalog
    resolver: Resolver
    scenes: tuple[SceneResult, ...]
    load_lexicon: Callable[[], Lexicon] = standard_lexicon
    lemmatizer: Lemmatizer = attrs.field(factory=Identity)

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

    @cached_property
    def formula_terms(self) -> frozenset[str]:
        """The keys of the atoms of the formulas in the catalog, those that the script defines aside.

        At most the first `MOST` formulas are read: a check must not grow with the registry.
        """
        formulas = islice((f for f in self.catalog.formulas() if f.version), MOST)
        return frozenset(key(atom) for formula in formulas for atom in atoms_of(formula.body))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The keys of all atoms known: those of the script and of the formulas in the catalog."""
        return self.formula_terms | {folded for _, folded in self.words()}

    @cached_property
    def registered(self) -> frozenset[str]:
        """The keys that somebody registered: atoms of formulas, names and aliases of the lexicon."""
        return self.formula_terms | self.load_lexicon().keys()

    def vocabulary(self) -> Terms:
        """The terms that words may be forms of or glued from: all that is registered."""
        atoms = (Spoken(folded, Term(folded)) for folded in sorted(self.formula_terms))
        return Terms((*atoms, *self.load_lexicon().spoken(aliases=False)), self.lemmatizer)
