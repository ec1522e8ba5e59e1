"""Options and inputs that several commands share."""

import locale
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from deltalang.limits import Limits
from deltalang.messages import LANGUAGES, template
from deltalang.session import decode, read_source
from deltalang.source import Source

Command = TypeVar("Command", bound=Callable[..., Any])


def lang_option(command: Command) -> Command:
    """Add `--lang`: the language of messages and wording."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        help="Language of messages and wording (default: the locale).",
    )(command)


def format_option(command: Command) -> Command:
    """Add `--format`: how problems are shown."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["full", "concise", "json", "github"]),
        default="full",
        show_default=True,
        help="How problems are shown.",
    )(command)


def limit_option(command: Command) -> Command:
    """Add `--limit images=20000`."""
    return click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar="NAME=N",
        callback=_limits,
        help="Raise a limit: "
        + ", ".join(f"{f.name}={f.default}" for f in attrs.fields(Limits))
        + ".",
    )(command)


def _limits(_ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> Limits:
    known = {field.name for field in attrs.fields(Limits)}
    values: dict[str, int] = {}
    for item in given:
        name, _, number = item.partition("=")
        if name not in known or not number.isdecimal() or not 0 < int(number) < 10**9:
            raise click.BadParameter(
                f"{item!r}; write for example images=20000 ({', '.join(sorted(known))})"
            )
        values[name] = int(number)
    if values.get("nesting", 0) > 150:
        raise click.BadParameter("nesting is at most 150")
    return Limits(**values)


def message_language(lang: str | None) -> str:
    """Choose the language of messages: asked for, else the locale's, else English."""
    if lang:
        return lang
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return "ru" if os.environ[variable].startswith("ru") else "en"
    if sys.platform == "win32":
        return "ru" if (locale.getlocale()[0] or "").startswith("Russian") else "en"
    return "en"


def inputs(arguments: tuple[str, ...], lang: str | None) -> list[Source]:
    """Read what a command was given: files, `-` for standard input, or one expression.

    Words that are no files are one expression: `deltalang expand Δ02 + память`. Raises
    click.UsageError, click.ClickException for a missing file, OSError, DeltaError for bad encoding.
    """
    if not arguments:
        if sys.stdin.isatty():
            raise click.UsageError("give an expression, a file, or - for standard input")
        arguments = ("-",)
    if len(arguments) == 1 or all(_is_file(argument) for argument in arguments):
        return [_input(argument, lang) for argument in arguments]
    return [Source(" ".join(arguments), "<expression>")]


def files(arguments: tuple[str, ...], lang: str | None) -> list[Source]:
    """Read files (folders mean their `.delta` files) and `-`; anything else is missing."""
    sources = []
    for argument in arguments or ("-",):
        if Path(argument).is_dir():
            sources += [read_source(path) for path in sorted(Path(argument).rglob("*.delta"))]
        elif argument != "-" and not Path(argument).exists():
            raise missing(argument, lang)
        else:
            sources.append(_input(argument, lang))
    return sources


def missing(name: str, lang: str | None) -> click.ClickException:
    """Make the error for a file that is not there."""
    return click.ClickException(
        template("ui.no-such-file", message_language(lang)).format(name=name)
    )


def _is_file(argument: str) -> bool:
    try:
        return argument == "-" or Path(argument).is_file()
    except (OSError, ValueError):  # too long for a name, or a NUL in it: an expression
        return False


def _input(argument: str, lang: str | None) -> Source:
    if argument == "-":
        return decode(sys.stdin.buffer.read(), "<stdin>")
    if _is_file(argument):
        return read_source(argument)
    if argument.endswith((".delta", ".md", ".txt")) or Path(argument[:4000]).is_dir():
        raise missing(argument, lang)
    return Source(argument, "<expression>")
