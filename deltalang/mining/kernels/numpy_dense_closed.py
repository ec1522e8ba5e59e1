"""Closed itemsets over bit sets of rows, many patterns at a time: prefix-preserving closures.

A chunk is a run of pairs, a closed pattern and a later term each. A pair counts unless an earlier term, not
of the pattern, is in all of its rows (Uno, Asai, Uchida, Arimura 2004). One word of the rows, the
fullest, refutes nearly every earlier term; what is left is compared word by word.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.numpy_bits import bits, shared, within
from deltalang.mining.kernels.numpy_chunks import Nodes, Step, room, split
from deltalang.mining.kernels.numpy_closures import closed
from deltalang.mining.kernels.ranked import Ranked, Words, planes_of
from deltalang.mining.kernels.search import Wanted
from deltalang.mining.patterns import ranges


@attrs.frozen(eq=False)
class Pairs:
    """Closed patterns that are written, and their later frequent terms, from pair `first` on.

    Of each pattern: `node` (its number), `length`, `rows`, `inside` (which ranks it has). Of each pair:
    `pattern`, `item`, `support` and `end`, where the pairs of its pattern end.
    """

    node: Counts
    length: Counts
    rows: Words
    inside: NDArray[np.bool_]
    pattern: Counts
    item: Codes
    support: Counts
    end: Counts
    depth: int
    first: int = 0


@attrs.frozen(eq=False)
class DenseClosed:
    """The kernel, see `Kernel`; `bits` are the rows of each rank, `columns` the same by words."""

    ranked: Ranked
    wanted: Wanted
    planes: Counts
    bits: Words
    columns: Words

    @classmethod
    def of(cls, ranked: Ranked, wanted: Wanted) -> DenseClosed:
        """Write the rows of every rank."""
        planes = planes_of(ranked.data.weights)
        lines = bits(ranked, planes, room(ranked, wanted, 0))
        return cls(ranked, wanted, planes, lines, np.ascontiguousarray(lines.T))

    def begin(self) -> Step[Pairs]:
        """The terms in every scene, if there are any, paired with all others."""
        root, free = Nodes.everywhere(self.ranked, self.wanted)
        chunk = Pairs(
            np.full(1, len(root.support) - 1),
            np.full(1, len(self.bits) - free),
            np.full((1, self.bits.shape[1]), 2**64 - 1, np.uint64),
            np.arange(len(self.bits))[None] >= free,
            np.zeros(free, np.int64),
            np.arange(free, dtype=np.int32),
            self.ranked.supports[:free],
            np.full(free, free),
            len(root.support),
        )
        return Step(root, [chunk] if free else [])

    def expand(self, chunk: Pairs, base: int) -> Step[Pairs]:
        """Close the next pairs of a chunk, as many as there is room for."""
        first = chunk.first
        later = chunk.end[first:] - np.arange(first, len(chunk.end)) - 1
        taken = split(later + 1, room(self.ranked, self.wanted, base) // self._bytes())
        rest = [attrs.evolve(chunk, first=first + taken)] if taken < len(later) else []
        pair = np.arange(first, first + taken)
        rows = chunk.rows[chunk.pattern[pair]] & self.bits[chunk.item[pair]]
        kept = np.flatnonzero(~self._shadowed(chunk, pair, rows))
        return self._closed(chunk, pair[kept], rows[kept], base, rest)

    def _bytes(self) -> int:
        """The room that a pair takes: its rows, copies on the way there, and a line of all ranks."""
        return 128 + 16 * int(self.bits.shape[1]) + 24 * len(self.bits)

    def _shadowed(self, chunk: Pairs, pair: Counts, rows: Words) -> NDArray[np.bool_]:
        """Whether an earlier term, not of the pattern, is in all rows of a pair."""
        size = len(self.bits)
        ranks, supports = np.arange(size, dtype=np.int32), chunk.support[pair]
        word = np.bitwise_count(rows).argmax(axis=1)
        probe = rows[np.arange(len(rows)), word]
        could = (probe[:, None] & ~self.columns.take(word, axis=0)) == 0
        could &= ranks < chunk.item[pair][:, None]
        could &= ranks >= np.searchsorted(self.ranked.supports, supports).astype(np.int32)[:, None]
        could &= ~chunk.inside[chunk.pattern[pair]]
        which, earlier = np.divmod(np.flatnonzero(could), size)
        shadowed = np.zeros(len(pair), np.bool_)
        shadowed[which[within(rows, which, self.bits, earlier)]] = True
        return shadowed

    def _closed(
        self, chunk: Pairs, pair: Counts, rows: Words, base: int, rest: list[Pairs]
    ) -> Step[Pairs]:
        """The closures of pairs and their candidates: the later terms of the same pattern."""
        later = chunk.end[pair] - pair - 1
        left, right = np.repeat(np.arange(len(pair)), later), ranges(pair + 1, later)
        items = chunk.item[right]
        supports = shared(rows, left, self.bits, items, self.planes)
        added = supports == chunk.support[pair][left]
        pattern = chunk.pattern[pair]
        given = Nodes.of_items(
            chunk.node[pattern], chunk.depth, chunk.support[pair], chunk.item[pair]
        )
        made = closed(given, left[added], items[added], chunk.length[pattern], self.wanted, base)
        kid = np.flatnonzero(~added & (supports >= self.ranked.minimum) & made.deeper[left])
        if not len(kid):
            return Step(made.nodes, rest)
        inside = chunk.inside[pattern]
        inside[np.repeat(np.arange(len(pair)), made.own), made.terms] = True
        parents, pattern = np.unique(left[kid], return_inverse=True)
        child = Pairs(
            made.number[parents],
            made.length[parents],
            rows[parents],
            inside[parents],
            pattern,
            items[kid],
            supports[kid],
            np.searchsorted(pattern, pattern, side="right"),
            chunk.depth + 1,
        )
        return Step(made.nodes, [*rest, child])
