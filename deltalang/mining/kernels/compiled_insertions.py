"""Compiled search for what can be put into a pattern; see `insertions`, which says the same slowly."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.compiled_bits import compiled
from deltalang.mining.kernels.compiled_reach import Steps
from deltalang.mining.kernels.insertions import BEATEN, HOPELESS, NONE
from deltalang.mining.occurrences import Occurrences

WHOLE, EARLY = range(2)


class Periods(NamedTuple):
    """Room to look at the periods of a pattern.

    `rows` are the bounds of sequences. `path` is the pattern, `firsts` its first match, one more in
    front; `seen[kind, i, term]` says how many sequences running shared a term in period `i`, on top of
    `base[0]`, which is above all that was seen before.
    """

    rows: Counts
    path: Codes
    firsts: Counts
    seen: Counts
    base: Counts


def periods_of(data: Occurrences, longest: int = 16) -> Periods:
    """Room for patterns of up to `longest` terms."""
    return Periods(
        rows=data.bounds,
        path=np.zeros(longest, np.int32),
        firsts=np.zeros(longest + 1, np.int64),
        seen=np.zeros((2, longest, len(data.codes)), np.int64),
        base=np.ones(1, np.int64),
    )


def no_periods() -> Periods:
    """Room for nothing."""
    none = np.zeros(0, np.int64)
    return Periods(none, np.zeros(0, np.int32), none, np.zeros((0, 0, 0), np.int64), none)


def deeper(periods: Periods) -> Periods:
    """Room for patterns twice as long; the path is kept."""
    longest = 2 * len(periods.path)
    return Periods(
        rows=periods.rows,
        path=np.resize(periods.path, longest),
        firsts=np.zeros(longest + 1, np.int64),
        seen=np.zeros((2, longest, periods.seen.shape[2]), np.int64),
        base=periods.base,
    )


@compiled
def insertion(
    whole: Steps, sequence: Codes, periods: Periods, length: int, ends: Codes, begin: int, end: int
) -> int:
    """Say what the sequences of some ends let be put into the pattern in `path`."""
    items, path, firsts = whole.items, periods.path, periods.firsts
    base = periods.base[0]
    periods.base[0] = base + (end - begin) + 1
    early = 0
    for number in range(end - begin):
        row = sequence[ends[begin + number]]
        start, stop = periods.rows[row], periods.rows[row + 1]
        at = start - 1
        firsts[0] = at
        for index in range(length):
            at += 1
            while items[at] != path[index]:
                at += 1
            firsts[index + 1] = at
        early = _shared(items, periods, EARLY, length, at + 1, base + number, number == 0)
        if _shared(items, periods, WHOLE, length, stop, base + number, number == 0) == 0:
            return NONE
    return HOPELESS if early else BEATEN


@compiled
def _shared(
    items: Codes, periods: Periods, kind: int, length: int, stop: int, seen: int, fresh: bool
) -> int:
    """How many terms of the periods, which end before `stop`, were in all sequences up to this one."""
    path, firsts, marks = periods.path, periods.firsts, periods.seen
    shared = 0
    for index in range(length - 1, -1, -1):
        stop -= 1
        while items[stop] != path[index]:
            stop -= 1
        for place in range(firsts[index] + 1, stop):
            term = items[place]
            if fresh or marks[kind, index, term] == seen:
                shared += marks[kind, index, term] != seen + 1
                marks[kind, index, term] = seen + 1
    return shared
