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
    """Nodes that a search found, int64 arrays. Nodes of one length come in their order.

    `parent` counts through all the batches of a run (-1: none), `step` is twice the number of the
    term, plus one if it joins the beat before it, `length` counts the terms of the pattern.
    """

    parent: Counts
    step: Counts
    support: Counts
    length: Counts


@attrs.frozen(eq=False)
class Trie:
    """Nodes in the order of results; `levels` are the bounds of the lengths: one more than there are."""

    parent: Counts
    step: Counts
    support: Counts
    levels: tuple[int, ...]

    @classmethod
    def of(cls, batches: Sequence[Batch]) -> Trie:
        """Put together what a search found, shorter patterns first.

        >>> a, b = Batch(*np.array([[-1], [0], [3], [1]])), Batch(*np.array([[0], [0], [2], [2]]))
        >>> Trie.of([a, b]).levels
        (0, 1, 2)
        """
        parent, step, support, length = map(np.concatenate, zip(*batches, strict=True))
        order = np.argsort(length, kind="stable")
        place = np.empty(len(order), np.int64)  # where a node goes
        place[order] = np.arange(len(order))
        above = parent[order]
        above = np.where(above < 0, -1, place[np.maximum(above, 0)]) if len(order) else above
        steps = np.arange(1, int(length.max(initial=0)) + 2)
        levels = np.searchsorted(length[order], steps).tolist()
        return cls(above, step[order], support[order], tuple(levels))

    def __len__(self) -> int:
        return len(self.support)

    def first(self, count: int) -> Trie:
        """The first nodes; they are a tree as well.

        >>> Trie(np.array([-1, 0]), np.array([0, 0]), np.array([2, 2]), (0, 1, 2)).first(1).levels
        (0, 1)
        """
        inner = tuple(bound for bound in self.levels if bound < count)
        levels = (*inner, count) if count else (0,)
        return Trie(self.parent[:count], self.step[:count], self.support[:count], levels)
