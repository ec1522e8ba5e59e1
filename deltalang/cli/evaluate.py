"""`deltalang eval`: contenders (models, versions of a formula) compared on the same scenes."""

from collections.abc import Sequence
from fractions import Fraction
from os.path import exists, isdir
from pathlib import Path

import click

from deltalang.cli.options import status_of
from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.projects import progress_bar
from deltalang.cli.verifying import Manner, least_option, scenes_of, shared_options
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.messages import template
from deltalang.renderers.json import dumps
from deltalang.verification.asked import Asked
from deltalang.verification.comparing import Evaluation, evaluate
from deltalang.verification.contenders import EMPTY
from deltalang.verification.gathering import Gathered, gather, reading
from deltalang.verification.reporting import data, page, table
from deltalang.verification.tables import number

TARGETS = ("table", "markdown", "json")
_SHOWN = 10
"""Scenes that are named one by one; JSON has all."""


@click.command("eval")
@click.argument("folder", metavar="DIR")
@click.option("--to", "target", type=click.Choice(TARGETS), default="table", show_default=True)
@click.option("--by-scene", is_flag=True, help="A row for each scene too.")
@least_option("Fail where a mean score is below.")
@click.option(
    "--baseline",
    metavar="NAME",
    help="Compare each contender with this one; fail where it is worse, or cannot be compared.",
)
@shared_options
def eval_(
    folder: str,
    target: str,
    by_scene: bool,
    least: Fraction | None,
    baseline: str | None,
    manner: Manner,
) -> int:
    """Compare contenders by their answers: DIR/CONTENDER/LABEL.txt, LABEL.SAMPLE.md, LABEL.json.

    Without subfolders DIR is one contender. Python: deltalang.evaluate.
    """
    words = manner.words
    scenes = scenes_of(manner)
    gathered = _gathered(folder, scenes.asked, scenes.path, words)
    _known(baseline, gathered, words)
    scenes.name_untranslated(scenes.asked.names, manner.lang)
    verify = scenes.verifier(manner)
    problems: list[Diagnostic] = []
    with progress_bar(template("ui.verify-answers", words)) as progress:
        contenders = reading(gathered, problems=problems, progress=progress)
        made = evaluate(contenders, scenes.asked, verify, strict=manner.strict, baseline=baseline)
    if target == "json":
        name = scenes.source.name
        click.echo(dumps(data(made, against=name, left=gathered.left, least=least), indent=2))
    else:
        write = table if target == "table" else page
        for line in write(made, words, by_scene=by_scene):
            print_text(line)
    _note(made, gathered, least, words)
    print_problems(problems, manner.style, words, err=True)
    unread = status_of(DeltaError(problems)) if problems else 0
    return max(unread, int(bool(made.failures(least=least))))


def _gathered(folder: str, asked: Asked, apart: Path | None, words: str) -> Gathered:
    """Find the answers. Raises click.ClickException where there is no folder, or no answer in it."""
    if not isdir(folder):  # nor is what no name can be
        found = "file" if exists(folder) else "no-folder"
        raise click.ClickException(_said(found, words, folder=folder))
    gathered = gather(Path(folder), asked, apart=apart)
    if not any(gathered.contenders.values()):
        _leave(gathered, words)
        labels = _few(list(asked.names))
        raise click.ClickException(_said("nobody", words, folder=folder, labels=labels))
    return gathered


def _said(message: str, words: str, **given: object) -> str:
    return harmless(template(f"ui.verify-{message}", words).format(**given))


def _known(baseline: str | None, gathered: Gathered, words: str) -> None:
    """Raise click.UsageError for a baseline that is no contender."""
    if baseline is not None and baseline not in gathered.contenders:
        names = ", ".join(gathered.contenders)
        raise click.UsageError(_said("no-baseline", words, name=baseline, names=names))


def _few(names: Sequence[str]) -> str:
    """List names; of many the first, and how many there are."""
    more = [f"… ({len(names)})"] if len(names) > _SHOWN else []
    return ", ".join([*names[:_SHOWN], *more])


def _leave(gathered: Gathered, words: str) -> None:
    for one in gathered.left:
        click.echo(_said(one.reason, words, file=one.file), err=True)


def _note(made: Evaluation, gathered: Gathered, least: Fraction | None, words: str) -> None:
    """Say on standard error what was left, what is missing or empty, and what fails."""
    _leave(gathered, words)
    for one in made.contenders:
        if one.missing:
            click.echo(_said("gaps", words, contender=one.name, scenes=_few(one.missing)), err=True)
        empty = [answer.file for answer in one.answers if answer.status == EMPTY]
        if empty:
            click.echo(_said("empties", words, contender=one.name, files=_few(empty)), err=True)
    scores = {one.name: number(one.score) for one in made.contenders}
    for failure in made.failures(least=least):
        given = {
            "contender": failure.contender,
            "baseline": made.baseline,
            "score": scores[failure.contender],
            "least": f"{float(least or 0):g}",
        }
        click.echo(_said(failure.reason, words, **given), err=True)
