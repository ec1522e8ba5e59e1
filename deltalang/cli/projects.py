"""What the commands of the registry share: the project, the session of an input, signatures."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from deltalang.cli.options import message_language, status_of
from deltalang.cli.printing import print_problems
from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.project import Project
from deltalang.registry.store import Signature
from deltalang.session import Session
from deltalang.source import Source

Command = TypeVar("Command", bound=Callable[..., Any])


def reporting(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command print the problems that end it, in its own `lang` and `style`, and its status."""

    @wraps(command)
    def run(*arguments: Any, lang: str | None, style: str, **others: Any) -> int:
        try:
            return command(*arguments, lang=lang, style=style, **others)
        except DeltaError as error:
            print_problems(error.diagnostics, style, message_language(lang), err=True)
            return status_of(error)

    return run


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what is to be told how many of how many are done; silent in a pipe."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress


def locked_option(command: Command) -> Command:
    """Add `--locked`: exactly what the lock file says."""
    return click.option(
        "--locked",
        is_flag=True,
        help="Use exactly what deltalang.lock says; fail on any drift.",
    )(command)


def signature_options(command: Command) -> Command:
    """Add `--by` and `--why`: who does it and for what reason."""
    command = click.option("--why", default="", help="The reason; goes into the record or log.")(
        command
    )
    return click.option("--by", help="Who does it (default: the name that git knows).")(command)


def force_option(command: Command) -> Command:
    """Add `--force`."""
    return click.option(
        "--force", is_flag=True, help="Pass over the rule of the formula; needs --why."
    )(command)


def yes_option(command: Command) -> Command:
    """Add `--yes`."""
    return click.option("--yes", is_flag=True, help="Do not ask.")(command)


def signature(by: str | None, why: str) -> Signature:
    """Sign with a name, the time and a reason."""
    from datetime import UTC, datetime  # only commands that write sign

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Signature(by if by is not None else _own_name(), now, why)


def _own_name() -> str:
    import getpass  # only commands that write sign
    import subprocess

    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False
        )
        name = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError):  # no git here: the name of the account will do
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError):
        return ""


def project(folder: str = ".") -> Project:
    """The project that a folder belongs to, found once in a run of the command."""
    found: dict[str, Project] = click.get_current_context().find_root().ensure_object(dict)
    if folder not in found:
        found[folder] = Project.find(folder)
    return found[folder]


def project_of(source: Source) -> Project:
    """The project of a script; that of the current folder for an expression."""
    path = Path(source.name)
    try:
        inside = path.is_file()
    except (OSError, ValueError):
        inside = False
    return project(str(path.parent) if inside else ".")


def session_of(source: Source, limits: Limits, *, locked: bool = False) -> Session:
    """A session for an input, with the registry it belongs to."""
    return project_of(source).session(limits=limits, strict=locked)


def is_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty()


def confirmed(question: str, yes: bool, lang: str | None) -> bool:
    """Ask on a terminal; in a pipe silence is consent, as with every other filter."""
    if yes or not is_terminal():
        return True
    words = template(question, message_language(lang))
    answer = click.prompt(words, default="", show_default=False)
    return answer.strip().lower()[:1] in ("y", "д")
