"""What a group of roots needs of sequences: projections (PrefixSpan, Pei et al. 2004).

All patterns from a root lie in what stands from its first place on. So of a sequence a group needs what
stands from the first place of any of its roots; to tell what can be put in before, it needs the whole
sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.occurrences import Occurrences
from deltalang.mining.patterns import ranges

BYTES = 2**23  # of items in one block, whose other arrays are as long


class Projection(NamedTuple):
    """Parts of sequences, made to travel; the arrays of `Occurrences`, but for what can be told from others.

    Positions are counted from the first item of the projection. `weights` is None where all are 1.
    `low` is None where it is always the next position.
    """

    lengths: Counts | Codes
    items: Codes
    previous: Codes
    low: Codes | None
    high: Codes | None
    beat_end: Codes | None
    window_end: Codes | None
    weights: Counts | None

    @classmethod
    def of(cls, data: Occurrences) -> Projection:
        """Whole sequences, without those that have no frequent term."""
        begin = data.bounds
        lengths = np.diff(begin).astype(np.int32)
        return cls(
            lengths=lengths[lengths > 0],
            items=data.items,
            previous=data.previous,
            low=None if data.free else data.low,
            high=data.high,
            beat_end=data.beat_end,
            window_end=data.window_end,
            weights=None if data.unit else data.weights[lengths > 0],
        )

    @property
    def ends(self) -> Counts:
        """Where each part ends."""
        return np.cumsum(self.lengths, dtype=np.int64)

    def taken(self, rows: NDArray[np.intp], begin: Counts) -> Projection:
        """Some of the parts, from a position in each on."""
        lengths = self.ends[rows] - begin
        new = np.cumsum(lengths) - lengths
        place = ranges(begin, lengths)
        start = np.repeat(begin, lengths)
        shift = np.repeat(new - begin, lengths)

        def moved(array: Codes | None) -> Codes | None:
            return None if array is None else (array[place] + shift).astype(np.int32)

        before = self.previous[place]
        return Projection(
            lengths=lengths.astype(np.int32),
            items=self.items[place],
            previous=np.where(before < start, -1, before + shift).astype(np.int32),
            low=moved(self.low),
            high=moved(self.high),
            beat_end=moved(self.beat_end),
            window_end=moved(self.window_end),
            weights=None if self.weights is None else self.weights[rows],
        )


def blocks_of(whole: Projection, least: int) -> Iterator[Projection]:
    """Cut sequences into about so many blocks, or more, of about `BYTES` at most."""
    count = max(least, whole.items.nbytes // BYTES + 1)
    ends = whole.ends
    marks = np.arange(1, count) * (len(whole.items) / count)
    cuts = np.unique(np.concatenate(([0], np.searchsorted(ends, marks), [len(ends)])))
    for begin, end in pairwise(cuts.tolist()):
        rows = np.arange(begin, end)
        yield whole.taken(rows, ends[rows] - whole.lengths[rows])


def projections_of(
    block: Projection, bounds: Counts, whole: bool
) -> Iterator[tuple[int, Projection]]:
    """Give each group of roots what it needs of a block: group `i` has the terms `bounds[i]:bounds[i + 1]`.

    A group that needs nothing is left out.
    """
    row = np.repeat(np.arange(len(block.lengths)), block.lengths)
    ends = block.ends
    group = (np.searchsorted(bounds, np.arange(int(bounds[-1])), "right") - 1)[block.items]
    order = np.argsort(group, kind="stable")
    cuts = np.searchsorted(group[order], np.arange(len(bounds)))
    for number, (low, high) in enumerate(pairwise(cuts.tolist())):
        place = order[low:high]
        rows = row[place]
        new = np.ones(len(rows), np.bool_)
        new[1:] = rows[1:] != rows[:-1]
        begin, rows = place[new], rows[new]
        if whole:
            begin = ends[rows] - block.lengths[rows]
        if len(rows):
            yield number, block.taken(rows, begin)


def joined(
    parts: Iterable[Projection], supports: Counts, least: int, roots: tuple[int, int]
) -> Occurrences:
    """The projections of a group as occurrences of the same terms, with the supports that these have."""
    every = list(parts)
    sizes = [len(part.items) for part in every]
    steps = np.cumsum([0, *sizes])[: len(sizes)].tolist()
    none = np.zeros(0, np.int32)
    lengths = np.concatenate([none, *(part.lengths for part in every)])
    ends = np.cumsum(lengths, dtype=np.int64)

    def moved(name: str) -> Codes | None:
        """An array of positions, None if a part lacks it."""
        arrays = [getattr(part, name) for part in every]
        if any(array is None for array in arrays):
            return None
        return np.concatenate(
            [none, *(array + np.int32(step) for array, step in zip(arrays, steps, strict=True))]
        )

    previous = [
        np.where(part.previous < 0, np.int32(-1), part.previous + np.int32(step))
        for part, step in zip(every, steps, strict=True)
    ]
    count = int(ends[-1]) if len(ends) else 0
    low = moved("low") if every else None
    unit = all(part.weights is None for part in every)
    return Occurrences(
        items=np.concatenate([none, *(part.items for part in every)]),
        sequence=np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
        end=np.repeat(ends.astype(np.int32), lengths),
        previous=np.concatenate([none, *previous]),
        low=np.arange(1, count + 1, dtype=np.int32) if low is None else low,
        weights=np.ones(len(lengths), np.int64)
        if unit
        else np.concatenate([part.weights for part in every if part.weights is not None]),
        codes=np.arange(len(supports), dtype=np.int32),
        supports=supports,
        least=least,
        unit=unit,
        high=moved("high") if every else None,
        beat_end=moved("beat_end") if every else None,
        window_end=moved("window_end") if every else None,
        roots=roots,
    )
