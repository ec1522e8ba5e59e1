"""Options and inputs that several commands share."""

import locale
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import MOST, Limits
from deltalang.messages import LANGUAGES, template
from deltalang.registry.files import decode, read_source
from deltalang.renderers.targets import TARGETS, TargetError, renderer
from deltalang.source import Source

Command = TypeVar("Command", bound=Callable[..., Any])


def lang_option(command: Command) -> Command:
    """Add `--lang`: the language of messages and wording."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        is_eager=True,  # what is wrong with another option is said in this language
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


class Score(click.FloatRange):
    """A number of a range; `nan` is none."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number. Raises click.BadParameter."""
        number = float(super().convert(value, param, ctx))  # type: ignore[arg-type]
        if number != number:  # noqa: PLR0124  # the one number that is not itself
            self.fail(f"{value!r} is no number", param, ctx)
        return number


class TargetType(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.2
    """A target: a built-in one, or one that an installed distribution brings."""

    name = "target"
    choices = tuple(TARGETS)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """List the built-in targets."""
        return f"[{'|'.join(self.choices)}|…]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the name of a target; a name that is not built in is looked for."""
        if value not in TARGETS:
            try:
                renderer(value)
            except TargetError as error:
                raise target_failure(error, spoken(ctx)) from error
        return value


def spoken(ctx: click.Context | None) -> str | None:
    """Give the language that a command was told so far; while options are read it may be unknown."""
    lang = ctx.params.get("lang") if ctx is not None else None
    return lang if isinstance(lang, str) else None  # click puts a mark there before it is known


def target_failure(error: TargetError, lang: str | None) -> click.ClickException:
    """Make the error for a target that cannot be used; the exit status is 2."""
    from deltalang.cli.printing import harmless  # errors only

    return click.ClickException(harmless(error.message(message_language(lang))))


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
    for name, most in MOST.items():
        if values.get(name, 0) > most:
            raise click.BadParameter(f"{name} is at most {most}")
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

    Pipes and devices are files too: `/dev/stdin`, `<(…)`. Words that are no files are one expression:
    `deltalang expand Δ02 + память`. Raises click.UsageError, click.ClickException for a missing file, OSError, DeltaError for bad encoding.
    """
    if not arguments:
        if sys.stdin.isatty():
            raise click.UsageError("give an expression, a file, or - for standard input")
        arguments = ("-",)
    if len(arguments) == 1 or all(is_file(argument) for argument in arguments):
        return [_input(argument, lang) for argument in arguments]
    return [_expression(" ".join(arguments))]


def files(
    arguments: tuple[str, ...], lang: str | None, *, problems: list[Diagnostic] | None = None
) -> list[Source]:
    """Read files (folders mean their `.delta` files) and `-`; anything else is missing.

    Raises DeltaError for bad encoding, or puts it on `problems` where these are given.
    """
    sources = []
    for path in _paths(arguments or ("-",), lang):
        try:
            sources.append(
                decode(sys.stdin.buffer.read(), "<stdin>") if path == "-" else read_source(path)
            )
        except DeltaError as error:
            if problems is None:
                raise
            problems += error.diagnostics
    return sources


def _paths(arguments: tuple[str, ...], lang: str | None) -> Iterator[str | Path]:
    for argument in arguments:
        if argument != "-" and _is(Path.is_dir, argument):
            yield from sorted(Path(argument).rglob("*.delta"))
        elif argument == "-" or _is(Path.exists, argument):
            yield argument
        else:
            raise missing(argument, lang)


def status_of(error: DeltaError) -> int:
    """Give the exit status of an error: 2 when the input itself could not be read, else 1."""
    return 2 if any(problem.code == "E108" for problem in error.diagnostics) else 1


def missing(name: str, lang: str | None) -> click.ClickException:
    """Make the error for a file that is not there."""
    from deltalang.cli.printing import harmless  # errors only

    words = template("ui.no-such-file", message_language(lang))
    return click.ClickException(words.format(name=harmless(name)))


def is_file(argument: str) -> bool:
    """Tell whether an argument is a file to be read: `-`, a file, a pipe, a device."""
    return argument == "-" or _is(_is_readable, argument)


def _is_readable(path: Path) -> bool:
    """Tell whether a path is a file, or what a shell gives for one: a pipe, `/dev/stdin`, `/dev/fd/63`.

    On Windows a device has a name that is a word (`con`), and so is no file but an expression.
    """
    if sys.platform == "win32":
        return path.is_file()
    return path.exists() and not path.is_dir()


def _is(claim: Callable[[Path], bool], argument: str) -> bool:
    try:
        return claim(Path(argument))
    except (OSError, ValueError):  # too long for a name, or a NUL in it: an expression
        return False


def _input(argument: str, lang: str | None) -> Source:
    if argument == "-":
        return decode(sys.stdin.buffer.read(), "<stdin>")
    if not argument.strip():
        raise click.UsageError("the expression is empty; write for example Δ02 + память")
    if is_file(argument):
        return read_source(argument)
    if argument.endswith((".delta", ".md", ".txt")) or _is(Path.is_dir, argument):
        raise missing(argument, lang)
    return _expression(argument)


def _expression(text: str) -> Source:
    """Take an expression from the command line; bytes that the locale could not read are UTF-8."""
    try:
        return decode(text.encode("utf-8", "surrogateescape"), "<expression>")
    except UnicodeEncodeError:  # a surrogate that is no byte
        return decode(text.encode("utf-8", "surrogatepass"), "<expression>")
