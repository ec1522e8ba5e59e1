"""Choosing: of the patterns that passed the rules, those that make the corpus shorter."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from deltalang.mining.candidates import Candidates, Ground
from deltalang.mining.database import Counts


@attrs.frozen
class Step:
    """A pattern that was taken: its number among the candidates, what it saves, what is left, in bits."""

    number: int
    gain: float
    bits: float


class Sizes:
    """The size of a corpus under a code table that grows, in bits (Vreeken et al. 2011).

    Only counts matter: uses of terms and of the patterns taken. A code is log(all uses / own uses) bits;
    the table costs each used code, and its spelling in the codes of the single terms.
    """

    def __init__(self, ground: Ground) -> None:
        self.uses = ground.supports.astype(np.int64).copy()
        self.taken: list[tuple[int, float]] = []
        self.total = int(self.uses.sum())
        with np.errstate(divide="ignore"):
            self.spelling = np.log2(max(1, self.total)) - np.log2(self.uses)
        self.bits = self._bits(self.uses, self.taken)

    def with_pattern(self, codes: Counts, uses: int) -> tuple[float, Counts]:
        """The size, and the uses of single terms, when a pattern takes the place of its terms."""
        left = self.uses.copy()
        left[codes] -= uses
        return self._bits(left, [*self.taken, (uses, float(self.spelling[codes].sum()))]), left

    def take(self, codes: Counts, uses: int, left: Counts, bits: float) -> None:
        """Take a pattern."""
        self.taken.append((uses, float(self.spelling[codes].sum())))
        self.uses, self.bits = left, bits

    def _bits(self, uses: Counts, taken: list[tuple[int, float]]) -> float:
        used = uses[uses > 0]
        counts = np.concatenate((used, np.array([uses for uses, _ in taken], np.int64)))
        total = int(counts.sum())
        if not total:
            return 0.0
        codes = np.log2(total) - np.log2(counts)
        spelled = float(self.spelling[uses > 0].sum()) + sum(spelling for _, spelling in taken)
        return float((counts * codes).sum() + codes.sum() + spelled)
