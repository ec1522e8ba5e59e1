"""The dialect: what one program makes of the tokens of a prompt; the loop that reads them is the same.

    (a:1.3), <lora:x:1> b        sign word … sign, sign, network, word
                                 Weighted 13/10 (a), b; the network is noted, not carried over

A token is a named group of one pattern; a reading puts what it found into the builder.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from deltalang.notations.building import Builder
from deltalang.notations.parts import Part, Reader, Weighted
from deltalang.source import Span

Reading = Callable[[Builder, re.Match[str], int], int]
"""Reads a token of a text that goes to a place; gives the place behind all that it read."""

Passage = Callable[[Reader, int, int], Sequence[Part]]
"""Reads the text between two places."""

_NEGATIVE = re.compile(r"^[ \t]*Negative prompt:", re.MULTILINE | re.IGNORECASE)


@attrs.frozen
class Dialect:
    """The tokens of a notation, their readings by name, and what closes a bracket left open."""

    token: re.Pattern[str]
    """Matches at every place: its last alternative takes any character."""

    readings: Mapping[str, Reading]
    close: Callable[[Builder, int], object]

    def parts(self, reader: Reader, start: int, end: int) -> tuple[Part, ...]:
        """Read the text between two places. Raises DeltaError past a limit and for a bad weight."""
        builder, text, at = Builder(reader), reader.source.text, start
        while at < end:
            found = self.token.match(text, at, end)
            assert found is not None
            assert found.lastgroup is not None
            at = self.readings[found.lastgroup](builder, found, end)
        while builder.open:
            frame = builder.frames[-1]
            reader.note("notation-unclosed", frame.start, frame.start + 1)
            self.close(builder, end)
        return builder.parts()


def words(builder: Builder, found: re.Match[str], _end: int) -> int:
    """Read text as it stands."""
    builder.text(found[0], *found.span())
    return found.end()


def escaped(builder: Builder, found: re.Match[str], _end: int) -> int:
    """Read text behind a sign that only says that it is text."""
    builder.text(found[0][1:], *found.span())
    return found.end()


def comma(builder: Builder, found: re.Match[str], _end: int) -> int:
    """Read the end of a phrase."""
    builder.comma()
    return found.end()


def noted(message_id: str, *, apart: bool = False) -> Reading:
    """Make a reading that only notes what is not carried over; `apart` when it ends a phrase too."""

    def reading(builder: Builder, found: re.Match[str], _end: int) -> int:
        if apart:
            builder.comma()
        builder.reader.note(message_id, *found.span())
        return found.end()

    return reading


def with_negative(
    reader: Reader, end: int, *, positive: Passage, negative: Passage
) -> tuple[Part, ...]:
    """Read a prompt that goes to a place, and the negative prompt on a line of its own in it."""
    found = _NEGATIVE.search(reader.source.text, 0, end)
    if not found:
        return tuple(positive(reader, 0, end))
    seen = positive(reader, 0, found.start())
    avoided = tuple(negative(reader, found.end(), end))
    return (*seen, Weighted(Fraction(-1), avoided, Span(found.start(), end)))
