"""`deltalang repl`: scenes typed one after another."""

import io
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

from deltalang.cli.options import lang_option, limit_option, message_language
from deltalang.cli.printing import full, harmless, use_color
from deltalang.cli.projects import locked_option, project
from deltalang.limits import Limits
from deltalang.registry.glance import Glance
from deltalang.repl.commands import Commands
from deltalang.repl.console import Answer, Console
from deltalang.repl.piped import answer_all


@click.command()
@click.option("--no-history", is_flag=True, help="Read and keep nothing of what was typed before.")
@locked_option
@lang_option
@limit_option
def repl(no_history: bool, locked: bool, lang: str | None, limits: Limits) -> int:
    """Converse in the language: scenes, formulas, directives, and `:help`.

    On a terminal with completion, colours and problems shown while you type; statements that come
    through a pipe are answered one after another, with exit status 1 when one was refused.
    Python: deltalang.repl.console.Console.
    """
    words = message_language(lang)
    session = project().session(limits=limits, strict=locked)
    commands = Commands(Console(session, lang=words), verb)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
        return answer_all(commands, lines, lambda answer: _show(answer, commands.console.lang))
    return _converse(commands, keep=not no_history)


def _converse(commands: Commands, *, keep: bool) -> int:
    from platformdirs import user_state_path  # a terminal only

    from deltalang.repl.terminal import Terminal, history
    from deltalang.repl.typing import Typing

    console = commands.console
    click.echo(console.said("welcome", version=version("deltalang")))
    path = user_state_path("deltalang") / "history" if keep else None
    return Terminal(
        commands,
        Typing(console, formulas),
        show=lambda answer: _show(answer, console.lang),
        kept=history(path),
    ).run()


def formulas() -> Sequence[Glance]:
    """The formulas that may be named in the current folder."""
    from deltalang.cli.completing.values import known_formulas  # where somebody presses Tab

    return known_formulas()


def verb(arguments: Sequence[str], text: str) -> int:
    """Run a command of the command line, its standard input replaced by a text."""
    from deltalang.cli.main import run  # it imports this module

    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")))
    try:
        return run(list(arguments))
    finally:
        sys.stdin = before


def _show(answer: Answer, lang: str) -> None:
    """Print an answer: results on standard output, what is wrong on standard error."""
    for line in answer.lines:
        click.echo(harmless(line), err=answer.failed)
    for problem in answer.problems:
        click.echo(full(problem, lang, color=use_color(sys.stderr)), err=True, nl=False)
    sys.stdout.flush()
