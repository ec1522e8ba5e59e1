"""Choosing: of the patterns that passed the rules, those that make the corpus shorter.

KRIMP (Vreeken, van Leeuwen & Siebes 2011) on candidates that already mean something: they are offered to
a code table one after another, what saves most by itself first; one that makes data and table
together smaller stays, and makes others go that it has made useless. One that finds its scenes taken by
others is redundant. One that does not, and still costs more than it saves, is merely rare: it is kept, with
a gain below 0, because it has passed tests that know more about chance than a code table does.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.compression.descent import prune
from deltalang.mining.compression.encoding import in_bits
from deltalang.mining.compression.starting import state_of
from deltalang.mining.savings import alone


@attrs.frozen
class Step:
    """A candidate that was taken, by its number: what it saved then, and the bits that were left."""

    number: int
    gain: float
    bits: float


class Choice:
    """A code table for which candidates are chosen."""

    def __init__(self, candidates: Candidates, engine: str) -> None:
        self._candidates = candidates
        self._state = state_of(candidates.ground.sets, engine)
        self._elements: dict[int, int] = {}
        self._costly: dict[int, float] = {}
        self.start_bits = self.bits

    @property
    def bits(self) -> float:
        """The size of data and code table now."""
        return in_bits(self._state.logs, self._state.size)

    def steps(self) -> Iterator[Step]:
        """Offer the candidates; give those that are taken, while they are."""
        state, saved = self._state, alone(self._candidates)
        codes = [one.tolist() for one in self._candidates]
        for number in sorted(range(len(codes)), key=lambda one: (-saved[one], codes[one])):
            before = state.size
            element = state.elements.of_terms(tuple(codes[number]))
            state.insert(element)
            if state.size < before:
                self._elements[number] = element
                prune(state)
                yield Step(number, in_bits(state.logs, before - state.size), self.bits)
                continue
            if 2 * int(state.usage[element]) >= int(state.elements.support[element]):
                self._costly[number] = in_bits(state.logs, before - state.size)
            state.remove(element)

    def kept(self) -> dict[int, float]:
        """The candidates that stay, each with the bits that would be lost without it."""
        table = set(self._state.table.tolist())
        kept = {number: element for number, element in self._elements.items() if element in table}
        losses = self._state.losses(np.array(list(kept.values()), np.int64))
        scale = self._state.logs
        gains = {
            number: in_bits(scale, -int(loss))
            for number, loss in zip(kept, losses.tolist(), strict=True)
        }
        return {**gains, **self._costly}
