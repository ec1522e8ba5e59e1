"""Lines: where the lines of a changing text start, without looking through the whole text again."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Redrawn(NamedTuple):
    """What an edit did to the lines: from `first` on, `removed` lines went and `added` came."""

    first: int
    removed: int
    added: int


class Lines:
    """The lines of a text, counted from 0, as editors count them.

    >>> lines = Lines("двор: свет\\nлес")
    >>> lines.edit(11, 14, "лес:\\r\\n  тень")
    Redrawn(first=0, removed=2, added=3)
    >>> lines.starts, lines.line(1)
    ([0, 11, 17], 'лес:')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def __len__(self) -> int:
        return len(self.starts)

    def edit(self, start: int, end: int, text: str) -> Redrawn:
        """Put a text in the place of a range, offsets in code points."""
        self.text = self.text[:start] + text + self.text[end:]
        longer = len(text) - (end - start)
        # A line break that is typed or deleted may join or part one beside it: `\r` and `\n`.
        first = bisect_right(self.starts, max(0, start - 1)) - 1
        last = bisect_left(self.starts, end + 2)
        begin = self.starts[first]
        stop = self.starts[last] + longer if last < len(self.starts) else len(self.text)
        found = [match.end() for match in _LINE_BREAK.finditer(self.text, begin, stop)]
        if last < len(self.starts) and found and found[-1] == stop:
            found.pop()  # the start of the first line that stays
        rest = self.starts[last:]
        self.starts[first:] = [begin, *found]
        self.starts += [one + longer for one in rest] if longer else rest
        return Redrawn(first, last - first, len(found) + 1)

    def at(self, offset: int) -> int:
        """Tell the line that an offset is on."""
        return bisect_right(self.starts, offset) - 1

    def whole(self, number: int) -> tuple[int, int]:
        """The range of a line with its line break."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    def line(self, number: int) -> str:
        """The text of a line without its line break."""
        start, end = self.whole(number)
        return self.text[start:end].rstrip("\r\n")
