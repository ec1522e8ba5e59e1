"""In a crowd everything meets everything: a long list of terms is no scene of any two of them."""

import numpy as np

from deltalang.mining.candidates import Candidates, Marks
from deltalang.mining.rules.rule import Rule, Thresholds

MOST = 12
"""A passage of a text with more different terms is a crowd."""


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what stands in enough documents outside of crowds. Scenes of scripts are written on purpose."""
    ground = candidates.ground
    crowd = np.diff(ground.sets.pointers) > MOST
    if ground.rows is not None and len(ground.rows.begins):
        first = np.minimum(ground.rows.pointers[:-1], len(ground.rows.begins) - 1)
        crowd &= ground.rows.begins[first] >= 0
    marks = np.ones(len(candidates), np.bool_)
    for number, rows in enumerate(candidates.rows):
        outside = ground.document[rows[~crowd[rows]]]
        marks[number] = len(np.unique(outside)) >= wanted.documents
    return marks


CROWD = Rule("crowd", keep)
