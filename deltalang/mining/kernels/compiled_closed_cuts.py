"""Closed itemsets by cuts: the part of the compiled search that works on bit sets of rows.

The frames of the stack hold candidates in the order of their ranks. Those before the child that was taken are
the earlier terms that must not be in all rows of a new pattern; see `compiled_closed`.
"""

from __future__ import annotations

from deltalang.mining.kernels import compiled_state as st
from deltalang.mining.kernels.compiled_bits import compiled, meet, size, within
from deltalang.mining.kernels.compiled_state import State, Task, short


@compiled
def write(state: State, parent: int, depth: int, support: int, own: int) -> int:
    """Write a pattern whose `own` terms stand at the end of the terms; its number."""
    at = state.at
    number = at[st.FOUND]
    at[st.TERMS] += own
    state.parent[number] = parent
    state.depth[number] = depth
    state.support[number] = support
    state.ends[number] = at[st.TERMS]
    at[st.FOUND] = number + 1
    return int(number)


@compiled
def cut(state: State, task: Task, work: int) -> tuple[int, int]:
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
        rest = frame[st.END] - one - 1
        above = frame[st.MEET]
        if at[st.FOUND] == len(state.parent):
            return short(at, st.OUT, 0), work
        if at[st.TERMS] + rest + 1 > len(state.terms):
            return short(at, st.OUT_TERMS, at[st.TERMS] + rest + 1), work
        if level + 1 == len(state.cuts):
            return short(at, st.CUT, 0), work
        if at[st.POOL] + rest > len(state.pool_item):
            return short(at, st.CANDIDATE, at[st.POOL] + rest), work
        if (above + 2) * width > len(state.meets):
            return short(at, st.MEETS, (above + 2) * width), work
        _cut_rows(state, above, one)
        frame[st.NEXT] = one + 1
        shadowed, asked = _is_within_earlier(state, above + 1, one)
        work -= width + asked
        if shadowed:
            continue
        work -= rest * width
        base = at[st.POOL]
        own, top = _close_cut(state, task.minimum, above + 1, one, rest)
        length = frame[st.LENGTH] + own
        if length > task.longest:
            continue
        if at[st.FOUND] >= task.most:
            frame[st.NEXT] = one
            return st.ENOUGH, work
        depth = frame[st.DEPTH]
        node = write(state, frame[st.NODE], depth, state.pool_count[one], own)
        if top == base or length == task.longest or depth + 1 >= task.levels:
            continue
        below = state.cuts[level + 1]
        below[st.BEGIN], below[st.NEXT], below[st.END] = base, base, top
        below[st.NODE], below[st.LENGTH], below[st.DEPTH] = node, length, depth + 1
        below[st.BASE], below[st.MEET] = base, above + 1
        at[st.POOL] = top
        at[st.CUTS] = level + 2
    return st.DONE, work


@compiled
def _cut_rows(state: State, above: int, one: int) -> None:
    """Write the rows that a pattern shares with a candidate, on the next place of the way down."""
    width = state.at[st.WIDTH]
    start = state.pool_item[one] * width
    own = state.bits[start : start + width]
    rows = state.meets[(above + 1) * width : (above + 2) * width]
    meet(own if above < 0 else state.meets[above * width : (above + 1) * width], own, rows)


@compiled
def _is_within_earlier(state: State, at_meet: int, one: int) -> tuple[bool, int]:
    """Whether the rows of a candidate are all among those of an earlier term outside the pattern.

    On every level these are the candidates before the one that was taken. A term in fewer rows
    of a shorter pattern cannot be in all of these. Gives how many were asked, too.
    """
    width = state.at[st.WIDTH]
    rows = state.meets[at_meet * width : (at_meet + 1) * width]
    support = state.pool_count[one]
    asked = 0
    for level in range(state.at[st.CUTS]):
        frame = state.cuts[level]
        asked += frame[st.NEXT] - frame[st.BEGIN]
        for earlier in range(frame[st.BEGIN], frame[st.NEXT] - 1):
            if state.pool_count[earlier] >= support:
                start = state.pool_item[earlier] * width
                if within(rows, state.bits[start : start + width]):
                    return True, asked
    return False, asked


@compiled
def _close_cut(state: State, minimum: int, at_meet: int, one: int, rest: int) -> tuple[int, int]:
    """Close a candidate: those in all of its rows go behind the terms, the frequent others on the pool.

    Gives how many own terms there are, and the new top of the pool.
    """
    at = state.at
    width = at[st.WIDTH]
    rows = state.meets[at_meet * width : (at_meet + 1) * width]
    support = state.pool_count[one]
    end, top, own = at[st.TERMS], at[st.POOL], 1
    state.terms[end] = state.names[state.pool_item[one]]
    for other in range(one + 1, one + 1 + rest):
        item = state.pool_item[other]
        start = item * width
        shared = size(rows, state.bits[start : start + width], state.planes, at[st.PLANES])
        if shared == support:
            state.terms[end + own] = state.names[item]
            own += 1
        elif shared >= minimum:
            state.pool_item[top] = item
            state.pool_count[top] = shared
            top += 1
    return own, top
