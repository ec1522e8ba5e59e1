"""Self-sufficient patterns: every split is significant, corrected for multiple testing (Webb 2010)."""

import numpy as np

from deltalang.mining.candidates import Candidates, Marks
from deltalang.mining.evidence.selfsufficient import self_sufficient
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark the self-sufficient ones; of `жар, жар*2` the one that says more is tested."""
    if not len(candidates):
        return np.zeros(0, np.bool_)
    sets = [codes.tolist() for codes in candidates.tops]
    return self_sufficient(candidates.ground.sets, sets, alpha=wanted.alpha).accepted


SIGNIFICANCE = Rule("significance", keep)
