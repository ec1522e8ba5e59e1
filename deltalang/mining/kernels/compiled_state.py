"""The state of a compiled depth-first search: arrays, so that it can stop anywhere and go on later.

A kernel runs until it is done, has done its share of work, has found as many patterns as wanted or lacks
room; then Python looks at the clock, makes an array longer and calls again. The search has two
storeys: a stack of *scans* over laid out rows, and on top of it, for the rows of one node that are dense
enough, a stack of *cuts* over bit sets.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.compiled_bits import compiled
from deltalang.mining.kernels.ranked import Words

DONE, PAUSED, ENOUGH, SHORT = 0, 1, 2, 3  # why a kernel came back

# Numbers in `State.at`: what is in use, and what is short by how much.
FOUND, TERMS, SCANS, CUTS, KIDS, PLACES, POOL, WIDTH, PLANES, WANTING, NEEDED = range(11)

# Groups of arrays that grow together, the values of `at[WANTING]`.
OUT, OUT_TERMS, SCAN, KID, PLACE, CUT, CANDIDATE, BITS, MEETS = range(9)

# Columns of a frame: its children (from, to, next), its node and support, what was in use before it.
BEGIN, END, NEXT, NODE, SUPPORT, LENGTH, DEPTH, BASE, MEET = range(9)


class Rows(NamedTuple):
    """Laid out rows, see `compiled_rows`; `rows` and `weights` are empty when every weight is 1."""

    items: Codes
    rows: Codes
    weights: Counts
    border: int


class Task(NamedTuple):
    """What is asked: least support, longest pattern, levels of the tree, most patterns, work of one call.

    `dense` is 0 for scans only and 1 for cuts where the rows of a node are dense enough.
    """

    minimum: int
    longest: int
    levels: int
    most: int
    work: int
    dense: int


class State(NamedTuple):
    """All arrays of a search; see the groups above for what grows together."""

    at: Counts
    parent: Counts  # OUT: one for each pattern; the depth is its distance from a root
    depth: Codes
    support: Counts
    ends: Counts
    terms: Codes  # OUT_TERMS: own terms, up to `ends` of their pattern
    scans: Counts  # SCAN: frames
    kid_item: Codes  # KID: children of the frames, with their rows in `places`
    kid_count: Counts
    kid_begin: Counts
    kid_end: Counts
    places: Codes  # PLACE
    cuts: Counts  # CUT: frames
    pool_item: Codes  # CANDIDATE: children of the frames, by local number
    pool_count: Counts
    bits: Words  # BITS: the rows of each local number
    meets: Words  # MEETS: the rows of the patterns on the way down
    planes: Counts
    names: Codes  # the rank of a local number, and back
    local: Codes
    held: Counts  # a count for each rank, 0 between two scans
    counts: Counts
    touched: Codes
    chosen: Codes
    inside: NDArray[np.uint8]  # whether a rank is in the pattern on the way down


GROUPS: dict[int, tuple[str, ...]] = {
    OUT: ("parent", "depth", "support", "ends"),
    OUT_TERMS: ("terms",),
    SCAN: ("scans",),
    KID: ("kid_item", "kid_count", "kid_begin", "kid_end"),
    PLACE: ("places",),
    CUT: ("cuts",),
    CANDIDATE: ("pool_item", "pool_count"),
    BITS: ("bits",),
    MEETS: ("meets",),
}


def fresh(size: int, weighted: bool) -> State:
    """A state for so many ranks, with little room."""
    wide, narrow, words = np.int64, np.int32, np.uint64
    held = np.zeros(size, wide)
    return State(
        at=np.zeros(11, wide),
        parent=np.empty(1024, wide),
        depth=np.empty(1024, narrow),
        support=np.empty(1024, wide),
        ends=np.empty(1024, wide),
        terms=np.empty(1024, narrow),
        scans=np.empty((16, 9), wide),
        kid_item=np.empty(size + 1024, narrow),
        kid_count=np.empty(size + 1024, wide),
        kid_begin=np.empty(size + 1024, wide),
        kid_end=np.empty(size + 1024, wide),
        places=np.empty(1024, narrow),
        cuts=np.empty((64, 9), wide),
        pool_item=np.empty(size + 1024, narrow),
        pool_count=np.empty(size + 1024, wide),
        bits=np.zeros(1024, words),
        meets=np.empty(1024, words),
        planes=np.zeros(64, wide),
        names=np.empty(size + 1, narrow),
        local=np.zeros(size, narrow),
        held=held,
        counts=np.zeros(size, wide) if weighted else held,
        touched=np.empty(size, narrow),
        chosen=np.empty(size, narrow),
        inside=np.zeros(size, np.uint8),
    )


def grown(state: State) -> State:
    """The same state with more room where a kernel found too little."""
    wanting, needed = int(state.at[WANTING]), int(state.at[NEEDED])
    longer = {}
    for name in GROUPS[wanting]:
        old = getattr(state, name)
        new = np.empty((max(needed, len(old) + len(old) // 2), *old.shape[1:]), old.dtype)
        new[: len(old)] = old
        longer[name] = new
    return state._replace(**longer)


@compiled
def short(at: Counts, group: int, needed: int) -> int:
    """Say which arrays are too short, and how long they must be at least (0 for "longer")."""
    at[WANTING] = group
    at[NEEDED] = needed
    return SHORT


@compiled
def open_cuts(
    state: State,
    earlier: int,
    kids: int,
    node: int,
    support: int,
    length: int,
    depth: int,
) -> None:
    """Put the two lowest frames on the stack: terms before the first child, and the children.

    The lowest frame has no child to go to: its terms are candidates that are taken already.
    """
    at = state.at
    at[POOL] = earlier + kids
    lowest, frame = state.cuts[0], state.cuts[1]
    lowest[BEGIN], lowest[NEXT], lowest[END] = 0, earlier + 1, earlier + 1
    lowest[BASE] = 0
    frame[BEGIN], frame[NEXT], frame[END] = earlier, earlier, earlier + kids
    frame[NODE], frame[SUPPORT] = node, support
    frame[LENGTH], frame[DEPTH] = length, depth
    frame[BASE], frame[MEET] = earlier, -1
    at[CUTS] = 2
