"""Random numbers that are the same on every machine and with every version of numpy.

Only the raw words of a bit generator are promised to stay as they are (NumPy Enhancement Proposal 19), so
everything here is made of the 64-bit words of PCG64.
"""

from __future__ import annotations

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

Words = NDArray[np.uint64]


def words(source: PCG64, count: int) -> Words:
    """Draw words of 64 random bits."""
    drawn: Words = source.random_raw(count)
    return drawn


def uniform(source: PCG64, count: int) -> NDArray[np.float64]:
    """Draw numbers from 0 (included) to 1 (excluded), multiples of 2⁻⁵³.

    >>> uniform(PCG64(0), 2).round(6).tolist()
    [0.636962, 0.269787]
    """
    return (words(source, count) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def permutation(source: PCG64, count: int) -> NDArray[np.intp]:
    """Put the numbers from 0 to count - 1 into a random order.

    >>> permutation(PCG64(0), 5).tolist()
    [3, 2, 1, 0, 4]
    """
    return np.argsort(words(source, count), kind="stable")
