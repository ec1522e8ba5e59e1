"""The elements that a search has met: their terms, where they stand, and the standard cover order.

An element keeps its number for the whole search, in the code table or not. The first numbers are the
single terms, by their codes. Terms and places stand in pools, so that a kernel reads them without objects.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.compression.encoding import Logs, log2s
from deltalang.mining.compression.rows import Masks, Places, Rows
from deltalang.mining.database import Codes

SPARE = 256  # elements for which there is room at the start

Key = tuple[int, int, tuple[int, ...]]  # ascending in standard cover order


class Elements:
    """Elements in columns, growing; `order` holds those of the code table in standard cover order.

    `begin`/`length` point into `terms`, `place`/`places` into `rows` and `masks` (where the element
    stands, rows ascending, with its mask in each); `support` in scenes; `spelling` in units of size;
    `rank` is the position in `order`, of the elements that are in it.
    """

    def __init__(self, rows: Rows, places: Places, logs: Logs) -> None:
        count = rows.terms
        numbers = np.arange(count + SPARE)
        self.weights = rows.weights
        self.count = count
        self.singles = count
        self.begin = numbers.astype(np.int64)
        self.length = np.ones(count + SPARE, np.int64)
        self.terms = numbers.astype(np.int32)
        self.place = grown(places.pointers[:-1], count + SPARE)
        self.places = grown(np.diff(places.pointers), count + SPARE)
        self.rows: Codes = grown(places.rows, 2 * len(places.rows))
        self.masks: Masks = grown(places.masks, 2 * len(places.rows))
        self.support = np.zeros(count + SPARE, np.int64)
        np.add.at(self.support, rows.items, np.repeat(rows.weights, np.diff(rows.pointers)))
        total = log2s(logs, np.array([self.support.sum()]))
        self.spelling = np.where(self.support > 0, total - log2s(logs, self.support), 0)
        self.rank = np.zeros(count + SPARE, np.int64)
        self.order = np.zeros(SPARE, np.int64)
        self.ordered = 0
        self._keys: list[Key] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._term_end = count
        self._row_end = len(places.rows)

    def terms_of(self, number: int) -> tuple[int, ...]:
        """The codes of an element, ascending."""
        begin = self.begin[number]
        return tuple(self.terms[begin : begin + self.length[number]].tolist())

    def rows_of(self, number: int) -> Codes:
        """The rows where an element stands, ascending."""
        begin = self.place[number]
        return self.rows[begin : begin + self.places[number]]

    def masks_of(self, number: int) -> Masks:
        """The masks of an element, beside `rows_of`."""
        begin = self.place[number]
        return self.masks[begin : begin + self.places[number]]

    def key(self, number: int) -> Key:
        """What the standard cover order sorts by: long first, then frequent, then by terms."""
        return (-int(self.length[number]), -int(self.support[number]), self.terms_of(number))

    def position(self, key: Key) -> int:
        """Where an element would stand in `order`; -1 for one that is there already."""
        place = bisect_left(self._keys, key)
        return -1 if place < len(self._keys) and self._keys[place] == key else place

    def joined(self, left: int, right: int) -> int:
        """The number of the union of two elements."""
        terms = tuple(sorted({*self.terms_of(left), *self.terms_of(right)}))
        known = self._numbers.get(terms)
        if known is not None:
            return known
        rows, masks = common(
            self.rows_of(left), self.masks_of(left), self.rows_of(right), self.masks_of(right)
        )
        return self._add(terms, rows, masks)

    def of_terms(self, terms: tuple[int, ...]) -> int:
        """The number of the element with these codes (ascending, at least two)."""
        return reduce(self.joined, terms)

    def enter(self, number: int) -> None:
        """Put an element into the order; it must not be there."""
        key = self.key(number)
        place = self.position(key)
        self._keys.insert(place, key)
        if self.ordered == len(self.order):
            self.order = grown(self.order, 2 * self.ordered)
        self.order[place + 1 : self.ordered + 1] = self.order[place : self.ordered].copy()
        self.order[place] = number
        self.ordered += 1
        self._renumber(place)

    def leave(self, number: int) -> None:
        """Take an element out of the order."""
        place = int(self.rank[number])
        del self._keys[place]
        self.ordered -= 1
        self.order[place : self.ordered] = self.order[place + 1 : self.ordered + 1].copy()
        self._renumber(place)

    def _renumber(self, place: int) -> None:
        self.rank[self.order[place : self.ordered]] = np.arange(place, self.ordered)

    def _add(self, terms: tuple[int, ...], rows: Codes, masks: Masks) -> int:
        number = self.count
        if number == len(self.begin):
            for name in ("begin", "length", "place", "places", "support", "spelling", "rank"):
                setattr(self, name, grown(getattr(self, name), 2 * number + 16))
        term_end, row_end = self._term_end + len(terms), self._row_end + len(rows)
        if term_end > len(self.terms):
            self.terms = grown(self.terms, 2 * term_end)
        if row_end > len(self.rows):
            self.rows, self.masks = grown(self.rows, 2 * row_end), grown(self.masks, 2 * row_end)
        self.terms[self._term_end : term_end] = terms
        self.rows[self._row_end : row_end] = rows
        self.masks[self._row_end : row_end] = masks
        self.begin[number], self.length[number] = self._term_end, len(terms)
        self.place[number], self.places[number] = self._row_end, len(rows)
        self.support[number] = self.weights[rows].sum()
        self.spelling[number] = self.spelling[list(terms)].sum()
        self._term_end, self._row_end = term_end, row_end
        self._numbers[terms] = number
        self.count += 1
        return number


def common(rows: Codes, masks: Masks, others: Codes, other_masks: Masks) -> tuple[Codes, Masks]:
    """The rows of both, with both masks together."""
    if not len(rows) or not len(others):
        return rows[:0], masks[:0]
    found = np.minimum(np.searchsorted(others, rows), len(others) - 1)
    same = others[found] == rows
    return rows[same], masks[same] | other_masks[found[same]]


def grown(array: NDArray[Any], size: int) -> NDArray[Any]:
    """A longer array with the same beginning; the rest is 0."""
    longer = np.zeros((size, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer
