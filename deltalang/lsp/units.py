"""Units: how editors count the columns of a line, in UTF-8, UTF-16 or UTF-32.

The language counts code points. Where a line has only characters of one unit nothing is counted.
"""

from bisect import bisect_right
from itertools import accumulate

UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"
ENCODINGS = (UTF8, UTF16, UTF32)


class Units:
    """The columns of one line. Raises ValueError for an encoding that is none of the three.

    >>> units = Units("\U0001d6ab + я", "utf-16")
    >>> units.of(1), units.column(2), units.column(1), units.column(99)
    (2, 1, 0, 5)
    """

    def __init__(self, line: str, encoding: str) -> None:
        if encoding not in ENCODINGS:
            raise ValueError(f"found the encoding {encoding}; wanted: {', '.join(ENCODINGS)}")
        self._length = len(line)
        self._sums: list[int] | None = None
        if encoding == UTF8 and not line.isascii():
            self._sums = [0, *accumulate(map(_utf8, line))]
        elif encoding == UTF16 and line and max(line) > "\uffff":
            self._sums = [0, *accumulate(1 + (char > "\uffff") for char in line)]

    def of(self, column: int) -> int:
        """Count the units before a column; those of the whole line behind its end."""
        column = min(column, self._length)
        return column if self._sums is None else self._sums[column]

    def column(self, units: int) -> int:
        """Find the column at so many units: the end of the line past it, a character's start inside it."""
        if self._sums is None:
            return min(units, self._length)
        return bisect_right(self._sums, units) - 1


def _utf8(char: str) -> int:
    code = ord(char)
    return 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
