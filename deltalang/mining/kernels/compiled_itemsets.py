"""The compiled engine: prepares a state, then calls a kernel piece by piece."""

from __future__ import annotations

import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels import compiled_closed, compiled_frequent
from deltalang.mining.kernels import compiled_state as st
from deltalang.mining.kernels.compiled_rows import fill_all, lay_out
from deltalang.mining.kernels.compiled_state import Rows, State, Task, fresh, grown, open_cuts
from deltalang.mining.kernels.ranked import Ranked, planes_of
from deltalang.mining.kernels.search import Tree, Wanted

WORK = 30_000_000  # words and items read in one call: some hundredths of a second


class CompiledSearch:
    """A search for itemsets by compiled kernels, see `Search`."""

    def __init__(self, ranked: Ranked, wanted: Wanted, *, work: int = WORK) -> None:
        self._ranked, self._wanted = ranked, wanted
        self._task = Task(
            ranked.minimum,
            wanted.longest,
            wanted.levels if wanted.closed else min(wanted.levels, wanted.longest),
            wanted.most,
            work,
            int(wanted.kernel != "sparse"),
        )
        self._advance = compiled_closed.advance if wanted.closed else compiled_frequent.advance
        self._state, self._rows = _begun(ranked, wanted)

    @property
    def found(self) -> int:
        """How many patterns there are so far."""
        return int(self._state.at[st.FOUND])

    def piece(self) -> str | None:
        """Do a piece of work: None when there is more, "" at the end, else the limit that bit."""
        status = self._advance(self._rows, self._state, self._task)
        if status == st.SHORT:
            self._state = grown(self._state)
        return {st.DONE: "", st.ENOUGH: "patterns"}.get(status)

    def tree(self) -> Tree:
        """The patterns found so far."""
        s, found = self._state, self.found
        ends = s.ends[:found]
        used = int(ends[-1]) if found else 0
        return Tree(s.parent[:found], s.depth[:found], s.support[:found], ends, s.terms[:used])


def _begun(ranked: Ranked, wanted: Wanted) -> tuple[State, Rows]:
    """The state before the first step, and the rows laid out where scans need them.

    A closed search starts from what is in every scene: it is in every closed pattern.
    """
    size, everywhere = len(ranked.codes), ranked.everywhere if wanted.closed else 0
    state = fresh(size, ranked.weighted)
    no_rows = Rows(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64), size)
    node = -1
    if everywhere:
        if everywhere > wanted.longest:
            return state, no_rows
        state = _with_root(state, np.arange(size - everywhere, size, dtype=np.int32), ranked.total)
        node = 0
    size -= everywhere
    if size == 0 or everywhere == wanted.longest or node + 1 >= wanted.levels:
        return state, no_rows
    rank = np.where(ranked.rank < size, ranked.rank, np.int32(-1)) if everywhere else ranked.rank
    if wanted.kernel == "dense" or (wanted.kernel == "auto" and ranked.is_dense):
        return _with_cuts(state, ranked, rank, size, node, everywhere), no_rows
    data, weighted = ranked.data, ranked.weighted
    items, rows, places, begins = lay_out(data.pointers, data.items, rank, size, weighted)
    weights = data.weights if weighted else np.empty(0, np.int64)
    state = state._replace(places=places)
    _open_scan(state, ranked, begins, node, everywhere)
    return state, Rows(items, rows, weights, size)


def _with_root(state: State, terms: Codes, total: int) -> State:
    """A state whose first pattern is made of the terms in every scene."""
    state.parent[0], state.depth[0], state.support[0], state.ends[0] = -1, 0, total, len(terms)
    state.at[st.FOUND], state.at[st.TERMS] = 1, len(terms)
    return state._replace(terms=np.concatenate((terms, np.empty(1024, np.int32))))


def _with_cuts(
    state: State, ranked: Ranked, rank: Codes, size: int, node: int, length: int
) -> State:
    """A state with the whole database as bit sets, and the cut over all of its terms open."""
    data, planes = ranked.data, planes_of(ranked.data.weights)
    width = int(planes[-1])
    state.planes[: len(planes)] = planes
    state.at[st.PLANES], state.at[st.WIDTH] = len(planes) - 1, width
    bits = np.zeros(size * width, np.uint64)
    fill_all(data.pointers, data.items, rank, data.weights, state.planes, bits, width)
    state.pool_item[:size] = state.names[:size] = np.arange(size)
    state.pool_count[:size] = ranked.supports[:size]
    open_cuts(state, 0, size, node, ranked.total, length, node + 1)
    return state._replace(bits=bits)


def _open_scan(state: State, ranked: Ranked, begins: Counts, node: int, length: int) -> None:
    """Put the scan over all terms of the laid out rows on the stack."""
    size = len(begins) - 1
    state.kid_item[:size] = np.arange(size)
    state.kid_count[:size] = ranked.supports[:size]
    state.kid_begin[:size], state.kid_end[:size] = begins[:-1], begins[1:]
    frame = state.scans[0]
    first, end = ranked.roots or (0, size)
    frame[st.BEGIN], frame[st.NEXT], frame[st.END], frame[st.NODE] = 0, first, end, node
    frame[st.LENGTH], frame[st.DEPTH], frame[st.BASE] = length, node + 1, begins[-1]
    state.at[st.SCANS], state.at[st.KIDS], state.at[st.PLACES] = 1, size, begins[-1]
