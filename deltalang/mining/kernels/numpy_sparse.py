"""Frequent itemsets by occurrence deliver (Uno, Kiyomi, Arimura 2004), many patterns at a time.

What follows the places of the patterns of a chunk is listed, counted by pattern and rank, and cut down to
what is frequent; that is the next chunk's rows. So rows get short with the first step, and what is not
frequent beside a pattern is not read again below it.
"""

from __future__ import annotations

import attrs
import numpy as np

from deltalang.mining.database import Counts
from deltalang.mining.kernels.numpy_chunks import Nodes, Step, room, split
from deltalang.mining.kernels.numpy_rows import (
    BYTES_PER_ITEM,
    Places,
    Rows,
    by_number,
    costs,
    followers,
    laid_out,
    reduced,
    tallied,
)
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Wanted


@attrs.frozen(eq=False)
class Waiting:
    """Patterns that are written and wait for their children.

    `node`: their numbers; `place`: where each one's last term stands in the rows, up to its `until`;
    `cost`: how many items it takes to look for the children of each.
    """

    rows: Rows
    node: Counts
    place: Places
    until: Counts
    cost: Counts
    depth: int

    def after(self, taken: int) -> list[Waiting]:
        """What is left when so many patterns are taken: a chunk or none."""
        if taken >= len(self.node):
            return []
        gone = self.until[taken - 1]
        return [
            attrs.evolve(
                self,
                node=self.node[taken:],
                place=self.place[gone:],
                until=self.until[taken:] - gone,
                cost=self.cost[taken:],
            )
        ]


@attrs.frozen(eq=False)
class SparseFrequent:
    """The kernel, see `Kernel`."""

    ranked: Ranked
    wanted: Wanted

    def begin(self) -> Step[Waiting]:
        """Every term as a pattern."""
        size = len(self.ranked.codes)
        rows, place, until = laid_out(self.ranked, size)
        begin, end = self.ranked.roots or (0, size)
        items = np.arange(begin, end, dtype=np.int32)
        nodes = Nodes.of_items(np.full(len(items), -1), 0, self.ranked.supports[begin:end], items)
        place = place[until[begin - 1] if begin else 0 : until[end - 1] if end else 0]
        until = until[begin:end] - (until[begin - 1] if begin else 0)
        cost = costs(rows, place, until)
        chunk = Waiting(rows, np.arange(len(items)), place, until, cost, 0)
        return Step(nodes, [chunk] if len(items) else [])

    def expand(self, chunk: Waiting, base: int) -> Step[Waiting]:
        """Look for the children of the first patterns of a chunk, as many as there is room for."""
        depth = chunk.depth + 1
        if depth >= min(self.wanted.levels, self.wanted.longest):
            return Step.none()
        ranked = self.ranked
        taken = split(chunk.cost, room(ranked, self.wanted, base) // BYTES_PER_ITEM)
        rest = chunk.after(taken)
        until = chunk.until[:taken]
        found = followers(chunk.rows, chunk.place[: until[-1]], until)
        weights = ranked.data.weights if ranked.weighted else None
        pairs = tallied(chunk.rows, found, taken, len(ranked.codes), ranked.minimum, weights)
        nodes = Nodes.of_items(chunk.node[pairs.pattern], depth, pairs.support, pairs.item)
        keep = np.flatnonzero(pairs.number >= 0)
        rows = reduced(chunk.rows, found, keep)
        place, until = by_number(pairs.number[keep], len(pairs.item))
        number, cost = base + np.arange(len(pairs.item)), costs(rows, place, until)
        child = Waiting(rows, number, place, until, cost, depth)
        return Step(nodes, [*rest, child] if len(pairs.item) else rest)
