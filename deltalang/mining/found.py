"""What a run of the miner has found so far, and the report of it."""

from __future__ import annotations

from collections import Counter

import attrs

from deltalang.mining.evidence.ranking import ranking
from deltalang.mining.proposals import (
    Coupling,
    Figures,
    Gain,
    Null,
    Proposal,
    Replication,
    Report,
)
from deltalang.mining.seen import Seen
from deltalang.mining.settings import REPEATS, SWITCHES, Settings


@attrs.define(eq=False)
class Found:
    """Grows while the miner runs."""

    proposals: list[Proposal] = attrs.field(factory=list)
    couplings: list[Coupling] = attrs.field(factory=list)
    counts: Counter[str] = attrs.field(factory=Counter)
    limits: Counter[str] = attrs.field(factory=Counter)
    gains: list[Gain] = attrs.field(factory=list)
    candidates: int = 0
    start_bits: float = 0.0
    null: Null | None = None
    replication: Replication | None = None

    def opened(self, seen: Seen) -> None:
        """Note what gathering left out; rules are counted in the order in which they are applied."""
        self.counts.update(dict.fromkeys(SWITCHES, 0))
        self.counts[REPEATS] = seen.repeated
        if seen.cut:
            self.bitten("long-scenes", seen.cut)

    def bitten(self, limit: str, number: int = 1) -> None:
        """Note that a limit has ended something early."""
        self.limits[limit] = max(self.limits[limit], number)

    def add_couplings(self, couplings: list[Coupling]) -> None:
        """Add couplings whose words are not known yet."""
        known = {coupling.words for coupling in self.couplings}
        self.couplings += [one for one in couplings if one.words not in known]

    def report(self, seen: Seen, settings: Settings) -> Report:
        """The whole run, proposals ranked."""
        return Report(
            proposals=tuple(self._ranked(settings.rank)),
            couplings=tuple(self.couplings),
            figures=_figures(seen),
            candidates=self.candidates,
            counts={name: count for name, count in self.counts.items() if count},
            start_bits=self.start_bits,
            bits=self.gains[-1].bits if self.gains else self.start_bits,
            gains=tuple(self.gains),
            null=self.null,
            replication=self.replication,
            limits=dict(self.limits),
            settings=settings.data(),
            documents=seen.documents,
        )

    def _ranked(self, by: str) -> list[Proposal]:
        figures = [proposal.statistics for proposal in self.proposals]
        scores = [one.gain_bits if by == "gain" else one.leverage for one in figures]
        supports = [one.support for one in figures]
        lengths = [len(proposal.terms) for proposal in self.proposals]
        texts = [proposal.expression for proposal in self.proposals]
        order = ranking(scores, supports, lengths, texts)
        return [self.proposals[number] for number in order.tolist()]


def _figures(seen: Seen) -> Figures:
    return Figures(
        scenes=len(seen.sums),
        repeated=seen.repeated,
        documents=len(seen.documents),
        terms=len(seen.images),
        files=len({place.file for place in seen.places}),
    )
