"""`deltalang merge` and `renumber`: what two people published."""

import click

from deltalang.cli.options import format_option, lang_option, message_language
from deltalang.cli.projects import project, reporting
from deltalang.diagnostics import visible
from deltalang.messages import template


@click.command()
@click.argument("editions", nargs=-1, metavar="[OURS THEIRS]")
@click.option("--base", metavar="EDITION", help="What both grew from (default: the one before).")
@lang_option
@format_option
@reporting
def merge(editions: tuple[str, ...], base: str | None, lang: str | None, style: str) -> int:
    """Settle the registry's part of an unfinished git merge; or merge two editions as a scene.

    Two `v3.yaml` become `v3` and `v4`, ours first; two formulas under one number get two numbers.
    Files are written, nothing is committed. Python: Project.mend, Project.merge.
    """
    words = message_language(lang)
    if len(editions) not in (0, 2):
        raise click.UsageError("give two editions, Δ100@2 Δ100@3, or none to settle a git merge")
    if editions:
        merged = project().merge(*editions, base=base)
        click.echo(visible(merged.display, limit=1_000_000))
        return 0
    mended = project().mend()
    for one in mended:
        click.echo(template("ui.mended", words).format(theirs=one.theirs, now=one.now))
    if not mended:
        click.echo(template("ui.nothing-to-mend", words), err=True)
    return 0


@click.command()
@click.argument("formula")
@click.argument("number", required=False)
@lang_option
@format_option
@reporting
def renumber(formula: str, number: str | None, lang: str | None, style: str) -> int:
    """Move a formula to another NUMBER, or to the next that is free.

    References by name follow; `dependents` lists those by number. Python: Project.renumber.
    """
    click.echo(project().renumber(formula, to=number))
    return 0
