"""Fisher's exact test, one-sided: the chance that two things meet this often by luck.

    both        a = both          b = left - both                 row     left
                c = right - both  d = total - left - right + a    column  right

P(X ≥ a) with all margins fixed (hypergeometric). The point probability is written as Loader (2000),
"Fast and accurate computation of binomial probabilities", writes the binomial's: Stirling's errors and
deviances of the four cells from their expectations. So no large logarithms cancel: the error is about
10⁻¹³ of p, and 10⁻⁸ of p at most where p is below 10⁻¹⁰⁰⁰. The tail is then summed term by term
from a, away from the middle.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deltalang.mining.database import Counts

Floats = NDArray[np.float64]

LARGEST = 3_000_000_000  # products of two counts must fit into an int64
_TINY = 2.0**-60  # a term below this share of the sum cannot change it any more
_SMALL = 16
_STEPS = 16  # terms of the tail between two looks at which sums are complete


def _remainder(number: int) -> float:
    """Compute ln n! - (n ln n - n), which is 0 for 0."""
    return math.lgamma(number + 1) - (number * math.log(number) - number if number else 0.0)


_REMAINDERS = np.array([_remainder(number) for number in range(_SMALL)])
_REMAINDERS.flags.writeable = False


def fisher(both: ArrayLike, left: ArrayLike, right: ArrayLike, total: ArrayLike) -> Floats:
    """P-values of many tables at once: the chance of `both` or more scenes with both sides.

    Counts broadcast against each other; the result is float64 of their common shape. Raises
    ValueError for counts that no table has.

    >>> fisher(3, 3, 3, 6).round(9).item()  # three of three, from six: 1 / C(6, 3)
    0.05
    """
    found: Floats = np.exp(log_fisher(both, left, right, total))
    return found


def log_fisher(both: ArrayLike, left: ArrayLike, right: ArrayLike, total: ArrayLike) -> Floats:
    """Natural logarithms of the p-values, at most 0: they say how far below 10⁻³⁰⁸ a value is.

    See `fisher`.

    >>> log_fisher(500, 500, 500, 5000).round(3).item()
    -1621.441
    """
    counts = (np.asarray(count, np.int64) for count in (both, left, right, total))
    a, row, column, n = np.broadcast_arrays(*counts)
    _check(a, row, column, n)
    shape = a.shape
    a, row, column, n = a.ravel(), row.ravel(), column.ravel(), n.ravel()
    found = np.zeros(a.size)
    # Above the mode the upper tail falls from `a` on; below, the lower one falls from a - 1 down.
    above = a * (n + 2) >= (row + 1) * (column + 1)
    least = np.maximum(0, row + column - n)
    lower = ~above & (a > least)
    for where, start, upward in ((above, a, True), (lower, a - 1, False)):
        cells = _cells(start[where], row[where], column[where], n[where])
        log_tail = _log_point(cells, n[where]) + np.log(_tail(cells, upward=upward))
        found[where] = log_tail if upward else np.log1p(-np.minimum(np.exp(log_tail), 1 - _TINY))
    return np.minimum(found, 0.0).reshape(shape)


def _check(a: Counts, row: Counts, column: Counts, n: Counts) -> None:
    """Raise ValueError for counts that no table has."""
    if not a.size:
        return
    if int(n.max()) > LARGEST:
        raise ValueError(f"the exact test counts up to {LARGEST} scenes, not {n.max()}")
    bad = (a < 0) | (a > np.minimum(row, column)) | (np.maximum(row, column) > n)
    bad |= a < row + column - n
    if bad.any():
        i = np.unravel_index(int(np.argmax(bad)), bad.shape)
        raise ValueError(
            f"no {n[i]} scenes hold one side {row[i]} times, the other {column[i]} times, both {a[i]}"
        )


def _cells(a: Counts, row: Counts, column: Counts, n: Counts) -> Counts:
    """The four cells of every table, as four rows."""
    return np.stack([a, row - a, column - a, n - row - column + a])


def _log_point(cells: Counts, n: Counts) -> Floats:
    """Logarithms of the probability of exactly these cells, given their margins."""
    a, b, c, d = cells
    margins = np.stack([a + b, c + d, a + c, b + d])
    rows = margins[[0, 0, 1, 1]].astype(np.float64)
    expected = rows * margins[[2, 3, 2, 3]] / np.maximum(n, 1)
    surplus = (a * d - b * c) / np.maximum(n, 1) * np.array([[1.0], [-1.0], [-1.0], [1.0]])
    point: Floats = _remainders(margins).sum(axis=0) - _remainders(n)
    point -= _remainders(cells).sum(axis=0) + _deviance(cells, expected, surplus).sum(axis=0)
    return point


def _deviance(cells: Counts, expected: Floats, surplus: Floats) -> Floats:
    """Compute x ln(x / e) + e - x, where x - e is known well even when x and e are close."""
    part = np.divide(surplus, expected, out=np.zeros(cells.shape), where=expected > 0)
    part = np.where(cells > 0, part, 0.0)  # ln 0 is never asked for
    inside = expected * ((1 + part) * np.log1p(part) - part)
    return np.where(cells > 0, inside, expected)


def _remainders(numbers: Counts) -> Floats:
    """Compute ln n! - (n ln n - n): a table first, Stirling's series from 16 on (to 10⁻¹⁴)."""
    n = np.maximum(numbers, _SMALL).astype(np.float64)
    square = n * n
    error = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / n
    series = 0.5 * np.log(2 * math.pi * n) + error
    return np.where(numbers < _SMALL, _REMAINDERS[np.minimum(numbers, _SMALL - 1)], series)


def _tail(cells: Counts, *, upward: bool) -> Floats:
    """The sum of the tail as a multiple of its first and largest term."""
    # Going up by one, a and d grow while b and c shrink; going down it is the other way round.
    grow = cells[[0, 3] if upward else [1, 2]].astype(np.float64)
    shrink = cells[[1, 2] if upward else [0, 3]].astype(np.float64)
    found = np.ones(cells.shape[1])
    active = np.arange(cells.shape[1])
    term, total = np.ones(cells.shape[1]), np.ones(cells.shape[1])
    while active.size:
        for _ in range(_STEPS):  # past the last term all are 0
            term *= shrink[0] * shrink[1]
            grow += 1
            term /= grow[0] * grow[1]
            shrink -= 1
            total += term
        found[active] = total
        keep = term > _TINY * total
        active, term, total = active[keep], term[keep], total[keep]
        grow, shrink = grow[:, keep], shrink[:, keep]
    return found
