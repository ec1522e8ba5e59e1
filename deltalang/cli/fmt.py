"""`deltalang fmt`: format scripts in place."""

import difflib
import sys
from pathlib import Path

import click

from deltalang.cli.options import files, lang_option, message_language
from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.projects import session_of
from deltalang.cli.vocabulary import languages_option, lemmatizer_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import DEFAULT_LIMITS
from deltalang.messages import template
from deltalang.registry.files import replace_file
from deltalang.source import Source
from deltalang.syntax.formatter import format
from deltalang.syntax.parser import parse
from deltalang.words.lemmas import Lemmatizer


@click.command()
@click.argument("paths", nargs=-1, metavar="FILE|FOLDER|-")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 if something would change.",
)
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--split",
    "split_words",
    is_flag=True,
    help="Write glued words with ~ (памятьжара: память~жара); the dictionaries are asked.",
)
@languages_option
@lang_option
def fmt(
    paths: tuple[str, ...],
    only_check: bool,
    show_diff: bool,
    split_words: bool,
    languages: tuple[str, ...],
    lang: str | None,
) -> int:
    """Format scripts in place (standard input goes to standard output).

    A broken statement stays as it is and is reported. Python: deltalang.format, Session.split_words.
    """
    words = message_language(lang)
    lemmatizer = lemmatizer_of(languages, lang) if split_words else None
    try:
        sources = files(paths, lang)
    except DeltaError as error:
        print_problems(error.diagnostics, "full", words, err=True)
        return 2
    changed = 0
    problems: list[Diagnostic] = []
    for source in sources:
        problems += parse(source).diagnostics
        taken_apart = source
        if lemmatizer is not None:
            taken_apart = _taken_apart(source, lemmatizer, problems, words)
        done = format(taken_apart)
        changed += done != source.text
        _deliver(source, done, only_check, show_diff, words)
    print_problems(problems, "full", words, err=True)
    return 1 if problems or (changed and (only_check or show_diff)) else 0


def _taken_apart(
    source: Source, lemmatizer: Lemmatizer, problems: list[Diagnostic], words: str
) -> Source:
    """Write the glued words of a script with `~`, say which, and note those that are ambiguous."""
    text, notes = session_of(source, DEFAULT_LIMITS).split_words(source, lemmatizer=lemmatizer)
    for note in notes:
        if note.code == "E208":
            problems.append(note)
            continue
        line = source.position(note.span.start).line
        message = template("ui.split-done", words)
        said = message.format(name=source.name, line=line, **note.arguments)
        click.echo(harmless(said), err=True)
    return Source(text, source.name)


def _deliver(source: Source, done: str, only_check: bool, show_diff: bool, words: str) -> None:
    if show_diff:
        before, after = (text.splitlines(keepends=True) for text in (source.text, done))
        names = (source.name, source.name)
        for line in difflib.unified_diff(before, after, *names):
            said = line.rstrip("\r\n")
            ending = line[len(said) :]
            click.echo(_tabbed(said) + (ending if ending == "\r\n" else "\n"), nl=False)
        return
    if only_check:
        if done != source.text:
            print_text(template("ui.would-reformat", words).format(name=source.name))
        return
    if source.name == "<stdin>":
        sys.stdout.buffer.write(done.encode())
        sys.stdout.buffer.flush()
        return
    if done != source.text:
        replace_file(Path(source.name), done)
        said = template("ui.reformatted", words).format(name=source.name)
        click.echo(harmless(said), err=True)


def _tabbed(line: str) -> str:
    """Show controls instead of sending them; a tab stays, so that a diff can be applied."""
    return "\t".join(map(harmless, line.split("\t")))
