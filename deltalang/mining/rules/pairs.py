"""A scene has two different images at least: `жар*2` alone is no composition."""

import numpy as np

from deltalang.mining.candidates import Candidates, Marks
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what has two different images."""
    several = (len(codes) > 1 for codes in candidates.tops)
    return np.fromiter(several, np.bool_, len(candidates))


PAIRS = Rule("single", keep)
