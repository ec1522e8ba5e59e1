"""Rows of ranks in columns, and what follows some places in them: the ground of the sparse kernels."""

from __future__ import annotations

from typing import cast

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.patterns import ranges

Places = Codes | Counts  # as narrow as their number allows
Keys = NDArray[np.uint32] | Counts

BYTES_PER_ITEM = 96  # that is read: its place, pattern, occurrence, key, number, and where it goes


@attrs.frozen(eq=False)
class Rows:
    """Rows sorted by rank, one after another.

    Of each item its rank, its row in the database, and where that row ends here.
    """

    item: Codes
    row: Codes
    end: Places


@attrs.frozen(eq=False)
class Followers:
    """What follows the places of some patterns: where it stands, whose it is, after which of the places."""

    at: Counts
    pattern: Counts
    occurrence: Counts


@attrs.frozen(eq=False)
class Tally:
    """The frequent pairs of a pattern and a rank, ascending, and which of them each follower is (-1: none)."""

    pattern: Counts
    item: Codes
    support: Counts
    number: Codes


def laid_out(ranked: Ranked, size: int) -> tuple[Rows, Places, Counts]:
    """Rows of the first `size` ranks, the places of all occurrences by rank, where those of each end."""
    data = ranked.data
    rank = ranked.rank[data.items]
    kept = (rank >= 0) & (rank < size)
    row = np.repeat(np.arange(len(data), dtype=np.int32), np.diff(data.pointers))[kept]
    key = keys(row, rank[kept], size, len(data))
    del rank, kept
    key.sort()
    item = (key - keys(row, np.zeros(1, np.int32), size, len(data))).astype(np.int32)
    place = _places(np.argsort(_narrow(item, size), kind="stable"), len(item))
    until = np.cumsum(np.bincount(item, minlength=size))
    return Rows(item, row, _ends(row)), place, until


def keys(row: Codes, item: Codes, size: int, rows: int) -> Keys:
    """A number for each pair of a row and a rank, in their order, as narrow as all of them allow."""
    if rows * size >= 2**32:
        return row * np.int64(size) + item
    key = row.astype(np.uint32)
    key *= np.uint32(size)
    key += item.astype(np.uint32)
    return key


def costs(rows: Rows, place: Places, until: Counts) -> Counts:
    """How many items are read to look for the children of each pattern."""
    read = np.zeros(len(until), np.int64)
    many = np.diff(until, prepend=0)
    some = np.flatnonzero(many)  # in a part of a database a term may have no place
    if len(some):
        begins = (until - many)[some]
        read[some] = np.add.reduceat(rows.end[place] - place, begins, dtype=np.int64)
    return read


def followers(rows: Rows, place: Places, until: Counts) -> Followers:
    """List what follows the places of some patterns in their rows."""
    lengths = rows.end[place] - place - 1
    pattern = np.repeat(np.arange(len(until)), np.diff(until, prepend=0))
    return Followers(
        ranges(np.int64(1) + place, lengths),
        np.repeat(pattern, lengths),
        np.repeat(np.arange(len(place)), lengths),
    )


def tallied(
    rows: Rows, found: Followers, patterns: int, size: int, minimum: int, weights: Counts | None
) -> Tally:
    """Count the ranks that follow each pattern, by `weights` of the rows where there are any."""
    key = found.pattern * size
    key += rows.item[found.at]
    bound = patterns * size
    by_sorting = bound > 4 * len(key) + 1024
    if by_sorting:
        keys, key = np.unique(key, return_inverse=True)
        bound = len(keys)
    if weights is None:
        counts = np.bincount(key, minlength=bound)
    else:
        counts = np.zeros(bound, np.int64)
        np.add.at(counts, key, weights[rows.row[found.at]])
    frequent = np.flatnonzero(counts >= minimum)
    number = np.full(bound, -1, np.int32)
    number[frequent] = np.arange(len(frequent))
    pairs = keys[frequent] if by_sorting else frequent
    pattern, item = np.divmod(pairs, size)
    return Tally(pattern, item.astype(np.int32), counts[frequent], number[key])


def reduced(rows: Rows, found: Followers, keep: Counts) -> Rows:
    """The followers that are kept as rows of their own, one for each occurrence."""
    at = found.at[keep]
    return Rows(rows.item[at], rows.row[at], _ends(found.occurrence[keep]))


def by_number(number: Codes | Counts, many: int) -> tuple[Counts, Counts]:
    """The places of each number in order, and where those of each end."""
    return np.argsort(_narrow(number, many), kind="stable"), np.cumsum(
        np.bincount(number, minlength=many)
    )


def _ends(sorted_: Places) -> Places:
    """Where the run of equal numbers ends, for each of some sorted numbers."""
    last = np.flatnonzero(sorted_[1:] != sorted_[:-1])
    last = np.append(last, np.full(min(1, len(sorted_)), len(sorted_) - 1))
    ends = np.repeat(_places(last + 1, len(sorted_)), np.diff(last, prepend=-1))
    return cast("Places", ends)


def _places(numbers: Counts, bound: int) -> Places:
    """The same places among so many, as narrow as their number allows."""
    return numbers.astype(np.int32) if bound < 2**31 else numbers


def _narrow(numbers: Counts | Codes, bound: int) -> NDArray[np.integer]:
    """The same numbers in as few bits as sorting by digits takes."""
    return numbers.astype(np.uint16) if bound <= 2**16 else numbers
