"""Bit sets of rows in numpy: a word holds 64 rows, a set of rows is a line of words.

Rows with weights stand in planes of powers of two, see `planes_of`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.ranked import Ranked, Words

WORDS_AT_A_TIME = 2**14


def bits(ranked: Ranked, planes: Counts, memory: int) -> Words:
    """The rows of every rank as bit sets: some ranks at a time are written as bytes and packed."""
    size, width, data = len(ranked.codes), int(planes[-1]), ranked.data
    rank = ranked.rank[data.items]
    place = np.full((len(planes) - 1, len(data)), -1)
    for plane, line in enumerate(place):
        inside = np.flatnonzero(data.weights >> plane & 1)
        line[inside] = planes[plane] * 64 + np.arange(len(inside))
    row = data.rows
    found = np.empty((size, width), np.uint64)
    step = max(1, memory // (64 * max(1, width)))
    for low in range(0, size, step):
        some = np.flatnonzero((rank >= low) & (rank < low + step))
        flags = np.zeros((min(step, size - low), width * 64), np.bool_)
        for line in place:
            to = line[row[some]]
            flags[rank[some[to >= 0]] - low, to[to >= 0]] = True
        packed = np.packbits(flags, axis=1, bitorder="little")
        found[low : low + step] = packed.view("<u8")
    return found


def shared(left: Words, one: Counts, right: Words, other: Counts | Codes, planes: Counts) -> Counts:
    """The weight of the rows that lines `one` of a matrix share with lines `other` of another.

    Some pairs at a time go through the same small arrays, which stay in the cache of the processor.
    """
    total = np.zeros(len(one), np.int64)
    step = max(1, WORDS_AT_A_TIME // max(1, left.shape[1]))
    rows = np.empty((min(step, len(one)), left.shape[1]), np.uint64)
    more, ones = np.empty_like(rows), np.empty(rows.shape, np.uint8)
    for begin in range(0, len(one), step):
        some = one[begin : begin + step]
        many = len(some)
        np.take(left, some, axis=0, out=rows[:many], mode="clip")
        np.take(right, other[begin : begin + step], axis=0, out=more[:many], mode="clip")
        np.bitwise_and(rows[:many], more[:many], out=rows[:many])
        np.bitwise_count(rows[:many], out=ones[:many])
        for plane in range(len(planes) - 1):
            part = ones[:many, planes[plane] : planes[plane + 1]].sum(axis=1, dtype=np.int64)
            total[begin : begin + step] += part << plane
    return total


def within(left: Words, one: Counts, right: Words, other: Counts) -> NDArray[np.bool_]:
    """Whether all rows of lines `one` of a matrix are in lines `other` of another; see `shared`."""
    found = np.empty(len(one), np.bool_)
    step = max(1, WORDS_AT_A_TIME // max(1, left.shape[1]))
    for begin in range(0, len(one), step):
        some = slice(begin, begin + step)
        found[some] = ~(left[one[some]] & ~right[other[some]]).any(axis=1)
    return found
