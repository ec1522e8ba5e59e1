"""Greedy search: the best of the few most promising unions, exactly, and prune after each.

SLIM (Smets & Vreeken 2012) takes the candidate with the best *estimated* gain that gains at all. Here the
exact gains of a handful of them are compared, which costs little and leads further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from deltalang.mining.compression.state import State
from deltalang.mining.database import Counts

HANDFUL = 4  # candidates whose exact gains are compared
OFFERED = 16  # candidates that are fetched at once


def descend(state: State, *, most: int | None, over: Callable[[], bool]) -> Iterator[int]:
    """Insert unions while one makes the size smaller; give the gain of each step (pruning included).

    `most` is the largest number of elements that the code table may have; `over` is asked before each
    handful of candidates and ends the search when it says so.
    """
    while most is None or len(state.table) < most:
        size = state.size
        element = _chosen(state, over)
        if element is None:
            return
        usage = _usages(state)
        state.insert(element)
        _prune(state, _fallen(state, usage))
        yield size - state.size


def prune(state: State) -> None:
    """Remove elements of the code table while that costs nothing, the one with most gain first."""
    _prune(state, state.table.tolist())


def _chosen(state: State, over: Callable[[], bool]) -> int | None:
    """The union to insert next; candidates that do not gain are rejected on the way."""
    while True:
        lefts, rights = state.best(OFFERED)
        if not len(lefts):
            return None
        for begin in range(0, len(lefts), HANDFUL):
            if over():
                return None
            some = slice(begin, begin + HANDFUL)
            gains = state.gains(lefts[some], rights[some])
            place = int(gains.argmax())
            if gains[place] > 0:
                return state.elements.joined(int(lefts[some][place]), int(rights[some][place]))
            state.reject(lefts[some], rights[some])


def _usages(state: State) -> Counts:
    """The usages of all elements that are not single terms, a copy."""
    return state.usage[state.elements.singles : state.elements.count].copy()


def _fallen(state: State, usage: Counts) -> list[int]:
    """The elements whose usage is lower than it was, ascending; new ones are none of them."""
    first = state.elements.singles
    now = state.usage[first : first + len(usage)]
    fallen: list[int] = (np.flatnonzero(now < usage) + first).tolist()
    return fallen


def _prune(state: State, suspects: list[int]) -> None:
    """Remove suspects while that costs nothing; who loses usage by it becomes a suspect."""
    while suspects:
        gains = state.losses(np.array(suspects, np.int64))
        place = int(gains.argmax())
        if gains[place] < 0:
            return
        usage, useless = _usages(state), suspects[place]
        state.remove(useless)
        suspects = sorted({*suspects, *_fallen(state, usage)} - {useless})
