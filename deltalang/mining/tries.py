"""The prefix tree of frequent sequences, in the order of results.

Nodes stand by length; those of one length in lexicographic order of their paths, a step being
`(term, joined)`: terms by code, and of one term the new beat before the same beat. So the children
of a node are neighbours, and `parent * steps + step` ascends within a length: the tree is its own
index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts


class Batch(NamedTuple):
    """Nodes that a search found, int64 arrays. Nodes of one length come in their order.

    `parent` counts through all the batches of a run (-1: none), `step` is twice the number of the
    term, plus one if it joins the beat before it, `length` counts the terms of the pattern. `beaten`
    are nodes, counted like `parent`, that a search knows as not closed.
    """

    parent: Counts
    step: Counts
    support: Counts
    length: Counts
    beaten: Counts

    @classmethod
    def of_roots(cls, supports: Counts) -> Batch:
        """All patterns of one term."""
        count = len(supports)
        steps, ones = 2 * np.arange(count), np.ones(count, np.int64)
        return cls(-ones, steps, supports, ones, ones[:0])

    @classmethod
    def empty(cls) -> Batch:
        """Nothing new, but time to look at the clock."""
        return cls(*np.zeros((5, 0), np.int64))


@attrs.frozen(eq=False)
class Trie:
    """Nodes in the order of results.

    `levels` are the bounds of the lengths, one more than there are; `beaten` marks nodes that are known
    as not closed.
    """

    parent: Counts
    step: Counts
    support: Counts
    levels: tuple[int, ...]
    beaten: NDArray[np.bool_]

    @classmethod
    def of(cls, batches: Sequence[Batch]) -> Trie:
        """Put together what a search found, shorter patterns first.

        >>> one = np.array([1])
        >>> batches = [Batch.of_roots(np.array([3])), Batch(one - 1, 0 * one, one, 2 * one, one[:0])]
        >>> Trie.of(batches).levels
        (0, 1, 2)
        """
        columns = zip(Batch.empty(), *batches, strict=True)
        parent, step, support, length, beaten = map(np.concatenate, columns)
        order = np.argsort(length, kind="stable")
        place = np.empty(len(order), np.int64)  # where a node goes
        place[order] = np.arange(len(order))
        above = parent[order]
        above[above >= 0] = place[above[above >= 0]]
        steps = np.arange(1, int(length.max(initial=0)) + 2)
        levels = np.searchsorted(length[order], steps).tolist()
        marks = np.zeros(len(order), np.bool_)
        marks[place[beaten]] = True
        return cls(above, step[order], support[order], tuple(levels), marks)

    def __len__(self) -> int:
        return len(self.support)

    def first(self, count: int) -> Trie:
        """The first nodes; they are a tree as well.

        >>> Trie.of([Batch.of_roots(np.array([3, 2]))]).first(1).levels
        (0, 1)
        """
        inner = tuple(bound for bound in self.levels if bound < count)
        return Trie(
            self.parent[:count],
            self.step[:count],
            self.support[:count],
            (*inner, count) if count else (0,),
            self.beaten[:count],
        )
