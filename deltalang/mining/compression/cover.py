"""Covering rows with a code table, and getting the rows back.

Elements are taken in standard cover order, each wherever all its terms are still uncovered; so the elements
of a row are disjoint, and their union is the row.
"""

from __future__ import annotations

from functools import reduce

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts, Database


@attrs.frozen(eq=False)
class Cover:
    """The elements of each row: `elements[pointers[i]:pointers[i + 1]]`, in cover order.

    `elements` int64 are positions in the code table that made the cover.
    """

    pointers: Counts
    elements: Counts

    def __len__(self) -> int:
        return len(self.pointers) - 1

    def row(self, number: int) -> Counts:
        """The elements of a row, a view."""
        return self.elements[self.pointers[number] : self.pointers[number + 1]]


def covered(database: Database, offsets: Counts, terms: Codes, patterns: int) -> Cover:
    """Cover the rows (sets) with the elements `terms[offsets[i]:offsets[i + 1]]`, in this order.

    The codes of both are the same. After the first `patterns` elements there is every single term.
    """
    rows, items = database.rows, database.items
    by_term = np.argsort(items, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(items, minlength=len(terms)))))
    free = np.ones(len(items), np.bool_)
    found = []
    for number in range(patterns):
        places = []
        for term in terms[offsets[number] : offsets[number + 1]].tolist():
            place = by_term[starts[term] : starts[term + 1]]
            places.append(place[free[place]])
        hits = reduce(_common, [rows[place] for place in places])
        for place in places:
            free[place[np.isin(rows[place], hits, assume_unique=True)]] = False
        found.append(hits)
    single = np.empty(len(database.vocabulary), np.int64)
    single[terms[offsets[patterns] :]] = np.arange(patterns, len(offsets) - 1)
    row = np.concatenate([*found, rows[free]])
    element = np.concatenate(
        (np.repeat(np.arange(patterns), [len(hits) for hits in found]), single[items[free]])
    )
    pointers = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(database)))))
    return Cover(pointers, element[np.lexsort((element, row))])


def _common(left: Counts, right: Counts) -> Counts:
    return np.intersect1d(left, right, assume_unique=True)


def uncovered(cover: Cover, offsets: Counts, terms: Codes) -> tuple[Counts, Codes]:
    """The pointers and terms of the rows again, ascending in each row."""
    lengths = np.diff(offsets)[cover.elements]
    ends = np.cumsum(lengths)
    inner = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    found = terms[np.repeat(offsets[cover.elements], lengths) + inner]
    row = np.repeat(np.repeat(np.arange(len(cover)), np.diff(cover.pointers)), lengths)
    pointers = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(cover)))))
    return pointers, found[np.lexsort((found, row))]
