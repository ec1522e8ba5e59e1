"""Frequent and closed itemsets over bit sets of rows, many patterns at a time.

A word holds 64 rows; `rows` of a chunk is a matrix, a line of words for each pattern. The rows of a pair are
cut with one `bitwise_and` and counted with one `bitwise_count`. Rows with weights stand in planes of
powers of two, see `planes_of`.
"""

from __future__ import annotations

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.numpy_chunks import Nodes, Step, room, split
from deltalang.mining.kernels.ranked import Ranked, Words, planes_of
from deltalang.mining.kernels.search import Wanted
from deltalang.mining.patterns import ranges

BYTES_PER_WORD = 64  # of a pair: its rows, copies on the way there, the count of bits


@attrs.frozen(eq=False)
class Siblings:
    """Patterns that are written and wait for their children: each is paired with its later siblings.

    Beside each other: `node` (its number), `item` (its last rank), `rows`, `end` (where its siblings end).
    """

    node: Counts
    item: Codes
    rows: Words
    end: Counts
    depth: int


@attrs.frozen(eq=False)
class DenseFrequent:
    """Eclat (Zaki 2000): the rows of a pattern are the rows its two last beginnings share."""

    ranked: Ranked
    wanted: Wanted
    planes: Counts

    @classmethod
    def of(cls, ranked: Ranked, wanted: Wanted) -> DenseFrequent:
        """Find the planes of the rows."""
        return cls(ranked, wanted, planes_of(ranked.data.weights))

    def begin(self) -> Step[Siblings]:
        """Every term as a pattern."""
        size = len(self.ranked.codes)
        items = np.arange(size, dtype=np.int32)
        rows = bits(self.ranked, self.planes, room(self.ranked, self.wanted, 0))
        nodes = Nodes.of_items(np.full(size, -1), 0, self.ranked.supports, items)
        chunk = Siblings(np.arange(size), items, rows, np.full(size, size), 0)
        return Step(nodes, [chunk] if size else [])

    def expand(self, chunk: Siblings, base: int) -> Step[Siblings]:
        """Pair the first patterns of a chunk, as many as there is room for, with their siblings."""
        if chunk.depth + 1 >= min(self.wanted.levels, self.wanted.longest):
            return Step.none()
        later = chunk.end - np.arange(len(chunk.node)) - 1
        bytes_each = BYTES_PER_WORD * max(1, chunk.rows.shape[1])
        taken = split(later, room(self.ranked, self.wanted, base) // bytes_each)
        rest = _after(chunk, taken)
        left = np.repeat(np.arange(taken), later[:taken])
        right = ranges(np.arange(1, taken + 1), later[:taken])
        rows = chunk.rows[left] & chunk.rows[right]
        supports = counted(rows, self.planes)
        keep = np.flatnonzero(supports >= self.ranked.minimum)
        left, items = left[keep], chunk.item[right[keep]]
        nodes = Nodes.of_items(chunk.node[left], chunk.depth + 1, supports[keep], items)
        ends = np.searchsorted(left, left, side="right")
        number = base + np.arange(len(keep))
        child = Siblings(number, items, rows[keep], ends, chunk.depth + 1)
        return Step(nodes, [one for one in (rest, child) if one is not None and len(one.node)])


def _after(chunk: Siblings, taken: int) -> Siblings | None:
    """What is left of a chunk."""
    if taken >= len(chunk.node):
        return None
    return Siblings(
        chunk.node[taken:],
        chunk.item[taken:],
        chunk.rows[taken:],
        chunk.end[taken:] - taken,
        chunk.depth,
    )


def bits(ranked: Ranked, planes: Counts, memory: int) -> Words:
    """The rows of every rank as bit sets: some ranks at a time are written as bytes and packed."""
    size, width, data = len(ranked.codes), int(planes[-1]), ranked.data
    rank = ranked.rank[data.items]
    place = np.full((len(planes) - 1, len(data)), -1)
    for plane, line in enumerate(place):
        inside = np.flatnonzero(data.weights >> plane & 1)
        line[inside] = planes[plane] * 64 + np.arange(len(inside))
    row = data.rows
    found = np.empty((size, width), np.uint64)
    step = max(1, memory // (64 * max(1, width)))
    for low in range(0, size, step):
        some = np.flatnonzero((rank >= low) & (rank < low + step))
        flags = np.zeros((min(step, size - low), width * 64), np.bool_)
        for line in place:
            to = line[row[some]]
            flags[rank[some[to >= 0]] - low, to[to >= 0]] = True
        packed = np.packbits(flags, axis=1, bitorder="little")
        found[low : low + step] = packed.view("<u8")
    return found


def counted(rows: Words, planes: Counts) -> Counts:
    """The weight of each line of bits."""
    ones = np.bitwise_count(rows)
    total = np.zeros(len(rows), np.int64)
    for plane in range(len(planes) - 1):
        part = ones[:, planes[plane] : planes[plane + 1]].sum(axis=1, dtype=np.int64)
        total += part << plane
    return total
