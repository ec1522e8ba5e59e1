"""Supports of the subsets of a pattern, exactly, all of one pattern in one pass.

Every scene gets a mask: bit j is set when it holds the pattern's term j. Masks are counted, not subsets;
the support of a subset is the number of masks that include it.

    pattern a b c      scene a c → 101, scene b → 010, …      support(a c) = count(101) + count(111)

The most frequent term need not be walked through: a scene that holds it alone matters only for its own
support, which is known. For the rest a bitmap says whether the scene holds it.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts, Database

Rows = NDArray[np.int32]
Marks = NDArray[np.bool_]

DENSE = 32  # a term in one row of 32 or more has a bitmap, which is then no larger than its list
SHORT = 10  # up to here all 2^k subsets are counted, above only those asked for
LONGEST = 62  # bits of a mask


@attrs.frozen(eq=False)
class Covers:
    """The rows that hold each term, ready to be counted.

    `rows` int32: rows by term, ascending, those of code c at `starts[c]:starts[c + 1]`; `bitmaps` packed
    bits of the frequent terms by code; `weights` int64 by row, or None where all are 1; `total` scenes;
    `scratch` int64 by row, zero between calls.
    """

    starts: Counts
    rows: Rows
    bitmaps: dict[int, NDArray[np.uint8]]
    weights: Counts | None
    total: int
    scratch: Counts

    @classmethod
    def of(cls, data: Database, terms: NDArray[np.int32]) -> Covers:
        """Collect the rows of the given terms; other terms have none.

        >>> covers = Covers.of(Database.of(["ab", "b", "ac"]), np.array([0, 1], np.int32))
        >>> [covers.of_term(code).tolist() for code in range(3)]
        [[0, 2], [0, 1], []]
        """
        sets = data.as_sets()
        wanted = np.zeros(len(sets.vocabulary), np.bool_)
        wanted[terms] = True
        inside = wanted[sets.items]
        items = sets.items[inside]
        order = np.argsort(items, kind="stable")
        rows = sets.rows[inside].astype(np.int32)[order]
        starts = np.searchsorted(items[order], np.arange(len(wanted) + 1)).astype(np.int64)
        lengths = np.diff(starts)
        bitmaps = {}
        for code in np.flatnonzero(lengths * DENSE >= max(1, len(sets))).tolist():
            marks = np.zeros(len(sets), np.bool_)
            marks[rows[starts[code] : starts[code + 1]]] = True
            bitmaps[code] = np.packbits(marks, bitorder="little")
        weights = None if (sets.weights == 1).all() else sets.weights
        return cls(starts, rows, bitmaps, weights, sets.total, np.zeros(len(sets), np.int64))

    def of_term(self, code: int) -> Rows:
        """The rows that hold a term, a view."""
        return self.rows[self.starts[code] : self.starts[code + 1]]

    def has(self, code: int, rows: Rows) -> Marks:
        """Whether each of the rows holds the term."""
        bits = self.bitmaps.get(code)
        if bits is not None:
            marks: Marks = (bits[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 != 0
            return marks
        own = self.of_term(code)
        if not len(own):
            return np.zeros(len(rows), np.bool_)
        found: Marks = own[np.minimum(np.searchsorted(own, rows), len(own) - 1)] == rows
        return found

    def of_all(self, codes: Sequence[int]) -> Rows:
        """The rows that hold every one of the terms (at least one), ascending."""
        first, *others = sorted(codes, key=lambda code: self.starts[code + 1] - self.starts[code])
        rows = self.of_term(first)
        for code in others:
            rows = rows[self.has(code, rows)]
        return rows

    def scenes(self, rows: Rows) -> int:
        """How many scenes the rows stand for."""
        return len(rows) if self.weights is None else int(self.weights[rows].sum())


def supports_of_subsets(
    covers: Covers, codes: Sequence[int], subsets: Counts, without: Marks | None = None
) -> Counts:
    """Count the scenes that hold each subset of a pattern.

    `subsets` int64 masks over the positions in `codes`, none of them empty; `without` marks rows that
    are left out. Patterns have 1 to 62 different terms.

    >>> covers = Covers.of(Database.of(["ab", "b", "ac"]), np.array([0, 1], np.int32))
    >>> supports_of_subsets(covers, [0, 1], np.array([1, 2, 3])).tolist()
    [2, 2, 1]
    """
    masks, counts, alone = _masks(covers, codes, without)
    if len(codes) <= SHORT:
        found = _all_supports(masks, counts, len(codes))[subsets]
    else:
        kinds, kind = np.unique(masks, return_inverse=True)
        numbers = np.bincount(kind, counts, len(kinds)).astype(np.int64)
        found = np.array([numbers[kinds & mask == mask].sum() for mask in subsets], np.int64)
    if alone is not None:
        position, support = alone
        found[subsets == 1 << position] = support
    return found


def _masks(
    covers: Covers, codes: Sequence[int], without: Marks | None
) -> tuple[Counts, Counts, tuple[int, int] | None]:
    """Masks of rows with their scenes; and the position and support of the term not walked through."""
    own = [covers.of_term(code) for code in codes]
    largest = max(range(len(codes)), key=lambda position: len(own[position]))
    skipped = without is None and len(codes) > 1 and codes[largest] in covers.bitmaps
    if without is not None:
        own = [rows[~without[rows]] for rows in own]
    scratch = covers.scratch
    walked = [rows for position, rows in enumerate(own) if not (skipped and position == largest)]
    bits = [position for position in range(len(own)) if not (skipped and position == largest)]
    for position, rows in zip(bits, walked, strict=True):
        scratch[rows] |= 1 << position
    first = []
    for position, rows in zip(bits, walked, strict=True):  # each row at its lowest term only
        marks = scratch[rows]
        first.append(rows[marks & ((1 << position) - 1) == 0])
    touched = np.concatenate(first)
    masks = scratch[touched]
    scratch[touched] = 0
    if skipped:
        masks |= covers.has(codes[largest], touched).astype(np.int64) << largest
    weights = covers.weights
    counts = np.ones(len(touched), np.int64) if weights is None else weights[touched]
    return masks, counts, (largest, covers.scenes(own[largest])) if skipped else None


def _all_supports(masks: Counts, counts: Counts, size: int) -> Counts:
    """The supports of all 2^k subsets by mask: every mask handed down to what it includes."""
    weights = None if (counts == 1).all() else counts
    found = np.bincount(masks, weights, 1 << size).astype(np.int64)
    for position in range(size):
        halves = found.reshape(-1, 2, 1 << position)
        halves[:, 0] += halves[:, 1]
    return found
