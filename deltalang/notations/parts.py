"""The parts of a prompt for an image model, and the scene that they make.

    (a, [b|c]:1.5) d     Weighted 3/2 (Phrase a, Options ((b), (c))), Phrase d
                         a*3/2 + (b | c)*3/2 + d

Every notation is read into the same four parts. Weights multiply on the way in, as exact rationals.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from deltalang.algebra.scene import Scene, choose, join
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import LimitExceededError, Limits
from deltalang.source import Source, Span
from deltalang.syntax.formatter import format

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")

MOST_NOTES = 100
"""A broken file of a megabyte could have a million."""


@attrs.frozen
class Phrase:
    """Words between commas."""

    text: str
    span: Span


@attrs.frozen
class Weighted:
    """Parts with a weight on all of them."""

    weight: Fraction
    inner: "tuple[Part, ...]"
    span: Span


@attrs.frozen
class Options:
    """One of several."""

    options: "tuple[tuple[Part, ...], ...]"
    span: Span


@attrs.frozen
class Beats:
    """One after the other."""

    beats: "tuple[tuple[Part, ...], ...]"
    span: Span


Part = Phrase | Weighted | Options | Beats


@attrs.frozen
class Prompt:
    """What was read: the scene, and warnings about what it does not hold.

    >>> from deltalang.notations import read
    >>> read("(a:1.2), <lora:x:1>", "sd").scene.canonical
    'a*6/5'
    """

    scene: Scene
    notes: tuple[Diagnostic, ...] = ()

    def script(self, label: str) -> str:
        """Write a script of one labelled scene."""
        return format(f"{label}: {self.scene.display}\n")


@attrs.frozen
class Reader:
    """What every notation reads with: the text, the limits, the notes so far."""

    source: Source
    limits: Limits
    notes: list[Diagnostic] = attrs.field(factory=list)

    def note(self, message_id: str, start: int, end: int) -> None:
        """Note that a piece of the text is not carried over; a hundred notes are enough."""
        if len(self.notes) >= MOST_NOTES:
            return
        found = self.source.text[start:end]
        arguments = {"found": found.strip() or found}
        self.notes.append(Diagnostic("W515", message_id, self.source, Span(start, end), arguments))

    def error(self, code: str, message_id: str, span: Span, **arguments: object) -> DeltaError:
        """Make the error for a place."""
        return DeltaError([Diagnostic(code, message_id, self.source, span, arguments)])

    def number(self, text: str, span: Span) -> Fraction:
        """Read a weight. Raises DeltaError for what is none, or is too long."""
        if len(text) > self.limits.digits:
            raise self.error("E502", "notation-digits", span, allowed=self.limits.digits)
        if not _NUMBER.fullmatch(text):
            raise self.error("E501", "notation-number", span, found=text)
        return Fraction(text.removesuffix("."))

    def scene(self, parts: Sequence[Part], weight: Fraction = Fraction(1)) -> Scene:
        """Put parts together. Raises DeltaError past a limit."""
        try:
            return Scene.total(list(self._terms(parts, weight)), self.limits)
        except LimitExceededError as error:
            span, allowed = Span(0, len(self.source.text)), error.allowed
            if error.limit == "digits":
                raise self.error("E502", "notation-digits", span, allowed=allowed) from None
            raise self.error("E502", "notation-images", span, allowed=allowed) from None

    def _terms(self, parts: Sequence[Part], weight: Fraction) -> Iterator[tuple[Fraction, Scene]]:
        for part in parts:
            match part:
                case Phrase():
                    yield weight, Scene.atom(part.text)
                case Weighted():
                    product = weight * part.weight
                    bound = 10**self.limits.digits
                    if abs(product.numerator) >= bound or product.denominator >= bound:
                        allowed = self.limits.digits
                        raise self.error("E502", "notation-digits", part.span, allowed=allowed)
                    yield from self._terms(part.inner, product)
                case Options():
                    yield weight, choose([self.scene(one) for one in part.options], self.limits)
                case Beats():
                    yield weight, join([self.scene(one) for one in part.beats], self.limits)
