"""The compiled search for sequential patterns: prepares arrays, then runs a kernel piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from deltalang.mining.kernels import compiled_projection as on
from deltalang.mining.kernels.compiled_followers import (
    Graph,
    graph_of,
    no_graph,
    with_room_for_cuts,
)
from deltalang.mining.kernels.compiled_insertions import deeper, no_periods, periods_of
from deltalang.mining.kernels.compiled_projection import Roots, State, advance
from deltalang.mining.kernels.compiled_reach import REACH, SUFFIX, Steps, Tally
from deltalang.mining.occurrences import Occurrences
from deltalang.mining.tries import Batch

WORK = 2**24  # steps that a kernel call may take, some hundredths of a second
ROOM = 2**15  # patterns that are handed on at a time


def search(
    data: Occurrences, longest: int, memory: int, *, insertions: bool = False
) -> Iterator[Batch]:
    """Find all frequent patterns of at most `longest` terms, a batch at a time, roots first.

    `memory` bounds, in bytes, what is laid out before; the search itself needs the ends of the nodes
    that wait, at most the length of a pattern times the number of terms. With `insertions` (only for
    `free` data) the batches name the patterns that a term can be put into, and what begins like a
    pattern from which nothing closed comes is left out.
    """
    count = len(data.codes)
    yield Batch.of_roots(data.supports)
    if longest == 1 or not count:
        return
    steps, graph = _steps(data), no_graph()
    if data.plain and longest > 2 and _fits(data, memory):
        frequent = np.zeros((count, count), np.bool_)
        for batch in _searched(attrs.evolve(data, roots=None), steps, graph, 2, insertions=False):
            frequent[batch.parent, batch.step // 2] = True
            yield Batch.empty()
        graph = graph_of(steps, frequent)
    yield from _searched(data, steps, graph, longest, insertions=insertions)


def _fits(data: Occurrences, memory: int) -> bool:
    """Whether what can follow the positions can be laid out in so many bytes."""
    steps = int((data.end - data.low).sum(dtype=np.int64))
    return 16 * steps <= memory and len(data.codes) ** 2 <= memory


def _steps(data: Occurrences) -> Steps:
    """Occurrences as a kernel takes them."""
    none = np.zeros(0, np.int32)
    reach = np.zeros((0, 4), np.int32)
    if data.high is not None and data.beat_end is not None:
        reach = np.column_stack((data.sequence, data.low, data.high, data.beat_end))
    return Steps(
        walk=SUFFIX if data.plain else REACH,
        items=data.items,
        sequence=data.sequence,
        end=data.end,
        previous=data.previous,
        low=data.low,
        reach=reach,
        window_end=none if data.window_end is None else data.window_end,
        # A copy, for read-only arrays are a type of their own and all would be compiled twice.
        weights=(data.weights[:0] if data.unit else data.weights).copy(),
        pointers=np.zeros(1, np.int64),
        place=none,
        key=none,
    )


def _searched(
    data: Occurrences, whole: Steps, graph: Graph, longest: int, *, insertions: bool
) -> Iterator[Batch]:
    """Run the kernel, a piece at a time."""
    roots, state = _started(data, insertions=insertions)
    steps = with_room_for_cuts(whole, graph) if len(graph.pointers) else whole
    status = on.PAUSED
    while status != on.DONE:
        status = advance(whole, graph, roots, steps, state, data.least, longest, WORK)
        written, beaten = int(state.at[on.WRITTEN]), int(state.at[on.BEATEN])
        parent, step, support, length = state.found[:written].T.copy()
        yield Batch(parent, step, support, length, state.beaten[:beaten].copy())
        state.at[[on.WRITTEN, on.BEATEN]] = 0
        state = _widened(state, status)


def _widened(state: State, status: int) -> State:
    """The state with room for what comes next."""
    if status == on.SHORT:
        size = max(int(state.at[on.NEEDED]), 2 * len(state.ends))
        starts = np.resize(state.starts, size) if len(state.starts) else state.starts
        state = state._replace(ends=np.resize(state.ends, size), starts=starts)
    if status == on.DEEP:
        state = state._replace(periods=deeper(state.periods))
    waiting = int(state.at[on.WAITING]) + len(state.tally.touched)
    if waiting > len(state.waiting):
        state = state._replace(waiting=np.resize(state.waiting, (2 * waiting, 5)))
    return state


def _started(data: Occurrences, *, insertions: bool) -> tuple[Roots, State]:
    """All roots, with where they stand first, or everywhere if that counts; a state without nodes."""
    count = len(data.codes)
    first, end = data.roots or (0, count)
    keep = np.flatnonzero(data.previous < 0) if data.plain else np.arange(len(data.items))
    order = keep[np.argsort(data.items[keep], kind="stable")].astype(np.int32)
    bounds = np.searchsorted(data.items[order], np.arange(count + 1)).astype(np.int64)
    room, keys = 2 * len(order), 2 * count
    state = State(
        at=np.array([first, 0, count, 0, 0, 0]),
        waiting=np.zeros((4 * keys, 5), np.int64),
        ends=np.zeros(room, np.int32),
        starts=np.zeros(0 if data.plain else room, np.int32),
        found=np.zeros((ROOM + keys, 4), np.int64),
        beaten=np.zeros(ROOM, np.int64),
        tally=Tally(
            often=np.zeros(keys, np.int64),
            support=np.zeros(keys, np.int64),
            last=np.zeros(keys, np.int32),
            slot=np.full(keys, -1, np.int64),
            touched=np.zeros(keys, np.int32),
        ),
        periods=periods_of(data) if insertions else no_periods(),
    )
    return Roots(bounds[: end + 1], order), state
