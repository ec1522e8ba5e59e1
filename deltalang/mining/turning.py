"""Turning: chains that come around, as cycles."""

from __future__ import annotations

import numpy as np

from deltalang.algebra.scene import Scene
from deltalang.mining.candidates import Candidates
from deltalang.mining.cycles import cycles
from deltalang.mining.patterns import Patterns
from deltalang.mining.wording import chain_of, sum_of


def turned(candidates: Candidates) -> tuple[dict[int, Scene], set[int]]:
    """The cycles that chains show: for each the chain with the most support, and all chains that go.

    The chains that are nothing but a longer way round go with it.
    """
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
        best = max(cycle.chains, key=lambda number: (len(candidates.rows[number]), -number))
        beats = (sum_of(candidates.ground.seen, beat) for beat in cycle.root)
        scenes[best] = chain_of(beats).cycle()
        gone.update(set(cycle.chains) - {best})
    return scenes, gone
