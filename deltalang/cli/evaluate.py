"""`deltalang eval`: contenders (models, versions of a formula) compared on the same scenes."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import click

from deltalang.cli.options import (
    Score,
    format_option,
    lang_option,
    limit_option,
    message_language,
    missing,
    status_of,
)
from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.projects import locked_option, progress_bar, reporting
from deltalang.cli.verifying import against_option, looking_options, scenes_of
from deltalang.cli.vocabulary import languages_option
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.renderers.json import dumps
from deltalang.verification.asked import Asked
from deltalang.verification.comparing import Evaluation, evaluate
from deltalang.verification.gathering import Gathered, gather, reading
from deltalang.verification.reporting import data, is_passed, page, table
from deltalang.verification.tables import number

TARGETS = ("table", "markdown", "json")
_SHOWN = 10
"""Scenes that are named one by one; JSON has all."""


@click.command("eval")
@click.argument("folder", metavar="DIR")
@against_option
@click.option("--to", "target", type=click.Choice(TARGETS), default="table", show_default=True)
@click.option("--by-scene", is_flag=True, help="A row for each scene too.")
@click.option("--min-score", type=Score(0, 1), help="Fail where a mean score is below.")
@click.option(
    "--baseline",
    metavar="NAME",
    help="Compare each contender with this one; fail where it is worse.",
)
@looking_options
@languages_option
@locked_option
@lang_option
@limit_option
@format_option
@reporting
def eval_(
    folder: str,
    against: str,
    target: str,
    by_scene: bool,
    min_score: float | None,
    baseline: str | None,
    strict: bool,
    window: int,
    own_words: bool,
    languages: tuple[str, ...],
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Compare contenders by their answers: DIR/CONTENDER/LABEL.txt, LABEL.SAMPLE.md, LABEL.json.

    Without subfolders DIR is one contender. Python: deltalang.verification.comparing.evaluate.
    """
    words = message_language(lang)
    scenes = scenes_of(against, limits, lang, locked=locked)
    gathered = _gathered(folder, scenes.asked, scenes.path, lang)
    _known(baseline, gathered, words)
    scenes.name_untranslated(scenes.asked.names, lang)
    verify = scenes.verifier(languages, lang, own_words=own_words, window=window)
    problems: list[Diagnostic] = []
    with progress_bar(template("ui.verify-answers", words)) as progress:
        contenders = reading(gathered, problems=problems, progress=progress)
        made = evaluate(contenders, scenes.asked, verify, strict=strict, baseline=baseline)
    least = None if min_score is None else Fraction(str(min_score))
    if target == "json":
        name = scenes.source.name
        click.echo(dumps(data(made, against=name, left=gathered.left, least=least), indent=2))
    else:
        write = table if target == "table" else page
        for line in write(made, words, by_scene=by_scene):
            print_text(line)
    _note(made, gathered, least, words)
    print_problems(problems, style, words, err=True)
    unread = status_of(DeltaError(problems)) if problems else 0
    return max(unread, int(not is_passed(made, least)))


def _gathered(folder: str, asked: Asked, apart: Path | None, lang: str | None) -> Gathered:
    """Find the answers. Raises click.ClickException where there is no folder, or no answer in it."""
    try:
        if not Path(folder).is_dir():
            raise missing(folder, lang)
        gathered = gather(Path(folder), asked, apart=apart)
    except ValueError as error:  # a NUL in the name
        raise missing(folder, lang) from error
    if not any(gathered.contenders.values()):
        _leave(gathered, message_language(lang))
        words = template("ui.verify-nobody", message_language(lang))
        said = words.format(folder=folder, labels=_few(list(asked.names)))
        raise click.ClickException(harmless(said))
    return gathered


def _known(baseline: str | None, gathered: Gathered, words: str) -> None:
    """Raise click.UsageError for a baseline that is no contender."""
    if baseline is not None and baseline not in gathered.contenders:
        names = ", ".join(gathered.contenders)
        said = template("ui.verify-no-baseline", words).format(name=baseline, names=names)
        raise click.UsageError(harmless(said))


def _few(names: Sequence[str]) -> str:
    """List names; of many the first, and how many there are."""
    more = [f"… ({len(names)})"] if len(names) > _SHOWN else []
    return ", ".join([*names[:_SHOWN], *more])


def _leave(gathered: Gathered, words: str) -> None:
    for one in gathered.left:
        click.echo(
            harmless(template(f"ui.verify-{one.reason}", words).format(file=one.file)), err=True
        )


def _note(made: Evaluation, gathered: Gathered, least: Fraction | None, words: str) -> None:
    """Say on standard error what was left, what is missing and what falls short."""
    _leave(gathered, words)
    said = []
    for one in made.contenders:
        if one.missing:
            gaps = template("ui.verify-gaps", words)
            said.append(gaps.format(contender=one.name, scenes=_few(one.missing)))
    for one in made.below(least) if least is not None else ():
        below = template("ui.verify-below", words)
        score, wanted = number(one.score), f"{float(least or 0):g}"
        said.append(below.format(contender=one.name, score=score, least=wanted))
    for fallen in made.fallen:
        worse = template("ui.verify-fallen", words)
        said.append(worse.format(first=fallen.first, second=fallen.second))
    for line in said:
        click.echo(harmless(line), err=True)
