"""`deltalang`: the command and its exit statuses.

0 fine, 1 findings, 2 usage or input/output, 3 internal failure or a model that failed, 130 interrupted.
"""

import errno
import os
import sys
from importlib import import_module

import click

from deltalang.cli.options import message_language
from deltalang.limits import LimitExceededError
from deltalang.messages import system_error, template

COMMANDS = {
    "expand": ("expand", "expand"),
    "check": ("check", "check"),
    "fmt": ("fmt", "fmt"),
    "why": ("explain", "why"),
    "fold": ("explain", "fold"),
    "diff": ("explain", "diff"),
    "rule": ("rule", "rule"),
    "tokens": ("tokens", "tokens"),
    "laws": ("laws", "laws"),
    "init": ("publish", "init"),
    "publish": ("publish", "publish"),
    "label": ("publish", "label"),
    "rollback": ("publish", "rollback"),
    "promote": ("publish", "promote"),
    "deprecate": ("publish", "deprecate"),
    "retire": ("publish", "retire"),
    "lock": ("locking", "lock"),
    "update": ("locking", "update"),
    "list": ("browse", "list_"),
    "search": ("browse", "search"),
    "show": ("browse", "show"),
    "log": ("browse", "log"),
    "deps": ("browse", "deps"),
    "dependents": ("browse", "dependents"),
    "reindex": ("browse", "reindex"),
    "doctor": ("upkeep", "doctor"),
    "export": ("upkeep", "export"),
    "import": ("upkeep", "import_"),
    "merge": ("merging", "merge"),
    "renumber": ("merging", "renumber"),
    "ci": ("ci", "ci"),
    "split": ("words", "split"),
    "glue": ("words", "glue_"),
    "lemmas": ("words", "lemmas"),
    "scenes": ("notes", "scenes"),
    "repair": ("notes", "repair"),
    "lexicon": ("lexicon", "lexicon"),
    "md": ("md", "md"),
    "mine": ("mine", "mine"),
    "review": ("review", "review"),
    "cost": ("cost", "cost"),
    "verify": ("verify", "verify"),
    "eval": ("evaluate", "eval_"),
    "run": ("run", "run"),
    "repl": ("repl", "repl"),
    "lsp": ("lsp", "lsp"),
    "completion": ("completion", "completion"),
    "man": ("man", "man"),
}

COMPLETION = "_DELTALANG_COMPLETE"
"""The variable in which a shell says what it wants, as click names it."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, so start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of a name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from deltalang.diagnostics import near_names

            near = near_names(args[0], COMMANDS, limit=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Try: deltalang expand {args[0]!r}"
            raise click.UsageError(f"No such command {args[0]!r}. {hint}", ctx) from error


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="deltalang", prog_name="deltalang")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Scenes in short notation: `deltalang expand "Δ02 + память"`.

    Each command has its own --help.
    """
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        command = _command("repl")
        with command.make_context("repl", [], parent=ctx) as inner:
            ctx.exit(command.invoke(inner))
    click.echo(ctx.get_help())


def _command(name: str) -> click.Command:
    module, attribute = COMMANDS[name]
    found: click.Command = getattr(import_module(f"deltalang.cli.{module}"), attribute)
    return found


def main() -> None:
    """Run the command and exit."""
    if not _has_streams():
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(run(sys.argv[1:]))


def _has_streams() -> bool:
    """Put nothing in the place of an input that was closed; False where the output was.

    A file that is opened later would take the number of a closed one, and what is meant for it.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  # it stays
    if sys.stdout is not None:
        sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return True
    if sys.stderr is not None:
        reason = system_error(
            OSError(errno.EBADF, os.strerror(errno.EBADF)), message_language(None)
        )
        sys.stderr.write(f"deltalang: {reason}: <stdout>\n")
    return False


def run(arguments: list[str], *, inside: bool = False) -> int:
    """Run the command and give its exit status; `inside` of another an interrupt is that one's.

    So is a use that is wrong: raises KeyboardInterrupt, click.UsageError there.
    """
    if os.environ.get(COMPLETION):
        from deltalang.cli.completing.answering import answer  # only where a shell asks

        return answer(cli, os.environ[COMPLETION])
    try:
        result = cli.main(arguments, prog_name="deltalang", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        if inside:
            raise KeyboardInterrupt from None
        click.echo("deltalang: interrupted", err=True)
        return 130
    except click.ClickException as error:
        if inside and isinstance(error, click.UsageError):
            raise
        error.show()
        return 2
    except SystemExit:  # click's answer to a pipe closed by the reader
        return 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except LimitExceededError as error:
        words = template(f"limit-{error.limit}", message_language(None))
        click.echo("deltalang: " + words.format(allowed=error.allowed, path=""), err=True)
        return 1
    except UnicodeDecodeError as error:
        click.echo(f"deltalang: not UTF-8: {error}", err=True)
        return 2
    except OSError as error:
        from deltalang.cli.printing import harmless  # errors only

        reason = system_error(error, message_language(None))
        said = f"deltalang: {reason}: {error.filename or ''}"
        click.echo(harmless(said).rstrip(": "), err=True)
        return 2
    except Exception as error:
        if os.environ.get("DELTALANG_DEBUG"):
            raise
        from deltalang.cli.printing import harmless  # as above

        click.echo(
            f"deltalang: internal error ({type(error).__name__}: {harmless(str(error))}); this is a "
            "bug, please report it (DELTALANG_DEBUG=1 shows where)",
            err=True,
        )
        return 3
    return result if isinstance(result, int) else 0
