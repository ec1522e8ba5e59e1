"""What meets no more often than chance has it is no scene. Lift is a threshold, never an order."""

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.measures import measures
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what is frequent enough beside the independent meeting of its images."""
    marks: Marks = measures(candidates).lift >= wanted.lift
    return marks


LIFT = Rule("lift", keep)
