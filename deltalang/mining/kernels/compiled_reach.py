"""Compiled inner loops of the search for sequential patterns: count what can follow a node, deal it out.

This is occurrence deliver (Uno, Kiyomi, Arimura 2004) on projected sequences (PrefixSpan, Pei et al.
2004): one pass counts what follows the ends of a node, a second one hands each frequent child its
ends. A *key* is twice the number of a term, plus one if it joins the beat before it. There are three
ways to walk: along laid out followers, along suffixes (first matches), and by everything in reach.
"""

from __future__ import annotations

from typing import NamedTuple

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.compiled_bits import compiled

FOLLOW, SUFFIX, REACH = range(3)  # the ways to walk
SEQUENCE, LOW, HIGH, BEAT = range(4)  # columns of `Steps.reach`, see `Occurrences`


class Steps(NamedTuple):
    """Occurrences as plain arrays, those that are not needed empty.

    `place` and `key` are followers. `reach` holds, side by side because they are wanted together, what
    a search by reach asks of a position, see the columns.
    """

    walk: int
    items: Codes
    sequence: Codes
    end: Codes
    previous: Codes
    low: Codes
    reach: Codes
    window_end: Codes
    weights: Counts
    pointers: Counts
    place: Codes
    key: Codes


class Tally(NamedTuple):
    """What is counted for the keys that follow a node; zero between nodes.

    `often` counts ends and `support` sequences by weight; `last` is the sequence that counted last,
    `slot` where the next end of a key goes (-1: nowhere), `touched` the keys that were counted.
    """

    often: Counts
    support: Counts
    last: Codes
    slot: Counts
    touched: Codes


@compiled
def counted(steps: Steps, tally: Tally, ends: Codes, starts: Codes, begin: int, end: int) -> int:
    """Count what follows the ends of a node; how many keys were touched."""
    if steps.walk == FOLLOW:
        return _count_followers(steps, tally, ends, begin, end)
    if steps.walk == SUFFIX:
        return _count_suffixes(steps, tally, ends, begin, end)
    return _count_reach(steps, tally, ends, starts, begin, end)


@compiled
def deal(steps: Steps, tally: Tally, ends: Codes, starts: Codes, begin: int, end: int) -> None:
    """Write the ends of the children, and where they start, to their slots."""
    if steps.walk == FOLLOW:
        _deal_followers(steps, tally, ends, begin, end)
    elif steps.walk == SUFFIX:
        _deal_suffixes(steps, tally, ends, begin, end)
    else:
        _deal_reach(steps, tally, ends, starts, begin, end)


# Arrays are taken out of their tuples before a loop: inside, each access would count references.


@compiled
def _count_followers(steps: Steps, tally: Tally, ends: Codes, begin: int, end: int) -> int:
    pointers, keys, sequence, weights = steps.pointers, steps.key, steps.sequence, steps.weights
    often, support, touched = tally.often, tally.support, tally.touched
    weighted, count = len(weights) > 0, 0
    for index in range(begin, end):
        position = ends[index]
        weight = weights[sequence[position]] if weighted else 1
        for step in range(pointers[position], pointers[position + 1]):
            key = keys[step]
            if often[key] == 0:
                touched[count] = key
                count += 1
            often[key] += 1
            support[key] += weight
    return count


@compiled
def _deal_followers(steps: Steps, tally: Tally, ends: Codes, begin: int, end: int) -> None:
    pointers, keys, places, slots = steps.pointers, steps.key, steps.place, tally.slot
    for index in range(begin, end):
        position = ends[index]
        for step in range(pointers[position], pointers[position + 1]):
            slot = slots[keys[step]]
            if slot >= 0:
                ends[slot] = places[step]
                slots[keys[step]] = slot + 1


@compiled
def _count_suffixes(steps: Steps, tally: Tally, ends: Codes, begin: int, end: int) -> int:
    items, previous, sequence, weights = steps.items, steps.previous, steps.sequence, steps.weights
    lows, stops = steps.low, steps.end
    often, support, touched = tally.often, tally.support, tally.touched
    weighted, count = len(weights) > 0, 0
    for index in range(begin, end):
        position = ends[index]
        weight = weights[sequence[position]] if weighted else 1
        low = lows[position]
        for place in range(low, stops[position]):
            if previous[place] < low:
                key = 2 * items[place]
                if often[key] == 0:
                    touched[count] = key
                    count += 1
                often[key] += 1
                support[key] += weight
    return count


@compiled
def _deal_suffixes(steps: Steps, tally: Tally, ends: Codes, begin: int, end: int) -> None:
    items, previous, slots = steps.items, steps.previous, tally.slot
    lows, stops = steps.low, steps.end
    for index in range(begin, end):
        low, stop = lows[ends[index]], stops[ends[index]]
        for place in range(low, stop):
            if previous[place] < low:
                slot = slots[2 * items[place]]
                if slot >= 0:
                    ends[slot] = place
                    slots[2 * items[place]] = slot + 1


# Of two ends in one sequence the later one starts later as well (or at the same place). So for a next
# term the nearest end before it is the only one that matters: an end reaches up to where the next one
# takes over. Nothing is found twice, and the latest start of each end is known.


@compiled
def _count_reach(
    steps: Steps, tally: Tally, ends: Codes, starts: Codes, begin: int, end: int
) -> int:
    items, reach, window_ends, weights = steps.items, steps.reach, steps.window_end, steps.weights
    often, support, touched, last = tally.often, tally.support, tally.touched, tally.last
    weighted, window, count = len(weights) > 0, len(window_ends) > 0, 0
    for index in range(begin, end):
        position = ends[index]
        sequence = reach[position, SEQUENCE]
        weight = weights[sequence] if weighted else 1
        beyond = reach[position, HIGH]
        if window:
            beyond = min(beyond, window_ends[starts[index]])
        if index + 1 < end and reach[ends[index + 1], SEQUENCE] == sequence:
            beyond = min(beyond, reach[ends[index + 1], LOW])
        for joined in range(2):
            first = position + 1 if joined else reach[position, LOW]
            for place in range(first, reach[position, BEAT] if joined else beyond):
                key = 2 * items[place] + joined
                if often[key] == 0:
                    touched[count] = key
                    count += 1
                elif last[key] == sequence:
                    often[key] += 1
                    continue
                often[key] += 1
                support[key] += weight
                last[key] = sequence
    return count


@compiled
def _deal_reach(
    steps: Steps, tally: Tally, ends: Codes, starts: Codes, begin: int, end: int
) -> None:
    items, reach, window_ends, slots = steps.items, steps.reach, steps.window_end, tally.slot
    window = len(window_ends) > 0
    for index in range(begin, end):
        position, start = ends[index], starts[index]
        beyond = reach[position, HIGH]
        if window:
            beyond = min(beyond, window_ends[start])
        if index + 1 < end and reach[ends[index + 1], SEQUENCE] == reach[position, SEQUENCE]:
            beyond = min(beyond, reach[ends[index + 1], LOW])
        for joined in range(2):
            first = position + 1 if joined else reach[position, LOW]
            for place in range(first, reach[position, BEAT] if joined else beyond):
                key = 2 * items[place] + joined
                slot = slots[key]
                if slot >= 0:
                    ends[slot] = place
                    starts[slot] = start
                    slots[key] = slot + 1
