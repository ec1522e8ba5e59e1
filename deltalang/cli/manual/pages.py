"""A manual page for each command, made from its help; the same bytes on every machine and any day."""

import inspect
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version

import click

from deltalang.cli.manual import sections
from deltalang.cli.manual.roff import bold, italic, marked, text, verbatim

PROGRAM = "deltalang"
_WHOLE = 10_000  # longer than any help: nothing is cut
_NEIGHBOURS = 2


def pages(cli: click.Group) -> Iterator[tuple[str, str]]:
    """Give the name of the file and the text of every page, in the order of the commands.

    >>> from deltalang.cli.main import cli
    >>> next(pages(cli))[0]
    'deltalang.1'
    """
    for path in _paths(_context(cli, PROGRAM, None), ()):
        yield f"{_name(path)}.1", page(cli, path)


def page(cli: click.Group, path: tuple[str, ...]) -> str:
    """Write the page of the command that some words call, none of them the program itself.

    Raises click.UsageError where there is no such command.

    >>> from deltalang.cli.main import cli
    >>> print(page(cli, ("lexicon", "show")).splitlines()[5])
    deltalang\\-lexicon\\-show \\- Show the idea that a word or an id names
    """
    context = _found(cli, path)
    title = f'"{text(_name(path).upper())}" "1" "" "{text(f"{PROGRAM} {version(PROGRAM)}")}"'
    lines = [
        rf".\" Made by {PROGRAM} man from the help of the command; do not edit.",
        f'.TH {title} "User Commands"',
        ".nh",  # a command that is hyphenated cannot be copied
        ".ad l",
        ".SH NAME",
        rf"{text(_name(path))} \- {text(_short(context.command))}",
        *_synopsis(context),
        *_description(context.command),
        *_options(context),
        *_commands(context, path),
        *_listed("EXIT STATUS", sections.EXIT_STATUSES),
        *_listed("ENVIRONMENT", sections.ENVIRONMENT | _of(sections.VARIABLES_OF, path)),
        *_listed("FILES", sections.FILES | _of(sections.FILES_OF, path)),
        *_see_also(cli, context, path),
    ]
    return "".join(f"{line}\n" for line in lines)


def _found(cli: click.Group, path: tuple[str, ...]) -> click.Context:
    """The context of a command, below those of the groups that it is in."""
    context = _context(cli, PROGRAM, None)
    for name in path:
        group = context.command
        inner = group.get_command(context, name) if isinstance(group, click.Group) else None
        if inner is None:
            wanted = " ".join(path)
            raise click.UsageError(f"No such command {wanted!r}. Try: {PROGRAM} --help")
        context = _context(inner, name, context)
    return context


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _paths(context: click.Context, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of every command, a group before its own."""
    yield path
    for name, command in _inner(context):
        yield from _paths(_context(command, name, context), (*path, name))


def _inner(context: click.Context) -> Iterator[tuple[str, click.Command]]:
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield name, command


def _name(path: tuple[str, ...]) -> str:
    return "-".join((PROGRAM, *path))


def _short(command: click.Command) -> str:
    """The first sentence of the help, without its full stop."""
    return command.get_short_help_str(limit=_WHOLE).rstrip(".").replace("`", "")


def _synopsis(context: click.Context) -> Iterator[str]:
    pieces = context.command.collect_usage_pieces(context)
    yield ".SH SYNOPSIS"
    yield " ".join([bold(context.command_path), *map(italic, pieces)])


def _description(command: click.Command) -> Iterator[str]:
    """The help by paragraphs; those behind click's mark \\b keep their lines."""
    yield ".SH DESCRIPTION"
    words = inspect.cleandoc((command.help or "").partition("\f")[0])
    for number, paragraph in enumerate(re.split(r"\n[ ]*\n", words)):
        if number:
            yield ".PP"
        lines = paragraph.splitlines()
        if lines[:1] == ["\b"]:
            yield from (".nf", *map(verbatim, lines[1:]), ".fi")
        else:
            yield marked(paragraph)


def _options(context: click.Context) -> Iterator[str]:
    yield ".SH OPTIONS"
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None:
            yield ".TP"
            yield ", ".join(map(_option, record[0].split(", ")))
            yield marked(record[1] or "See above.")


def _option(written: str) -> str:
    """`--to TARGET`: the name in bold, the value in italics."""
    name, mark, value = written.partition(" ")
    return bold(name) + (f" {italic(value)}" if mark else "")


def _commands(context: click.Context, path: tuple[str, ...]) -> Iterator[str]:
    """The commands of a group, each with its own page."""
    found = list(_inner(context))
    if found:
        yield ".SH COMMANDS"
    for name, command in found:
        yield from (".TP", _reference((*path, name)), text(_short(command)))


def _listed(title: str, entries: Mapping[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for name, said in entries.items():
        yield from (".TP", bold(name), marked(said))


def _of(table: Mapping[str, Mapping[str, str]], path: tuple[str, ...]) -> dict[str, str]:
    """What a table says of a command in particular."""
    return dict(table.get(path[0], {})) if path else {}


def _see_also(cli: click.Group, context: click.Context, path: tuple[str, ...]) -> Iterator[str]:
    """The program, the group of a command, and what stands beside it."""
    yield ".SH SEE ALSO"
    if not path:
        beside: list[tuple[str, ...]] = [(name,) for name, _ in _inner(context)]
    else:
        above = _found(cli, path[:-1])
        names = [name for name, _ in _inner(above)]
        at = names.index(path[-1])
        near = names[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        groups = [path[:length] for length in range(len(path))]
        beside = [*groups, *((*path[:-1], name) for name in near if name != path[-1])]
    yield ", ".join(map(_reference, beside))


def _reference(path: tuple[str, ...]) -> str:
    return rf"{bold(_name(path))}(1)"
