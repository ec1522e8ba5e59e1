"""How problems are printed."""

import os
import re
import sys
from collections.abc import Collection, Iterable

import click

from deltalang.diagnostics import Diagnostic, excerpt, visible
from deltalang.messages import template

_COLORS = {"error": "red", "warning": "yellow"}
_JOINERS = re.compile("([\u200c\u200d])")


def print_text(line: str) -> None:
    """Print a line that holds what somebody wrote, so that a terminal obeys nothing in it."""
    click.echo(harmless(line))


def harmless(text: str) -> str:
    """Show controls and direction marks instead of sending them; joiners stay, emoji need them.

    >>> harmless("a\\x1b]0;b") + harmless("👩\\u200d🎨")
    'a<U+001B>]0;b👩\\u200d🎨'
    """
    return "".join(
        part if _JOINERS.fullmatch(part) else visible(part, limit=len(part))
        for part in _JOINERS.split(text)
    )


def use_color(stream: object) -> bool:
    """Tell whether to colour: NO_COLOR and FORCE_COLOR first, else only on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(getattr(stream, "isatty", lambda: False)()) and os.environ.get("TERM") != "dumb"


def print_problems(
    problems: Iterable[Diagnostic], style: str, lang: str, *, err: bool = False
) -> None:
    """Print problems in a style: full, concise, json or github."""
    problems = list(problems)
    if err and not problems:  # beside other output there is nothing to say
        return
    color = use_color(sys.stderr if err else sys.stdout)
    if style == "json":
        from deltalang.renderers.json import dumps  # asked for by programs only

        click.echo(dumps([_data(p, lang) for p in problems], indent=2), err=err)
        return
    write = {"full": full, "concise": concise, "github": github}[style]
    for problem in problems:
        click.echo(write(problem, lang, color=color), err=err, color=color)


def print_report(
    problems: Collection[Diagnostic], style: str, lang: str, *, files: int, what: str = "ui.found"
) -> int:
    """Print the problems that a command is for, with a count on standard error; gives the errors."""
    print_problems(problems, style, lang)
    errors = sum(problem.severity == "error" for problem in problems)
    if style == "full":
        counts = {"errors": errors, "warnings": len(problems) - errors, "files": files}
        none = what == "ui.found" and not problems
        summary = template("ui.found-none" if none else what, lang)
        click.echo(summary.format(**counts), err=True)
    return errors


def full(problem: Diagnostic, lang: str, *, color: bool = False) -> str:
    """The message, the line with carets, the hint."""
    lines = [concise(problem, lang, color=color), *excerpt(problem)]
    if color:
        lines[-1] = click.style(lines[-1], fg=_COLORS[problem.severity], bold=True)
    hint = problem.hint(lang)
    if hint:
        gutter = " " * lines[1].index("|")
        lines.append(f"{gutter}= {template('ui.try', lang)}: {hint}")
    return "\n".join(lines) + "\n"


def concise(problem: Diagnostic, lang: str, *, color: bool = False) -> str:
    """One line: file, place, severity, code, message."""
    line, column = problem.source.position(problem.span.start)
    severity = f"{template('ui.' + problem.severity, lang)} {problem.code}"
    if color:
        severity = click.style(severity, fg=_COLORS[problem.severity], bold=True)
    return f"{harmless(problem.source.name)}:{line}:{column}: {severity}: {problem.message(lang)}"


def github(problem: Diagnostic, lang: str, *, color: bool = False) -> str:
    """A workflow command of GitHub Actions."""
    line, column = problem.source.position(problem.span.start)
    place = f"file={_property(harmless(problem.source.name))},line={line},col={column}"
    return f"::{problem.severity} {place},title={problem.code}::{_data_text(problem.message(lang))}"


def _property(text: str) -> str:
    return _data_text(text).replace(":", "%3A").replace(",", "%2C")


def _data_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _data(problem: Diagnostic, lang: str) -> dict[str, object]:
    (line, column), end = problem.source.position(problem.span.start), problem.span.end
    end_line, end_column = problem.source.position(max(problem.span.start, end))
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message(lang),
        "hint": problem.hint(lang),
        "file": problem.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
