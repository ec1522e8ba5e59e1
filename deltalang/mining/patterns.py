"""Patterns in columns: what a miner found, as arrays; Python objects only when somebody asks.

A pattern is its parent's terms and then its own: `terms[offsets[i]:offsets[i + 1]]`. Parents stand before
their children, shorter ways to a pattern before longer ones. So a hundred thousand patterns that share
beginnings are four arrays, and none of them is copied to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts


class Flat(NamedTuple):
    """Whole patterns: pattern `i` is `terms[offsets[i]:offsets[i + 1]]`, with `joined` beside it."""

    offsets: Counts
    terms: Codes
    joined: NDArray[np.bool_] | None


@attrs.frozen(eq=False)
class Patterns:
    """The patterns of a run, columnar and read-only.

    `parent` int64: the pattern that it extends, -1 for none; `offsets` int64 (one more than patterns)
    and `terms` int32 codes: the terms of its own; `support` int64, in scenes; `joined` bool beside
    `terms`, only for sequences with beats: the term stands in the same beat as the one before.
    `limit` names the limit that ended the run before everything was found ("patterns", "time",
    "cancelled"), None when it is complete.
    """

    parent: Counts
    offsets: Counts
    terms: Codes
    support: Counts
    vocabulary: Sequence[Any]
    joined: NDArray[np.bool_] | None = None
    limit: str | None = None

    def __attrs_post_init__(self) -> None:
        for array in (self.parent, self.offsets, self.terms, self.support, self.joined):
            if array is not None:
                array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.support)

    @property
    def lengths(self) -> Counts:
        """How many terms each pattern has."""
        own = np.diff(self.offsets)
        lengths = own.copy()
        for level in self._levels():
            lengths[level] += np.where(self.parent[level] >= 0, lengths[self.parent[level]], 0)
        return lengths

    def flat(self) -> Flat:
        """Every pattern in full, as arrays.

        >>> import numpy as np
        >>> one = Patterns(np.array([-1, 0]), np.array([0, 1, 2]), np.array([4, 7]), np.array([9, 5]), [])
        >>> one.flat().terms.tolist()
        [4, 4, 7]
        """
        lengths = self.lengths
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        terms = np.empty(offsets[-1], np.int32)
        joined = None if self.joined is None else np.empty(offsets[-1], np.bool_)
        node = np.arange(len(self))
        end = offsets[1:].copy()
        while len(node):  # from the ends backwards, one ancestor at a time
            own = np.diff(self.offsets)[node]
            end -= own
            to = ranges(end, own)
            source = ranges(self.offsets[node], own)
            terms[to] = self.terms[source]
            if joined is not None and self.joined is not None:
                joined[to] = self.joined[source]
            node = self.parent[node]
            more = node >= 0
            node, end = node[more], end[more]
        return Flat(offsets, terms, joined)

    def codes(self, index: int) -> list[int]:
        """The codes of one pattern, in order."""
        found: list[list[int]] = []
        while index >= 0:
            found.append(self.terms[self.offsets[index] : self.offsets[index + 1]].tolist())
            index = int(self.parent[index])
        return [code for own in reversed(found) for code in own]

    def __iter__(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Give every pattern as a tuple of terms, with its support."""
        names = self.vocabulary
        known: list[tuple[Any, ...]] = []
        steps, terms = self.offsets.tolist(), self.terms.tolist()
        rows = zip(self.parent.tolist(), steps, steps[1:], self.support.tolist(), strict=False)
        for parent, begin, end, support in rows:
            own = tuple(names[code] for code in terms[begin:end])
            known.append(known[parent] + own if parent >= 0 else own)
            yield known[-1], support

    def _levels(self) -> Iterator[NDArray[np.intp]]:
        """The patterns by their distance from a root, nearest first."""
        depth = np.zeros(len(self), np.int64)
        node = self.parent
        while True:
            deeper = node >= 0
            if not deeper.any():
                break
            depth += deeper
            node = np.where(deeper, self.parent[np.maximum(node, 0)], -1)
        order = np.argsort(depth, kind="stable")
        bounds = np.searchsorted(depth[order], np.arange(int(depth.max(initial=-1)) + 2))
        for begin, end in pairwise(bounds):
            yield order[begin:end]


def ranges(begin: Counts, lengths: Counts) -> Counts:
    """The numbers of several ranges, one after another.

    >>> import numpy as np
    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(begin - (ends - lengths), lengths) + np.arange(total)
