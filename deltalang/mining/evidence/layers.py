"""Critical values when patterns of all sizes are looked through: Webb's layers.

Webb (2008), "Layered critical values: a powerful direct-adjustment approach to discovering significant
patterns". A pattern of k terms out of m is tested at α · 2^(1-k) / C(m, k), and never above the value of
k - 1 terms. Each size has its own share of α (a half for pairs, a quarter for triples, …), divided by the
number of all *possible* patterns of that size, found or not. So the chance of one or more false patterns
is at most α, however many were looked through, and pairs do not pay for the many possible triples.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_ROUNDING = 1e-12  # a p-value that is equal to the critical one must not miss it by rounding


def critical_values(alpha: float, longest: int, terms: int) -> NDArray[np.float64]:
    """Natural logarithms of the critical values by size, up to `longest`; of 0 and 1 it is α's.

    Raises ValueError for alpha outside (0, 1).

    >>> np.exp(critical_values(0.05, 3, 10)[2:]).round(9).tolist()  # 0.05 / 2 / 45, 0.05 / 4 / 120
    [0.000555556, 0.000104167]
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha is between 0 and 1, not {alpha}")
    values = np.full(longest + 1, math.log(alpha))
    for size in range(2, longest + 1):
        possible = math.log(max(1, math.comb(terms, size)))
        layer = math.log(alpha) - (size - 1) * math.log(2) - possible
        values[size] = min(layer, values[size - 1])
    return values + _ROUNDING
