"""Where the terms of sequences stand, prepared for the search of patterns.

Only frequent terms are kept, numbered anew; a *position* is an index into all kept items. The one
trick that makes the search cheap is `previous`: among the positions of a suffix that starts at `s`,
position `i` is the first of its term if and only if `previous[i] < s`, so nothing has to be hashed
or looked up to count a term once a sequence.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database


@attrs.frozen
class Spacing:
    """How far apart the beats of a pattern may stand, in beats.

    `min_gap` and `max_gap` bound the distance between neighbours (1: adjacent), `max_window` the
    beats from the first to the last, both included; None: no limit.
    Raises ValueError for limits that nothing can keep.
    """

    min_gap: int = 1
    max_gap: int | None = None
    max_window: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.min_gap < 1:
            raise ValueError(f"min_gap is a number of beats from 1, not {self.min_gap}")
        if self.max_gap is not None and self.max_gap < self.min_gap:
            raise ValueError(f"max_gap {self.max_gap} is less than min_gap {self.min_gap}")
        if self.max_window is not None and self.max_window < 1:
            raise ValueError(f"max_window is a number of beats from 1, not {self.max_window}")


@attrs.frozen(eq=False)
class Occurrences:
    """The frequent terms of sequences, one entry a position (int32 arrays but where it says more).

    `items` are the new numbers of the terms, ascending as their codes; `codes` gives a code for each
    number; `supports` (int64) its support. `sequence` is the row of a position, `end` where that row
    ends, `previous` where the term stood before in the row (-1: nowhere). `low` is the first position
    that min_gap allows for the next beat. The last three are only there when a first match is not
    enough (`plain` is false): `high`, one past the last position that max_gap allows; `beat_end`, one
    past the beat of a position; `window_end`, one past the window that starts at a position.
    `weights` (int64) belong to rows, `unit` says that
    all are 1; `least` is the least support. `roots`, terms from and to, bound the terms that patterns of
    more than one term begin with, where these are the part of larger data that such patterns need.
    """

    items: Codes
    sequence: Codes
    end: Codes
    previous: Codes
    low: Codes
    weights: Counts
    codes: Codes
    supports: Counts
    least: int
    unit: bool
    high: Codes | None = None
    beat_end: Codes | None = None
    window_end: Codes | None = None
    roots: tuple[int, int] | None = None

    @property
    def plain(self) -> bool:
        """Whether the first match in each sequence is all that a search has to know."""
        return self.high is None

    @property
    def free(self) -> bool:
        """Whether a pattern may stand anywhere, a term a beat, without limits."""
        return self.plain and bool((self.low == np.arange(1, len(self.low) + 1)).all())

    @property
    def bounds(self) -> Counts:
        """Where each row begins, and where the last one ends."""
        return np.searchsorted(self.sequence, np.arange(len(self.weights) + 1)).astype(np.int64)

    @classmethod
    def of(cls, data: Database, least: int, spacing: Spacing) -> Occurrences:
        """Prepare a database; terms with a support below `least` are left out.

        >>> data = Database.of_sequences(["abba", "ab"])
        >>> Occurrences.of(data, 2, Spacing()).previous.tolist()
        [-1, -1, 1, 0, -1, -1]
        """
        rows = data.rows
        previous = _previous(data.items, rows)
        first = previous < 0
        supports = np.zeros(len(data.vocabulary), np.int64)
        np.add.at(supports, data.items[first], data.weights[rows[first]])
        frequent = supports >= least
        keep = frequent[data.items]
        number = np.cumsum(frequent, dtype=np.int32) - np.int32(1)
        place = np.cumsum(keep, dtype=np.int32) - np.int32(1)
        items, sequence, before = number[data.items[keep]], rows[keep], previous[keep]
        moved = np.where(before < 0, np.int32(-1), place[np.maximum(before, 0)])
        made = cls(
            items=items,
            sequence=sequence.astype(np.int32),
            end=np.searchsorted(sequence, sequence, "right").astype(np.int32),
            previous=moved.astype(np.int32),
            low=np.arange(1, len(items) + 1, dtype=np.int32),
            weights=data.weights,
            codes=np.flatnonzero(frequent).astype(np.int32),
            supports=supports[frequent],
            least=least,
            unit=bool((data.weights == 1).all()),
        )
        return _spaced(made, data, rows, keep, spacing)


def _previous(items: Codes, rows: Counts) -> Codes:
    """The position before, in the same row, of the same term; -1 for none."""
    count = len(items)
    order = np.sort(items.astype(np.int64) * count + np.arange(count)) % max(1, count)
    again = (items[order[1:]] == items[order[:-1]]) & (rows[order[1:]] == rows[order[:-1]])
    previous = np.full(count, -1, np.int32)
    previous[order[1:][again]] = order[:-1][again]
    return previous


def _spaced(
    made: Occurrences, data: Database, rows: Counts, keep: NDArray[np.bool_], spacing: Spacing
) -> Occurrences:
    """Add what the distances between beats need."""
    limited = spacing.max_gap is not None or spacing.max_window is not None
    if data.beats is None and not limited and spacing.min_gap == 1:
        return made
    beats = np.arange(len(rows)) - data.pointers[rows] if data.beats is None else data.beats
    beats = beats.astype(np.int64)
    longest = int(beats.max(initial=0)) + 1  # no distance between two beats is as long
    key = (rows * (2 * longest + 1) + beats)[keep]

    def reach(distance: int | None, side: str) -> Codes:
        """Where the beats end that are nearer than a distance (left), or at most as far (right)."""
        far = longest if distance is None else min(distance, longest)
        place = np.searchsorted(key, key + far, "left" if side == "left" else "right")
        return np.minimum(place, made.end).astype(np.int32)

    spaced = attrs.evolve(made, low=reach(spacing.min_gap, "left"))
    if data.beats is None and not limited:
        return spaced
    window = spacing.max_window
    return attrs.evolve(
        spaced,
        high=reach(spacing.max_gap, "right"),
        beat_end=reach(0, "right"),
        window_end=None if window is None else reach(window - 1, "right"),
    )
