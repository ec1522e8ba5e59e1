"""In a crowd everything meets everything: a long list of terms is no scene of any two of them."""

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds

MOST = 12
"""A passage of a text with more different terms is a crowd."""


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what stands in enough documents outside of crowds. Scenes of scripts are written on purpose."""
    ground = candidates.ground
    crowd = np.diff(ground.sets.pointers) > MOST
    crowd &= ground.rows.of_text
    marks = np.ones(len(candidates), np.bool_)
    for number, rows in enumerate(candidates.rows):
        outside = ground.document[rows[~crowd[rows]]]
        marks[number] = len(np.unique(outside)) >= wanted.documents
    return marks


CROWD = Rule("crowd", keep)
