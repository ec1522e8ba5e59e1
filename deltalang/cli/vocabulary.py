"""What the commands about words share: the languages of notes, the lemmatizer, the registered terms."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from deltalang.cli.options import message_language
from deltalang.messages import template
from deltalang.project import Project
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.lemmatizer import LANGUAGES, lemmatizer
from deltalang.words.terms import Terms

Command = TypeVar("Command", bound=Callable[..., Any])


def languages_option(command: Command) -> Command:
    """Add `--languages ru,en`: what the words are written in."""
    return click.option(
        "--languages",
        default=",".join(LANGUAGES),
        show_default=True,
        callback=_languages,
        help="The languages of the words, one for each alphabet.",
    )(command)


def _languages(_ctx: click.Context, _parameter: click.Parameter, given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip())


def lemmatizer_of(languages: tuple[str, ...], lang: str | None) -> Lemmatizer:
    """The lemmatizer of some languages; a missing extra is named on standard error, once."""
    try:
        found, missing = lemmatizer(languages)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--languages") from error
    if missing:
        note = template("ui.extra-missing", message_language(lang))
        extras, packages = ({x.extra for x in missing}, {x.package for x in missing})
        said = {"extra": ",".join(sorted(extras)), "package": ", ".join(sorted(packages))}
        click.echo(note.format(**said), err=True)
    return found


def vocabulary(
    here: Project, languages: tuple[str, ...], lang: str | None, *, aliases: bool = True
) -> tuple[Lemmatizer, Terms]:
    """The lemmatizer and the registered terms of a project; see `Project.terms`. Raises DeltaError."""
    found = lemmatizer_of(languages, lang)
    return found, here.terms(found, aliases=aliases)
