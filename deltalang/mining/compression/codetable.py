"""The code table: what the search found, in columns, with its sizes and the evidence for each element."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.compression.cover import Cover, covered, uncovered
from deltalang.mining.database import Codes, Counts, Database

Bits = NDArray[np.float64]


@attrs.frozen(eq=False)
class CodeTable:
    """Elements in standard cover order, patterns first, then every single term.

    Element `i` is `terms[offsets[i]:offsets[i + 1]]` (codes into `vocabulary`); the first `patterns`
    elements have more than one term. By element: `support` and `usage` in scenes, `lengths` of the codes
    in bits (infinite without usage), `gains`: bits that would be lost if it were removed (NaN for single
    terms, which stay). Sizes in bits: `baseline` with single terms only, `data_bits` and `table_bits` with
    this table. `limit` names the limit that ended the search early ("time", "patterns", "cancelled").
    """

    offsets: Counts
    terms: Codes
    support: Counts
    usage: Counts
    lengths: Bits
    gains: Bits
    patterns: int
    baseline: float
    data_bits: float
    table_bits: float
    vocabulary: Sequence[Any]
    limit: str | None = None

    def __attrs_post_init__(self) -> None:
        for array in (
            self.offsets, self.terms, self.support, self.usage, self.lengths, self.gains
        ):  # fmt: skip
            array.flags.writeable = False

    def __len__(self) -> int:
        """How many elements have more than one term."""
        return self.patterns

    def __iter__(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Give every element with more than one term, as terms, with its usage."""
        for number in range(self.patterns):
            yield self.element(number), int(self.usage[number])

    def element(self, number: int) -> tuple[Any, ...]:
        """The terms of an element."""
        codes = self.terms[self.offsets[number] : self.offsets[number + 1]]
        return tuple(self.vocabulary[code] for code in codes.tolist())

    @property
    def bits(self) -> float:
        """The size of data and table together."""
        return self.data_bits + self.table_bits

    @property
    def ratio(self) -> float:
        """Size with this table in percent of the size with single terms only (L%); 100 for nothing."""
        return 100 * self.bits / self.baseline if self.baseline else 100.0

    def gain(self, element: Iterable[Hashable]) -> float:
        """Bits that would be lost if this element were removed from the table.

        Raises KeyError when the table has no such element of more than one term.
        """
        wanted = frozenset(element)
        for number in range(self.patterns):
            if frozenset(self.element(number)) == wanted:
                return float(self.gains[number])
        raise KeyError(f"the code table has no element {tuple(wanted)!r}")

    def cover(self, data: Database | Iterable[Iterable[Hashable]]) -> Cover:
        """Which elements each scene uses. Raises ValueError for a term that the table does not know.

        >>> from deltalang.mining.compression import slim
        >>> table = slim([["a", "b"]] * 9 + [["a"], ["b", "c"]])
        >>> [table.element(number) for number in table.cover([["c", "b", "a"]]).row(0)]
        [('a', 'b'), ('c',)]
        """
        database = data if isinstance(data, Database) else Database.of(data)
        return covered(self._recoded(database.as_sets()), self.offsets, self.terms, self.patterns)

    def decode(self, cover: Cover) -> Database:
        """The scenes of a cover, exactly, each with weight 1."""
        pointers, terms = uncovered(cover, self.offsets, self.terms)
        ones = np.ones(len(cover), np.int64)
        return Database(pointers, terms, ones, self.vocabulary).sealed()

    def _recoded(self, database: Database) -> Database:
        known = {term: code for code, term in enumerate(self.vocabulary)}
        codes = np.array([known.get(term, -1) for term in database.vocabulary], np.int32)
        items = codes[database.items]
        if len(items) and items.min() < 0:
            unknown = database.vocabulary[database.items[items.argmin()]]
            raise ValueError(f"the code table does not know the term {unknown!r}")
        return attrs.evolve(database, items=items, vocabulary=self.vocabulary).as_sets()
