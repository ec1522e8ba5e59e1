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

from deltalang.mining.database import Counts


class Batch(NamedTuple):
    """Nodes that a search found, int64 arrays.

    `parent` counts through all the batches of a run (-1: none), `step` is twice the number of the
    term, plus one if it joins the beat before it.
    """

    parent: Counts
    step: Counts
    support: Counts


@attrs.frozen(eq=False)
class Trie:
    """Nodes in the order of results; `levels` are the bounds of the lengths: one more than there are."""

    parent: Counts
    step: Counts
    support: Counts
    levels: tuple[int, ...]

    @classmethod
    def of(cls, batches: Sequence[Batch]) -> Trie:
        """Put in order what a search found, parents before their children.

        >>> a, b = Batch(*np.array([[-1, -1], [0, 2], [3, 2]])), Batch(*np.array([[1], [0], [2]]))
        >>> Trie.of([a, b]).levels
        (0, 2, 3)
        """
        parent, step, support = (
            np.concatenate([np.zeros(0, np.int64), *column])
            for column in zip(*batches, strict=True)
        )
        place = np.empty(len(parent), np.int64)  # where a node goes
        orders: list[Counts] = []
        bounds = [0]
        for level in _levels(parent):
            above = parent[level]
            rank = np.where(above < 0, 0, place[above])
            order = level[np.lexsort((step[level], rank))]
            place[order] = bounds[-1] + np.arange(len(order))
            orders.append(order)
            bounds.append(bounds[-1] + len(order))
        order = np.concatenate([np.zeros(0, np.int64), *orders])
        above = parent[order]
        above[above >= 0] = place[above[above >= 0]]
        return cls(above, step[order], support[order], tuple(bounds))

    def __len__(self) -> int:
        return len(self.support)

    def first(self, count: int) -> Trie:
        """The first nodes; they are a tree as well.

        >>> Trie(np.array([-1, 0]), np.array([0, 0]), np.array([2, 2]), (0, 1, 2)).first(1).levels
        (0, 1)
        """
        inner = [bound for bound in self.levels if bound < count]
        bounds = (*inner, count) if count else (0,)
        return Trie(self.parent[:count], self.step[:count], self.support[:count], bounds)


def _levels(parent: Counts) -> list[Counts]:
    """The nodes by length. Parents come before their children."""
    depth = np.full(len(parent), -1, np.int64)
    todo = np.arange(len(parent))
    levels: list[Counts] = []
    reached = parent < 0
    while len(todo):
        here = todo[reached]
        depth[here] = len(levels)
        levels.append(here)
        todo = todo[~reached]
        reached = depth[parent[todo]] == len(levels) - 1
    return levels
