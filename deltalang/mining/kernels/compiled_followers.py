"""Compiled layout of what can follow each position, for searches where first matches are enough.

The *graph* holds, for each position and each term, the first place where the term follows, if the pair
of terms is frequent at all. For each root a *cut* of it is copied: the positions after its first match
in each sequence, with the terms that are frequent after the root. It pays because a position is the
end of many patterns, most of what follows it is not frequent, and a cut is small enough for the cache.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.compiled_bits import compiled
from deltalang.mining.kernels.compiled_reach import FOLLOW, Steps


class Graph(NamedTuple):
    """Followers of all positions: `place` and `key` at `pointers[i]:pointers[i + 1]`.

    `frequent[a, b]` says whether b is frequent after a. `local` is room for the numbers that positions
    have in a cut. Everything is empty where followers are not laid out.
    """

    frequent: NDArray[np.bool_]
    pointers: Counts
    place: Codes
    key: Codes
    local: Codes


def no_graph() -> Graph:
    """Nothing laid out."""
    none = np.zeros(0, np.int32)
    return Graph(np.zeros((0, 0), np.bool_), np.zeros(0, np.int64), none, none, none)


def graph_of(steps: Steps, frequent: NDArray[np.bool_]) -> Graph:
    """Lay out the followers of all positions."""
    count = len(steps.items)
    pointers = np.zeros(count + 1, np.int64)
    _count(steps, frequent, pointers)
    np.cumsum(pointers, out=pointers)
    place, key = np.empty(pointers[-1], np.int32), np.empty(pointers[-1], np.int32)
    _fill(steps, frequent, place, key)
    return Graph(frequent, pointers, place, key, np.zeros(count, np.int32))


def with_room_for_cuts(steps: Steps, graph: Graph) -> Steps:
    """Steps that walk along the followers of a cut, whatever root it is of."""
    return steps._replace(
        walk=FOLLOW,
        sequence=np.empty_like(steps.sequence),
        pointers=np.empty_like(graph.pointers),
        place=np.empty_like(graph.place),
        key=np.empty_like(graph.key),
    )


@compiled
def cut(graph: Graph, whole: Steps, steps: Steps, root: int, ends: Codes, firsts: Codes) -> None:
    """Write the cut of a root that stands at `firsts`, and where it stands in the cut, to `ends`."""
    frequent, keys, places = graph.frequent, graph.key, graph.place
    items, local, pointers = whole.items, graph.local, graph.pointers
    into, into_place, into_key = steps.pointers, steps.place, steps.key
    into_sequence = steps.sequence
    lows, stops, sequences = whole.low, whole.end, whole.sequence
    number = written = 0
    into[0] = 0
    for index in range(len(firsts)):
        first = firsts[index]
        low, stop, sequence = lows[first], stops[first], sequences[first]
        later = number + 1
        for position in range(low, stop):
            if frequent[root, items[position]]:
                local[position] = later
                later += 1
        ends[index] = number
        for step in range(pointers[first], pointers[first + 1]):
            into_place[written] = local[places[step]]
            into_key[written] = keys[step]
            written += 1
        into_sequence[number] = sequence
        number += 1
        into[number] = written
        for position in range(low, stop):
            if frequent[root, items[position]]:
                for step in range(pointers[position], pointers[position + 1]):
                    if frequent[root, keys[step] // 2]:
                        into_place[written] = local[places[step]]
                        into_key[written] = keys[step]
                        written += 1
                into_sequence[number] = sequence
                number += 1
                into[number] = written


@compiled
def _count(steps: Steps, frequent: NDArray[np.bool_], pointers: Counts) -> None:
    """Count the followers of position `i` at `pointers[i + 1]`."""
    items, previous, lows, stops = steps.items, steps.previous, steps.low, steps.end
    for position in range(len(items)):
        low, stop, first = lows[position], stops[position], items[position]
        for later in range(low, stop):
            if previous[later] < low and frequent[first, items[later]]:
                pointers[position + 1] += 1


@compiled
def _fill(steps: Steps, frequent: NDArray[np.bool_], place: Codes, key: Codes) -> None:
    """Write the followers of all positions."""
    items, previous, lows, stops = steps.items, steps.previous, steps.low, steps.end
    step = 0
    for position in range(len(items)):
        low, stop, first = lows[position], stops[position], items[position]
        for later in range(low, stop):
            if previous[later] < low and frequent[first, items[later]]:
                place[step], key[step] = later, 2 * items[later]
                step += 1
