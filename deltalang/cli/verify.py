"""`deltalang verify`: what of a scene an answer holds."""

from collections.abc import Iterator
from fractions import Fraction

import click

from deltalang.cli.options import (
    files,
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
)
from deltalang.cli.printing import print_text
from deltalang.cli.projects import locked_option, reporting, session_of
from deltalang.cli.vocabulary import languages_option, lemmatizer_of
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.renderers.document import Document
from deltalang.renderers.json import dumps
from deltalang.verification.finding import WINDOW
from deltalang.verification.index import Mention
from deltalang.verification.judging import Judged
from deltalang.verification.verifying import Verification, verify_document
from deltalang.verification.writing import data, place


@click.command()
@click.argument("answers", nargs=-1, required=True, metavar="ANSWER...")
@click.option("--against", required=True, metavar="EXPR|FILE", help="The scene that was asked for.")
@click.option("--label", help="The label of the scene, where FILE has several.")
@click.option(
    "--to", "target", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("--min-score", type=click.FloatRange(0, 1), help="Let the score alone decide.")
@click.option("--strict", is_flag=True, help="Every anchor whole; nothing avoided even negated.")
@click.option("--window", type=click.IntRange(min=1), default=WINDOW, show_default=True)
@click.option("--own-words", is_flag=True, help="No other words for an idea count.")
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
    """Check answers (files, or - ) against the scene they were asked for.

    Exit status 1 when one falls short. Python: deltalang.verification.verifying.verify_document.
    """
    words = message_language(lang)
    (source,) = inputs((against,), lang)
    session = session_of(source, limits, locked=locked)
    document = _chosen(list(session.documents(source, lang=lang)), label, words)
    lemmatizer = lemmatizer_of(languages, lang)
    lexicon = None if own_words else session.lexicon
    least = None if min_score is None else Fraction(str(min_score))
    short = False
    for answer in files(answers, lang):
        made = verify_document(answer, document, lemmatizer, lexicon=lexicon, window=window)
        passed = made.passed(least=least, strict=strict)
        short = short or not passed
        if target == "json":
            click.echo(dumps(data(made, passed=passed), indent=2))
            continue
        for line in _table(made, passed, words):
            print_text(line)
    return int(short)


def _chosen(documents: list[Document], label: str | None, words: str) -> Document:
    """Choose the scene. Raises click.UsageError where that is not clear."""
    named = [one for one in documents if label is None or one["label"] == label]
    if len(named) == 1:
        return named[0]
    labels = ", ".join(str(one["label"]) for one in documents if one["label"])
    if named:
        raise click.UsageError(template("ui.verify-which", words).format(labels=labels))
    raise click.UsageError(template("ui.verify-no-label", words).format(label=label, labels=labels))


def _table(made: Verification, passed: bool, words: str) -> Iterator[str]:
    """A line for each image, then the score."""
    source = made.answer
    for one in made.images:
        yield f"{one.wanted.text}: {_status(one, words)}{_first(made, one.mentions)}"
    for avoided in made.avoided:
        status = "leaked" if avoided.leaks else "negated" if avoided.negated else "absent"
        said = template(f"ui.verify-{status}", words)
        first = _first(made, avoided.leaks or avoided.negated)
        yield f"{template('ui.verify-avoid', words)} {avoided.wanted.text}: {said}{first}"
    for start, end in made.unfilled:
        line, column = source.position(start)
        left = template("ui.verify-unfilled", words)
        yield f"{line}:{column}: {left}: {source.text[start:end]}"
    result = "ui.verify-passed" if passed else "ui.verify-failed"
    score = f"{float(made.score):.2f}"
    yield f"{source.name}: {template(result, words).format(score=score)}"


def _status(one: Judged, words: str) -> str:
    for group in one.groups:
        if not group.in_order:
            chain = ", ".join(str(number + 1) for number in group.chain)
            return template("ui.verify-disordered", words).format(chain=chain)
    if one.status == "partly":
        missing = ", ".join(one.missing)
        name = "ui.verify-partly" if missing else "ui.verify-apart"
        return template(name, words).format(missing=missing)
    note = f" ({template('ui.verify-synonym', words)})" if one.synonym else ""
    return template(f"ui.verify-{one.status}", words) + note


def _first(made: Verification, mentions: tuple[Mention, ...]) -> str:
    if not mentions:
        return ""
    at = place(made.answer, mentions[0])
    return f" {at['line']}:{at['column']} «{at['text']}»"
