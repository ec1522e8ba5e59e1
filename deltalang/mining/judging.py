"""Judging: how unlikely candidates are by chance.

Scenes of one document are no independent sightings: a long poem about knights brings rose and knight
together seven times. So a pattern counts once a document here, while its images count every time, which
errs on the safe side.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.evidence.selfsufficient import SelfSufficiency, self_sufficient


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


def p_values(candidates: Candidates) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The p-value of the weakest split of each."""
    return np.exp(judged(candidates).log_p)
