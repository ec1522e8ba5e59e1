"""Candidates: patterns on their way through the rules, with the rows that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.embedding import Embedding, Gaps
from deltalang.mining.ground import Ground, Marks
from deltalang.mining.patterns import Flat, Patterns


@attrs.frozen(eq=False, slots=False)
class Candidates:
    """Some patterns of a ground, with their supports in rows.

    The rows of a pattern are looked up when somebody asks, so that a hundred thousand chance meetings
    can be told by their numbers alone.
    """

    ground: Ground
    patterns: Flat
    support: Counts
    gaps: Gaps = attrs.field(factory=Gaps)

    @classmethod
    def of(cls, ground: Ground, found: Patterns, gaps: Gaps) -> Candidates:
        """The patterns of a kernel."""
        return cls(ground, found.flat(), found.support, gaps)

    @classmethod
    def at(
        cls, ground: Ground, patterns: Flat, rows: tuple[Counts, ...], gaps: Gaps | None = None
    ) -> Candidates:
        """Patterns whose rows are known."""
        support = np.fromiter(map(len, rows), np.int64, len(rows))
        made = cls(ground, patterns, support, gaps or Gaps())
        made.__dict__["rows"] = rows
        return made

    def __len__(self) -> int:
        return len(self.support)

    def __iter__(self) -> Iterator[Codes]:
        """Give the codes of each, in order."""
        steps = self.patterns.offsets
        for number in range(len(self)):
            yield self.patterns.terms[steps[number] : steps[number + 1]]

    @cached_property
    def rows(self) -> tuple[Counts, ...]:
        """The rows that hold each, ascending."""
        found = self.found_in(self.ground)
        return tuple(found)

    @cached_property
    def embedding(self) -> Embedding | None:
        """What finds chains in rows; None for sums."""
        return Embedding(self.ground, self.gaps) if self.ground.chain else None

    def found_in(self, ground: Ground) -> Iterator[Counts]:
        """Give the rows that hold each on a ground with the same codes."""
        embedding = Embedding(ground, self.gaps) if ground.chain else None
        for number, codes in enumerate(self):
            here = ground.holding(codes)
            yield here if embedding is None else embedding.of(codes, self.joined(number), here)

    @cached_property
    def documents(self) -> Counts:
        """In how many documents each stands."""
        document = self.ground.document
        counts = (len(np.unique(document[rows])) for rows in self.rows)
        return np.fromiter(counts, np.int64, len(self))

    @cached_property
    def tops(self) -> Flat:
        """The different codes of each, ascending; of `жар`, `жар*2` only the one that says more."""
        size, width = max(1, len(self.ground.supports)), len(self.ground.seen.images)
        owner = np.repeat(np.arange(len(self)), np.diff(self.patterns.offsets))
        keys = np.sort(owner * size + self.patterns.terms)
        keys = keys[np.diff(keys, prepend=-1) > 0]
        if size > width:  # some image stands several times in a row
            more = keys + width
            place = np.minimum(np.searchsorted(keys, more), max(0, len(keys) - 1))
            keys = keys[(keys[place] != more) | (keys % size + width >= size)]
        owner, codes = np.divmod(keys, size)
        offsets = np.searchsorted(owner, np.arange(len(self) + 1)).astype(np.int64)
        return Flat(offsets, codes.astype(np.int32), None)

    def images(self) -> list[frozenset[int]]:
        """The top codes of each as a set."""
        steps, codes = self.tops.offsets.tolist(), self.tops.terms.tolist()
        return [frozenset(codes[steps[n] : steps[n + 1]]) for n in range(len(self))]

    def joined(self, number: int) -> list[bool]:
        """Which codes of a chain stand in the beat of the one before."""
        begin, end = self.patterns.offsets[number : number + 2].tolist()
        if self.patterns.joined is None:
            return [False] * (end - begin)
        return [bool(one) for one in self.patterns.joined[begin:end]]

    def where(self, keep: Marks) -> Candidates:
        """Those that are marked."""
        if keep.all():
            return self
        lengths = np.diff(self.patterns.offsets)
        inside = np.repeat(keep, lengths)
        offsets = np.concatenate(([0], np.cumsum(lengths[keep])))
        joined = None if self.patterns.joined is None else self.patterns.joined[inside]
        flat = Flat(offsets, self.patterns.terms[inside], joined)
        if "rows" not in self.__dict__:  # nobody has looked them up so far
            return Candidates(self.ground, flat, self.support[keep], self.gaps)
        kept = zip(self.rows, keep.tolist(), strict=True)
        rows = tuple(rows for rows, good in kept if good)
        return Candidates.at(self.ground, flat, rows, self.gaps)
