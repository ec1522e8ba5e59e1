"""`deltalang md`: notes with formulas in them."""

import difflib
import sys
from pathlib import Path

import click

from deltalang.cli.notes import unread_line
from deltalang.cli.options import format_option, lang_option, message_language, missing
from deltalang.cli.printing import harmless, print_problems, print_report
from deltalang.cli.projects import project, project_of, reporting
from deltalang.corpus.files import Unread
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.messages import template
from deltalang.registry.files import decode, read_source, replace_file
from deltalang.source import Source
from deltalang.vault.checking import check_notes
from deltalang.vault.rendering import render_note

_TARGETS = ("note", "markdown")  # those that escape what Markdown would read as structure


@click.group()
def md() -> None:
    """Markdown notes: expand their `delta` blocks in place, look after their references."""


@md.command()
@click.argument("notes", nargs=-1, required=True, metavar="NOTE...|-")
@click.option("--to", "target", type=click.Choice(_TARGETS), default="note", show_default=True)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 if something would change.",
)
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Write over what somebody wrote into an expansion.")
@lang_option
@format_option
@reporting
def render(
    notes: tuple[str, ...],
    target: str,
    only_check: bool,
    show_diff: bool,
    force: bool,
    lang: str | None,
    style: str,
) -> int:
    """Expand the delta blocks of notes below themselves (standard input to standard output).

    Doing it twice changes nothing more. Exit status 1 when a block has a problem. Python:
    deltalang.vault.rendering.render_note.
    """
    problems: list[Diagnostic] = []
    changed = unread = False
    for name in notes:
        _must_exist(name, lang)
    for name in notes:
        try:
            source = _source(name)
        except DeltaError as error:  # not UTF-8; the other notes are rendered all the same
            problems += error.diagnostics
            unread = True
            continue
        session = project_of(source).session()
        made = render_note(source, session, lang=lang, to=target, force=force)
        problems += made.problems
        changed = changed or made.text != source.text
        if show_diff:
            _show(source, made.text)
        elif only_check:
            if made.text != source.text:
                note = template("ui.would-render", message_language(lang))
                click.echo(harmless(note.format(name=source.name)))
        elif name == "-":
            sys.stdout.buffer.write(made.text.encode())
            sys.stdout.buffer.flush()
        elif made.text != source.text:
            replace_file(Path(name), made.text)
            note = template("ui.rendered", message_language(lang))
            click.echo(harmless(note.format(name=source.name, blocks=made.blocks)), err=True)
    print_problems(problems, style, message_language(lang), err=True)
    errors = any(problem.severity == "error" or problem.code == "W514" for problem in problems)
    if unread:
        return 2
    return 1 if errors or (changed and (only_check or show_diff)) else 0


def _must_exist(name: str, lang: str | None) -> None:
    if name != "-" and not Path(name).exists():
        raise missing(name, lang)
    if Path(name).is_dir():
        raise click.UsageError(f"{harmless(name)} is a folder; name the notes to render")


def _source(name: str) -> Source:
    return decode(sys.stdin.buffer.read(), "<stdin>") if name == "-" else read_source(name)


def _show(source: Source, done: str) -> None:
    before, after = (text.splitlines(keepends=True) for text in (source.text, done))
    for line in difflib.unified_diff(before, after, source.name, source.name):
        click.echo(harmless(line.rstrip("\r\n")))


@md.command()
@click.argument("paths", nargs=-1, required=True, metavar="VAULT...|NOTE...")
@click.option("--links", is_flag=True, help="Look at wikilinks between notes too.")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@lang_option
@format_option
@reporting
def check(paths: tuple[str, ...], links: bool, strict: bool, lang: str | None, style: str) -> int:
    """Find references in notes that lead nowhere or to a deprecated formula.

    Exit status 1 when there is an error. Python: deltalang.vault.checking.check_notes.
    """
    words = message_language(lang)
    for path in paths:
        if not Path(path).exists():
            raise missing(path, lang)
    problems: list[Diagnostic] = []
    unread: list[Unread] = []
    for found in check_notes(paths, project(paths[0]).session(), links=links):
        if isinstance(found, Unread):
            unread.append(found)
        else:
            problems.append(found)
    files = len({problem.source.name for problem in problems})
    errors = print_report(problems, style, words, files=files)
    for one in unread:
        click.echo(harmless(unread_line(one, words)), err=True)
    return 1 if errors or unread or (strict and problems) else 0
