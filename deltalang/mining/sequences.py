"""Sequential patterns: chains of terms that many sequences hold, in their order.

A pattern is a list of beats; with one term a beat it is a plain subsequence. A sequence holds it if its
beats hold those of the pattern, in order and as far apart as allowed. Support counts each sequence
once, by its weight.

Results stand by length, those of one length in lexicographic order: terms by code, and of one term
the one that opens a new beat before the one that joins the beat. Both engines give the same arrays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.closure import closed as closed_in
from deltalang.mining.closure import closed_but_for_beaten
from deltalang.mining.database import Codes, Counts, Database
from deltalang.mining.engines import choose
from deltalang.mining.occurrences import Occurrences, Spacing
from deltalang.mining.patterns import Patterns
from deltalang.mining.tries import Batch, Trie

MEMORY = 2**28
ENDLESS = 2**31 - 2

Search = Callable[[int], Iterator[Batch]]
Progress = Callable[[int], object]


def sequential_patterns(
    sequences: Database | Iterable[Iterable[Hashable]],
    *,
    min_support: float,
    closed: bool = False,
    min_length: int = 1,
    max_length: int | None = None,
    max_gap: int | None = None,
    min_gap: int = 1,
    max_window: int | None = None,
    weights: Iterable[float] | None = None,
    engine: str = "auto",
    max_patterns: int | None = None,
    max_time: float | None = None,
    progress: Progress | None = None,
    memory: int = MEMORY,
) -> Patterns:
    """Find all sequential patterns with a support, or the closed ones among them.

    `min_support` is a number of sequences (int) or a share of them (float). Lengths count terms.
    `min_gap` and `max_gap` bound the distance between neighbouring beats (1: adjacent), `max_window` the
    beats from the first to the last, both counted. A *closed* pattern is one that no pattern with one
    term more equals or exceeds in support; `max_length` doesn't change which ones are closed.

    What is not closed comes as a prefix tree (see `Patterns`), closed patterns each in full. `memory`
    (bytes) bounds what is laid out beside the data and the result. `progress` is told how many
    frequent patterns there are so far. `max_patterns` keeps the first frequent patterns, in the order
    of results, `max_time` (seconds) and Ctrl-C whatever was found; `Patterns.limit` names the limit
    then, and some patterns may count as closed only because a longer one was not reached any more.

    Raises ValueError for numbers that make no sense, and as `Database.of` does for `weights`.

    >>> found = sequential_patterns(["abc", "acb", "bac"], min_support=3, engine="numpy")
    >>> list(found)
    [(('a',), 3), (('b',), 3), (('c',), 3), (('a', 'c'), 3)]
    """
    data = sequences if isinstance(sequences, Database) else Database.of_sequences(sequences)
    data = data if weights is None else data.weighted(weights)
    spacing = Spacing(min_gap, max_gap, max_window)
    if min_length < 1 or (max_length is not None and max_length < min_length):
        raise ValueError(f"no pattern has from {min_length} to {max_length} terms")
    prepared = Occurrences.of(data, data.absolute(min_support), spacing)
    kernel = _kernel(choose(engine))
    longest = ENDLESS if max_length is None else max_length
    insertions = closed and prepared.free
    run = _Run(
        search=lambda length: kernel(prepared, length, memory, insertions=insertions),
        progress=progress or _silent,
        deadline=np.inf if max_time is None else time.monotonic() + max_time,
        most=max_patterns,
    )
    trie, limit = run.trie(longest + closed)  # closed ones are told by those with one term more
    shape = _Shape(data, prepared.codes, min_length, longest, limit)
    if insertions:
        return shape.chosen(trie, closed_but_for_beaten(trie))
    if closed:
        return shape.chosen(trie, closed_in(trie, 2 * len(prepared.codes)))
    return shape.tree(trie)


def _silent(_count: int) -> None:
    """Tell nobody."""


class Kernel(Protocol):
    """The search of an engine, see `kernels`."""

    def __call__(
        self, data: Occurrences, longest: int, memory: int, *, insertions: bool
    ) -> Iterator[Batch]: ...


def _kernel(engine: str) -> Kernel:
    """The search of an engine."""
    if engine == "numba":
        from deltalang.mining.kernels import (
            compiled_sequences,  # numba is optional, and slow to load
        )

        return compiled_sequences.search
    if engine == "spark":
        from deltalang.mining.spark import sequences as spark_sequences  # an extra as well

        return spark_sequences.search
    from deltalang.mining.kernels import numpy_sequences

    return numpy_sequences.search


@attrs.frozen
class _Run:
    """A search with its limits: `search(longest)` gives batches, `deadline` is in monotonic seconds."""

    search: Search
    progress: Progress
    deadline: float
    most: int | None

    def trie(self, longest: int) -> tuple[Trie, str | None]:
        """Everything of at most `longest` terms, or the first patterns and the limit that bit.

        A search goes deep before it goes wide. So if it finds too many patterns, they are searched for
        anew by length, shorter ones first, none of the searches finding more than it has to.
        """
        found, limit = self._found(longest, 1, ENDLESS if self.most is None else self.most + 1)
        if limit != "patterns" or self.most is None:
            return found, limit
        shorter = 0
        for length in range(1, longest + 1):
            found, limit = self._found(length, length, self.most - shorter)
            if limit in ("time", "cancelled") or len(found) >= self.most:
                break
            shorter = len(found)
        return found.first(self.most), limit or "patterns"

    def _found(self, longest: int, length: int, enough: int) -> tuple[Trie, str | None]:
        """Search until there are `enough` patterns of at least a length, or time is up."""
        batches: list[Batch] = []
        count = long = 0
        limit = None
        try:
            for batch in self.search(longest):
                batches.append(batch)
                count += len(batch.length)
                long += int(np.count_nonzero(batch.length >= length))
                self.progress(count)
                if long >= enough:
                    limit = "patterns"
                    break
                if time.monotonic() > self.deadline:
                    limit = "time"
                    break
        except KeyboardInterrupt:
            limit = "cancelled"
        return Trie.of(batches), limit


@attrs.frozen
class _Shape:
    """How results look: the data they come from, the code of each term, lengths, the limit."""

    data: Database
    codes: Codes
    shortest: int
    longest: int
    limit: str | None

    def tree(self, trie: Trie) -> Patterns:
        """A tree from the shortest patterns that are wanted; those are written in full."""
        levels = trie.levels
        begin, end = (
            levels[min(level, len(levels) - 1)] for level in (self.shortest - 1, self.shortest)
        )
        roots = np.arange(begin, end)
        later = trie.step[end:]
        parent = np.concatenate((np.full(end - begin, -1), trie.parent[end:] - begin))
        own = np.concatenate((np.full(end - begin, self.shortest), np.ones(len(later), np.int64)))
        steps = np.concatenate((_paths(trie, roots, self.shortest).ravel(), later))
        return self._patterns(parent, own, steps, trie.support[begin:])

    def chosen(self, trie: Trie, keep: NDArray[np.bool_]) -> Patterns:
        """The patterns of a tree that are marked and of a wanted length, each in full."""
        nodes, own, steps = [], [], [np.zeros(0, np.int64)]
        for length, (begin, end) in enumerate(zip(trie.levels, trie.levels[1:], strict=False), 1):
            if self.shortest <= length <= self.longest:
                some = np.flatnonzero(keep[begin:end]) + begin
                nodes.append(some)
                own.append(np.full(len(some), length))
                steps.append(_paths(trie, some, length).ravel())
        none = np.zeros(0, np.int64)
        support = trie.support[np.concatenate((none, *nodes))]
        lengths = np.concatenate((none, *own))
        return self._patterns(np.full(len(support), -1), lengths, np.concatenate(steps), support)

    def _patterns(self, parent: Counts, own: Counts, steps: Counts, support: Counts) -> Patterns:
        return Patterns(
            parent=parent,
            offsets=np.concatenate((np.zeros(1, np.int64), np.cumsum(own))),
            terms=self.codes[steps // 2],
            support=support,
            vocabulary=self.data.vocabulary,
            joined=None if self.data.beats is None else steps % 2 == 1,
            limit=self.limit,
        )


def _paths(trie: Trie, nodes: Counts, length: int) -> Counts:
    """The steps from a root to each of some nodes of one length, a row each."""
    paths = np.empty((len(nodes), length), np.int64)
    for column in range(length - 1, -1, -1):
        paths[:, column] = trie.step[nodes]
        nodes = trie.parent[nodes]
    return paths
