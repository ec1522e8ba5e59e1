"""What `verify` and `eval` share: their options, the scenes that were asked for, what verifies an answer."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial, wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import attrs
import click

from deltalang.algebra.scene import Scene
from deltalang.cli.options import (
    Score,
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
)
from deltalang.cli.printing import harmless
from deltalang.cli.projects import locked_option, reporting, session_of
from deltalang.cli.vocabulary import languages_option, lemmatizer_of
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.session import Session
from deltalang.source import Source
from deltalang.verification.asked import Asked
from deltalang.verification.finding import WINDOW
from deltalang.verification.verifying import Verification, verify_document

Command = TypeVar("Command", bound=Callable[..., Any])


@attrs.frozen
class Manner:
    """What the shared options say: the scenes, what is looked for, what is good enough, how to speak."""

    against: str
    strict: bool
    window: int
    own_words: bool
    languages: tuple[str, ...]
    locked: bool
    lang: str | None
    limits: Limits
    style: str

    @property
    def words(self) -> str:
        """The language of messages."""
        return message_language(self.lang)


def shared_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that both commands have; they arrive as one `manner`, and problems are reported."""
    own = [field.name for field in attrs.fields(Manner)]

    @wraps(command)
    def gathered(**given: Any) -> int:
        manner = Manner(**{name: given.pop(name) for name in own})
        return command(manner=manner, **given)

    options = (
        against_option, strict_option, window_option, own_words_option, languages_option,
        locked_option, lang_option, limit_option, format_option,
    )  # fmt: skip
    made = reporting(gathered)
    for option in reversed(options):
        made = option(made)
    return made


def against_option(command: Command) -> Command:
    """Add `--against`: the scenes that were asked for."""
    return click.option(
        "--against", required=True, metavar="EXPR|FILE", help="The scenes that were asked for."
    )(command)


def strict_option(command: Command) -> Command:
    """Add `--strict`: what is good enough."""
    return click.option(
        "--strict", is_flag=True, help="Every anchor whole; nothing avoided even negated."
    )(command)


def window_option(command: Command) -> Command:
    """Add `--window`: how far the letters of a glued image may stand apart."""
    return click.option(
        "--window",
        type=click.IntRange(min=1),
        default=WINDOW,
        show_default=True,
        help="Words from one letter of a glued image to the next.",
    )(command)


def own_words_option(command: Command) -> Command:
    """Add `--own-words`: no synonyms."""
    return click.option("--own-words", is_flag=True, help="No other words for an idea count.")(
        command
    )


def least_option(about: str) -> Callable[[Command], Command]:
    """Add `--min-score`, as an exact number."""
    return click.option(
        "--min-score",
        "least",
        type=Score(0, 1),
        callback=lambda _ctx, _parameter, given: None if given is None else Fraction(str(given)),
        help=about,
    )


class Scenes(NamedTuple):
    """The scenes of `--against`: their file, their session, the documents by name, what they mean."""

    source: Source
    session: Session
    asked: Asked
    results: dict[str, Scene]

    @property
    def path(self) -> Path | None:
        """The file, if it is one."""
        return Path(self.source.name) if self.source.name[:1] != "<" else None

    def verifier(self, manner: Manner) -> Callable[[Source, str], Verification]:
        """Give what verifies an answer against the scene of a name."""
        verify = partial(
            verify_document,
            lemmatizer=lemmatizer_of(manner.languages, manner.lang),
            lexicon=None if manner.own_words else self.session.lexicon,
            window=manner.window,
        )
        return lambda source, scene: verify(source, self.asked[scene])

    def name_untranslated(self, names: Iterable[str], lang: str | None) -> None:
        """Name the words of scenes that cannot be said in a language, on standard error."""
        if lang is None:
            return
        found: dict[str, None] = {}
        for name in dict.fromkeys(names):
            found |= dict.fromkeys(self.session.untranslatable(self.results[name], lang))
        if found:
            note = template("ui.untranslated", message_language(lang))
            click.echo(harmless(note.format(words=", ".join(found))), err=True)


def scenes_of(manner: Manner) -> Scenes:
    """Read the scenes. Raises DeltaError for problems in them, click.UsageError where there is none."""
    (source,) = inputs((manner.against,), manner.lang)
    session = session_of(source, manner.limits, locked=manner.locked)
    found = list(session.documented(source, lang=manner.lang))
    if not found:
        words = template("ui.verify-no-scene", manner.words)
        raise click.UsageError(harmless(words.format(name=source.name)))
    asked = Asked(document for _, document in found)
    results = (result.scene for result, _ in found)
    return Scenes(source, session, asked, dict(zip(asked.names, results, strict=True)))
