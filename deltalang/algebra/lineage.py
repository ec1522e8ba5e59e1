"""Lineage: weights that remember where they come from.

Instead of a number a weight may be a polynomial in sources with exact coefficients (provenance
semirings: Green, Karvounarakis, Tannen 2007). Sources are idempotent, x·x = x, so a product names
the set of sources that met. Setting every source to 1 gives the plain number back.
"""

from fractions import Fraction

Number = int | Fraction
Monomial = frozenset[str]


class Lineage:
    """A polynomial: sets of sources with exact coefficients.

    >>> here, formula = Lineage.source("text"), Lineage.source("Δ02@1")
    >>> (here * 2 + formula * Fraction(1, 2)).value
    Fraction(5, 2)
    """

    __slots__ = ("terms",)

    def __init__(self, terms: dict[Monomial, Number]) -> None:
        self.terms = {sources: number for sources, number in terms.items() if number}

    @classmethod
    def source(cls, name: str) -> "Lineage":
        """The weight 1 that comes from one source."""
        return cls({frozenset((name,)): 1})

    @property
    def value(self) -> Number:
        """The plain number: every source set to 1."""
        return sum(self.terms.values())

    def __add__(self, other: "Weight") -> "Lineage":
        terms = dict(self.terms)
        for sources, number in _terms(other).items():
            terms[sources] = terms.get(sources, 0) + number
        return Lineage(terms)

    __radd__ = __add__

    def __mul__(self, other: "Weight") -> "Lineage":
        terms: dict[Monomial, Number] = {}
        for left, number in self.terms.items():
            for right, factor in _terms(other).items():
                both = left | right
                terms[both] = terms.get(both, 0) + number * factor
        return Lineage(terms)

    __rmul__ = __mul__

    def __neg__(self) -> "Lineage":
        return Lineage({sources: -number for sources, number in self.terms.items()})

    def __bool__(self) -> bool:
        """Tell whether it counts: sources that cancel, `⟨1·text -1·Δ01⟩`, are nothing as numbers."""
        return self.value != 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Lineage, int, Fraction)) and self.terms == _terms(other)

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def ordered(self) -> list[tuple[tuple[str, ...], Number]]:
        """The terms in a fixed order: fewer sources first, then by name."""
        named = [(tuple(sorted(sources)), number) for sources, number in self.terms.items()]
        return sorted(named, key=lambda term: (len(term[0]), term[0]))

    def __str__(self) -> str:
        return "⟨" + " ".join(f"{n}·{'·'.join(s)}" for s, n in self.ordered()) + "⟩"


Weight = Number | Lineage


def _terms(weight: "Weight") -> dict[Monomial, Number]:
    if isinstance(weight, Lineage):
        return weight.terms
    return {frozenset(): weight} if weight else {}


def value(weight: Weight) -> Number:
    """The plain number of a weight.

    >>> value(3), value(Lineage.source("text") * 3)
    (3, 3)
    """
    return weight.value if isinstance(weight, Lineage) else weight
