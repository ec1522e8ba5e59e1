"""Closed itemsets by occurrence deliver, many patterns at a time: prefix-preserving closures.

A chunk is a run of pairs, a closed pattern and a later term each, with the places of the term in the
pattern's rows. A pair counts unless an earlier term, not of the pattern, is in all of its rows (Uno, Asai,
Uchida, Arimura 2004); the earlier terms of its first row are looked up in the others until none is left.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.numpy_chunks import Nodes, Step, room, split
from deltalang.mining.kernels.numpy_closures import closed
from deltalang.mining.kernels.numpy_rows import (
    BYTES_PER_ITEM,
    Keys,
    Places,
    Rows,
    by_number,
    costs,
    followers,
    keys,
    laid_out,
    reduced,
    tallied,
)
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Wanted
from deltalang.mining.patterns import ranges


@attrs.frozen(eq=False)
class Terms:
    """The terms of some patterns, up to each one's `until`."""

    item: Codes
    until: Counts

    def of(self, pattern: Counts) -> tuple[Counts, Codes]:
        """The terms of some of the patterns: whose each is, by its place among them, and the terms."""
        many = np.diff(self.until, prepend=0)[pattern]
        whose = np.repeat(np.arange(len(pattern)), many)
        return whose, self.item[ranges(self.until[pattern] - many, many)]


@attrs.frozen(eq=False)
class Pairs:
    """Closed patterns that are written, and their later frequent terms.

    Of each pattern: `node` (its number), `terms`. Of each pair: `pattern`, `item`, `support`, `place` (where
    the term stands in the rows) up to `until`, and `cost`, how many items it takes to close it.
    """

    rows: Rows
    node: Counts
    terms: Terms
    pattern: Counts
    item: Codes
    support: Counts
    place: Places
    until: Counts
    cost: Counts
    depth: int

    def run(self, begin: int, end: int) -> Pairs:
        """Some of the pairs, one after another: nothing is copied but where the places end."""
        first = int(self.until[begin - 1]) if begin else 0
        return attrs.evolve(
            self,
            pattern=self.pattern[begin:end],
            item=self.item[begin:end],
            support=self.support[begin:end],
            place=self.place[first : self.until[end - 1]],
            until=self.until[begin:end] - first,
            cost=self.cost[begin:end],
        )

    def part(self, keep: Counts) -> Pairs:
        """Some of the pairs, in their order."""
        many = np.diff(self.until, prepend=0)[keep]
        return attrs.evolve(
            self,
            pattern=self.pattern[keep],
            item=self.item[keep],
            support=self.support[keep],
            place=self.place[ranges(self.until[keep] - many, many)],
            until=np.cumsum(many),
            cost=self.cost[keep],
        )


