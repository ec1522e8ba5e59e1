"""Measures of candidates: how they stand out from the independent meeting of their images."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.candidates import Candidates
from deltalang.mining.evidence.association import association

Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Measures:
    """Columns beside the candidates: `expected` and `leverage` in rows, `lift` a ratio, `npmi` in [-1, 1].

    Of the orders in which the images of a chain can come all are equally likely by chance, so a chain
    is expected 1/n! as often as its images together.
    """

    expected: Floats
    lift: Floats
    leverage: Floats
    npmi: Floats


def measures(candidates: Candidates) -> Measures:
    """Measure candidates against their ground."""
    tops, ground, support = candidates.tops, candidates.ground, candidates.support
    lengths = np.diff(tops.offsets)
    found = association(tops, support, ground.supports, ground.data.total)
    if not ground.chain:
        leverage = found.leverage * ground.data.total
        return Measures(found.expected, found.lift, leverage, found.npmi)
    factorials = np.cumprod(np.arange(1, 64, dtype=np.float64))
    orders = factorials[np.minimum(np.maximum(lengths, 1), 63) - 1]
    expected = found.expected / orders
    lift = np.divide(support, expected, out=np.full(len(support), np.inf), where=expected > 0)
    return Measures(expected, lift, support - expected, found.npmi)
