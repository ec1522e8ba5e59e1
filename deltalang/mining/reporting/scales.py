"""Scales of plots: from figures to coordinates, with round numbers on the axes."""

from __future__ import annotations

import math

import attrs

_STEPS = (1, 2, 5, 10)


@attrs.frozen
class Scale:
    """From `low`…`high` to the coordinates `start`…`end`, linearly or by logarithm."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """The coordinate of a figure.

        >>> Scale(0, 10, 100, 200).at(5), Scale(1, 100, 0, 10, logarithmic=True).at(10)
        (150.0, 5.0)
        """
        low, high, value = (
            (math.log(one) if self.logarithmic else one) for one in (self.low, self.high, value)
        )
        share = (value - low) / (high - low) if high > low else 0.5
        return self.start + share * (self.end - self.start)

    def ticks(self, wanted: int = 4) -> list[float]:
        """Round figures for the axis.

        >>> Scale(0, 95, 0, 1).ticks(), Scale(3, 70, 0, 1, logarithmic=True).ticks()
        ([0, 20, 40, 60, 80], [5.0, 10.0, 20.0, 50.0])
        """
        return self._powers(wanted) if self.logarithmic else self._even(wanted)

    def _even(self, wanted: int) -> list[float]:
        if self.high <= self.low:
            return [self.low]
        rough = (self.high - self.low) / wanted
        size = 10 ** math.floor(math.log10(rough))
        step = size * next((one for one in _STEPS if one * size >= rough * 0.8), 10)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [number * step for number in range(first, last + 1)]

    def _powers(self, wanted: int) -> list[float]:
        low, high = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        for steps in ((1, 2, 5), (1, 3), (1,)):
            found = [
                float(f"{one}e{power}")
                for power in range(low, high + 1)
                for one in steps
                if self.low <= float(f"{one}e{power}") <= self.high
            ]
            if len(found) <= 2 * wanted:
                break
        every = -(-len(found) // (2 * wanted)) or 1
        return found[::every] or [self.low]
