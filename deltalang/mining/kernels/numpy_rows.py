"""Rows of ranks in columns, and what follows some places in them: the ground of the sparse kernels."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.patterns import ranges

BYTES_PER_ITEM = 64  # that is read: its place, pattern, occurrence, key, number, and where it goes


@attrs.frozen(eq=False)
class Rows:
    """Rows sorted by rank, one after another.

    Of each item its rank, its row in the database, and where that row ends here.
    """

    item: Codes
    row: Codes
    end: Counts


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


def laid_out(ranked: Ranked, size: int) -> tuple[Rows, Counts, Counts]:
    """Rows of the first `size` ranks, the places of all occurrences by rank, where those of each end."""
    rank = ranked.rank[ranked.data.items]
    kept = np.flatnonzero((rank >= 0) & (rank < size))
    row = ranked.data.rows[kept]
    key = row * size
    key += rank[kept]
    key.sort()
    item = (key - row * size).astype(np.int32)
    place = np.argsort(_narrow(item, size), kind="stable")
    until = np.cumsum(np.bincount(item, minlength=size))
    return Rows(item, row.astype(np.int32), _ends(row)), place, until


def costs(rows: Rows, place: Counts, until: Counts) -> Counts:
    """How many items are read to look for the children of each pattern."""
    read = np.concatenate(([0], np.cumsum(rows.end[place] - place)))
    return np.diff(read[until], prepend=0)


def followers(rows: Rows, place: Counts, until: Counts) -> Followers:
    """List what follows the places of some patterns in their rows."""
    lengths = rows.end[place] - place - 1
    pattern = np.repeat(np.arange(len(until)), np.diff(until, prepend=0))
    return Followers(
        ranges(place + 1, lengths),
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


def _ends(sorted_: Counts) -> Counts:
    """Where the run of equal numbers ends, for each of some sorted numbers."""
    last = np.flatnonzero(np.diff(sorted_, append=-1))
    return np.repeat(last + 1, np.diff(last, prepend=-1))


def _narrow(numbers: Counts | Codes, bound: int) -> NDArray[np.integer]:
    """The same numbers in as few bits as sorting by digits takes."""
    return numbers.astype(np.uint16) if bound <= 2**16 else numbers
