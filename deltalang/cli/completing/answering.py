"""The answer to a shell: never an error, never a question, nothing written."""

import io
import os
from contextlib import redirect_stderr

import click

from deltalang.cli.completing.shells import SHELLS
from deltalang.cli.completing.values import dress

VARIABLE = "_DELTALANG_COMPLETE"


class Dressed(click.Group):
    """A group whose commands can be completed; each is looked up only when a line names it."""

    def __init__(self, inner: click.Group) -> None:
        super().__init__(
            name=inner.name,
            help=inner.help,
            params=inner.params,
            context_settings=inner.context_settings,
            invoke_without_command=inner.invoke_without_command,
        )
        self.inner = inner

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self.inner.list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = self.inner.get_command(ctx, cmd_name)
        if isinstance(found, click.Group):
            return Dressed(found)
        return dress(found) if found is not None else None


def answer(cli: click.Group, instruction: str) -> int:
    """Do what a shell asks, `bash_complete` or `bash_source`; gives the exit status."""
    name, _, what = instruction.partition("_")
    shell = SHELLS.get(name)
    if shell is None or what not in ("source", "complete"):
        return 1
    asked = shell(Dressed(cli), {}, "deltalang", VARIABLE)
    try:
        with redirect_stderr(io.StringIO()):
            found = asked.complete() if what == "complete" else asked.source()
    except Exception:  # somebody is typing: a registry in disorder is told by the commands
        if os.environ.get("DELTALANG_DEBUG"):
            raise
        return 1
    click.echo(found, nl=False)
    return 0
