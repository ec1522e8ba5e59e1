"""What the rules look at."""

from collections.abc import Callable, Container
from functools import cached_property
from itertools import islice

import attrs

from deltalang.keys import key
from deltalang.lexicon.ideas import Lexicon
from deltalang.lexicon.loading import standard_lexicon
from deltalang.semantics.build import atoms_of
from deltalang.semantics.catalog import Catalog
from deltalang.semantics.checks.written import Written
from deltalang.semantics.resolver import Resolver
from deltalang.semantics.script import SceneResult
from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.terms import Spoken, Term, Terms

MOST = 500


@attrs.frozen(slots=False)
class Facts(Written):
    """A script after it was evaluated, or a part of one. `scenes` holds what its scenes mean.

    `load_lexicon` gives the names of ideas to the rules that ask; `lemmatizer` knows no forms unless
    a dictionary was asked for. Of a part, `elsewhere` holds the keys of the atoms of the whole script;
    `read_terms` gives the keys that formulas bring where they were read before.
    """

    catalog: Catalog
    resolver: Resolver
    scenes: tuple[SceneResult, ...]
    load_lexicon: Callable[[], Lexicon] = standard_lexicon
    lemmatizer: Lemmatizer = attrs.field(factory=Identity)
    elsewhere: Container[str] = ()
    read_terms: Callable[[], frozenset[str]] | None = None

    @cached_property
    def formula_terms(self) -> frozenset[str]:
        """The keys of the atoms of the formulas in the catalog, those that the script defines aside."""
        return self.read_terms() if self.read_terms is not None else formula_terms(self.catalog)

    @cached_property
    def _written(self) -> frozenset[str]:
        return frozenset(folded for _, folded in self.words())

    def knows(self, folded: str) -> bool:
        """Tell whether a key is that of an atom of the script or of a formula of the catalog."""
        return folded in self._written or folded in self.elsewhere or folded in self.formula_terms

    @cached_property
    def registered(self) -> frozenset[str]:
        """The keys that somebody registered: atoms of formulas, names and aliases of the lexicon."""
        return self.formula_terms | self.load_lexicon().keys()

    def vocabulary(self) -> Terms:
        """The terms that words may be forms of or glued from: all that is registered."""
        atoms = (Spoken(folded, Term(folded)) for folded in sorted(self.formula_terms))
        return Terms((*atoms, *self.load_lexicon().spoken(aliases=False)), self.lemmatizer)


def formula_terms(catalog: Catalog) -> frozenset[str]:
    """Read the keys of the atoms of the formulas in a catalog, drafts aside.

    At most the first `MOST` formulas are read: a check must not grow with the registry.
    """
    formulas = islice((f for f in catalog.formulas() if f.version), MOST)
    return frozenset(key(atom) for formula in formulas for atom in atoms_of(formula.body))
