"""What a code table costs, in whole numbers.

The encoding is that of KRIMP (Vreeken, van Leeuwen & Siebes 2011): an element with usage u of S has a code
of log S - log u bits; the data cost one code per use; the table costs, per used element, its code and its
spelling in the standard code table ST, where every term has the code of its support. Summed up, with m
used elements,

    L = (S + m) log S - sum (u + 1) log u + sum spelling

Search compares sizes millions of times, so they are whole numbers: bits times 2**30 (fewer for huge
corpora), from one table of logarithms that is made with integers only. Sums are then the same in any
order, on any machine and in any engine.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts

FRACTION = 30  # binary digits behind the point
HALF = 1 << 16  # logarithms below are in the table, those above are interpolated
SLOPE = 1512775  # 2**20 / ln 2: the slope of log2 at 1
LARGEST = 2**52  # uses that a corpus may have


class Logs(NamedTuple):
    """Logarithms of whole numbers: `table[u]` is log2(u) * 2**30; `drop` digits of it are left out."""

    table: Counts
    drop: int


def logs_for(total: int) -> Logs:
    """The logarithms for a corpus with `total` uses of terms.

    Raises ValueError for more than 2**52.
    """
    if total > LARGEST:
        raise ValueError(f"at most {LARGEST} terms in all scenes, not {total}")
    largest = (2 * total + 2) * max(1, total.bit_length())
    drop = max(0, largest.bit_length() + FRACTION - 62)
    return Logs(_table(min(total + 2, HALF)), drop)


def log2s(logs: Logs, numbers: Counts) -> Counts:
    """log2 of whole numbers in units of 2**-(30 - drop) bits; 0 for 0.

    >>> (log2s(logs_for(8), np.array([1, 2, 8])) / 2**30).tolist()
    [0.0, 1.0, 3.0]
    """
    if numbers.max(initial=0) < len(logs.table):
        return logs.table[numbers] >> logs.drop
    small = numbers < len(logs.table)
    found = logs.table[np.where(small, numbers, 0)]
    large = numbers[~small]
    digits = np.frexp(large.astype(np.float64))[1].astype(np.int64)
    mantissa = np.left_shift(large, np.maximum(32 - digits, 0)) >> np.maximum(digits - 32, 0)
    high, low = mantissa >> 16, mantissa & 0xFFFF
    slope = ((low << 40) // (high << 16)) * SLOPE >> 30
    found[~small] = logs.table[high] + ((digits - 16) << FRACTION) + slope
    return found >> logs.drop


def log2_of(logs: Logs, number: int) -> int:
    """The same for one number."""
    if number < len(logs.table):
        return int(logs.table[number]) >> logs.drop
    return int(log2s(logs, np.array([number]))[0])


def terms_of(logs: Logs, usage: Counts) -> Counts:
    """(u + 1) log u for each usage: what it takes off the size."""
    return (usage + 1) * log2s(logs, usage)


def size_of(logs: Logs, usage: Counts, spelling: Counts) -> int:
    """The size of data and table together, in units of 2**-(30 - drop) bits."""
    used = usage > 0
    total, count = int(usage.sum()), int(used.sum())
    whole = (total + count) * log2_of(logs, total)
    return whole - int(terms_of(logs, usage).sum()) + int(spelling[used].sum())


def in_bits(logs: Logs, size: int) -> float:
    """A size in bits."""
    return size / float(1 << (FRACTION - logs.drop))


def code_lengths(usage: Counts) -> NDArray[np.float64]:
    """The bits of each code; infinite where an element is not used.

    >>> code_lengths(np.array([3, 1, 0])).round(3).tolist()
    [0.415, 2.0, inf]
    """
    lengths: NDArray[Any] = np.full(len(usage), np.inf)
    used = usage > 0
    lengths[used] = np.log2(max(1, usage.sum())) - np.log2(usage[used])
    return lengths


def _table(size: int) -> Counts:
    """log2 of 0 (given as 0), 1, … size - 1 times 2**30, by squaring the mantissa digit by digit."""
    numbers = np.arange(1, size, dtype=np.uint64)
    digits = np.frexp(numbers.astype(np.float64))[1].astype(np.int64) - 1
    mantissa = numbers << (31 - digits).astype(np.uint64)  # from 1 to 2, with 31 digits
    logarithm = digits
    for _ in range(FRACTION):
        mantissa = (mantissa * mantissa) >> np.uint64(31)
        over = mantissa >> np.uint64(32)
        mantissa >>= over
        logarithm = (logarithm << 1) | over.astype(np.int64)
    return np.concatenate((np.zeros(1, np.int64), logarithm))