@attrs.frozen(eq=False)
class SparseClosed:
    """The kernel, see `Kernel`.

    `keys`: the row times `size` plus the rank of every item, ascending; `begins`: where each row begins.
    """

    ranked: Ranked
    wanted: Wanted
    size: int
    root: Pairs
    keys: Keys
    begins: Counts

    @classmethod
    def of(cls, ranked: Ranked, wanted: Wanted) -> SparseClosed:
        """Lay out the rows, without the terms in every scene."""
        root, size = Nodes.everywhere(ranked, wanted)
        rows, place, until = laid_out(ranked, size)
        first = Pairs(
            rows,
            np.full(1, len(root.support) - 1),
            Terms(root.terms, np.full(1, len(root.terms))),
            np.zeros(size, np.int64),
            np.arange(size, dtype=np.int32),
            ranked.supports[:size],
            place,
            until,
            costs(rows, place, until),
            len(root.support),
        )
        every = keys(rows.row, rows.item, size, len(ranked.data))
        begins = np.searchsorted(rows.row, np.arange(len(ranked.data)))
        return cls(ranked, wanted, size, first, every, begins)

    def begin(self) -> Step[Pairs]:
        """The terms in every scene, if there are any, paired with all others."""
        roots = self.ranked.roots or (0, self.size)
        chunks = [self.root.run(*roots)] if self.size else []
        return Step(Nodes.everywhere(self.ranked, self.wanted)[0], chunks)

    def expand(self, chunk: Pairs, base: int) -> Step[Pairs]:
        """Close the first pairs of a chunk, as many as there is room for."""
        taken = split(chunk.cost, room(self.ranked, self.wanted, base) // BYTES_PER_ITEM)
        rest = [chunk.run(taken, len(chunk.item))] if taken < len(chunk.item) else []
        chunk = chunk.run(0, taken)
        chunk = chunk.part(np.flatnonzero(~self._shadowed(chunk)))
        found = followers(chunk.rows, chunk.place, chunk.until)
        weights = self.ranked.data.weights if self.ranked.weighted else None
        many = len(chunk.item)
        pairs = tallied(chunk.rows, found, many, self.size, self.ranked.minimum, weights)
        added = pairs.support == chunk.support[pairs.pattern]
        lengths = np.diff(chunk.terms.until, prepend=0)
        made = closed(
            Nodes.of_items(chunk.node[chunk.pattern], chunk.depth, chunk.support, chunk.item),
            pairs.pattern[added],
            pairs.item[added],
            lengths[chunk.pattern],
            self.wanted,
            base,
        )
        kid = ~added & made.deeper[pairs.pattern]
        if not kid.any():
            return Step(made.nodes, rest)
        turn = np.append(np.where(kid, np.cumsum(kid) - 1, -1), -1)[pairs.number]
        keep = np.flatnonzero(turn >= 0)
        rows = reduced(chunk.rows, found, keep)
        place, until = by_number(turn[keep], int(kid.sum()))
        parents, pattern = np.unique(pairs.pattern[kid], return_inverse=True)
        child = Pairs(
            rows,
            made.number[parents],
            _joined(chunk.terms, chunk.pattern, made.terms, made.own, parents),
            pattern,
            pairs.item[kid],
            pairs.support[kid],
            place,
            until,
            costs(rows, place, until),
            chunk.depth + 1,
        )
        return Step(made.nodes, [*rest, child])

    def _key(self, row: Codes, item: Codes) -> Keys:
        """What stands in `keys` for an item of a row."""
        return keys(row, item, self.size, len(self.ranked.data))

    def _shadowed(self, chunk: Pairs) -> NDArray[np.bool_]:
        """Whether an earlier term, not of the pattern, is in all rows of a pair."""
        many = np.diff(chunk.until, prepend=0)
        begin = chunk.until - many
        row = chunk.rows.row[chunk.place]
        pair, item = self._earlier(chunk, row[begin])
        shadowed = np.zeros(len(chunk.item), np.bool_)
        turn = 1  # the first row has been read; twice as many are looked up each time
        while len(pair):
            over = many[pair] <= turn
            shadowed[pair[over]] = True
            left = ~shadowed[pair]
            pair, item = pair[left], item[left]
            there = self._has_all(
                row, begin[pair] + turn, np.minimum(turn, many[pair] - turn), item
            )
            pair, item = pair[there], item[there]
            turn *= 2
        return shadowed

    def _has_all(self, row: Codes, begin: Counts, many: Counts, item: Codes) -> NDArray[np.bool_]:
        """Whether an item is in all of the `many` rows from `begin`; some at a time."""
        found = np.ones(len(item), np.bool_)
        done = 0
        while done < len(item):
            some = done + split(many[done:], self.wanted.memory // BYTES_PER_ITEM)
            rows = row[ranges(begin[done:some], many[done:some])]
            wanted = self._key(rows, np.repeat(item[done:some], many[done:some]))
            place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            which = np.repeat(np.arange(done, some), many[done:some])
            found[which[self.keys[place] != wanted]] = False
            done = some
        return found

    def _earlier(self, chunk: Pairs, row: Codes) -> tuple[Counts, Codes]:
        """The earlier terms of a row of each pair that are frequent enough and not of the pattern."""
        first = self.begins[row]
        many = np.searchsorted(self.keys, self._key(row, chunk.item)) - first
        pair = np.repeat(np.arange(len(row)), many)
        item = self.root.rows.item[ranges(first, many)]
        could = self.ranked.supports[item] >= chunk.support[pair]
        pair, item = pair[could], item[could]
        whose, term = chunk.terms.of(chunk.pattern)
        if not len(whose):
            return pair, item
        ranks = len(self.ranked.codes)
        known, asked = np.sort(whose * ranks + term), pair * ranks + item
        place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        other = known[place] != asked
        return pair[other], item[other]


def _joined(old: Terms, pattern: Counts, new: Codes, own: Counts, chosen: Counts) -> Terms:
    """The terms of chosen pairs: those of the pattern that is extended, then their own."""
    whose, terms = old.of(pattern[chosen])
    more, added = Terms(new, np.cumsum(own)).of(chosen)
    order = np.argsort(np.concatenate((whose, more)), kind="stable")
    until = np.cumsum(np.bincount(np.concatenate((whose, more)), minlength=len(chosen)))
    return Terms(np.concatenate((terms, added))[order], until)
