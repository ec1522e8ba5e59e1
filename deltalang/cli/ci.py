"""`deltalang ci`: everything that a project can be checked for, in one report."""

import click

from deltalang.cli.options import format_option, lang_option, message_language
from deltalang.cli.projects import project, reporting


@click.command()
@click.option(
    "--base", metavar="COMMIT", help="Show what was published since this commit or branch."
)
@lang_option
@format_option
@reporting
def ci(base: str | None, lang: str | None, style: str) -> int:
    """Check format, scripts, lock, registry and laws of the project; one Markdown report.

    Exit status 1 when a check fails. Python: deltalang.ci.review, deltalang.ci.markdown.
    """
    from deltalang.ci import markdown, review

    words = message_language(lang)
    report = review(project(), base=base)
    click.echo(markdown(report, words), nl=False)
    return int(report.failed)
