"""A formula is short: what has more images is a text of its own."""

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what has few enough different images."""
    marks: Marks = np.diff(candidates.tops.offsets) <= wanted.length
    return marks


LENGTH = Rule("length", keep)
