"""Texts and places in them.

A `Source` is a text with a name. A `Span` is a half-open range of its code points. Reading never
changes the text: a byte order mark and the kind of line break are remembered, not removed.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

import attrs

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
BOM = "\ufeff"


class Span(NamedTuple):
    """A half-open range `[start, end)` of code points in a source."""

    start: int
    end: int


class Position(NamedTuple):
    """A place for people: line and column both count from 1, columns in code points."""

    line: int
    column: int


@attrs.frozen(slots=False)
class Source:
    """A text and the name it goes by in messages.

    >>> source = Source("память +\\n  жар", name="двор.delta")
    >>> source.position(11)
    Position(line=2, column=3)
    >>> source.line(2)
    '  жар'
    """

    text: str
    name: str = "<text>"

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    @property
    def body_start(self) -> int:
        """The offset of the first character that is not a byte order mark."""
        return 1 if self.text.startswith(BOM) else 0

    @property
    def newline(self) -> str:
        """The line break that the text uses first, or "\\n" when it has none."""
        match = _LINE_BREAK.search(self.text)
        return match[0] if match else "\n"

    def position(self, offset: int) -> Position:
        """Give line and column of an offset (a byte order mark takes no column)."""
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        return Position(line, offset - max(start, self.body_start if line == 1 else 0) + 1)

    def line_start(self, number: int) -> int:
        """Give the offset of the first character of a line, counted from 1 (behind a byte order mark)."""
        return max(self._line_starts[number - 1], self.body_start if number == 1 else 0)

    def line(self, number: int) -> str:
        """Give the text of a line, counted from 1, without its line break."""
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n").removeprefix(BOM)
