"""`deltalang verify`: what of a scene an answer holds."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

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
from deltalang.cli.projects import locked_option, reporting
from deltalang.cli.verifying import Scenes, against_option, looking_options, scenes_of
from deltalang.cli.vocabulary import languages_option
from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.renderers.json import dumps
from deltalang.source import Source
from deltalang.verification.answers import KINDS, MOST_BYTES, decoded, read_answer
from deltalang.verification.figures import Figures, figures
from deltalang.verification.showing import details, summary
from deltalang.verification.tables import aligned
from deltalang.verification.writing import data, unread

TARGETS = ("table", "json", "jsonl")


@click.command()
@click.argument("answers", nargs=-1, required=True, metavar="ANSWER...")
@against_option
@click.option("--label", help="The label of the scene, where FILE has several.")
@click.option("--to", "target", type=click.Choice(TARGETS), default="table", show_default=True)
@click.option("--details", "detailed", is_flag=True, help="Of several answers too, every image.")
@click.option("--min-score", type=Score(0, 1), help="Let the score alone decide.")
@looking_options
@languages_option
@locked_option
@lang_option
@limit_option
@format_option
@reporting
def verify(
    answers: tuple[str, ...],
    against: str,
    label: str | None,
    target: str,
    detailed: bool,
    min_score: float | None,
    strict: bool,
    window: int,
    own_words: bool,
    languages: tuple[str, ...],
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Check answers (files, folders, or - ) against the scene they were asked for.

    Where FILE has several scenes, the name of an answer chooses: LABEL.txt, LABEL.2.md. Exit status 1
    when an answer falls short. Python: deltalang.verify.
    """
    words = message_language(lang)
    scenes = scenes_of(against, limits, lang, locked=locked)
    names = list(_files(answers, lang))
    chosen = [_chosen(name, scenes, label, words) for name in names]
    scenes.name_untranslated(chosen, lang)
    check = scenes.verifier(languages, lang, own_words=own_words, window=window)
    least = None if min_score is None else Fraction(str(min_score))
    several = len(names) > 1
    status = 0
    rows: list[tuple[str, str, Figures | None]] = []
    written: list[dict[str, Any]] = []
    for name, scene in zip(names, chosen, strict=True):
        try:
            source = _read(name)
        except DeltaError as error:
            print_problems(error.diagnostics, style, words, err=True)
            status = max(status, status_of(error))
            rows.append((name, scene, None))
            made = unread(error.diagnostics[0], scenes.asked[scene]["label"])
        else:
            verified = check(source, scene)
            passed = verified.passed(least=least, strict=strict)
            status = max(status, int(not passed))
            rows.append((name, scene, figures(verified, passed=passed)))
            made = data(verified, passed=passed) if target != "table" else {}
            if target == "table" and (detailed or not several):
                for line in details(verified, passed, words):
                    print_text(line)
        if target == "jsonl":
            click.echo(dumps(made, separators=(",", ":")))
        elif target == "json":
            written.append(made)
    if target == "json":
        click.echo(dumps(written if several else written[0], indent=2))
    elif target == "table" and several:
        for line in (*([""] if detailed else []), *aligned(summary(rows, words), left=2)):
            print_text(line)
    return status


def _files(answers: tuple[str, ...], lang: str | None) -> Iterator[str]:
    """Give the files of answers; of a folder those that it holds itself, by name."""
    for answer in answers:
        path = Path(answer)
        try:
            if answer != "-" and path.is_dir():
                inside = sorted(path.iterdir(), key=lambda one: one.name)
                found = [one.as_posix() for one in inside if _is_answer(one)]
                if not found:
                    words = template("ui.verify-no-answers", message_language(lang))
                    raise click.ClickException(harmless(words.format(folder=answer)))
                yield from found
                continue
            if answer != "-" and not path.exists():
                raise missing(answer, lang)
        except ValueError as error:  # a NUL in the name
            raise missing(answer, lang) from error
        yield answer


def _is_answer(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith(KINDS) and not name.startswith(".") and path.is_file()


def _read(name: str) -> Source:
    if name == "-":
        return decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "<stdin>")
    return read_answer(name)


def _chosen(answer: str, scenes: Scenes, label: str | None, words: str) -> str:
    """Choose the scene of an answer. Raises click.UsageError where that is not clear."""
    asked = scenes.asked
    labels = ", ".join(asked.names)
    if label is not None:
        found = asked.find(label)
        if found is None:
            said = template("ui.verify-no-label", words).format(label=label, labels=labels)
            raise click.UsageError(harmless(said))
        return found
    if len(asked) == 1:
        return next(asked.names)
    named = asked.named(Path(answer).name)
    if named is None:
        said = template("ui.verify-which", words).format(answer=answer, labels=labels)
        raise click.UsageError(harmless(said))
    return named.scene
