"""What is open in a review: proposals that nobody has decided about, and known formulas that moved."""

import attrs

from deltalang.algebra.scene import Scene
from deltalang.mining.proposals import Proposal, Report
from deltalang.proposing.comparing import Comparison
from deltalang.proposing.decisions import ACCEPTED, LATER, REJECTED, Decisions

FORMULA, VERSION, EVIDENCE = ("formula", "version", "evidence")


@attrs.frozen
class Opening:
    """A proposal to decide about: `rank` is its place in the report, from 1.

    `makes` says what accepting it publishes: a new "formula", the next "version" of `formula` or more
    "evidence" for it. `difference` leads from that formula to the proposal. `later` marks one that was
    put off before.
    """

    rank: int
    proposal: Proposal
    makes: str = FORMULA
    formula: str | None = None
    difference: Scene | None = None
    later: bool = False


def openings(
    report: Report,
    decisions: Decisions,
    comparison: Comparison,
    *,
    evidence: bool = False,
    rejected: bool = False,
) -> list[Opening]:
    """Give what is open in the order of the report, what was put off last.

    With `evidence` also formulas that were seen more often since; with `rejected` also what somebody
    may want back.
    """
    decided = (ACCEPTED,) if rejected else (ACCEPTED, REJECTED)
    drifted = {drift.proposal.digest: drift for drift in comparison.drifted}
    grown = {growth.proposal.digest: growth.formula for growth in comparison.grown}
    found: list[Opening] = []
    for rank, proposal in enumerate(report.proposals, start=1):
        digest = proposal.digest
        verdict = decisions.verdict(digest)
        if digest in grown:
            if evidence:
                found.append(Opening(rank, proposal, EVIDENCE, grown[digest]))
        elif digest in drifted:
            drift, later = drifted[digest], verdict == LATER
            found.append(Opening(rank, proposal, VERSION, drift.formula, drift.difference, later))
        elif verdict not in decided:
            found.append(Opening(rank, proposal, later=verdict == LATER))
    return sorted(found, key=lambda opening: opening.later)
