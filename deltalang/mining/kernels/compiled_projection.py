"""Compiled steps of the search for sequential patterns, depth first.

Nodes wait on a stack. Their ends lie in one long array that is used as a stack too, those of the first
child on top: when a node is taken, what is above its ends is free. A call does a bounded amount of
work, so that Python looks at the clock in between, hands on what was found and makes arrays longer.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.compiled_bits import compiled
from deltalang.mining.kernels.compiled_followers import Graph, cut
from deltalang.mining.kernels.compiled_insertions import Periods, insertion
from deltalang.mining.kernels.compiled_reach import FOLLOW, Steps, Tally, counted, deal
from deltalang.mining.kernels.insertions import HOPELESS, NONE

DONE, PAUSED, FULL, SHORT, DEEP = range(5)  # why a kernel came back
ROOT, WAITING, FOUND, WRITTEN, BEATEN, NEEDED = range(6)  # numbers in `State.at`
NODE, BEGIN, END, LENGTH, TERM = range(5)  # columns of `State.waiting`
PARENT, STEP, SUPPORT, DEPTH = range(4)  # columns of `State.found`


class Roots(NamedTuple):
    """The patterns of one term: root `i` stands at `ends[bounds[i]:bounds[i + 1]]`."""

    bounds: Counts
    ends: Codes


class State(NamedTuple):
    """Nodes that wait, the last one next, with their ends and starts; what to hand on; room.

    `beaten` are nodes that are known as not closed. `periods` has room for nothing if nobody asked.
    """

    at: Counts
    waiting: Counts
    ends: Codes
    starts: Codes
    found: Counts
    beaten: Counts
    tally: Tally
    periods: Periods


@compiled
def advance(
    whole: Steps,
    graph: Graph,
    roots: Roots,
    steps: Steps,
    state: State,
    least: int,
    longest: int,
    work: int,
) -> int:
    """Go on with a search until it is done or something else is wanted."""
    at, waiting, tally, path = state.at, state.waiting, state.tally, state.periods.path
    often, support, keys = tally.often, tally.support, tally.touched
    while True:
        if at[WAITING] == 0:
            if at[ROOT] == len(roots.bounds) - 1:
                return DONE
            work -= _take_root(whole, graph, roots, steps, state)
        if work <= 0:
            return PAUSED
        if at[WAITING] + len(keys) > len(waiting):
            return FULL
        if at[WRITTEN] + len(keys) > len(state.found):
            return FULL
        top = at[WAITING] - 1
        begin, end, length = waiting[top, BEGIN], waiting[top, END], waiting[top, LENGTH]
        verdict = NONE
        if len(path):
            if length > len(path):
                return DEEP
            if at[BEATEN] == len(state.beaten):
                return FULL
            path[length - 1] = waiting[top, TERM]
            verdict = insertion(
                whole, steps.sequence, state.periods, length, state.ends, begin, end
            )
            if verdict == HOPELESS:
                at[WAITING] = top
                _beat(state, waiting[top, NODE])
                work -= end - begin
                continue
        touched = counted(steps, tally, state.ends, state.starts, begin, end)
        children, room = 0, end
        for index in range(touched):
            key = keys[index]
            work -= often[key]
            if support[key] >= least:
                room += often[key]
                keys[index], keys[children] = keys[children], key
                children += 1
        deeper = length + 1 < longest
        if deeper and room > len(state.ends):
            _forget(tally, touched)
            at[NEEDED] = room
            return SHORT
        work -= end - begin
        at[WAITING] = top
        if verdict != NONE:
            _beat(state, waiting[top, NODE])
        _write(state, top, children, deeper)
        if deeper and children:
            deal(steps, tally, state.ends, state.starts, begin, end)
        _forget(tally, touched)


@compiled
def _beat(state: State, node: int) -> None:
    """Note that a node is not closed."""
    state.beaten[state.at[BEATEN]] = node
    state.at[BEATEN] += 1


@compiled
def _take_root(whole: Steps, graph: Graph, roots: Roots, steps: Steps, state: State) -> int:
    """Let the next root wait, alone; the work that took."""
    at, ends, starts = state.at, state.ends, state.starts
    lows, stops = whole.low, whole.end
    root = at[ROOT]
    firsts = roots.ends[roots.bounds[root] : roots.bounds[root + 1]]
    count = work = len(firsts)
    if steps.walk == FOLLOW:
        cut(graph, whole, steps, root, ends, firsts)
        for first in firsts:
            work += stops[first] - lows[first]
    else:
        for index in range(count):
            ends[index] = firsts[index]
            if len(starts):
                starts[index] = firsts[index]
    row = state.waiting[0]
    row[NODE], row[BEGIN], row[END], row[LENGTH], row[TERM] = root, 0, count, 1, root
    at[WAITING] = 1
    at[ROOT] += 1
    return work


@compiled
def _write(state: State, top: int, children: int, deeper: bool) -> None:
    """Write the children of the node at `top`, and let them wait, the last one at the bottom."""
    at, waiting, found = state.at, state.waiting, state.found
    often, support, slot = state.tally.often, state.tally.support, state.tally.slot
    node, room, length = waiting[top, NODE], waiting[top, END], waiting[top, LENGTH] + 1
    keys = np.sort(state.tally.touched[:children])
    for index in range(children):
        row = found[at[WRITTEN]]
        row[PARENT], row[STEP], row[SUPPORT] = node, keys[index], support[keys[index]]
        row[DEPTH] = length
        at[WRITTEN] += 1
    if deeper:
        for index in range(children - 1, -1, -1):
            key = keys[index]
            slot[key] = room
            row = waiting[at[WAITING]]
            row[NODE], row[BEGIN], row[LENGTH] = at[FOUND] + index, room, length
            room += often[key]
            row[END], row[TERM] = room, key // 2
            at[WAITING] += 1
    at[FOUND] += children


@compiled
def _forget(tally: Tally, touched: int) -> None:
    """Set the counts of a node back to zero."""
    often, support, slot, keys = tally.often, tally.support, tally.slot, tally.touched
    for index in range(touched):
        key = keys[index]
        often[key] = 0
        support[key] = 0
        slot[key] = -1
