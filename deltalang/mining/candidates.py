"""Candidates: patterns with the rows that hold them, on their way through the rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database
from deltalang.mining.patterns import Flat
from deltalang.mining.seen import Rows, Seen

Marks = NDArray[np.bool_]


@attrs.frozen(eq=False)
class Ground:
    """What candidates of one kind are mined from, and judged by: rows, and the documents of rows.

    `chain` tells sequences from sets. `rows` are those of `seen`; of `shuffled` data they say no more
    than which scene a row is of.
    """

    seen: Seen
    data: Database
    document: Codes
    chain: bool
    rows: Rows
    shuffled: bool = False

    @cached_property
    def sets(self) -> Database:
        """The rows as sets."""
        return self.data.as_sets()

    @cached_property
    def supports(self) -> Counts:
        """In how many rows each code stands."""
        return self.sets.supports()

    @cached_property
    def _postings(self) -> tuple[Counts, Counts]:
        """For each code the rows that hold it (CSR)."""
        rows, items = self.sets.rows, self.sets.items
        order = np.argsort(items, kind="stable")
        ends = np.cumsum(np.bincount(items, minlength=len(self.supports)))
        return np.concatenate(([0], ends)), rows[order]

    def holding(self, codes: Codes) -> Counts:
        """The rows that hold all of some codes, ascending."""
        starts, rows = self._postings
        found: Counts | None = None
        for code in sorted(
            set(codes.tolist()), key=lambda code: int(starts[code + 1] - starts[code])
        ):
            here = rows[starts[code] : starts[code + 1]]
            if found is None:
                found = here
            elif len(here):
                place = np.minimum(np.searchsorted(here, found), len(here) - 1)
                found = found[here[place] == found]
            else:
                found = here
        return np.empty(0, np.int64) if found is None else found


@attrs.frozen(eq=False)
class Candidates:
    """Some patterns of a ground; `rows` are the rows that hold each, ascending."""

    ground: Ground
    patterns: Flat
    rows: tuple[Counts, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def support(self) -> Counts:
        """In how many rows each stands."""
        return np.fromiter(map(len, self.rows), np.int64, len(self))

    @cached_property
    def documents(self) -> Counts:
        """In how many documents each stands."""
        document = self.ground.document
        return np.fromiter(
            (len(np.unique(document[rows])) for rows in self.rows), np.int64, len(self)
        )

    @cached_property
    def tops(self) -> tuple[Codes, ...]:
        """The different codes of each; of `жар`, `жар*2` only the one that says more."""
        width = len(self.ground.seen.images)
        return tuple(_tops(codes, width) for codes in self)

    def __iter__(self) -> Iterator[Codes]:
        """Give the codes of each, in order."""
        steps = self.patterns.offsets
        for number in range(len(self)):
            yield self.patterns.terms[steps[number] : steps[number + 1]]

    def joined(self, number: int) -> list[bool]:
        """Which codes of a chain stand in the beat of the one before."""
        begin, end = self.patterns.offsets[number : number + 2]
        if self.patterns.joined is None:
            return [False] * int(end - begin)
        return [bool(one) for one in self.patterns.joined[begin:end]]

    def where(self, keep: Marks) -> Candidates:
        """Those that are marked."""
        rows = tuple(rows for rows, kept in zip(self.rows, keep.tolist(), strict=True) if kept)
        return Candidates(self.ground, chosen(self.patterns, keep), rows)


def chosen(patterns: Flat, keep: Marks) -> Flat:
    """The patterns that are marked, in full."""
    lengths = np.diff(patterns.offsets)
    inside = np.repeat(keep, lengths)
    offsets = np.concatenate(([0], np.cumsum(lengths[keep])))
    joined = None if patterns.joined is None else patterns.joined[inside]
    return Flat(offsets, patterns.terms[inside], joined)


def _tops(codes: Codes, width: int) -> Codes:
    best: dict[int, int] = {}
    for code in codes.tolist():
        times, image = divmod(code, width)
        best[image] = max(best.get(image, 0), times)
    return np.array(sorted(image + times * width for image, times in best.items()), np.int32)
