"""`deltalang tokens`: the token stream, as highlighting and editors see it."""

import click

from deltalang.cli.options import inputs, lang_option, message_language
from deltalang.cli.printing import print_problems
from deltalang.diagnostics import DeltaError
from deltalang.renderers.json import dumps
from deltalang.syntax.tokens import lex


@click.command()
@click.argument("what", nargs=-1, metavar="EXPR|FILE|-")
@click.option(
    "--to", "target", type=click.Choice(["text", "jsonl"]), default="text", show_default=True
)
@lang_option
def tokens(what: tuple[str, ...], target: str, lang: str | None) -> int:
    """List the tokens of any text, white space and comments included; joined they are the text.

    Python: deltalang.lex.
    """
    try:
        sources = inputs(what, lang)
    except DeltaError as error:
        print_problems(error.diagnostics, "full", message_language(lang), err=True)
        return 2
    for source in sources:
        for token in lex(source.text):
            if target == "jsonl":
                click.echo(dumps(token._asdict()))
            else:
                line, column = source.position(token.start)
                shown = dumps(token.value)
                click.echo(f"{line}:{column}".ljust(8) + token.type.ljust(9) + shown)
    return 0
