"""Decisions that nobody is asked about: those that texts name."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import attrs
import click

from deltalang.cli.printing import print_problems, print_text
from deltalang.cli.proposed import outcome_line, print_json, print_summary
from deltalang.diagnostics import DeltaError
from deltalang.messages import template
from deltalang.project import Project
from deltalang.proposing.deciding import Outcome, accept, preview, reject
from deltalang.proposing.decisions import ACCEPTED, REJECTED
from deltalang.proposing.openings import Opening
from deltalang.registry.store import Signature


@attrs.frozen
class Run:
    """Decides without asking; each decision is carried out and told before the next."""

    project: Project
    by: Signature
    lang: str
    style: str
    target: str
    dry_run: bool
    _done: list[dict[str, Any]] = attrs.field(factory=list, init=False)

    def decide(
        self, wanted: Sequence[Opening], unwanted: Sequence[Opening], *, still_open: list[Opening]
    ) -> int:
        """Reject some, all of them or none, and accept others, one after another.

        Gives the exit status: 1 where one could not be accepted. Raises OSError; what was done until then
        is told all the same.
        """
        try:
            if unwanted and not self.dry_run:
                reject(self.project, unwanted, self.by)
            for opening in unwanted:
                self._tell_rejected(opening)
            return int(sum(map(self._failed, wanted)) > 0)
        finally:
            self._close(still_open)

    def _failed(self, opening: Opening) -> bool:
        """Accept one; tells whether it could not be done."""
        try:
            if self.dry_run:
                names = {one["edition"].removeprefix("Δ:") for one in self._done if one["edition"]}
                outcome = preview(self.project, opening, self.by, taken=names)
            else:
                outcome = accept(self.project, opening, self.by)
        except DeltaError as error:
            print_problems(error.diagnostics, self.style, self.lang, err=True)
            return True
        self._tell_accepted(opening, outcome)
        return False

    def _tell_rejected(self, opening: Opening) -> None:
        words = template("ui.review-rejected", self.lang)
        line = words.format(expression=opening.proposal.expression)
        self._tell(line, opening, verdict=REJECTED, edition=None, compatibility=None)

    def _tell_accepted(self, opening: Opening, outcome: Outcome) -> None:
        published = outcome.publication
        class_ = published.record.compatibility if published is not None else None
        line = outcome_line(outcome, self.lang)
        self._tell(line, opening, verdict=ACCEPTED, edition=outcome.edition, compatibility=class_)

    def _tell(self, line: str, opening: Opening, **what: str | None) -> None:
        proposal = opening.proposal
        about = {"digest": proposal.digest, "expression": proposal.expression}
        self._done.append({"rank": opening.rank, **about, **what})
        if self.target == "text":
            print_text(line)
            sys.stdout.flush()

    def _close(self, still_open: list[Opening]) -> None:
        if self.target == "json":
            print_json({"dry_run": self.dry_run, "done": self._done})
        if self.dry_run:
            click.echo(template("ui.nothing-written", self.lang), err=True)
            return
        decided = {one["rank"] for one in self._done}
        counts = Counter(one["verdict"] for one in self._done)
        left = sum(opening.rank not in decided for opening in still_open)
        print_summary(counts, left, self.lang)
