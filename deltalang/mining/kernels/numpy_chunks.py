"""Searching in chunks: patterns wait on a stack of chunks, the uppermost is expanded, its children go on top.

So memory is bounded by the depth of the tree, not by its width, and the patterns of one depth still
come out in their order: a chunk's patterns are done with all that is below them before the next chunk.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Tree, Wanted

Chunk = TypeVar("Chunk")


@attrs.frozen(eq=False)
class Nodes:
    """Patterns that were found, beside each other; `own`: how many of the `terms` are each one's."""

    parent: Counts
    depth: int
    support: Counts
    own: Counts
    terms: Codes

    @classmethod
    def of_items(cls, parent: Counts, depth: int, support: Counts, items: Codes) -> Nodes:
        """Patterns with one own term each."""
        return cls(parent, depth, support, np.ones(len(items), np.int64), items)

    @classmethod
    def everywhere(cls, ranked: Ranked, wanted: Wanted) -> tuple[Nodes, int]:
        """The closed pattern of the terms in every scene, or none, and how many ranks may extend it."""
        size, many = len(ranked.codes), ranked.everywhere
        one = np.full(1 if 0 < many <= wanted.longest else 0, 1)
        terms = np.arange(size - many, size, dtype=np.int32)[: many * len(one)]
        deeper = many < wanted.longest and len(one) < wanted.levels
        return cls(one - 2, 0, one * ranked.total, one * many, terms), (size - many) * deeper


@attrs.frozen(eq=False)
class Step(Generic[Chunk]):
    """What came of a chunk: patterns, and chunks for the stack, the one to be taken first last."""

    nodes: Nodes | None
    chunks: list[Chunk]

    @classmethod
    def none(cls) -> Step[Chunk]:
        """Nothing more below."""
        return cls(None, [])


class Kernel(Protocol[Chunk]):
    """A way to expand chunks. `base` is the number that the first new pattern gets."""

    def begin(self) -> Step[Chunk]:
        """The patterns to start from."""

    def expand(self, chunk: Chunk, base: int) -> Step[Chunk]:
        """The children of a chunk, or of its beginning."""


class ChunkSearch(Generic[Chunk]):
    """A search by a kernel, see `Search`."""

    def __init__(self, kernel: Kernel[Chunk], wanted: Wanted) -> None:
        self._kernel, self._most = kernel, wanted.most
        self._nodes: list[Nodes] = []
        self._found = 0
        self._stack: list[Chunk] = []
        self._begun = False

    @property
    def found(self) -> int:
        """How many patterns there are so far."""
        return self._found

    def piece(self) -> str | None:
        """Do a piece of work: None when there is more, "" at the end, else the limit that bit."""
        if self._begun and not self._stack:
            return ""
        if self._begun:
            step = self._kernel.expand(self._stack.pop(), self._found)
        else:
            step = self._kernel.begin()
        if step.nodes is not None:
            self._nodes.append(step.nodes)
        self._found += 0 if step.nodes is None else len(step.nodes.support)
        self._stack += step.chunks
        self._begun = True
        return "patterns" if self._found > self._most else None

    def tree(self) -> Tree:
        """The patterns found so far."""
        nodes = self._nodes
        depths = [np.full(len(one.support), one.depth, np.int32) for one in nodes]
        wide, narrow = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        return Tree(
            np.concatenate(wide + [one.parent for one in nodes]),
            np.concatenate(narrow + depths),
            np.concatenate(wide + [one.support for one in nodes]),
            np.cumsum(np.concatenate(wide + [one.own for one in nodes])),
            np.concatenate(narrow + [one.terms for one in nodes]),
        )


def split(costs: Counts, room: int) -> int:
    """How many of the first costs fit into a room; at least one.

    >>> import numpy as np
    >>> split(np.array([3, 3, 3]), 7), split(np.array([9]), 7)
    (2, 1)
    """
    return max(1, int(np.searchsorted(np.cumsum(costs), room, side="right")))


def room(ranked: Ranked, wanted: Wanted, found: int) -> int:
    """The bytes for a piece of work: some for the rows, more with every pattern, up to what is allowed."""
    return min(wanted.memory, 2**22 + 4 * len(ranked.data.items) + 256 * found)
