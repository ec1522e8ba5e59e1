"""The splits of a pattern in two, and the supports that testing them takes.

Sides are masks over the positions of the pattern: bit j stands for its term j. A split is named by the
side of the first term, so each is there once: all 2^(k-1) - 1 of them up to 10 terms. Above that: every
single term against the rest, and two halvings, first against last positions and even against odd ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts
from deltalang.mining.evidence.counting import SHORT, Covers, Marks, supports_of_subsets

Places = NDArray[np.intp]


@attrs.frozen(eq=False)
class Plan:
    """Which subsets to count for patterns of one size (2 or more), and where to find them then.

    `subsets` int64 masks, ascending, the whole pattern last. Places in `subsets`: `left` and `right`, one
    entry a split; `one`, one entry a term, the pattern without it; `two` (k × k) without two of them,
    None for pairs.
    """

    subsets: Counts
    left: Places
    right: Places
    one: Places
    two: Places | None

    @classmethod
    def of(cls, size: int) -> Plan:
        """Plan for patterns of this many terms.

        >>> plan = Plan.of(3)
        >>> [(int(plan.subsets[a]), int(plan.subsets[b])) for a, b in zip(plan.left, plan.right)]
        [(1, 6), (3, 4), (5, 2)]
        """
        whole = (1 << size) - 1
        left = _sides(size)
        bits = np.int64(1) << np.arange(size, dtype=np.int64)
        one = whole ^ bits
        two = whole ^ (bits[:, None] | bits)
        wanted = np.unique(np.concatenate([left, whole ^ left, one, two.ravel(), [whole]]))
        wanted = wanted[wanted > 0]
        return cls(
            wanted,
            np.searchsorted(wanted, left),
            np.searchsorted(wanted, whole ^ left),
            np.searchsorted(wanted, one),
            np.searchsorted(wanted, two) if size > 2 else None,
        )


def _sides(size: int) -> Counts:
    """The side of the first term in every split that is tested."""
    whole = (1 << size) - 1
    if size <= SHORT:
        return np.arange(1, whole, 2, dtype=np.int64)
    singles = [1] + [whole ^ (1 << position) for position in range(1, size)]
    first = (1 << (size // 2)) - 1
    even = sum(1 << position for position in range(0, size, 2))
    return np.array([*singles, first, even], np.int64)


@attrs.frozen(eq=False)
class Tables:
    """Supports for patterns of one size: `whole` by pattern, `left` and `right` by pattern and split.

    `one` by pattern and missing term, `two` by pattern and two missing terms, None for pairs.
    """

    plan: Plan
    whole: Counts
    left: Counts
    right: Counts
    one: Counts
    two: Counts | None

    @classmethod
    def of(
        cls,
        covers: Covers,
        plan: Plan,
        patterns: Sequence[Sequence[int]],
        without: Marks | None = None,
    ) -> Tables:
        """Count what the plan asks for; `without` marks rows that are left out."""
        counted = np.empty((len(patterns), len(plan.subsets)), np.int64)
        for number, codes in enumerate(patterns):
            counted[number] = supports_of_subsets(covers, codes, plan.subsets, without)
        two = None if plan.two is None else counted[:, plan.two]
        left, right = counted[:, plan.left], counted[:, plan.right]
        return cls(plan, counted[:, -1], left, right, counted[:, plan.one], two)

    def implied(self) -> Counts:
        """Which terms of each pattern others imply in a proper part of it, as masks of positions.

        Term j is implied when some part without another term i stands in as many scenes without j.
        """
        if self.two is None:
            return np.zeros(len(self.whole), np.int64)
        same = self.one[:, :, None] == self.two  # pattern, i, j
        size = self.one.shape[1]
        same[:, np.arange(size), np.arange(size)] = False
        bits = np.int64(1) << np.arange(size, dtype=np.int64)
        masks: Counts = np.where(same.any(axis=1), bits, 0).sum(axis=1)
        return masks
