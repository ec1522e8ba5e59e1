"""`deltalang ci`: everything that a project can be checked for, in one report."""

import click

from deltalang.cli.options import format_option, lang_option, message_language, status_of
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import project
from deltalang.diagnostics import DeltaError


@click.command()
@click.option(
    "--base", metavar="COMMIT", help="Show what was published since this commit or branch."
)
@lang_option
@format_option
def ci(base: str | None, lang: str | None, style: str) -> int:
    """Check format, scripts, lock, registry and laws of the project; one Markdown report.

    Exit status 1 when a check fails. Python: deltalang.ci.review, deltalang.ci.markdown.
    """
    from deltalang.ci import markdown, review

    words = message_language(lang)
    try:
        report = review(project(), base=base)
    except DeltaError as error:
        print_problems(error.diagnostics, style, words, err=True)
        return status_of(error)
    click.echo(markdown(report, words), nl=False)
    return int(report.failed)
