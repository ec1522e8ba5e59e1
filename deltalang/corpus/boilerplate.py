"""Boilerplate: lines that recur in three notes or more, as templates leave them.

Counting every line of a large vault would take memory that grows with it. So a sketch of fixed size
counts first (one hash, as in a counting Bloom filter: Fan et al., "Summary cache", 2000); it errs on the
side of too many, and what it names is then counted exactly.
"""

from array import array
from collections.abc import Iterable

NOTES = 3
"""A line that stands in so many notes is boilerplate."""

_SMALL, _LARGE = 1 << 14, 1 << 22


class Sketch:
    """Counts in how many notes a line stands, up to `NOTES`, in fixed memory; may count too many."""

    def __init__(self, files: int) -> None:
        size = _SMALL
        while size < min(_LARGE, 256 * files):
            size *= 2
        self._mask = size - 1
        # Each cell: the number of the last note times 4, plus the count so far.
        self._cells = array("Q", bytes(8 * size))

    def add(self, note: int, line: str) -> None:
        """Count a line of a note; notes are numbered from 1 and come one after another."""
        at = hash(line) & self._mask
        cell = self._cells[at]
        count = cell & 3
        if count < NOTES and cell >> 2 != note:
            self._cells[at] = note << 2 | count + 1

    def may_recur(self, line: str) -> bool:
        """Tell whether a line may stand in `NOTES` notes."""
        return self._cells[hash(line) & self._mask] & 3 >= NOTES


def recurring_lines(notes: Iterable[Iterable[str]], sketch: Sketch) -> frozenset[str]:
    """Find the lines that stand in `NOTES` notes or more, exactly; `sketch` has counted the notes.

    >>> notes = [["Привет"], ["Привет", "жар"], ["тишина"], ["Привет"]]
    >>> sketch = Sketch(len(notes))
    >>> for number, lines in enumerate(notes, start=1):
    ...     for line in lines:
    ...         sketch.add(number, line)
    >>> sorted(recurring_lines(notes, sketch))
    ['Привет']
    """
    counts: dict[str, tuple[int, int]] = {}
    for number, lines in enumerate(notes):
        for line in lines:
            if sketch.may_recur(line):
                last, count = counts.get(line, (-1, 0))
                if last != number:
                    counts[line] = (number, count + 1)
    return frozenset(line for line, (_, count) in counts.items() if count >= NOTES)
