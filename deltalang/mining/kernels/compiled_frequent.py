"""Compiled search for frequent itemsets, depth first.

Scans are occurrence deliver (Uno, Kiyomi, Arimura 2004): what follows the places of a pattern in its rows
is counted, and the places of each frequent child are dealt out. Cuts are Eclat (Zaki 2000) on bit sets:
the rows of a pattern are cut with those of each candidate. A term that is in all rows of a pattern
changes no count below it, so its subtree is walked with the counts at hand.
"""

from __future__ import annotations

from deltalang.mining.database import Codes
from deltalang.mining.kernels import compiled_state as st
from deltalang.mining.kernels.compiled_bits import compiled, meet, size
from deltalang.mining.kernels.compiled_rows import (
    clear,
    deal,
    fill_bits,
    is_dense,
    lay_planes,
    tally,
)
from deltalang.mining.kernels.compiled_state import Rows, State, Task, open_cuts, short


@compiled
def advance(rows: Rows, state: State, task: Task) -> int:
    """Go on with a search until something ends it; see `compiled_state` for the answers."""
    at = state.at
    work = task.work
    while True:
        if at[st.CUTS]:
            status, work = _cut(state, task, work)
            if status != st.DONE:
                return status
        if at[st.SCANS] == 0:
            return st.DONE
        if work <= 0:
            return st.PAUSED
        status, used = _scan(rows, state, task)
        if status != st.DONE:
            return status
        work -= used


@compiled
def _found(state: State, parent: int, depth: int, term: int, support: int) -> int:
    """Write a pattern; its number."""
    number = state.at[st.FOUND]
    state.parent[number] = parent
    state.depth[number] = depth
    state.support[number] = support
    state.ends[number] = number + 1
    state.terms[number] = term
    state.at[st.FOUND] = number + 1
    return int(number)


@compiled
def _scan(rows: Rows, state: State, task: Task) -> tuple[int, int]:
    """Take the next child of the uppermost scan: write it and look for its children."""
    at = state.at
    frame = state.scans[at[st.SCANS] - 1]
    kid = frame[st.NEXT]
    if kid == frame[st.END]:
        at[st.KIDS] = frame[st.BEGIN]
        at[st.PLACES] = frame[st.BASE]
        at[st.SCANS] -= 1
        return st.DONE, 1
    if at[st.FOUND] >= task.most:
        return st.ENOUGH, 0
    if at[st.FOUND] == len(state.terms):
        return short(at, st.OUT_TERMS, 0), 0
    if at[st.FOUND] == len(state.parent):
        return short(at, st.OUT, 0), 0
    depth = frame[st.DEPTH]
    places = state.places[state.kid_begin[kid] : state.kid_end[kid]]
    chosen, meets, used, dense = 0, 0, 1, False
    low, high = state.kid_item[kid] + 1, rows.border
    if depth + 1 >= task.levels:
        high = low
    if low < high:
        chosen, used = tally(rows, places, low, high, task.minimum, state, state.chosen)
        for number in range(chosen):
            meets += state.held[state.chosen[number]]
        dense = task.dense != 0 and is_dense(len(places), chosen, meets)
        group, needed = _room(rows, state, places, chosen, meets, dense)
        if group >= 0:
            clear(len(places), low, high, state)
            return short(at, group, needed), used
    node = _found(state, frame[st.NODE], depth, state.kid_item[kid], state.kid_count[kid])
    frame[st.NEXT] = kid + 1
    if chosen:
        if dense:
            _push_cut(rows, state, places, chosen, node, state.kid_count[kid], depth + 1)
        else:
            push_scan(rows, state, places, chosen, node, depth + 1, depth + 1)
    if low < high:
        clear(len(places), low, high, state)
    return st.DONE, used + meets + chosen


@compiled
def _room(
    rows: Rows, state: State, places: Codes, chosen: int, meets: int, dense: bool
) -> tuple[int, int]:
    """The group of arrays that is too short for the children of some places, -1 if none is."""
    at = state.at
    if not dense:
        if at[st.SCANS] == len(state.scans):
            return st.SCAN, 0
        if at[st.KIDS] + chosen > len(state.kid_item):
            return st.KID, at[st.KIDS] + chosen
        if at[st.PLACES] + meets > len(state.places):
            return st.PLACE, at[st.PLACES] + meets
        return -1, 0
    if chosen > len(state.pool_item):
        return st.CANDIDATE, chosen
    at[st.PLANES] = lay_planes(places, rows.rows, rows.weights, state.planes)
    at[st.WIDTH] = state.planes[at[st.PLANES]]
    if at[st.WIDTH] * (chosen + 1) > len(state.bits):
        return st.BITS, at[st.WIDTH] * (chosen + 1)
    return -1, 0


