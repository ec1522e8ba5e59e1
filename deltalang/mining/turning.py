"""Turning: chains that come around, as cycles.

A cycle of a script is gone round twice when it is gathered, so that every turn of it is in its row. A chain is
a cycle where the rows hold it beat after beat; what returns only because a turn was gone twice, such as
`a → b → a` of a cycle with another image between a and b, goes.
"""

from __future__ import annotations

import numpy as np

from deltalang.algebra.scene import Scene
from deltalang.mining.candidates import Candidates
from deltalang.mining.cycles import cycles
from deltalang.mining.patterns import Patterns
from deltalang.mining.wording import chain_of, sum_of

MOST, SHARE = 50, 0.8
"""So many rows are looked at, and in such a share of them a cycle goes round beat after beat."""


def turned(candidates: Candidates) -> tuple[dict[int, Scene], set[int]]:
    """The cycles that chains show, by the chain with the most support, and the chains that go."""
    flat = candidates.patterns
    patterns = Patterns(
        np.full(len(candidates), -1),
        flat.offsets,
        flat.terms,
        candidates.support,
        range(len(candidates.ground.supports)),
        flat.joined,
    )
    scenes: dict[int, Scene] = {}
    gone: set[int] = set()
    for cycle in cycles(patterns):
        gone.update(number for number in cycle.chains if not _in_a_row(candidates, number))
        whole = [number for number in cycle.chains if number not in gone]
        if whole:
            best = max(whole, key=lambda number: (len(candidates.rows[number]), -number))
            beats = (sum_of(candidates.ground.seen, beat) for beat in cycle.root)
            scenes[best] = chain_of(beats).cycle()
            gone.update(set(whole) - {best})
    for number, codes in enumerate(candidates):
        returns = len(set(codes.tolist())) < len(codes)
        if returns and number not in scenes and _goes_round(candidates, number):
            gone.add(number)
    return scenes, gone


def _goes_round(candidates: Candidates, number: int) -> bool:
    """Tell whether a chain mostly stands in cycles, where an image returns because the turn does."""
    data, rows = candidates.ground.data, candidates.rows[number][:MOST].tolist()
    halves = (np.array_split(data.row(row), 2) for row in rows)
    twice = sum(np.array_equal(first, second) for first, second in halves)
    return twice >= SHARE * len(rows)


def _in_a_row(candidates: Candidates, number: int) -> bool:
    """Tell whether the beats of a chain mostly follow one another without others between them."""
    begin, end = candidates.patterns.offsets[number : number + 2]
    codes, joined = candidates.patterns.terms[begin:end], candidates.joined(number)
    embedding, rows = candidates.embedding, candidates.rows[number][:MOST].tolist()
    assert embedding is not None
    places = (embedding.places(codes, joined, row) for row in rows)
    following = sum(bool(row) and row[-1] - row[0] == len(row) - 1 for row in places)
    return following >= SHARE * len(rows)
