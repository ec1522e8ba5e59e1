"""When to stop: time that ran out, or work that brings next to nothing any more."""

from __future__ import annotations

from collections.abc import Callable

TENTH = 10
LEAST = 32  # questions that a verdict needs


class Watch:
    """Watches one search: its clock, and what its work has brought.

    It is asked before each handful of candidates. The work is over when the last tenth of the questions
    brought less than a share (`patience`) of the whole gain. Questions are counted, not seconds: the
    same search ends at the same step on any machine.
    """

    def __init__(self, patience: float, deadline: float | None, clock: Callable[[], float]) -> None:
        self._patience, self._deadline, self._clock = patience, deadline, clock
        self._gain = 0
        self._gains: list[int] = []  # the whole gain at each question

    def note(self, gain: int) -> None:
        """Note what a step gained."""
        self._gain += gain

    def late(self) -> bool:
        """Whether the time has run out."""
        return self._deadline is not None and self._clock() >= self._deadline

    def over(self) -> bool:
        """Whether the time has run out, or the work has become vain."""
        asked = len(self._gains)
        self._gains.append(self._gain)
        window = max(LEAST, asked // TENTH)
        vain = asked > window and self._gain - self._gains[-window] < self._patience * self._gain
        return vain or self.late()
