"""A scene has two different images at least: `жар*2` alone is no composition."""

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what has two different images."""
    marks: Marks = np.diff(candidates.tops.offsets) > 1
    return marks


PAIRS = Rule("single", keep)
