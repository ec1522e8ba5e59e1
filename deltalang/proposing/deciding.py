"""Decisions: carried out at once and noted at once, so that nothing is lost between two of them.

A formula is published first, and then the decision is noted. Whoever is killed between the two finds
the formula as an equal one next time, and accepting the proposal again only notes it.
"""

from collections.abc import Collection, Iterable

import attrs

from deltalang.messages import template
from deltalang.mining.proposals import Proposal
from deltalang.project import Project
from deltalang.proposing.decisions import ACCEPTED, LATER, REJECTED, Decision, open_ledger
from deltalang.proposing.drafting import (
    evidence_draft,
    merged_draft,
    new_draft,
    newest,
    next_draft,
    scene_of,
)
from deltalang.proposing.naming import language_of
from deltalang.proposing.openings import EVIDENCE, FORMULA, Opening
from deltalang.proposing.standing import equal_formula
from deltalang.registry.drafts import Draft
from deltalang.registry.store import Publication, Signature


@attrs.frozen
class Outcome:
    """What accepting a proposal does, or would do.

    `edition` is the edition that says it; `publication` is None where a known formula says the same
    already, so that nothing is published.
    """

    edition: str
    publication: Publication | None


def accept(
    project: Project,
    opening: Opening,
    by: Signature,
    *,
    proposal: Proposal | None = None,
    into: str | None = None,
) -> Outcome:
    """Publish what an opening makes, and note the decision.

    `proposal` is that of the opening as somebody wrote it anew; `into` names a known formula to merge it
    into. Without a reason in `by` the record gets the figures. Raises DeltaError (E407 without a
    registry, E201, E404, or what is wrong with the formula) or OSError; then nothing was noted, and
    nothing published unless it is the note that could not be written.
    """
    meant = proposal or opening.proposal
    with open_ledger(project) as ledger:
        before = ledger.known.latest.get(opening.proposal.digest)
        fresh = opening.makes == FORMULA and into is None
        if fresh and before is not None and before.verdict == ACCEPTED and before.edition:
            return Outcome(before.edition, None)  # another review was faster
        draft, edition = _plan(project, opening, meant, into)
        published = None
        if draft is not None:
            [published] = project.publish([draft], _signed(by, meant))
            edition = published.record.edition
        ledger.add(_decision(opening, ACCEPTED, by, expression=meant.expression, edition=edition))
        return Outcome(edition, published)


def preview(
    project: Project,
    opening: Opening,
    by: Signature,
    *,
    proposal: Proposal | None = None,
    into: str | None = None,
    taken: Collection[str] = (),
) -> Outcome:
    """Compute what `accept` would do, and write nothing; `taken` are names promised before.

    The edition of a new formula is its name: its number is given when it is written. Raises DeltaError.
    """
    meant = proposal or opening.proposal
    draft, edition = _plan(project, opening, meant, into, taken=taken)
    if draft is None:
        return Outcome(edition, None)
    [planned] = project.plan([draft], _signed(by, meant))
    return Outcome(planned.record.edition if draft.slug is None else draft.name, planned)


def reject(project: Project, these: Iterable[Opening], by: Signature) -> None:
    """Note that proposals are not wanted, all of them or none. Raises DeltaError (E401), OSError."""
    _note(project, these, REJECTED, by)


def put_off(project: Project, these: Iterable[Opening], by: Signature) -> None:
    """Note that proposals are for later: they come last in the next review."""
    _note(project, these, LATER, by)


def _note(project: Project, these: Iterable[Opening], verdict: str, by: Signature) -> None:
    with open_ledger(project) as ledger:
        ledger.add(*(_decision(opening, verdict, by) for opening in these))


def _plan(
    project: Project,
    opening: Opening,
    proposal: Proposal,
    into: str | None,
    *,
    taken: Collection[str] = (),
) -> tuple[Draft | None, str]:
    """Draft what is to be published, or name the edition that says all of it already."""
    if into is None and opening.formula is None:
        equal = equal_formula(project, scene_of(project, proposal))
        return (None, equal) if equal else (new_draft(project, proposal, taken=taken), "")
    if into is not None:
        draft = merged_draft(project, into, proposal)
    else:
        make = evidence_draft if opening.makes == EVIDENCE else next_draft
        draft = make(project, opening.formula or "", proposal)
    last = newest(project, draft.name)
    said = (last.formula, last.parameters, last.evidence)
    if (draft.formula, draft.parameters, draft.evidence) == said:
        return None, last.edition
    return draft, ""


def _signed(by: Signature, proposal: Proposal) -> Signature:
    """Give the figures as the reason where somebody gave none."""
    found = proposal.statistics
    words = template("ui.review-why", language_of(proposal.expression) or "en")
    figures = words.format(support=found.support, documents=found.documents)
    return attrs.evolve(by, why=by.why or figures)


def _decision(
    opening: Opening,
    verdict: str,
    by: Signature,
    *,
    expression: str | None = None,
    edition: str | None = None,
) -> Decision:
    proposal = opening.proposal
    return Decision(
        verdict=verdict,
        digest=proposal.digest,
        expression=expression or proposal.expression,
        who=by.who,
        when=by.when,
        why=by.why,
        edition=edition,
        support=proposal.statistics.support,
        documents=proposal.statistics.documents,
    )
