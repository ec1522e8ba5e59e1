"""Unfolding: scenes that were folded with accepted formulas still show the patterns these came from."""

from collections.abc import Iterable, Iterator

import attrs

from deltalang.algebra.letters import Reference
from deltalang.algebra.worlds import every_letter
from deltalang.corpus.passages import Passage
from deltalang.diagnostics import DeltaError
from deltalang.limits import LimitExceededError
from deltalang.project import Project
from deltalang.proposing.decisions import ACCEPTED, Decisions


def unfolded(
    passages: Iterable[Passage], project: Project, decisions: Decisions
) -> Iterator[Passage]:
    """Give passages; scenes that refer to a formula that a review accepted are expanded.

    So a corpus whose scripts were folded gives the same patterns as before. What cannot be expanded, stays.
    """
    codes = {(one.edition or "").partition("@")[0] for one in decisions.of(ACCEPTED)}
    session = project.session() if codes else None
    for passage in passages:
        if session is None or passage.scene is None or not _refers(passage, codes):
            yield passage
            continue
        try:
            yield attrs.evolve(passage, scene=session.expand(passage.expression))
        except (DeltaError, LimitExceededError):
            yield passage


def _refers(passage: Passage, codes: set[str]) -> bool:
    letters = every_letter(passage.scene) if passage.scene is not None else ()
    return any(isinstance(letter, Reference) and letter.name in codes for letter in letters)
