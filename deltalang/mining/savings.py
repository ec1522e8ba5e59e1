"""Savings: what a pattern saves by itself, in bits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.compression.encoding import in_bits, log2s, logs_for, terms_of
from deltalang.mining.ground import Ground


class Savings:
    """What patterns save, each as if it were the only one beside the single images.

    The size of data and code table is that of `deltalang.mining.compression.encoding`, before and after the
    pattern takes the place of its images in each scene that holds it. Where patterns overlap they save
    less together.
    """

    def __init__(self, ground: Ground) -> None:
        self._supports = ground.supports
        self._total = int(self._supports.sum())
        self._logs = logs_for(max(self._total, len(self._supports) + 1))
        used = self._supports > 0
        self._used = int(np.count_nonzero(used))
        self._log_total = self._log(self._total)
        self._spelling = np.where(used, self._log_total - log2s(self._logs, self._supports), 0)

    def of(self, codes: Sequence[int], uses: int, *, holes: int = 0) -> float:
        """What is saved where a pattern of some codes, and of holes, is used so many times."""
        own = np.array(sorted(set(codes)), np.int64)
        now = self._supports[own]
        left = np.maximum(now - uses, 0)
        gone = left == 0
        total = self._total - uses * (len(own) - 1)
        used = self._used + 1 - int(np.count_nonzero(gone))
        before = (self._total + self._used) * self._log_total - self._taken(now)
        after = (total + used) * self._log(total) - self._taken(np.append(left, uses))
        spelled = int(self._spelling[own].sum()) - int(self._spelling[own][gone].sum())
        spelled += holes * self._log(self._used + 1)
        return in_bits(self._logs, before - after - spelled)

    def _taken(self, uses: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
        return int(terms_of(self._logs, uses).sum())

    def _log(self, number: int) -> int:
        return int(log2s(self._logs, np.array([number]))[0])


def alone(candidates: Candidates) -> list[float]:
    """What each candidate saves by itself."""
    savings = Savings(candidates.ground)
    uses = candidates.support.tolist()
    return [savings.of(codes.tolist(), one) for codes, one in zip(candidates, uses, strict=True)]
