"""What every search for itemsets has in common: what it is asked, how it is driven, what it gives.

A search does its work in pieces. Between two pieces the driver looks at the clock, tells the progress
and lets Ctrl-C through; whatever ends the search, what was found until then is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.patterns import ranges

UNLIMITED = 2**62
Progress = Callable[[int], object]


@attrs.frozen
class Wanted:
    """What to look for: closed itemsets or all, of at most `longest` terms, at most `most` patterns.

    `levels` is how deep the tree of patterns may be. `kernel` is "dense" (bit sets), "sparse" (scans) or "auto"; `memory` is the room in bytes that a piece
    of work may take.
    """

    closed: bool
    longest: int = UNLIMITED
    levels: int = UNLIMITED
    most: int = UNLIMITED
    kernel: str = "auto"
    memory: int = 2**24


@attrs.frozen(eq=False)
class Tree:
    """Patterns as they were found: parents before children, those of one depth in their final order.

    `parent`, `support`, `ends` int64 and `depth` int32, one for each pattern; `terms` int32: ranks, the own
    terms of pattern `i` end before `ends[i]`.
    """

    parent: Counts
    depth: Codes
    support: Counts
    ends: Counts
    terms: Codes

    @classmethod
    def empty(cls) -> Tree:
        """No patterns."""
        wide, narrow = np.empty(0, np.int64), np.empty(0, np.int32)
        return cls(wide, narrow, wide, wide, narrow)

    def __len__(self) -> int:
        return len(self.parent)

    def with_level(self, deeper: Tree, many: int) -> Tree:
        """Add the first `many` patterns of the next level, which another tree has.

        The other tree may lack patterns of the levels above, but only the last ones of each.
        """
        level = int(self.depth.max(initial=-1)) + 1
        new = np.flatnonzero(deeper.depth == level)[:many]
        here, there = (np.flatnonzero(one.depth == level - 1) for one in (self, deeper))
        parent = deeper.parent[new]
        if level:
            parent = here[np.searchsorted(there, parent)]
        own = np.diff(deeper.ends, prepend=0)[new]
        return Tree(
            np.concatenate((self.parent, parent)),
            np.concatenate((self.depth, deeper.depth[new])),
            np.concatenate((self.support, deeper.support[new])),
            np.concatenate((self.ends, len(self.terms) + np.cumsum(own))),
            np.concatenate((self.terms, deeper.terms[ranges(deeper.ends[new] - own, own)])),
        )


class Search(Protocol):
    """A search that can be stopped between two pieces of work."""

    @property
    def found(self) -> int:
        """How many patterns there are so far."""

    def piece(self) -> str | None:
        """Do a piece of work: None when there is more, "" at the end, else the limit that bit."""

    def tree(self) -> Tree:
        """The patterns found so far."""


def run(search: Search, end: float | None, progress: Progress | None) -> str | None:
    """Drive a search to its end or to a limit, which is named: "patterns", "time", "cancelled".

    `end`: when to stop, on the clock `time.monotonic`.
    """
    try:
        while (answer := search.piece()) is None:
            if progress is not None:
                progress(search.found)
            if end is not None and time.monotonic() >= end:
                return "time"
    except KeyboardInterrupt:
        return "cancelled"
    return answer or None


def shortest_first(
    start: Callable[[Wanted], Search], wanted: Wanted, end: float | None, progress: Progress | None
) -> tuple[Tree, str | None]:
    """Search, and where there are more patterns than wanted, keep the first in the final order.

    That is known only level by level, so the search is then done again for one level of the tree, for two,
    and so on; each time ends early too.
    """
    first = start(wanted)
    limit = run(first, end, progress)
    if limit != "patterns":
        return first.tree(), limit
    kept, limit = Tree.empty(), None
    while limit is None:
        levels = 1 + int(kept.depth.max(initial=-1)) + 1
        search = start(attrs.evolve(wanted, levels=levels))
        limit = run(search, end, progress)
        if limit is None:
            kept = search.tree()
    if limit == "patterns":
        return kept.with_level(search.tree(), wanted.most - len(kept)), limit
    return kept, limit
