"""`deltalang cost`: what a scene costs in tokens, in every form."""

import click

from deltalang.cli.budgeting import counted_by, counter_of, tokenizer_option
from deltalang.cli.options import (
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
)
from deltalang.cli.printing import print_problems, print_text
from deltalang.cli.projects import locked_option, session_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.economy.costs import USES, Cost
from deltalang.economy.reporting import data, table
from deltalang.limits import Limits
from deltalang.renderers.json import dumps
from deltalang.session.costing import costs

_MOST_USES = 10**9


@click.command()
@click.argument("what", nargs=-1, metavar="EXPR|FILE|-")
@click.option(
    "--uses",
    type=click.IntRange(1, _MOST_USES),
    multiple=True,
    default=USES,
    show_default=True,
    metavar="N",
    help="Count for N uses; may be given several times.",
)
@tokenizer_option
@click.option(
    "--to", "target", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@locked_option
@lang_option
@limit_option
@format_option
def cost(
    what: tuple[str, ...],
    uses: tuple[int, ...],
    tokenizer: str | None,
    target: str,
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Count the tokens of scenes: as written, as words, as JSON, as a prompt, with a legend.

    Python: deltalang.session.costing.costs.
    """
    words = message_language(lang)
    counter = counter_of(tokenizer, lang)
    wanted = sorted(set(uses))
    found: list[Cost] = []
    problems: list[Diagnostic] = []
    try:
        for source in inputs(what, lang):
            session = session_of(source, limits, locked=locked)
            try:
                for one in costs(session, source, by=counter, uses=wanted, lang=lang):
                    found.append(one)
            except DeltaError as error:
                problems += error.diagnostics
    except DeltaError as error:
        print_problems(error.diagnostics, style, words, err=True)
        return 2
    if target == "json":
        click.echo(dumps(data(found, counter), indent=2))
    elif found:
        for one in found:
            for line in (*table(one, words, exact=counter.exact), ""):
                print_text(line)
        print_text(counted_by(counter, words))
    print_problems(problems, style, words, err=True)
    return 1 if problems else 0
