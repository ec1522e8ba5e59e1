"""`deltalang verify`: what of a scene an answer holds."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from os.path import exists, isdir
from pathlib import Path
from typing import Any

import click

from deltalang.cli.options import status_of
from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.verifying import Manner, Scenes, least_option, scenes_of, shared_options
from deltalang.diagnostics import DeltaError
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
@click.option("--label", help="The label of the scene, where FILE has several.")
@click.option("--to", "target", type=click.Choice(TARGETS), default="table", show_default=True)
@click.option("--details", "detailed", is_flag=True, help="Of several answers too, every image.")
@least_option("Let the score alone decide.")
@shared_options
def verify(
    answers: tuple[str, ...],
    label: str | None,
    target: str,
    detailed: bool,
    least: Fraction | None,
    manner: Manner,
) -> int:
    """Check answers (files, folders, or - ) against the scene they were asked for.

    Where FILE has several scenes, the name of an answer chooses: LABEL.txt, LABEL.2.md. Exit status 1
    when an answer falls short. Python: deltalang.verify.
    """
    words = manner.words
    scenes = scenes_of(manner)
    names = list(_files(answers, words))
    chosen = [_chosen(name, scenes, label, words) for name in names]
    scenes.name_untranslated(chosen, manner.lang)
    check = scenes.verifier(manner)
    several = len(names) > 1
    status = 0
    rows: list[tuple[str, str, Figures | None]] = []
    written: list[dict[str, Any]] = []
    for name, scene in zip(names, chosen, strict=True):
        try:
            source = _read(name)
        except DeltaError as error:
            print_problems(error.diagnostics, manner.style, words, err=True)
            status = max(status, status_of(error))
            rows.append((name, scene, None))
            made = unread(error.diagnostics[0], scenes.asked[scene]["label"])
        else:
            verified = check(source, scene)
            passed = verified.passed(least=least, strict=manner.strict)
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


def _files(answers: tuple[str, ...], words: str) -> Iterator[str]:
    """Give the files of answers; of a folder those that it holds itself, by name."""
    for answer in answers:
        if answer != "-" and isdir(answer):
            inside = sorted(Path(answer).iterdir(), key=lambda one: one.name)
            found = [one.as_posix() for one in inside if _is_answer(one)]
            if not found:
                said = template("ui.verify-no-answers", words).format(folder=answer)
                raise click.ClickException(harmless(said))
            yield from found
        elif answer == "-" or exists(answer):
            yield answer
        else:
            said = template("ui.verify-no-file", words).format(answer=answer)
            raise click.ClickException(harmless(said))


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
        which = "ui.verify-which" if answer != "-" else "ui.verify-which-input"
        said = template(which, words).format(answer=answer, labels=labels)
        raise click.UsageError(harmless(said))
    return named.scene
