"""How far a set of terms is from independence: expected count, lift, leverage, NPMI.

With n scenes, a pattern of k terms in s of them, and term i in s_i of them:

    expected   n · Π (s_i / n)                     the count, were the terms independent
    lift       s / expected                        1 is independence
    leverage   (s - expected) / n                  a share of the scenes, 0 is independence
    NPMI       ln(lift) / (-(k - 1) · ln(s / n))   1 when the terms never part, 0 is independence

NPMI of more than two terms is the normalised *specific correlation* of Van de Cruys (2011), "Two
multivariate generalizations of pointwise mutual information"; for two it is that of Bouma (2009).
Leverage over *partitions* (Webb 2010, "Self-sufficient itemsets") takes the split of the pattern that
expects most: it is never above the leverage over independence of the split's two halves.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from deltalang.mining.database import Counts
from deltalang.mining.patterns import Flat

Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Association:
    """Four float64 columns beside the patterns: the formulas stand at the top of the module.

    `expected` in scenes, `lift` a ratio (inf beyond the range of floats), `leverage` a share of all
    scenes, `npmi` from -1 to 1.
    """

    expected: Floats
    lift: Floats
    leverage: Floats
    npmi: Floats


class Exact(NamedTuple):
    """The same for one pattern, as exact fractions."""

    expected: Fraction
    lift: Fraction
    leverage: Fraction


def exact(support: int, singles: Sequence[int], total: int) -> Exact:
    """Measure one pattern exactly, from its support and the supports of its terms.

    Raises ValueError for counts that no scenes can have.

    >>> exact(4, [5, 4], 10)
    Exact(expected=Fraction(2, 1), lift=Fraction(2, 1), leverage=Fraction(1, 5))
    """
    if not singles or not 0 <= support <= min(singles) or not 0 < max(singles) <= total:
        raise ValueError(f"no {total} scenes hold terms {list(singles)} times, together {support}")
    if min(singles) == 0:
        raise ValueError("a term that stands in no scene has no lift")
    expected = Fraction(total)
    for single in singles:
        expected *= Fraction(single, total)
    return Exact(expected, support / expected, (support - expected) / total)


def association(patterns: Flat, support: Counts, singles: Counts, total: int) -> Association:
    """Measure many patterns at once.

    `support` int64 beside the patterns, `singles` int64 by code (see `Database.supports`), `total` in
    scenes. A pattern of one term has lift 1 and NPMI 0. Raises ValueError for counts that no scenes
    can have.

    >>> one = Flat(np.array([0, 2]), np.array([0, 1], np.int32), None)
    >>> found = association(one, np.array([4]), np.array([5, 4]), 10)
    >>> found.expected.tolist(), found.lift.tolist(), found.leverage.round(9).tolist()
    ([2.0], [2.0], [0.2])
    """
    _check(patterns, support, singles, total)
    lengths = np.diff(patterns.offsets)
    together = support / max(1, total)
    alone = np.ones(len(support))
    bits = np.zeros(len(support))
    # One position after another, not reduceat: the order of the factors is then the same everywhere.
    for position in range(int(lengths.max(initial=0))):
        there = np.flatnonzero(lengths > position)
        share = singles[patterns.terms[patterns.offsets[there] + position]] / total
        alone[there] *= share
        bits[there] -= np.log(share)
    with np.errstate(divide="ignore", over="ignore"):
        lift = together / alone
    return Association(alone * total, lift, together - alone, _npmi(together, bits, lengths))


def split_leverage(support: Counts, left: Counts, right: Counts, total: int) -> Floats:
    """The least leverage over the splits of each pattern, as a share of the scenes.

    `support` has one entry a pattern; `left` and `right`, the supports of the two sides, one row a
    pattern and one column a split. Counted in whole numbers, so exact for fewer than 3 · 10⁹ scenes.

    >>> split_leverage(np.array([4]), np.array([[5, 4]]), np.array([[4, 8]]), 10).tolist()
    [0.08]
    """
    surplus = support[:, None] * np.int64(total) - left * right
    least: Counts = surplus.min(axis=1)
    return least / (float(total) * float(total))


def npmi_of_pairs(both: ArrayLike, left: ArrayLike, right: ArrayLike, total: int) -> Floats:
    """NPMI of pairs whose own counts are known, such as words that stand side by side.

    >>> npmi_of_pairs([5, 0], [5, 5], [5, 5], 10).tolist()
    [1.0, -1.0]
    """
    together = np.asarray(both, np.float64) / total
    bits = -np.log(np.asarray(left) / total) - np.log(np.asarray(right) / total)
    return _npmi(together, bits, np.full(together.shape, 2))


def _npmi(together: Floats, bits: Floats, lengths: Counts) -> Floats:
    """NPMI from the share of scenes and the summed surprise of the terms, in nats."""
    steps = np.maximum(lengths - 1, 1)
    found = np.zeros(together.shape)
    never = together == 0
    found[never] = -1 / steps[never]  # the limit when the share goes to 0
    inside = (together > 0) & (together < 1) & (lengths > 1)  # in every scene: nothing is said
    surprise = -np.log(together[inside])
    found[inside] = (bits[inside] - surprise) / (steps[inside] * surprise)
    return np.clip(found, -1.0, 1.0)


def _check(patterns: Flat, support: Counts, singles: Counts, total: int) -> None:
    """Raise ValueError for counts that no scenes can have."""
    if len(patterns.offsets) != len(support) + 1:
        raise ValueError(f"{len(patterns.offsets) - 1} patterns, but {len(support)} supports")
    if not len(support):
        return
    own = singles[patterns.terms]
    upper = np.repeat(support, np.diff(patterns.offsets))
    if support.min() < 0 or support.max() > total or (own < upper).any():
        raise ValueError("a pattern cannot stand in more scenes than there are, or than its terms")
    if own.size and (own.min() < 1 or own.max() > total):
        raise ValueError(f"every term of a pattern stands in 1 to {total} scenes")
