"""Controls: figures to judge all patterns of a run by, from shuffled data and from halves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from deltalang.mining.calibrating import Critical
from deltalang.mining.candidates import Candidates
from deltalang.mining.evidence.replication import halves, proportionate
from deltalang.mining.ground import Ground, Marks
from deltalang.mining.grounds import part_of, shuffled_ground
from deltalang.mining.measures import measures
from deltalang.mining.proposals import Replication
from deltalang.mining.settings import Settings
from deltalang.mining.sifting import sift

AGAIN = 2
"""A pattern of one half is found again where it stands in so many scenes of the other, with the least lift."""
SPLITS = 4
"""The documents are halved in so many ways, since one split says little about few patterns."""
Left = Callable[[], float | None]
Judged = tuple[Ground, Critical | None]
"""A ground with the critical values that its patterns were judged by."""


class OutOfTimeError(Exception):
    """There is no time left for a figure that would be worth something."""


def null_count(grounds: list[Judged], settings: Settings, seed: int, left: Left) -> int:
    """How many patterns the sieve lets pass in data shuffled with margins preserved.

    `left` tells the seconds that there are. Raises OutOfTimeError, KeyboardInterrupt.
    """
    return sum(
        len(_sifted(shuffled_ground(ground, seed), settings, critical, left))
        for ground, critical in grounds
    )


def _sifted(
    ground: Ground,
    settings: Settings,
    critical: Critical | None,
    left: Left,
    *,
    min_support: int | None = None,
) -> Candidates:
    """What passes the sieve; part of it would be worse than nothing."""
    seconds = left()
    if seconds is not None and seconds <= 0:
        raise OutOfTimeError
    done = sift(ground, settings, critical, min_support=min_support, seconds=seconds)
    if done.limit == "cancelled":
        raise KeyboardInterrupt
    if done.limit == "time":
        raise OutOfTimeError
    return done.passed


def replication(grounds: list[Judged], settings: Settings, left: Left) -> Replication | None:
    """How many patterns of each half of the documents the other half shows too.

    A half is sifted like the whole, with supports in proportion and the same critical values. A pattern
    is found again where it stands in `AGAIN` scenes of the other half at least, and passes the
    threshold of lift there too. None when the halves have no patterns. Raises OutOfTimeError,
    KeyboardInterrupt.
    """
    found = again = 0
    for ground, critical in grounds:
        names = {ground.seen.documents[number] for number in np.unique(ground.document).tolist()}
        if len(names) < 2:
            continue
        for split in range(SPLITS):
            first = set(halves(names, seed=settings.seed + split)[0])
            numbers = [number for number, name in enumerate(ground.seen.documents) if name in first]
            inside = np.isin(ground.document, numbers)
            parts = [part_of(ground, marks) for marks in (inside, ~inside)]
            for one, other in (parts, parts[::-1]):
                patterns, there = _again(one, other, settings, critical, left)
                found += patterns
                again += there
    return Replication(found, again) if found else None


def _again(
    one: Ground, other: Ground, settings: Settings, critical: Critical | None, left: Left
) -> tuple[int, int]:
    """How many patterns one part of the documents has, and how many of them hold in the other."""
    whole = one.data.total + other.data.total
    least = max(2, proportionate(settings.support(whole), one.data.total, whole))
    passed = _sifted(one, settings, critical, left, min_support=least)
    return len(passed), int(np.count_nonzero(_holds(passed, other, settings)))


def _holds(patterns: Candidates, other: Ground, settings: Settings) -> Marks:
    """Mark the patterns that hold in another part of the documents."""
    rows = map(len, patterns.found_in(other))
    support = np.fromiter(rows, np.int64, len(patterns))
    there = Candidates(other, patterns.patterns, support, patterns.gaps)
    marks: Marks = support >= AGAIN
    lifts = np.zeros(len(there))
    lifts[marks] = measures(there.where(marks)).lift
    return marks & (lifts >= settings.min_lift)
