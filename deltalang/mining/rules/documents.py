"""A scene that is somebody's own returns in several documents."""

from deltalang.mining.candidates import Candidates, Marks
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what stands in enough documents, and has two images at least."""
    marks: Marks = candidates.documents >= wanted.documents
    return marks


DOCUMENTS = Rule("documents", keep)
