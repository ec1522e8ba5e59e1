"""The values of `deltalang run` that are neither words nor numbers: a share, a price, an argument."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import click

from deltalang.algebra.scene import Scene
from deltalang.cli.options import message_language, spoken
from deltalang.cli.printing import harmless
from deltalang.filling.planning import Located, parameters
from deltalang.filling.spending import Price
from deltalang.keys import key
from deltalang.messages import template
from deltalang.session import Session
from deltalang.source import Source

MOST_SECONDS = 86_400
_AMOUNT = r"[0-9]{1,9}(?:\.[0-9]{1,12})?"


class Share(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.2
    """A share of the places: `10%`, `33.4%`."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Read a share. Raises click.BadParameter."""
        found = re.fullmatch(rf"({_AMOUNT})%", str(value))
        if found is None or Fraction(found[1]) > 100:
            words = template("ui.run-bad-share", message_language(spoken(ctx)))
            self.fail(words.format(value=harmless(str(value))), param, ctx)
        return Fraction(found[1]) / 100


class Seconds(click.FloatRange):
    """Seconds of a time-out: more than none, and not without end."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(min=0, min_open=True, max=MOST_SECONDS)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number of seconds. Raises click.BadParameter."""
        try:
            number = float(str(value))
        except ValueError:
            number = float("nan")
        if not 0 < number <= MOST_SECONDS:  # nan is not, either
            words = template("ui.run-bad-seconds", message_language(spoken(ctx)))
            said = words.format(value=harmless(str(value)), most=MOST_SECONDS)
            self.fail(said, param, ctx)
        return number


class PriceType(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.2
    """Two amounts of money for a million tokens: `0.15,0.60`."""

    name = "price"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Price:
        """Read a price. Raises click.BadParameter."""
        found = re.fullmatch(rf"({_AMOUNT}),({_AMOUNT})", str(value))
        if found is None:
            words = template("ui.run-bad-price", message_language(spoken(ctx)))
            self.fail(words.format(value=harmless(str(value))), param, ctx)
        return Price(Decimal(found[1]), Decimal(found[2]))


class Given(NamedTuple):
    """An argument as it was given: the name of a hole, and notation."""

    name: str
    source: Source


class Argument(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.2
    """What a hole `<name>` is given: `name=notation`."""

    name = "argument"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Given:
        """Read an argument. Raises click.BadParameter."""
        if isinstance(value, Given):
            return value
        name, _, text = str(value).partition("=")
        if not key(name) or not text.strip():
            words = template("ui.run-bad-argument", message_language(spoken(ctx)))
            self.fail(words.format(value=harmless(str(value))), param, ctx)
        shown = " ".join(name.split())
        return Given(shown, Source(text, f"--set {shown}"))


def arguments_of(
    given: Iterable[Given],
    session: Session,
    scenes: Sequence[Located],
    lang: str | None,
    *,
    broken: bool,
) -> dict[str, Scene]:
    """Read arguments, by name, and say them in a language if one was asked for.

    Where scenes are broken, theirs may be the hole that is not found, and that is told alone.

    Raises click.UsageError for a hole that no scene has or one given twice, DeltaError for notation
    that cannot be read.
    """
    words = message_language(lang)
    holes = parameters(scenes) if given else ()
    known = {key(name) for name in holes}
    found: dict[str, Scene] = {}
    for one in given:
        if key(one.name) in map(key, found):
            raise _refused("ui.run-argument-twice", words, name=one.name)
        try:
            scene = session.expand(one.source)
        except ValueError as unread:
            raise _refused("ui.run-argument-unread", words, name=one.name) from unread
        if key(one.name) in known:
            found[one.name] = scene if lang is None else session.translated(scene, lang)
            continue
        there = ", ".join(f"<{name}>" for name in holes)
        message = "ui.run-no-hole" if holes else "ui.run-no-holes"
        error = _refused(message, words, name=one.name, holes=there)
        if not broken:
            raise error
        click.echo(error.message, err=True)
    return found


def _refused(message: str, words: str, **names: str) -> click.UsageError:
    return click.UsageError(harmless(template(message, words).format(**names)))
