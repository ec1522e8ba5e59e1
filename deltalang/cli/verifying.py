"""What `verify` and `eval` share: the scenes that were asked for, options, the reading of answers."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from deltalang.algebra.scene import Scene
from deltalang.cli.options import inputs, message_language
from deltalang.cli.printing import harmless
from deltalang.cli.projects import session_of
from deltalang.cli.vocabulary import lemmatizer_of
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.session import Session
from deltalang.source import Source
from deltalang.verification.asked import Asked
from deltalang.verification.finding import WINDOW
from deltalang.verification.verifying import Verification, verify_document

Command = TypeVar("Command", bound=Callable[..., Any])


def against_option(command: Command) -> Command:
    """Add `--against`: the scenes that were asked for."""
    return click.option(
        "--against", required=True, metavar="EXPR|FILE", help="The scenes that were asked for."
    )(command)


def looking_options(command: Command) -> Command:
    """Add `--strict`, `--window` and `--own-words`: what is looked for, and what is good enough."""
    command = click.option("--own-words", is_flag=True, help="No other words for an idea count.")(
        command
    )
    command = click.option(
        "--window",
        type=click.IntRange(min=1),
        default=WINDOW,
        show_default=True,
        help="Words from one letter of a glued image to the next.",
    )(command)
    return click.option(
        "--strict", is_flag=True, help="Every anchor whole; nothing avoided even negated."
    )(command)


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

    def verifier(
        self, languages: tuple[str, ...], lang: str | None, *, own_words: bool, window: int
    ) -> Callable[[Source, str], Verification]:
        """Give what verifies an answer against the scene of a name."""
        lemmatizer = lemmatizer_of(languages, lang)
        lexicon = None if own_words else self.session.lexicon
        verify = partial(verify_document, lemmatizer=lemmatizer, lexicon=lexicon, window=window)
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


def scenes_of(against: str, limits: Limits, lang: str | None, *, locked: bool) -> Scenes:
    """Read the scenes. Raises DeltaError for problems in them, click.UsageError where there is none."""
    (source,) = inputs((against,), lang)
    session = session_of(source, limits, locked=locked)
    found = list(session.documented(source, lang=lang))
    if not found:
        words = template("ui.verify-no-scene", message_language(lang))
        raise click.UsageError(harmless(words.format(name=source.name)))
    asked = Asked(document for _, document in found)
    results = (result.scene for result, _ in found)
    return Scenes(source, session, asked, dict(zip(asked.names, results, strict=True)))
