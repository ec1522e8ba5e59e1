"""Grounds: what candidates are mined from, of a corpus, of a part of it, of its shuffled data."""

from __future__ import annotations

import attrs

from deltalang.mining.evidence.shuffling import shuffled, shuffled_sequences
from deltalang.mining.ground import Ground, Marks
from deltalang.mining.seen import Seen


def ground_of(seen: Seen, *, chain: bool) -> Ground:
    """The ground of a corpus: its sums, or its chains."""
    rows = seen.chains if chain else seen.sums
    data = seen.sequences() if chain else seen.transactions()
    return Ground(seen, data, seen.document[rows.scene], chain, rows)


def part_of(ground: Ground, keep: Marks) -> Ground:
    """The ground of some of the rows."""
    return attrs.evolve(
        ground,
        data=ground.data.where(keep),
        document=ground.document[keep],
        rows=ground.rows.where(keep),
    )


def shuffled_ground(ground: Ground, seed: int) -> Ground:
    """The ground with its data shuffled, margins preserved."""
    shuffle = shuffled_sequences if ground.chain else shuffled
    return attrs.evolve(ground, data=shuffle(ground.data, seed=seed), shuffled=True)
