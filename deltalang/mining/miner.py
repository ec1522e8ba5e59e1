"""The miner: from scenes to proposals with evidence.

    gather → closed sums, chains → rules → what shortens the corpus → templates → controls → report

Proposals are given as soon as they are chosen, the best first as far as that is known; the report at the
end has them ranked. Limits and Ctrl-C end a phase, not the run: what was found is kept, and the report
says which limit bit.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

import numpy as np

from deltalang.mining.calibrating import Critical
from deltalang.mining.candidates import Candidates
from deltalang.mining.choosing import Choice
from deltalang.mining.controls import Judged, OutOfTimeError, null_count, replication
from deltalang.mining.engines import choose as engine_of
from deltalang.mining.evidenced import Evidence, couplings_of
from deltalang.mining.found import Found
from deltalang.mining.gathering import Given, gather
from deltalang.mining.ground import Ground
from deltalang.mining.grounds import ground_of
from deltalang.mining.proposals import (
    Gain,
    Null,
    Proposal,
    Report,
)
from deltalang.mining.rules import twins
from deltalang.mining.savings import alone
from deltalang.mining.seen import Seen
from deltalang.mining.settings import CALIBRATIONS, REPEATS, SELECTION, Settings
from deltalang.mining.sifting import (
    Progress,
    Sifted,
    calibrated,
    nothing_of,
    sifted_first,
    sifted_second,
)
from deltalang.mining.templated import Name, template_proposals
from deltalang.mining.turning import turned

Result = TypeVar("Result")


def mine(
    scenes: Iterable[Given],
    settings: Settings | None = None,
    *,
    kinds: Mapping[str, str] | None = None,
    hole: Name = lambda kind, _said: kind,
    progress: Progress | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Mining:
    """Mine scenes: passages of a corpus, scenes of the algebra, expressions, or lists of terms.

    `kinds` says of images what kind of image they are, and `hole` what a hole for such a kind is
    called in a template with some text. Iterate to get proposals while they are found; `report()` then has everything.
    Raises DeltaError for an expression that cannot be read, ValueError for an engine that is not there.

    >>> days = [["жар", "рост", f"x{n}"] for n in range(9)] + [[f"y{n}", "свет"] for n in range(90)]
    >>> [proposal.expression for proposal in mine(days)]
    ['жар + рост']
    """
    asked = settings or Settings()
    return Mining(scenes, asked, kinds or {}, hole, progress or _silent, clock)


class Mining:
    """A run of the miner: iterate for proposals, then ask for the report."""

    def __init__(
        self,
        scenes: Iterable[Given],
        settings: Settings,
        kinds: Mapping[str, str],
        hole: Name,
        progress: Progress,
        clock: Callable[[], float],
    ) -> None:
        self._asked = self.settings = settings
        self.engine = engine_of(settings.engine)
        self._scenes, self._kinds, self._hole = scenes, kinds, hole
        self._progress, self._clock = progress, clock
        self._began = clock()
        self._found = Found()
        self._seen: Seen | None = None

    def __iter__(self) -> Iterator[Proposal]:
        """Give proposals while they are found; their gain is what they save where they are taken."""
        self._began, self._found = self._clock(), Found()
        with self._session():
            yield from self._run()

    def _session(self) -> AbstractContextManager[object]:
        """A session that serves the whole run, where the engine needs one."""
        if self.engine != "spark":
            return nullcontext()
        from deltalang.mining.spark.session import spark_context  # an extra

        return spark_context()

    def _run(self) -> Iterator[Proposal]:
        if self._seen is None:
            self._seen = self._gathered()
        seen, found = self._seen, self._found
        found.opened(seen)
        self.settings = settings = self._asked.for_documents(len(seen.documents))
        grounds = [ground_of(seen, chain=chain) for chain in self._wanted()]
        sifted = [self._sifted(ground) for ground in grounds]
        known = _known(passed for passed, _ in sifted)
        passed = self._without_twins([passed for passed, _ in sifted])
        if settings.templates:
            for number, ground in enumerate(grounds):
                passed[number], made = self._templates(ground, passed[number], known)
                found.proposals += made
                yield from made
        for candidates in passed:
            if settings.chains if candidates.ground.chain else settings.sums:
                yield from self._chosen(candidates)
        self._controls([(one.ground, critical) for one, critical in sifted])

    @property
    def seconds(self) -> float:
        """How long it takes so far, or took."""
        return self._clock() - self._began

    def report(self) -> Report:
        """The whole run, proposals ranked; runs it first if nobody has."""
        if self._seen is None:
            for _ in self:
                pass
        assert self._seen is not None
        return self._found.report(self._seen, self.settings)

    # ------------------------------------------------------------------- the phases

    def _gathered(self) -> Seen:
        merge = self._asked.uses(REPEATS)
        return gather(self._scenes, merge=merge, progress=lambda n: self._progress("scenes", n))

    def _wanted(self) -> list[bool]:
        """The grounds to look at, sums (False) and chains (True); templates are of both."""
        settings = self.settings
        asked = ((False, settings.sums), (True, settings.chains))
        return [chain for chain, wanted in asked if wanted or settings.templates]

    def _sifted(self, ground: Ground) -> tuple[Candidates, Critical | None]:
        """The patterns of a ground that pass the rules, and what they were judged by."""
        found, settings = self._found, self.settings
        first = self._first(ground)
        critical = self._calibrated(first)
        done = self._patiently(
            lambda: sifted_second(first, settings, critical, progress=self._progress)
        )
        found.candidates += done.candidates
        found.counts.update(done.counts)
        if done.limit is not None:
            found.bitten(done.limit, done.candidates)
        found.add_couplings(couplings_of(done.couplings))
        return done.passed, critical

    def _first(self, ground: Ground) -> Sifted:
        """The candidates of a ground; none where Ctrl-C comes after the kernel, which keeps its own."""
        try:
            left = self._left()
            return sifted_first(ground, self.settings, seconds=left, progress=self._progress)
        except KeyboardInterrupt:
            self._found.bitten("cancelled")
            return nothing_of(ground)

    def _calibrated(self, first: Sifted) -> Critical | None:
        """The critical values; where there is no time, or no patience, for shuffles, Webb's."""
        self._late()
        try:
            return calibrated(first, self.settings, left=self._left, progress=self._progress)
        except KeyboardInterrupt:
            self._found.bitten("cancelled")
            return None

    def _patiently(self, job: Callable[[], Result]) -> Result:
        """Do something short that must not be left undone: after Ctrl-C once more, after two no more."""
        try:
            return job()
        except KeyboardInterrupt:
            self._found.bitten("cancelled")
            return job()

    def _templates(
        self, ground: Ground, passed: Candidates, known: Mapping[frozenset[int], int]
    ) -> tuple[Candidates, list[Proposal]]:
        """The templates of a ground, and the patterns whose place they do not take."""
        images, settings = passed.images(), self.settings
        found = self._patiently(
            lambda: list(template_proposals(ground, settings, self._kinds, known, self._hole))
        )
        said = {fixed for _, fixed in found}
        self._found.counts[SELECTION] += sum(one in said for one in images)
        keep = np.fromiter((one not in said for one in images), np.bool_, len(passed))
        return passed.where(keep), [proposal for proposal, _ in found]

    def _without_twins(self, passed: list[Candidates]) -> list[Candidates]:
        """Leave out sums that a chain says better."""
        if len(passed) < 2 or not self.settings.uses(twins.NAME):
            return passed
        sums, chains = passed
        keep = twins.keep(sums, chains)
        self._found.counts[twins.NAME] += int((~keep).sum())
        return [sums.where(keep), chains]

    def _chosen(self, candidates: Candidates) -> Iterator[Proposal]:
        """Give what shortens the corpus, with what it saves at that point; then keep what still does."""
        if not len(candidates):
            return
        found = self._found
        evidence = self._patiently(lambda: Evidence(candidates))
        if candidates.ground.chain or not self.settings.uses(SELECTION):
            loops, gone = turned(candidates) if candidates.ground.chain else ({}, set())
            found.counts[SELECTION] += len(gone)
            for number, gain in enumerate(alone(candidates)):
                if number not in gone:
                    found.proposals.append(evidence.proposal(number, gain, cycle=loops.get(number)))
                    yield found.proposals[-1]
            return
        choice = Choice(candidates, self.engine)
        found.start_bits = choice.start_bits
        try:
            for step in choice.steps():
                found.gains.append(Gain(len(found.gains) + 1, step.bits))
                self._progress("selection", len(found.gains))
                yield evidence.proposal(step.number, step.gain)
                if self._late():
                    break
        except KeyboardInterrupt:
            found.bitten("cancelled")
        finally:  # also where somebody has seen enough
            kept = choice.kept()
            found.counts[SELECTION] += len(candidates) - len(kept)
            found.proposals += [evidence.proposal(number, gain) for number, gain in kept.items()]

    def _controls(self, grounds: list[Judged]) -> None:
        """The null count and the replication; Ctrl-C ends them, and nothing else."""
        found, settings = self._found, self.settings
        counts: list[int] = []
        try:
            for number in range(settings.shuffles):
                if self._late():
                    return
                self._progress("null", number)
                seed = settings.seed + CALIBRATIONS + number
                counts.append(null_count(grounds, settings, seed, self._left))
                found.null = Null(tuple(counts))
            if settings.replicate and not self._late():
                self._progress("replication", 0)
                found.replication = replication(grounds, settings, self._left)
        except OutOfTimeError:
            self._late()
        except KeyboardInterrupt:
            found.bitten("cancelled")

    # ----------------------------------------------------------------------------- time

    def _left(self) -> float | None:
        """The seconds that are left, None without a limit."""
        limit = self.settings.max_time
        return None if limit is None else max(0.0, limit - (self._clock() - self._began))

    def _late(self) -> bool:
        left = self._left()
        if left is not None and left <= 0:
            self._found.bitten("time")
            return True
        return False


def _known(passed: Iterable[Candidates]) -> dict[frozenset[int], int]:
    """The patterns that passed, as sets of images, with their largest support."""
    known: dict[frozenset[int], int] = {}
    for candidates in passed:
        for images, support in zip(candidates.images(), candidates.support.tolist(), strict=True):
            known[images] = max(known.get(images, 0), support)
    return known


def _silent(_what: str, _count: int) -> None:
    """Say nothing."""
