"""`deltalang check`: every problem of scripts, in one run."""

import click

from deltalang.cli.options import files, format_option, lang_option, limit_option, message_language
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import locked_option, session_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import Limits
from deltalang.messages import template


@click.command()
@click.argument("paths", nargs=-1, metavar="FILE|FOLDER|-")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@locked_option
@lang_option
@limit_option
@format_option
def check(
    paths: tuple[str, ...],
    strict: bool,
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Check scripts: all their problems, with place and hint.

    Exit status 1 when there is an error. Python: Session().check.
    """
    words = message_language(lang)
    problems: list[Diagnostic] = []
    sources = files(paths, lang, problems=problems)
    unreadable = len(problems)
    for source in sources:
        try:
            problems += session_of(source, limits, locked=locked).check(source)
        except DeltaError as error:  # the lock file or a layer, not the script
            problems += error.diagnostics
    print_problems(problems, style, words)
    errors = sum(problem.severity == "error" for problem in problems)
    if style == "full":
        counts = {
            "errors": errors,
            "warnings": len(problems) - errors,
            "files": len(sources) + unreadable,
        }
        summary = template("ui.found" if problems else "ui.found-none", words)
        click.echo(summary.format(**counts), err=True)
    return 1 if errors or (strict and problems) else 0
