"""`deltalang fmt`: format scripts in place."""

import difflib
import sys
from pathlib import Path

import click

from deltalang.cli.options import files, lang_option, message_language
from deltalang.cli.printing import print_problems
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.messages import template
from deltalang.registry.files import replace_file
from deltalang.source import Source
from deltalang.syntax.formatter import format
from deltalang.syntax.parser import parse


@click.command()
@click.argument("paths", nargs=-1, metavar="FILE|FOLDER|-")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 if something would change.",
)
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
@lang_option
def fmt(paths: tuple[str, ...], only_check: bool, show_diff: bool, lang: str | None) -> int:
    """Format scripts in place (standard input goes to standard output).

    A broken statement stays as it is and is reported. Python: deltalang.format.
    """
    words = message_language(lang)
    try:
        sources = files(paths, lang)
    except DeltaError as error:
        print_problems(error.diagnostics, "full", words, err=True)
        return 2
    changed = 0
    problems: list[Diagnostic] = []
    for source in sources:
        done = format(source)
        changed += done != source.text
        problems += parse(source).diagnostics
        _deliver(source, done, only_check, show_diff, words)
    print_problems(problems, "full", words, err=True)
    return 1 if problems or (changed and (only_check or show_diff)) else 0


def _deliver(source: Source, done: str, only_check: bool, show_diff: bool, words: str) -> None:
    if show_diff:
        before, after = (text.splitlines(keepends=True) for text in (source.text, done))
        names = (source.name, source.name)
        for line in difflib.unified_diff(before, after, *names):
            click.echo(line, nl=line.endswith("\n") is False)
        return
    if only_check:
        if done != source.text:
            click.echo(template("ui.would-reformat", words).format(name=source.name))
        return
    if source.name == "<stdin>":
        sys.stdout.buffer.write(done.encode())
        sys.stdout.buffer.flush()
        return
    if done != source.text:
        replace_file(Path(source.name), done)
        click.echo(template("ui.reformatted", words).format(name=source.name), err=True)
