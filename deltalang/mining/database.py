"""Scenes in columns: every term is a code, every scene a slice of one array (CSR).

    rows        a c | b | a b c          pointers  0 2 3 6
    items       a c   b   a b c          items     0 2 1 0 1 2

A row is a *transaction* (a set: codes ascending, each once) or a *sequence* (codes in the order of the
text, repeats included). `beats` says which beat of its sequence an item stands in; without it every
item is a beat of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.numbers import rows_of_numbers

Term = TypeVar("Term", bound=Hashable)
Codes = NDArray[np.int32]
Counts = NDArray[np.int64]

LARGEST = 2**31 - 2  # a code is an int32, and kernels need one number above all codes


@attrs.frozen(eq=False)
class Database:
    """Rows of terms in columns. Arrays are read-only; what they hold is described above.

    `pointers` int64, one more than rows; `items` int32, codes that index `vocabulary`; `weights` int64,
    how many equal scenes a row stands for, at least 1; `beats` int32 beside `items`, ascending in each
    row, or None.
    """

    pointers: Counts
    items: Codes
    weights: Counts
    vocabulary: Sequence[Any]
    beats: Codes | None = None

    @classmethod
    def of(
        cls, transactions: Iterable[Iterable[Hashable]], *, weights: Iterable[float] | None = None
    ) -> Database:
        """Intern transactions; a repeated term counts once.

        Codes follow the order of the terms where they can be compared, else that of their first
        appearance. Rows with weight 0 are left out. Raises ValueError for weights that are not whole
        numbers from 0, or not as many as rows; TypeError for terms that cannot be hashed.

        >>> data = Database.of([["жар", "рост"], ["рост", "рост"]])
        >>> data.vocabulary, data.pointers.tolist(), data.items.tolist()
        (['жар', 'рост'], [0, 2, 3], [0, 1, 1])
        """
        return cls.of_sequences(transactions, weights=weights).as_sets()

    @classmethod
    def of_sequences(
        cls, sequences: Iterable[Iterable[Hashable]], *, weights: Iterable[float] | None = None
    ) -> Database:
        """Intern sequences of single terms, in order and with repeats; see `of`.

        >>> Database.of_sequences([["b", "a", "b"]]).items.tolist()
        [1, 0, 1]
        """
        rows = [row if isinstance(row, (list, tuple)) else list(row) for row in sequences]
        if (read := rows_of_numbers(rows)) is not None:
            pointers, numbers = read
            items, vocabulary = _interned_numbers(numbers)
        else:
            pointers = np.zeros(len(rows) + 1, np.int64)
            np.cumsum(np.fromiter(map(len, rows), np.int64, len(rows)), out=pointers[1:])
            items, vocabulary = _interned(rows, int(pointers[-1]))
        made = cls(pointers, items, np.ones(len(rows), np.int64), vocabulary)
        return (made if weights is None else made.weighted(weights)).sealed()

    @classmethod
    def of_beats(
        cls,
        sequences: Iterable[Iterable[Iterable[Hashable]]],
        *,
        weights: Iterable[float] | None = None,
    ) -> Database:
        """Intern sequences whose beats hold several terms; in a beat a repeated term counts once.

        >>> data = Database.of_beats([[["a", "b"], ["a"]]])
        >>> data.items.tolist(), data.beats.tolist()
        ([0, 1, 0], [0, 0, 1])
        """
        sets = [[tuple(beat) for beat in row] for row in sequences]
        inner = cls.of(beat for row in sets for beat in row)
        beats_per_row = np.fromiter(map(len, sets), np.int64, len(sets))
        first = np.concatenate(([0], np.cumsum(beats_per_row)))
        row_of_beat = np.repeat(np.arange(len(sets)), beats_per_row)
        number = np.arange(len(row_of_beat)) - first[row_of_beat]
        beats = np.repeat(number, np.diff(inner.pointers)).astype(np.int32)
        ones = np.ones(len(sets), np.int64)
        made = cls(inner.pointers[first], inner.items, ones, inner.vocabulary, beats)
        return (made if weights is None else made.weighted(weights)).sealed()

    def __len__(self) -> int:
        """How many rows."""
        return len(self.weights)

    @property
    def total(self) -> int:
        """How many scenes the rows stand for."""
        return int(self.weights.sum())

    @property
    def rows(self) -> Counts:
        """The row that each item stands in, beside `items`."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.pointers))

    def row(self, number: int) -> Codes:
        """The codes of a row, a view."""
        return self.items[self.pointers[number] : self.pointers[number + 1]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for number in range(len(self)):
            yield tuple(self.vocabulary[code] for code in self.row(number).tolist())

    def supports(self) -> Counts:
        """How many scenes hold each term, beside `vocabulary`.

        >>> Database.of([["a"], ["a", "b"]]).supports().tolist()
        [2, 1]
        """
        data = self.as_sets()
        if data.total == len(data):
            return np.bincount(data.items, minlength=len(self.vocabulary))
        weights = np.repeat(data.weights, np.diff(data.pointers))
        counts = np.zeros(len(self.vocabulary), np.int64)
        np.add.at(counts, data.items, weights)
        return counts

    def absolute(self, support: float) -> int:
        """A least support as a number of scenes: an int is one, a float from 0 to 1 is a share.

        Raises ValueError for anything else.

        >>> Database.of([["a"]] * 10).absolute(0.25)
        3
        """
        return absolute(support, self.total)

    def weighted(self, weights: Iterable[float]) -> Database:
        """Give the rows weights; rows with weight 0 are left out. Raises ValueError, see `of`."""
        given = np.asarray(list(weights), np.float64)
        if given.shape != (len(self),):
            raise ValueError(f"{len(self)} scenes need as many weights, not {given.size}")
        bad = ~np.isfinite(given) | (given < 0) | (given != np.floor(given)) | (given > 2**53)
        if bad.any():
            where = int(np.flatnonzero(bad)[0])
            raise ValueError(
                f"a weight is a whole number from 0, not {given[where]} (scene {where + 1})"
            )
        made = attrs.evolve(self, weights=given.astype(np.int64))
        return made if given.all() else made.where(given > 0)

    def where(self, keep: NDArray[np.bool_]) -> Database:
        """The rows that are marked, in their order."""
        lengths = np.diff(self.pointers)
        inside = np.repeat(keep, lengths)
        pointers = np.concatenate(([0], np.cumsum(lengths[keep])))
        beats = None if self.beats is None else self.beats[inside]
        items = self.items[inside]
        return Database(pointers, items, self.weights[keep], self.vocabulary, beats).sealed()

    def as_sets(self) -> Database:
        """Every row as a set: codes ascending, each once, without beats."""
        inner = self.items[1:] > self.items[:-1]
        starts = self.pointers[1:-1]
        inner[starts[(starts > 0) & (starts < len(self.items))] - 1] = True
        if inner.all():
            return self if self.beats is None else attrs.evolve(self, beats=None)
        size = max(1, len(self.vocabulary))
        keys = np.sort(self.rows * size + self.items)  # numpy.unique takes many times as long
        keys = keys[np.diff(keys, prepend=-1) > 0]
        rows, items = np.divmod(keys, size)
        pointers = np.searchsorted(rows, np.arange(len(self) + 1)).astype(np.int64)
        codes = items.astype(np.int32)
        return Database(pointers, codes, self.weights, self.vocabulary).sealed()

    def merged(self) -> Database:
        """Equal rows as one with the sum of their weights, in the order of their first appearance."""
        seen: dict[bytes, int] = {}
        steps = self.pointers.tolist()
        which = np.empty(len(self), np.int64)
        for number in range(len(self)):
            begin, end = steps[number], steps[number + 1]
            row = self.items[begin:end].tobytes()
            if self.beats is not None:
                row += self.beats[begin:end].tobytes()
            which[number] = seen.setdefault(row, len(seen))
        if len(seen) == len(self):
            return self
        weights = np.zeros(len(seen), np.int64)
        np.add.at(weights, which, self.weights)
        first = np.zeros(len(self), np.bool_)
        first[np.unique(which, return_index=True)[1]] = True
        return attrs.evolve(self.where(first), weights=weights).sealed()

    def sealed(self) -> Database:
        """The same, with arrays that nobody can write to by accident."""
        for array in (self.pointers, self.items, self.weights, self.beats):
            if array is not None:
                array.flags.writeable = False
        return self


def absolute(support: float, total: int) -> int:
    """A least support as a number of scenes; see `Database.absolute`."""
    if isinstance(support, float):
        if not 0 < support <= 1:
            raise ValueError(f"a share of scenes is above 0 and at most 1, not {support}")
        return max(1, int(np.ceil(support * total - 1e-9)))
    if support < 1:
        raise ValueError(f"the least support is a number of scenes from 1, not {support}")
    return int(support)


def _interned(rows: list[Any], count: int) -> tuple[Codes, Sequence[Any]]:
    """The codes of all terms in a row of rows, and the terms by code."""
    codes: dict[Any, int] = {}
    flat = (codes.setdefault(term, len(codes)) for term in chain.from_iterable(rows))
    items = np.fromiter(flat, np.int64, count)
    return _in_order(items, list(codes))


def _interned_numbers(whole: Codes) -> tuple[Codes, Sequence[Any]]:
    """Codes of whole numbers: by counting where they are small, else by sorting."""
    low, high = (int(whole.min()), int(whole.max())) if whole.size else (0, 0)
    if low >= 0 and high <= 4 * whole.size + 1024:
        present = np.zeros(high + 1, np.bool_)
        present[whole] = True
        numbers = np.flatnonzero(present)
        codes = np.cumsum(present, dtype=np.int32) - np.int32(1)
        return codes[whole], numbers.tolist()
    numbers, items = np.unique(whole, return_inverse=True)
    return items.astype(np.int32), numbers.tolist()


def _in_order(items: Counts, terms: list[Any]) -> tuple[Codes, list[Any]]:
    """Codes that follow the order of the terms, where they have one."""
    if len(terms) > LARGEST:
        raise ValueError(f"at most {LARGEST} different terms, not {len(terms)}")
    try:
        order = sorted(range(len(terms)), key=terms.__getitem__)
    except TypeError:
        return items.astype(np.int32), terms
    new = np.empty(len(terms), np.int32)
    new[order] = np.arange(len(terms), dtype=np.int32)
    return new[items], [terms[old] for old in order]
