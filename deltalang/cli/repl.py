"""`deltalang repl`: scenes typed one after another."""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import click

from deltalang.cli.options import lang_option, limit_option, message_language, status_of
from deltalang.cli.printing import full, harmless, print_problems, use_color
from deltalang.cli.projects import locked_option
from deltalang.diagnostics import DeltaError
from deltalang.editing.current import Current
from deltalang.limits import Limits
from deltalang.repl.answer import Answer
from deltalang.repl.commands import Commands
from deltalang.repl.console import Console
from deltalang.repl.piped import answer_all, converse

if TYPE_CHECKING:
    from deltalang.registry.glance import Glance

_LOCKED = frozenset(("expand", "why", "cost", "fold"))
"""Commands that take `--locked`, as the conversation was given it."""
UNUSABLE = 2


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
    current = Current(limits=limits, strict=locked)
    try:
        session = current.session()
    except DeltaError as error:
        print_problems(error.diagnostics, "full", words, err=True)
        return status_of(error)
    console = Console(session, lang=words, current=current.session)
    verbs = Verbs(["--locked"] if locked else [])
    commands = Commands(console, verbs, limit=current.limit, takes_value=takes_value)

    def show(answer: Answer) -> None:
        show_answer(answer, commands.console.lang)

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return answer_all(commands, sys.stdin.buffer, show)
    click.echo(commands.console.said("welcome"))
    if os.environ.get("TERM", "") in ("dumb", "unknown") and sys.platform != "win32":
        return converse(commands, _asked, show)
    return _converse(commands, keep=not no_history)


def _converse(commands: Commands, *, keep: bool) -> int:
    from platformdirs import user_state_path  # a terminal only

    from deltalang.repl.past import Past
    from deltalang.repl.terminal import Terminal
    from deltalang.repl.typing import Typing

    console = commands.console
    return Terminal(
        commands,
        Typing(console, formulas),
        show=lambda answer: show_answer(answer, console.lang),
        past=Past(user_state_path("deltalang") / "history" if keep else None),
    ).run()


def _asked(prompt: str) -> bytes:
    """Ask for a line on a terminal that edits it by itself."""
    click.echo(prompt, nl=False)
    sys.stdout.flush()
    return sys.stdin.buffer.readline()


def formulas() -> "Sequence[Glance]":
    """The formulas that may be named in the current folder."""
    from deltalang.cli.completing.values import known_formulas  # where somebody presses Tab

    return known_formulas()


def takes_value(verb: str, option: str) -> bool:
    """Tell whether an option of a command has a value.

    >>> takes_value("why", "--lang"), takes_value("why", "--locked")
    (True, False)
    """
    from deltalang.cli.main import cli  # it imports this module

    command = cli.get_command(click.Context(cli), verb)
    found = command.params if command is not None else []
    return any(
        isinstance(one, click.Option) and option in one.opts and not one.is_flag for one in found
    )


@attrs.frozen
class Verbs:
    """Runs commands of the command line, those about scenes with some options more."""

    options: list[str]

    def __call__(self, arguments: Sequence[str], text: str, lang: str) -> int:
        """Run one, its standard input replaced by a text; gives its exit status."""
        from deltalang.cli.main import run  # it imports this module

        verb, *others = arguments
        options = self.options if verb in _LOCKED else []
        before = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")))
        try:
            with _speaking(lang):
                return run([verb, *options, *others], inside=True)
        except click.UsageError as error:
            from deltalang.cli.usage import worded  # errors only

            click.echo(harmless(worded(error, verb, lang)), err=True)
            return UNUSABLE
        finally:
            sys.stdin = before


@contextmanager
def _speaking(lang: str) -> Iterator[None]:
    """Have messages in a language. Not by `--lang`: to some commands that is a language of scenes."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "ru_RU.UTF-8" if lang == "ru" else "en_US.UTF-8"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before


def show_answer(answer: Answer, lang: str) -> None:
    """Print an answer: results on standard output, what is wrong on standard error."""
    for line in answer.lines:
        click.echo(harmless(line), err=answer.failed)
    color = use_color(sys.stderr)
    for problem in answer.problems:
        said = full(problem, lang, color=color)
        if problem.code.startswith("E3"):  # what raises a limit here is not an option
            said = said.replace("`--limit ", f"`:{'поставь' if lang == 'ru' else 'set'} limit ")
        click.echo(said, err=True, nl=False, color=color)
    sys.stdout.flush()