@compiled
def push_scan(
    rows: Rows, state: State, places: Codes, chosen: int, node: int, length: int, depth: int
) -> None:
    """Deal out the places of the chosen children and put them on the stack."""
    at = state.at
    base = at[st.PLACES]
    begin = at[st.KIDS]
    free = base
    for number in range(chosen):
        one = state.chosen[number]
        state.kid_item[begin + number] = one
        state.kid_count[begin + number] = state.counts[one]
        state.kid_begin[begin + number] = free
        state.kid_end[begin + number] = free
        state.local[one] = begin + number + 1
        free += state.held[one]
    deal(rows, places, state.local, state.kid_end, state.places)
    for number in range(chosen):
        state.local[state.chosen[number]] = 0
    frame = state.scans[at[st.SCANS]]
    frame[st.BEGIN], frame[st.NEXT], frame[st.END] = begin, begin, begin + chosen
    frame[st.NODE], frame[st.LENGTH], frame[st.DEPTH], frame[st.BASE] = node, length, depth, base
    at[st.KIDS], at[st.PLACES] = begin + chosen, free
    at[st.SCANS] += 1


@compiled
def _push_cut(
    rows: Rows, state: State, places: Codes, chosen: int, node: int, support: int, depth: int
) -> None:
    """Write the rows of the chosen children as bit sets and open the first cut over them."""
    at = state.at
    for number in range(chosen):
        one = state.chosen[number]
        state.names[number + 1] = one
        state.local[one] = number + 1
        state.pool_item[number] = number + 1
        state.pool_count[number] = state.counts[one]
    if chosen > 1:
        state.bits[: (chosen + 1) * at[st.WIDTH]] = 0
        fill_bits(rows, places, 1, state.planes, state.local, state.bits, at[st.WIDTH])
    for number in range(chosen):
        state.local[state.chosen[number]] = 0
    open_cuts(state, 0, chosen, node, support, depth, depth)


@compiled
def _candidates(state: State, minimum: int, above: int, one: int, rest: int) -> None:
    """Cut the rows of a pattern with those of a candidate, and of all after it: the frequent ones."""
    at = state.at
    width = at[st.WIDTH]
    start = state.pool_item[one] * width
    own = state.bits[start : start + width]
    rows = state.meets[(above + 1) * width : (above + 2) * width]
    meet(own if above < 0 else state.meets[above * width : (above + 1) * width], own, rows)
    top = at[st.POOL]
    for other in range(one + 1, one + 1 + rest):
        start = state.pool_item[other] * width
        support = size(rows, state.bits[start : start + width], state.planes, at[st.PLANES])
        if support >= minimum:
            state.pool_item[top] = state.pool_item[other]
            state.pool_count[top] = support
            top += 1
    at[st.POOL] = top


@compiled
def _cut(state: State, task: Task, work: int) -> tuple[int, int]:
    """Walk the stack of cuts until it is empty or something ends the call; the work that is left."""
    at = state.at
    width = at[st.WIDTH]
    while at[st.CUTS]:
        level = at[st.CUTS] - 1
        frame = state.cuts[level]
        one = frame[st.NEXT]
        if one == frame[st.END]:
            at[st.POOL] = frame[st.BASE]
            at[st.CUTS] = level
            continue
        if work <= 0:
            return st.PAUSED, work
        if at[st.FOUND] >= task.most:
            return st.ENOUGH, work
        if at[st.FOUND] == len(state.terms):
            return short(at, st.OUT_TERMS, 0), work
        if at[st.FOUND] == len(state.parent):
            return short(at, st.OUT, 0), work
        rest = frame[st.END] - one - 1
        if level + 1 == len(state.cuts):
            return short(at, st.CUT, 0), work
        if at[st.POOL] + rest > len(state.pool_item):
            return short(at, st.CANDIDATE, at[st.POOL] + rest), work
        if (frame[st.MEET] + 2) * width > len(state.meets):
            return short(at, st.MEETS, (frame[st.MEET] + 2) * width), work
        frame[st.NEXT] = one + 1
        support = state.pool_count[one]
        depth = frame[st.DEPTH]
        term = state.names[state.pool_item[one]]
        node = _found(state, frame[st.NODE], depth, term, support)
        work -= 1
        if rest == 0 or depth + 1 >= task.levels:
            continue
        below = state.cuts[level + 1]
        below[st.NODE], below[st.SUPPORT], below[st.DEPTH] = node, support, depth + 1
        below[st.BASE] = at[st.POOL]
        if support == frame[st.SUPPORT]:
            below[st.BEGIN], below[st.END], below[st.MEET] = one + 1, one + 1 + rest, frame[st.MEET]
        else:
            work -= rest * width
            _candidates(state, task.minimum, frame[st.MEET], one, rest)
            below[st.BEGIN], below[st.END] = below[st.BASE], at[st.POOL]
            below[st.MEET] = frame[st.MEET] + 1
        below[st.NEXT] = below[st.BEGIN]
        if below[st.BEGIN] < below[st.END]:
            at[st.CUTS] = level + 2
    return st.DONE, work
