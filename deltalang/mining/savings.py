"""Savings: what a pattern saves by itself, in bits."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from deltalang.mining.candidates import Candidates, Ground


class Savings:
    """What patterns save, each as if it were the only one.

    Images have the Shannon codes of the corpus; a pattern has a name of log2(scenes / uses) bits in each
    scene that uses it, and is spelled once, holes included. Where patterns overlap they save less together.
    """

    def __init__(self, ground: Ground) -> None:
        supports = ground.supports
        total = max(1, int(supports.sum()))
        self._bits: list[float] = (-np.log2(np.maximum(supports, 1) / total)).tolist()
        self._scenes = max(2, ground.data.total)

    def of(self, codes: Sequence[int], uses: int, *, holes: int = 0) -> float:
        """What is saved where a pattern of some codes is used so many times."""
        name = math.log2(self._scenes / uses)
        spelled = sum(self._bits[code] for code in codes)
        holes_spelled = holes * math.log2(len(self._bits) + 1)
        return uses * (spelled - name) - (spelled + name + holes_spelled)


def alone(candidates: Candidates) -> list[float]:
    """What each candidate saves by itself."""
    savings = Savings(candidates.ground)
    uses = candidates.support.tolist()
    return [savings.of(codes.tolist(), one) for codes, one in zip(candidates, uses, strict=True)]
