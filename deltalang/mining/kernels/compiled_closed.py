"""Compiled search for closed itemsets, depth first along prefix-preserving closures.

Linear time closed itemset miner (Uno, Asai, Uchida, Arimura 2004): a closed pattern is extended by a
later term and closed again; the extension counts only if its closure brings no term that is earlier,
so every closed pattern is met once and nothing found has to be kept. Whether an earlier term is
in all rows of the extension is asked with early exit: by scans, row after row until no earlier term is
left; by cuts, word after word until one has a row of its own.
"""

from __future__ import annotations

from deltalang.mining.database import Codes
from deltalang.mining.kernels import compiled_state as st
from deltalang.mining.kernels.compiled_bits import compiled
from deltalang.mining.kernels.compiled_closed_cuts import cut, write
from deltalang.mining.kernels.compiled_frequent import push_scan
from deltalang.mining.kernels.compiled_rows import (
    clear,
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
            status, work = cut(state, task, work)
            if status != st.DONE:
                return int(status)
        if at[st.SCANS] == 0:
            return st.DONE
        if work <= 0:
            return st.PAUSED
        status, used = _scan(rows, state, task)
        if status != st.DONE:
            return status
        work -= used


@compiled
def _mark(state: State, node: int, value: int) -> None:
    """Say of the own terms of a pattern whether they are in the pattern on the way down."""
    if node >= 0:
        for at in range(state.ends[node - 1] if node else 0, state.ends[node]):
            state.inside[state.terms[at]] = value


@compiled
def _has_earlier(rows: Rows, state: State, places: Codes) -> bool:
    """Whether a term before these places is in all of their rows and not yet in the pattern."""
    items, left = rows.items, state.chosen
    kept = 0
    place = places[0] - 1
    while items[place] != rows.border:
        if state.inside[items[place]] == 0:
            left[kept] = items[place]
            kept += 1
        place -= 1
    for start in places[1:]:
        if kept == 0:
            return False
        place = start - 1
        asked, kept = kept, 0
        for number in range(asked):
            one = left[number]
            while items[place] != rows.border and items[place] > one:
                place -= 1
            if items[place] == one:
                left[kept] = one
                kept += 1
    return kept > 0


@compiled
def _close(state: State, term: int, support: int, chosen: int) -> tuple[int, int, int]:
    """Write a term and those in all of its rows behind the terms, keep the others among the chosen.

    Terms that the pattern has already are in all of the rows too, and written before.
    Gives how many own terms there are, how many children, and in how many rows the children are.
    """
    own, kids, meets = 1, 0, 0
    end = state.at[st.TERMS]
    state.terms[end] = term
    for number in range(chosen):
        one = state.chosen[number]
        if state.counts[one] == support:
            if state.inside[one] == 0:
                state.terms[end + own] = one
                own += 1
        else:
            state.chosen[kids] = one
            kids += 1
            meets += state.held[one]
    return own, kids, meets


@compiled
def _scan(rows: Rows, state: State, task: Task) -> tuple[int, int]:
    """Take the next child of the uppermost scan: close it, write it and look for its children."""
    at = state.at
    frame = state.scans[at[st.SCANS] - 1]
    kid = frame[st.NEXT]
    if kid == frame[st.END]:
        _mark(state, frame[st.NODE], 0)
        at[st.KIDS] = frame[st.BEGIN]
        at[st.PLACES] = frame[st.BASE]
        at[st.SCANS] -= 1
        return st.DONE, 1
    places = state.places[state.kid_begin[kid] : state.kid_end[kid]]
    if _has_earlier(rows, state, places):
        frame[st.NEXT] = kid + 1
        return st.DONE, len(places)
    if at[st.FOUND] == len(state.parent):
        return short(at, st.OUT, 0), 0
    support = state.kid_count[kid]
    term, border = state.kid_item[kid], rows.border
    chosen, used = 0, 0
    if term + 1 < border:
        chosen, used = tally(rows, places, term + 1, border, task.minimum, state, state.chosen)
    earlier, dense, group, needed = 0, False, -1, 0
    if at[st.TERMS] + chosen + 1 > len(state.terms):
        _clear(len(places), term, border, dense, state)
        return short(at, st.OUT_TERMS, at[st.TERMS] + chosen + 1), used
    own, kids, meets = _close(state, term, support, chosen)
    length = frame[st.LENGTH] + own
    if length >= task.longest or frame[st.DEPTH] + 1 >= task.levels:
        kids = 0
    if kids:
        dense = task.dense != 0 and is_dense(len(places), kids, meets)
        if dense:
            earlier, read = _earlier(rows, state, places, task.minimum, term, kids)
            used += read
        group, needed = _room(rows, state, places, kids, earlier, meets, dense)
    if group < 0 and length <= task.longest and at[st.FOUND] >= task.most:
        _clear(len(places), term, border, dense, state)
        return st.ENOUGH, used
    if group >= 0:
        _clear(len(places), term, border, dense, state)
        return short(at, group, needed), used
    frame[st.NEXT] = kid + 1
    if length <= task.longest:
        depth = frame[st.DEPTH]
        node = write(state, frame[st.NODE], depth, support, own)
        if dense:
            _push_cut(rows, state, places, kids, earlier, node, support, length, depth + 1)
        elif kids:
            push_scan(rows, state, places, kids, node, length, depth + 1)
            _mark(state, node, 1)
    _clear(len(places), term, border, dense, state)
    return st.DONE, used + meets + 1


@compiled
def _clear(places: int, term: int, border: int, both: bool, state: State) -> None:
    """Set the counts beside the places of a term back to 0, those before it if they were counted."""
    if term + 1 < border:
        clear(places, term + 1, border, state)
    if both and term > 0:
        clear(places, 0, term, state)


@compiled
def _earlier(
    rows: Rows, state: State, places: Codes, minimum: int, term: int, kids: int
) -> tuple[int, int]:
    """Choose, behind the children, the frequent terms before these places that are not in the pattern.

    Gives how many they are and how many items were read.
    """
    if term == 0:
        return 0, 0
    behind = state.chosen[kids:]
    chosen, read = tally(rows, places, 0, term, minimum, state, behind)
    earlier = 0
    for number in range(chosen):
        if state.inside[behind[number]] == 0:
            behind[earlier] = behind[number]
            earlier += 1
    return earlier, read


@compiled
def _room(
    rows: Rows, state: State, places: Codes, kids: int, earlier: int, meets: int, dense: bool
) -> tuple[int, int]:
    """The group of arrays that is too short for the children of some places, -1 if none is."""
    at = state.at
    if not dense:
        if at[st.SCANS] == len(state.scans):
            return st.SCAN, 0
        if at[st.KIDS] + kids > len(state.kid_item):
            return st.KID, at[st.KIDS] + kids
        if at[st.PLACES] + meets > len(state.places):
            return st.PLACE, at[st.PLACES] + meets
        return -1, 0
    if kids + earlier > len(state.pool_item):
        return st.CANDIDATE, kids + earlier
    at[st.PLANES] = lay_planes(places, rows.rows, rows.weights, state.planes)
    at[st.WIDTH] = state.planes[at[st.PLANES]]
    if at[st.WIDTH] * (kids + earlier + 1) > len(state.bits):
        return st.BITS, at[st.WIDTH] * (kids + earlier + 1)
    return -1, 0


@compiled
def _push_cut(
    rows: Rows,
    state: State,
    places: Codes,
    kids: int,
    earlier: int,
    node: int,
    support: int,
    length: int,
    depth: int,
) -> None:
    """Write the rows of children and earlier terms as bit sets and open the first cut over them."""
    at = state.at
    width = at[st.WIDTH]
    for number in range(kids + earlier):
        one = state.chosen[number]
        state.names[number + 1] = one
        state.local[one] = number + 1
        slot = number + earlier if number < kids else number - kids
        state.pool_item[slot] = number + 1
        state.pool_count[slot] = state.counts[one]
    state.bits[: (kids + earlier + 1) * width] = 0
    fill_bits(rows, places, 1, state.planes, state.local, state.bits, width)
    if earlier:
        fill_bits(rows, places, -1, state.planes, state.local, state.bits, width)
    for number in range(kids + earlier):
        state.local[state.chosen[number]] = 0
    open_cuts(state, earlier, kids, node, support, length, depth)
