"""Judging: how unlikely candidates are by chance.

Scenes of one document are no independent sightings: a long poem about knights brings rose and knight
together seven times. So a pattern counts once a document here, while its images count every time, which
errs on the safe side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.candidates import Candidates
from deltalang.mining.database import Counts
from deltalang.mining.evidence.fisher import log_fisher
from deltalang.mining.evidence.selfsufficient import SelfSufficiency, self_sufficient

Floats = NDArray[np.float64]


def judged(
    candidates: Candidates, *, alpha: float = 0.05, critical: Sequence[float] | None = None
) -> SelfSufficiency:
    """Judge candidates on their own ground, by the documents they stand in."""
    return self_sufficient(
        candidates.ground.sets,
        candidates.tops,
        alpha=alpha,
        critical=critical,
        observed=candidates.documents,
    )


def log_p_values(candidates: Candidates) -> Floats:
    """The natural logarithm of the p-value of the weakest split of each.

    Most candidates are pairs and triples, whose few splits are looked up directly.
    """
    found = np.zeros(len(candidates))
    sizes = np.diff(candidates.tops.offsets)
    for size, judge in ((2, _pairs), (3, _triples)):
        marks = sizes == size
        if marks.any():
            found[marks] = judge(candidates.where(marks))
    longer = sizes > 3
    if longer.any():
        found[longer] = judged(candidates.where(longer)).log_p
    return found


def _pairs(candidates: Candidates) -> Floats:
    left, right = candidates.ground.supports[candidates.tops.terms].reshape(-1, 2).T
    return _fisher(candidates, left, right)


def _triples(candidates: Candidates) -> Floats:
    """Each image against the other two."""
    ground, known = candidates.ground, {}
    codes = candidates.tops.terms.reshape(-1, 3)
    others = codes[:, [[1, 2], [0, 2], [0, 1]]]
    for one, other in {(a, b) for triple in others.tolist() for a, b in triple}:
        known[one, other] = len(ground.holding(np.array([one, other], np.int32)))
    right = np.array([[known[a, b] for a, b in triple] for triple in others.tolist()], np.int64)
    singles = ground.supports[codes]
    splits = [_fisher(candidates, singles[:, at], right[:, at]) for at in range(3)]
    weakest: Floats = np.maximum.reduce(splits)
    return weakest


def _fisher(candidates: Candidates, left: Counts, right: Counts) -> Floats:
    """The test of one split of each, by documents."""
    total = candidates.ground.data.total
    seen = np.maximum(candidates.documents, left + right - total)  # so often they meet in any case
    return log_fisher(seen, left, right, total)


def p_values(candidates: Candidates) -> Floats:
    """The p-value of the weakest split of each."""
    values: Floats = np.exp(log_p_values(candidates))
    return values
