"""Frequent itemsets over bit sets of rows, many patterns at a time.

Eclat (Zaki 2000): the rows of a pattern are the rows that two siblings share, one `bitwise_and` and one
`bitwise_count` for many pairs. A pattern with the support of its parent has its parent's rows: a pair
with it has the rows of the other, and nothing is cut nor counted.
"""

from __future__ import annotations

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.numpy_bits import bits, shared
from deltalang.mining.kernels.numpy_chunks import Nodes, Step, room, split
from deltalang.mining.kernels.ranked import Ranked, Words, planes_of
from deltalang.mining.kernels.search import Wanted
from deltalang.mining.patterns import ranges

BYTES_PER_PAIR = (
    128  # without its rows, which have 8 bytes a word and once as much on the way there
)


@attrs.frozen(eq=False)
class Siblings:
    """Patterns that are written and wait for their children: each is paired with its later siblings.

    Beside each other: `node` (its number), `item` (its last rank), `support`, `above` (the support of its
    parent), `line` (which of `rows` are its own), `end` (where its siblings end).
    """

    rows: Words
    node: Counts
    item: Codes
    support: Counts
    above: Counts
    line: Counts
    end: Counts
    depth: int

    def after(self, taken: int) -> list[Siblings]:
        """What is left when so many patterns are taken: a chunk or none."""
        if taken >= len(self.node):
            return []
        return [
            Siblings(
                self.rows,
                self.node[taken:],
                self.item[taken:],
                self.support[taken:],
                self.above[taken:],
                self.line[taken:],
                self.end[taken:] - taken,
                self.depth,
            )
        ]


@attrs.frozen(eq=False)
class DenseFrequent:
    """The kernel, see `Kernel`."""

    ranked: Ranked
    wanted: Wanted
    planes: Counts

    @classmethod
    def of(cls, ranked: Ranked, wanted: Wanted) -> DenseFrequent:
        """Find the planes of the rows."""
        return cls(ranked, wanted, planes_of(ranked.data.weights))

    def begin(self) -> Step[Siblings]:
        """Every term as a pattern."""
        size, supports = len(self.ranked.codes), self.ranked.supports
        every = np.arange(size)
        items = every.astype(np.int32)
        rows = bits(self.ranked, self.planes, room(self.ranked, self.wanted, 0))
        nodes = Nodes.of_items(np.full(size, -1), 0, supports, items)
        above, end = np.full(size, self.ranked.total), np.full(size, size)
        chunk = Siblings(rows, every, items, supports, above, every, end, 0)
        return Step(nodes, [chunk] if size else [])

    def expand(self, chunk: Siblings, base: int) -> Step[Siblings]:
        """Pair the first patterns of a chunk, as many as there is room for, with their siblings."""
        if chunk.depth + 1 >= min(self.wanted.levels, self.wanted.longest):
            return Step.none()
        later = chunk.end - np.arange(len(chunk.node)) - 1
        same = chunk.support == chunk.above
        each = np.where(same, BYTES_PER_PAIR, BYTES_PER_PAIR + 16 * chunk.rows.shape[1])
        taken = split(later * each, room(self.ranked, self.wanted, base))
        left = np.repeat(np.arange(taken), later[:taken])
        right = ranges(np.arange(1, taken + 1), later[:taken])
        other = np.where(
            same[left], right, left
        )  # whose rows the pair has where one has its parent's
        line, supports = chunk.line[other], chunk.support[other]
        new = np.flatnonzero(~same[left] & ~same[right])
        one, two = chunk.line[left[new]], chunk.line[right[new]]
        supports[new] = shared(chunk.rows, one, chunk.rows, two, self.planes)
        line[new] = len(chunk.rows) + np.arange(len(new))
        keep = np.flatnonzero(supports >= self.ranked.minimum)
        left, items, supports = left[keep], chunk.item[right[keep]], supports[keep]
        nodes = Nodes.of_items(chunk.node[left], chunk.depth + 1, supports, items)
        if not len(keep):
            return Step(nodes, chunk.after(taken))
        lines, line = np.unique(line[keep], return_inverse=True)
        old = np.searchsorted(lines, len(chunk.rows))
        cut = lines[old:] - len(chunk.rows)
        child = Siblings(
            np.concatenate((chunk.rows[lines[:old]], chunk.rows[one[cut]] & chunk.rows[two[cut]])),
            base + np.arange(len(keep)),
            items,
            supports,
            chunk.support[left],
            line,
            np.searchsorted(left, left, side="right"),
            chunk.depth + 1,
        )
        return Step(nodes, [*chunk.after(taken), child])
