"""Self-sufficient patterns: every split is significant, corrected for multiple testing (Webb 2010).

The correction is Webb's layered one, or the critical values are calibrated on shuffled data.
"""

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.judging import judged
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark the self-sufficient ones; of `жар, жар*2` the one that says more is tested."""
    if not len(candidates):
        return np.zeros(0, np.bool_)
    critical = None
    if wanted.critical is not None:
        pairs, longer = wanted.critical[2], wanted.critical[3]
        critical = [0.0, 0.0, pairs] + [longer] * int(np.diff(candidates.tops.offsets).max())
    return judged(candidates, alpha=wanted.alpha, critical=critical).accepted


SIGNIFICANCE = Rule("significance", keep)
