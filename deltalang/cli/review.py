"""`deltalang review`: proposals of the miner, accepted, edited, merged or rejected."""

import sys
from collections import Counter
from pathlib import Path

import attrs
import click

from deltalang.cli.options import format_option, lang_option, message_language, missing
from deltalang.cli.printing import harmless, print_text
from deltalang.cli.projects import (
    is_terminal,
    project,
    reporting,
    signature,
    signature_options,
)
from deltalang.cli.proposed import data, print_json, print_lost, print_summary, rows
from deltalang.cli.reviewing import Conversation
from deltalang.cli.unattended import Run
from deltalang.messages import template
from deltalang.mining.proposals import Report
from deltalang.project import Project
from deltalang.proposing.choosing import choose
from deltalang.proposing.comparing import Comparison, compare
from deltalang.proposing.decisions import ACCEPTED, REJECTED, Decisions, known_decisions
from deltalang.proposing.folder import proposals_file, read_report
from deltalang.proposing.openings import Opening, openings
from deltalang.proposing.standing import Surroundings
from deltalang.registry.files import decode, read_source
from deltalang.source import Source


@attrs.frozen
class Desk:
    """What lies on the desk: a report, what was decided before, what has become of it."""

    project: Project
    file: Path
    report: Report
    decisions: Decisions
    comparison: Comparison
    evidence: bool

    def open(self, *, rejected: bool = False) -> list[Opening]:
        """What is to be decided; with `rejected` also what somebody may want back."""
        return openings(
            self.report, self.decisions, self.comparison, evidence=self.evidence, rejected=rejected
        )


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--list", "only_list", is_flag=True, help="Show what is open; decide nothing.")
@click.option(
    "--accept", "accepted", multiple=True, metavar="FILE|-",
    help="Accept the proposals that a text names, one a line: rank, digest or expression.",
)  # fmt: skip
@click.option(
    "--reject", "rejected", multiple=True, metavar="FILE|-", help="Reject those that a text names."
)
@click.option("--accept-all", is_flag=True, help="Accept all that is open and is not rejected.")
@click.option("--evidence", is_flag=True, help="New evidence for accepted formulas is open too.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@signature_options
@lang_option
@format_option
@reporting
def review(
    file: Path | None,
    only_list: bool,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    accept_all: bool,
    evidence: bool,
    dry_run: bool,
    target: str,
    by: str | None,
    why: str,
    lang: str | None,
    style: str,
) -> int:
    """Decide about the proposals of the last `deltalang mine`, or of FILE, one by one.

    Accepted ones become formulas of the registry with their evidence; rejected ones are not proposed
    again. Python: deltalang.proposing.deciding.accept, reject.
    """
    words = message_language(lang)
    here = project()
    desk = _desk(here, file, lang, evidence=evidence)
    if accepted or rejected or accept_all:
        chosen = _chosen(desk, accepted, rejected, words, accept_all=accept_all)
        run = Run(here, signature(by, why), words, style, target, dry_run)
        return run.decide(*chosen, still_open=desk.open())
    found = desk.open()
    if only_list or dry_run or target == "json" or not is_terminal():
        _list(desk, found, words, target)
        return 0
    talk = Conversation(here, by, why, lang=words, style=style, count=len(desk.report.proposals))
    print_lost(desk.comparison, words)
    try:
        talk.review(found)
    finally:
        print_summary(talk.done, len(found) - talk.done[ACCEPTED] - talk.done[REJECTED], words)
    return 0


def _desk(here: Project, file: Path | None, lang: str | None, *, evidence: bool) -> Desk:
    """Read the report and what was decided. Raises click.ClickException where there is none."""
    path = file or proposals_file(here)
    if not path.is_file():
        if file is not None:
            raise missing(str(file), lang)
        words = template("ui.review-no-file", message_language(lang))
        raise click.ClickException(words.format(path=harmless(path.as_posix())))
    report, decisions = read_report(path), known_decisions(here)
    comparison = compare(here, report, decisions)
    return Desk(here, path, report, decisions, comparison, evidence)


def _chosen(
    desk: Desk,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    words: str,
    *,
    accept_all: bool,
) -> tuple[list[Opening], list[Opening]]:
    """What texts name to be accepted and rejected. Raises DeltaError (E407), click.UsageError."""
    if [*accepted, *rejected].count("-") > 1:
        raise click.UsageError("standard input can be read once")
    known, name = desk.open(rejected=True), desk.file.name
    wanted, unwanted = (
        [one for source in map(_what, files) for one in choose(source, known, among=name)]
        for files in (accepted, rejected)
    )
    ranks = {one.rank for one in unwanted}
    both = [one.proposal.expression for one in wanted if one.rank in ranks]
    if both:
        said = template("ui.review-twice", words).format(expressions="; ".join(both))
        raise click.UsageError(harmless(said))
    if accept_all:
        wanted += [one for one in desk.open() if one.rank not in ranks]
    return list({one.rank: one for one in wanted}.values()), unwanted


def _what(name: str) -> Source:
    return decode(sys.stdin.buffer.read(), "<stdin>") if name == "-" else read_source(name)


def _list(desk: Desk, found: list[Opening], words: str, target: str) -> None:
    """Show what is open, what was lost, and how much was decided before."""
    surroundings = Surroundings(desk.project)
    shown = [(opening, surroundings.of(opening.proposal)) for opening in found]
    if target == "json":
        lost = [attrs.asdict(one) for one in desk.comparison.lost]
        print_json({"open": [data(*one) for one in shown], "lost": lost})
        return
    for line in rows(shown, words):
        print_text(line)
    print_lost(desk.comparison, words)
    counts = Counter(decision.verdict for decision in desk.decisions.latest.values())
    print_summary(counts, len(found), words)
