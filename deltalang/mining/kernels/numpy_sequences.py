"""Sequential patterns with numpy alone: the order in which bundles of nodes are extended.

Bundles wait on a stack, the one that comes first in the order of results on top, so that memory
grows with the size of a bundle and the length of patterns, not with their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from deltalang.mining.database import Counts
from deltalang.mining.kernels.insertions import HOPELESS, NONE, Row, insertion
from deltalang.mining.kernels.numpy_extensions import (
    Bundle,
    Followers,
    Found,
    extended,
    extended_by_followers,
    extended_in_reach,
    followers,
    followers_fit,
)
from deltalang.mining.occurrences import Occurrences
from deltalang.mining.tries import Batch

BYTES = 64  # that one extension takes while a bundle is extended
FEWEST, MOST = 2**12, 2**18  # extensions at a time; more than that only leaves the cache


def search(
    data: Occurrences, longest: int, memory: int, *, insertions: bool = False
) -> Iterator[Batch]:
    """Find all frequent patterns of at most `longest` terms, a batch at a time, roots first.

    `memory` bounds, in bytes, what one extension of a bundle takes, and what can be laid out before.
    With `insertions` (only for `free` data) the batches name the patterns that a term can be put into,
    and what begins like a pattern from which nothing closed comes is left out.
    """
    size = min(MOST, max(FEWEST, memory // BYTES))
    roots = Batch.of_roots(data.supports)
    yield roots
    if longest == 1 or not len(data.codes):
        return
    journal = _Journal(data, roots, insertions=insertions)
    known: Followers | None = None
    waiting = _pieces(data, None, _roots(data), size)[::-1]
    if longest > 2 and data.plain and data.roots is None and followers_fit(data, memory):
        pairs: list[Counts] = []
        second: list[Bundle] = []
        while waiting:
            bundle = waiting.pop()
            found = extended(data, bundle)
            pairs.append(found.parent * len(data.codes) + found.step // 2)
            batch, children = journal.enter(bundle, found)
            yield batch
            second.append(children)
        known = followers(data, np.concatenate(pairs), size)
        waiting = [one for part in second[::-1] for one in _pieces(data, known, part, size)[::-1]]
    while waiting:
        bundle = waiting.pop()
        if known is not None:
            found = extended_by_followers(data, known, bundle)
        else:
            found = extended(data, bundle) if data.plain else extended_in_reach(data, bundle)
        batch, children = journal.enter(bundle, found)
        yield batch
        if children.length < longest:
            waiting += _pieces(data, known, children, size)[::-1]


class _Journal:
    """Numbers what is found and, if wanted, says what can be put into a pattern."""

    def __init__(self, data: Occurrences, roots: Batch, *, insertions: bool) -> None:
        self._data, self._insertions = data, insertions
        self._bounds = data.bounds.tolist() if insertions else []
        self._lengths = np.diff(self._bounds)
        self._rows: dict[int, Row] = {}
        self._count = len(roots.step)
        self._parent = roots.parent.tolist() if insertions else []
        self._step = roots.step.tolist() if insertions else []

    def enter(self, bundle: Bundle, found: Found) -> tuple[Batch, Bundle]:
        """What was found in a bundle, for the caller, and to be extended further."""
        beaten = bundle.nodes[:0]
        if self._insertions:
            verdicts = np.array(
                [self._verdict(bundle, index) for index in range(len(bundle.nodes))]
            )
            beaten = bundle.nodes[verdicts != NONE]
            keep = ~np.isin(found.parent, bundle.nodes[verdicts == HOPELESS])
            found = found.where(keep)
            self._parent += found.parent.tolist()
            self._step += found.step.tolist()
        size = len(found.parent)
        numbers = np.arange(self._count, self._count + size)
        self._count += size
        length = np.full(size, bundle.length + 1)
        batch = Batch(found.parent, found.step, found.support, length, beaten)
        return batch, found.children._replace(nodes=numbers)

    def _verdict(self, bundle: Bundle, index: int) -> int:
        """What can be put into a pattern of a bundle."""
        pattern: list[int] = []
        node = int(bundle.nodes[index])
        while node >= 0:
            pattern.append(self._step[node] // 2)
            node = self._parent[node]
        ends = bundle.position[bundle.bounds[index] : bundle.bounds[index + 1]]
        rows = self._data.sequence[ends]
        rows = rows[np.argsort(self._lengths[rows])]  # short ones share little
        return insertion(map(self._row, rows.tolist()), pattern[::-1])

    def _row(self, number: int) -> Row:
        """A sequence, forwards and backwards."""
        if number not in self._rows:
            begin, end = self._bounds[number], self._bounds[number + 1]
            row = self._data.items[begin:end].tolist()
            self._rows[number] = (row, row[::-1])
        return self._rows[number]


def _roots(data: Occurrences) -> Bundle:
    """All patterns of one term: where they stand first, or everywhere if that is not enough."""
    keep = np.flatnonzero(data.previous < 0) if data.plain else np.arange(len(data.items))
    order = keep[np.argsort(data.items[keep], kind="stable")].astype(np.int32)
    nodes = np.arange(len(data.codes))
    bounds = np.searchsorted(data.items[order], np.arange(len(nodes) + 1))
    start = None if data.window_end is None else order
    bundle = Bundle(nodes, 1, bounds.astype(np.int64), order, start)
    return bundle if data.roots is None else _piece(bundle, *data.roots)


def _pieces(data: Occurrences, known: Followers | None, bundle: Bundle, size: int) -> list[Bundle]:
    """Cut a bundle, between nodes, into pieces of about `size` extensions, at least one node each."""
    if not len(bundle.nodes):
        return []
    if known is None:
        steps = data.end.take(bundle.position) - bundle.position
    else:
        after = known.pointers.take(bundle.position + 1)
        steps = after - known.pointers.take(bundle.position)
    work = np.cumsum(steps, dtype=np.int64)[bundle.bounds[1:] - 1]
    marks = np.searchsorted(work, np.arange(size, work[-1] + size, size), "right")
    cuts = np.unique(np.concatenate(([0], marks, [len(work)])))
    return [_piece(bundle, begin, end) for begin, end in pairwise(cuts.tolist())]


def _piece(bundle: Bundle, begin: int, end: int) -> Bundle:
    """Some neighbouring nodes of a bundle."""
    low, high = bundle.bounds[[begin, end]].tolist()
    return Bundle(
        bundle.nodes[begin:end],
        bundle.length,
        bundle.bounds[begin : end + 1] - low,
        bundle.position[low:high],
        None if bundle.start is None else bundle.start[low:high],
    )
