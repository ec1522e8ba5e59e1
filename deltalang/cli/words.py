"""`deltalang split`, `glue` and `lemmas`: words taken apart and put together."""

import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import click

from deltalang.cli.options import format_option, lang_option, message_language
from deltalang.cli.printing import harmless, print_text
from deltalang.cli.projects import project, reporting
from deltalang.cli.vocabulary import languages_option, vocabulary
from deltalang.diagnostics import display_width
from deltalang.keys import key
from deltalang.messages import template
from deltalang.registry.files import decode, read_source
from deltalang.renderers.json import dumps
from deltalang.words.analysis import Analysis, analyse
from deltalang.words.splitting import (
    AMBIGUOUS,
    KNOWN,
    SPLIT,
    UNKNOWN,
    Split,
    Splitter,
    glue,
    joined,
)

_TO = click.option(
    "--to",
    "target",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
)


@click.command()
@click.argument("words", nargs=-1, metavar="WORD...")
@click.option(
    "--file",
    "file",
    metavar="FILE|-",
    help="Split the words of a file, one a line; what follows a tab is left out.",
)
@click.option(
    "--glued",
    is_flag=True,
    help="The words are known to be glued: take short and inflected words of the dictionary as parts.",
)
@_TO
@languages_option
@lang_option
@format_option
@reporting
def split(
    words: tuple[str, ...],
    file: str | None,
    glued: bool,
    target: str,
    languages: tuple[str, ...],
    lang: str | None,
    style: str,
) -> int:
    """Take glued words apart: памятьжаратишина is память~жара~тишина.

    Exit status 1 when a word is ambiguous or unknown. Python: deltalang.words.splitting.Splitter.
    """
    given = [*words, *(_words_of(file) if file else ())]
    if not given:
        raise click.UsageError("give a word, or --file with a file of words")
    lemmatizer, terms = vocabulary(project(), languages, lang, aliases=False)
    splitter = Splitter(terms, lemmatizer, glued=glued)
    answers = (splitter.split(word) for word in given)
    statuses = set()
    for answer in _printed(answers, target, max(map(display_width, given)), message_language(lang)):
        statuses.add(answer.status)
    return 1 if statuses & {AMBIGUOUS, UNKNOWN} else 0


def _words_of(file: str) -> list[str]:
    """The words of a file: the first column of each line. Raises DeltaError, OSError."""
    source = decode(sys.stdin.buffer.read(), "<stdin>") if file == "-" else read_source(Path(file))
    lines = source.text.removeprefix("\ufeff").splitlines()
    words = (line.partition("\t")[0].strip() for line in lines)
    return [word for word in words if word and not word.startswith("#")]


def _printed(answers: Iterator[Split], target: str, width: int, lang: str) -> Iterator[Split]:
    """Print each answer as it comes; a JSON array needs all of them."""
    if target == "json":
        every = list(answers)
        click.echo(dumps([_data(one) for one in every], indent=2))
        yield from every
        return
    for one in answers:
        if target == "jsonl":
            click.echo(dumps(_data(one)))
        else:
            print_text(_line(one, width, lang))
        yield one


def _data(answer: Split) -> dict[str, object]:
    return {
        "word": answer.word,
        "status": answer.status,
        "canonical": answer.canonical,
        "parts": [attrs.asdict(part) for part in answer.parts],
        "margin": answer.margin,
        "runner_up": joined(answer.runner_up) if answer.runner_up else None,
        "unknown": list(answer.unknown),
    }


def _line(answer: Split, width: int, lang: str) -> str:
    """One answer for a person."""
    pad = " " * (width - display_width(answer.word))
    said = {
        "margin": f"{answer.margin or 0:.2f}",
        "runner_up": joined(answer.runner_up),
        "unknown": ", ".join(answer.unknown),
    }
    match answer.status:
        case "split" if answer.runner_up:
            note = template("ui.split-margin", lang)
        case "ambiguous":
            note = template("ui.split-ambiguous", lang)
        case "unknown":
            whole = len(answer.parts) < 2
            note = template("ui.split-unknown" if whole else "ui.split-partly", lang)
        case "known":
            note = template("ui.split-known", lang)
        case _:
            note = ""
    sign = {KNOWN: "=", SPLIT: "→", AMBIGUOUS: "?", UNKNOWN: "?"}[answer.status]
    shown = joined(answer.parts) if len(answer.parts) > 1 else answer.canonical
    return f"{answer.word}{pad}  {sign} {shown}  {note.format(**said)}".rstrip()


@click.command(name="glue")
@click.argument("words", nargs=-1, required=True, metavar="WORD...|EXPR")
@languages_option
@lang_option
@format_option
@reporting
def glue_(words: tuple[str, ...], languages: tuple[str, ...], lang: str | None, style: str) -> int:
    """Write words together, the way back from split: память~жара is памятьжара.

    Exit status 1 when the glued word would not come apart the same way. Python:
    deltalang.words.splitting.glue.
    """
    parts = [part.strip().strip('"') for word in words for part in word.split("~")]
    if not all(parts):
        raise click.UsageError("there is nothing between two ~")
    glued = glue(parts)
    print_text(glued)
    lemmatizer, terms = vocabulary(project(), languages, lang, aliases=False)
    back = Splitter(terms, lemmatizer, glued=True).split(glued)
    if [part.text for part in back.parts] == [key(glue([part])) for part in parts]:
        return 0
    note = template("ui.glue-ambiguous", message_language(lang))
    click.echo(harmless(note.format(word=glued, split=back.canonical)), err=True)
    return 1


@click.command()
@click.argument("text", nargs=-1, metavar="TEXT|-")
@_TO
@languages_option
@lang_option
@format_option
@reporting
def lemmas(
    text: tuple[str, ...],
    target: str,
    languages: tuple[str, ...],
    lang: str | None,
    style: str,
) -> int:
    """Show the lemma, the ending and the registered term of every word of a text.

    Python: deltalang.words.analysis.analyse.
    """
    if text in ((), ("-",)):
        if sys.stdin.isatty():
            raise click.UsageError("give a text, or - for standard input")
        given = decode(sys.stdin.buffer.read(), "<stdin>").text
    else:
        given = " ".join(text)
    lemmatizer, terms = vocabulary(project(), languages, lang)
    found = analyse(given, lemmatizer, terms)
    if target == "json":
        click.echo(dumps([_analysed(one) for one in found], indent=2))
    elif target == "jsonl":
        for one in found:
            click.echo(dumps(_analysed(one)))
    else:
        _table(list(found))
    return 0


def _analysed(one: Analysis) -> dict[str, object]:
    return {
        "word": one.word,
        "start": one.start,
        "lemma": one.lemma,
        "ending": str(one.ending),
        "term": one.term.name if one.term is not None else None,
        "idea": one.term.idea if one.term is not None else None,
    }


def _table(rows: list[Analysis]) -> None:
    wide = [
        max((display_width(text) for text in column), default=0)
        for column in zip(*((row.word, row.lemma, str(row.ending)) for row in rows), strict=True)
    ]
    for row in rows:
        cells = (row.word, row.lemma, str(row.ending))
        line = "  ".join(
            cell + " " * (width - display_width(cell))
            for cell, width in zip(cells, wide, strict=True)
        )
        print_text(f"{line}  {row.term.name if row.term else ''}".rstrip())
