"""A corpus mined again: which accepted formulas were seen more, which moved, which are gone."""

from collections.abc import Iterator, Mapping

import attrs

from deltalang.algebra.merge import diff
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError
from deltalang.mining.proposals import Proposal, Report
from deltalang.project import Project
from deltalang.proposing.decisions import ACCEPTED, REJECTED, Decision, Decisions
from deltalang.proposing.drafting import scene_of
from deltalang.proposing.likeness import likeness, weights
from deltalang.semantics.catalog import Formula
from deltalang.semantics.evaluator import Evaluator

DRIFT = 0.6
"""How like a proposal must be to an accepted formula to be what has become of it."""


@attrs.frozen
class Grown:
    """A formula that was seen in more scenes (`proposal`) than when it was accepted (`before`)."""

    formula: str
    proposal: Proposal
    before: int


@attrs.frozen
class Drifted:
    """A formula that is not among the proposals any more, and what stands in its place.

    `difference` is the scene that leads from the formula to the proposal.
    """

    formula: str
    proposal: Proposal
    likeness: float
    difference: Scene


@attrs.frozen
class Lost:
    """A formula that is not found any more; it was accepted on `before` scenes, `now` where counted.

    `expression` is what it says, as it is written.
    """

    formula: str
    expression: str
    before: int
    now: int | None = None


@attrs.frozen
class Comparison:
    """What a new report says about the formulas that were accepted, in the order of their numbers."""

    grown: tuple[Grown, ...] = ()
    drifted: tuple[Drifted, ...] = ()
    lost: tuple[Lost, ...] = ()


def compare(
    project: Project,
    report: Report,
    decisions: Decisions,
    *,
    supports: Mapping[str, int] | None = None,
) -> Comparison:
    """Compare a report with the formulas that earlier ones brought.

    A formula is found where a proposal has its digest or its meaning. One that is not has drifted to the
    strongest proposal that is like it and free; else it has lost its support, unless the run ended early
    and tells nothing. `supports` says by digest in how many scenes an accepted expression stands now,
    where that was counted: one that stands in as many as before is not lost.
    """
    known = list(_accepted(project, decisions))
    if not known:
        return Comparison()
    proposals = _Proposals(project, report, decisions)
    found = {one.code: proposals.of(one) for one in known}
    grown: list[Grown] = []
    drifted: list[Drifted] = []
    lost: list[Lost] = []
    for one in known:
        proposal, last = found[one.code], one.last
        if proposal is not None:
            if proposal.statistics.support > last.support:
                grown.append(Grown(one.edition, proposal, last.support))
            continue
        drift = proposals.drift(one)
        if drift is not None:
            drifted.append(drift)
            continue
        now = (supports or {}).get(last.digest)
        if not report.limits and (now is None or now < last.support):
            lost.append(Lost(one.edition, one.expression, last.support, now))
    return Comparison(tuple(grown), tuple(drifted), tuple(lost))


@attrs.frozen
class _Known:
    """An accepted formula: its newest edition and meaning, all digests that led to it, the last of them."""

    code: str
    edition: str
    expression: str
    scene: Scene
    digests: frozenset[str]
    last: Decision


def _accepted(project: Project, decisions: Decisions) -> Iterator[_Known]:
    """The accepted formulas that the registry still offers, by number."""
    by_code: dict[str, list[Decision]] = {}
    for decision in decisions.of(ACCEPTED):
        code = (decision.edition or "").partition("@")[0]
        by_code.setdefault(code, []).append(decision)
    evaluator = Evaluator(project.catalog)
    for code in sorted(filter(_is_code, by_code), key=lambda code: int(code[1:])):
        formula = _newest(project, code)
        scene = evaluator.formula_scene(formula) if formula is not None else None
        if formula is not None and scene:
            digests = frozenset(decision.digest for decision in by_code[code])
            last, text = by_code[code][-1], formula.source.text
            yield _Known(code, formula.edition, text, scene, digests, last)


def _is_code(text: str) -> bool:
    return text[:1] == "Δ" and text[1:].isdecimal()


def _newest(project: Project, code: str) -> Formula | None:
    """The newest edition of a formula of the project, None where it is gone, broken or not offered."""
    registry = project.registry
    try:
        editions = registry.editions(code[1:]) if registry is not None else None
        if editions is None or editions.versions[-1] in editions.broken:
            return None
        formula = editions.formula(editions.versions[-1])
    except DeltaError:  # `doctor` names what is broken
        return None
    return formula if formula.status not in ("deprecated", "retired") else None


class _Proposals:
    """The proposals of a report with their meanings; a free one can be what a formula has become."""

    def __init__(self, project: Project, report: Report, decisions: Decisions) -> None:
        self._scenes = {proposal: _meaning(project, proposal) for proposal in report.proposals}
        self._by_digest = {proposal.digest: proposal for proposal in report.proposals}
        self._by_scene = {
            scene.canonical: proposal
            for proposal, scene in reversed(self._scenes.items())
            if scene is not None
        }
        self._free = {
            proposal: weights(scene)
            for proposal, scene in self._scenes.items()
            if scene is not None and decisions.verdict(proposal.digest) not in (ACCEPTED, REJECTED)
        }

    def of(self, known: _Known) -> Proposal | None:
        """The proposal that is a formula, by its digest or its meaning; it is free no more."""
        named = (self._by_digest.get(digest) for digest in sorted(known.digests))
        found = next(filter(None, named), self._by_scene.get(known.scene.canonical))
        if found is not None:
            self._free.pop(found, None)
        return found

    def drift(self, known: _Known) -> Drifted | None:
        """What a formula has become: the strongest free proposal of its kind that is like it."""
        own = weights(known.scene)
        for proposal, theirs in self._free.items():
            scene = self._scenes[proposal]
            assert scene is not None
            like = likeness(own, theirs)
            if like >= DRIFT and type(scene.pure) is type(known.scene.pure):
                del self._free[proposal]
                return Drifted(known.edition, proposal, like, diff(known.scene, scene))
        return None


def _meaning(project: Project, proposal: Proposal) -> Scene | None:
    try:
        return scene_of(project, proposal)
    except DeltaError:  # told when somebody accepts it
        return None
