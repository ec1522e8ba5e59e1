"""Which frequent sequences are closed: no pattern with one term more has at least their support.

Seen from the longer pattern: leave out one of its terms, and if what remains has no more support it
is not closed. All patterns of a length and all their terms are looked at together, as arrays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts
from deltalang.mining.tries import Trie

ROOT, MISSING = -1, -2  # the empty pattern; a pattern that is not frequent
ROWS = 2**15  # patterns at a time


def closed(trie: Trie, steps: int) -> NDArray[np.bool_]:
    """Mark the closed patterns; steps of the trie are below `steps`.

    With a largest gap a longer pattern can have more support than a part of it; the part is not closed
    then. Of the longest patterns in the tree nothing longer is known: they count as closed.

    The pattern without its term `j` is found from its parent's: `without(q, j)` is the child of
    `without(parent(q), j)` by the step of `q`, and `without(q, last)` is the parent.

    >>> from deltalang.mining.tries import Batch
    >>> one = np.array([1])
    >>> child = Batch(one - 1, 2 * one, 2 * one, 2 * one, one[:0])
    >>> closed(Trie.of([Batch.of_roots(np.array([3, 2])), child]), 4).tolist()
    [True, False, True]
    """
    marks = np.ones(len(trie), np.bool_)
    if len(trie.levels) < 2:
        return marks
    without = np.full((trie.levels[1], 1), ROOT, np.int64)
    for low, begin, end in zip(trie.levels, trie.levels[1:], trie.levels[2:], strict=False):
        keys = trie.parent[low:begin] * steps + trie.step[low:begin]
        rows: list[Counts] = []
        for first in range(begin, end, ROWS):
            some = slice(first, min(end, first + ROWS))
            parts = _without(trie, some, without, low, keys, steps)
            part = np.maximum(parts, 0)
            beaten = (parts >= 0) & (trie.support[some, None] >= trie.support[part])
            marks[part[beaten]] = False
            rows.append(parts)
        without = np.concatenate(rows)
    return marks


def closed_but_for_beaten(trie: Trie) -> NDArray[np.bool_]:
    """Mark the closed patterns where a search has marked those that a term can be put into as beaten.

    What is left is a term at the end: no child may have the support of its parent.
    """
    marks = ~trie.beaten
    children = np.flatnonzero(trie.parent >= 0)
    parent = trie.parent[children]
    marks[parent[trie.support[children] == trie.support[parent]]] = False
    return marks


def _without(trie: Trie, some: slice, above: Counts, low: int, keys: Counts, steps: int) -> Counts:
    """For each of some nodes the nodes without one of its terms; `above`: the same for their parents.

    Parents are the nodes from `low`; `keys` are their own places in the tree, ascending.
    """
    parent, step = trie.parent[some], trie.step[some]
    upper = above[parent - low]
    own = np.repeat(step[:, None], upper.shape[1], axis=1)
    opens = (step % 2 == 1) & (trie.step[parent] % 2 == 0)
    own[:, -1] -= opens  # without the first term of its beat, the next one opens the beat
    wanted = upper * steps + own
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    node = np.where(keys[place] == wanted, place + low, MISSING)
    return np.concatenate((node, parent[:, None]), axis=1)
