"""A scene that is somebody's own returns in several documents."""

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what stands in enough documents."""
    marks: Marks = candidates.documents >= wanted.documents
    return marks


DOCUMENTS = Rule("documents", keep)
