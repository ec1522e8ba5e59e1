"""Controls: figures to judge all patterns of a run by, from shuffled data and from halves."""

from __future__ import annotations

import attrs
import numpy as np

from deltalang.mining.candidates import Candidates, Ground
from deltalang.mining.evidence.replication import halves, proportionate
from deltalang.mining.evidence.selfsufficient import self_sufficient
from deltalang.mining.evidence.shuffling import shuffled, shuffled_sequences
from deltalang.mining.proposals import Replication
from deltalang.mining.settings import Settings
from deltalang.mining.sifting import part_of, sift

AGAIN = 0.05
"""A pattern of one half is found again where the other half alone makes it so unlikely by chance."""


def null_count(grounds: list[Ground], settings: Settings, seed: int) -> int:
    """How many patterns the sieve lets pass in data shuffled with margins preserved."""
    count = 0
    for ground in grounds:
        if ground.chain:
            data = shuffled_sequences(ground.data, seed=seed)
        else:
            data = shuffled(ground.data, seed=seed)
        null = attrs.evolve(ground, data=data, shuffled=True)
        count += len(sift(null, settings).passed)
    return count


def replication(grounds: list[Ground], settings: Settings) -> Replication | None:
    """How many patterns of each half of the documents the other half shows too.

    A half is sifted like the whole, with supports in proportion. A pattern is found again where its
    weakest split has p ≤ `AGAIN` in the other half. None with fewer than two documents.
    """
    found = again = 0
    for ground in grounds:
        names = {ground.seen.documents[number] for number in np.unique(ground.document).tolist()}
        if len(names) < 2:
            continue
        first = set(halves(names, seed=settings.seed)[0])
        numbers = [number for number, name in enumerate(ground.seen.documents) if name in first]
        inside = np.isin(ground.document, numbers)
        parts = [part_of(ground, marks) for marks in (inside, ~inside)]
        for one, other in (parts, parts[::-1]):
            whole, part = ground.data.total, one.data.total
            support = ground.data.absolute(settings.support(whole))
            least = max(2, proportionate(support, part, whole))
            passed = sift(one, settings, min_support=least).passed
            found += len(passed)
            again += int(np.count_nonzero(_holds(passed, other)))
    return Replication(found, again) if found else None


def _holds(patterns: Candidates, other: Ground) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mark the patterns that hold in another part of the documents."""
    if not len(patterns):
        return np.zeros(0, np.bool_)
    sets = [codes.tolist() for codes in patterns.tops]
    judged = self_sufficient(other.sets, sets)
    return (judged.support > 0) & (judged.log_p <= np.log(AGAIN))
