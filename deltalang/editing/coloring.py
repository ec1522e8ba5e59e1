"""Coloring: the uses of the tokens of each line of a changing text; only changed lines are read again."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from deltalang.editing.lines import Lines, Redrawn
from deltalang.highlighting import Piece, State, first_state, highlight_line
from deltalang.source import BOM

Drawn = TypeVar("Drawn")
Draw = Callable[[str, tuple[Piece, ...]], Drawn]
"""Makes something of a line's text and its pieces, which count from the start of the line."""


class _Colored(NamedTuple, Generic[Drawn]):
    """A line: what stood open before it, what was made of it, what is open behind it."""

    before: State
    drawn: Drawn
    after: State


class Coloring(Generic[Drawn]):
    """What was drawn of each line of a text.

    >>> lines = Lines("лес{\\n  детство}")
    >>> coloring = Coloring(lines, lambda text, pieces: str(pieces[0].use))
    >>> coloring.drawn(0, 2)[0], len(coloring.drawn(1, 2))
    ('atom', 1)
    >>> coloring.redraw(lines.edit(0, 4, ":mode"))
    >>> coloring.drawn(0, 2)[0]
    'directive'
    """

    def __init__(self, lines: Lines, draw: Draw[Drawn]) -> None:
        self._lines, self._draw = lines, draw
        self._known: list[_Colored[Drawn]] = []
        self._first: State | None = None

    @property
    def count(self) -> int:
        """So many lines were drawn so far, from the first one on."""
        return len(self._known)

    def drawn(self, first: int, last: int) -> list[Drawn]:
        """Give what was drawn of some lines, the last not among them."""
        while len(self._known) < min(last, len(self._lines)):
            self._known.append(self._color(len(self._known)))
        return [colored.drawn for colored in self._known[first:last]]

    def redraw(self, change: Redrawn) -> None:
        """Take in an edit of the lines."""
        if first_state(self._lines.text) != self._first:
            self._known.clear()
            return
        if change.first >= len(self._known):
            return
        rest = self._known[change.first + change.removed :]
        del self._known[change.first :]
        if not rest:
            return
        for _ in range(change.added):
            self._known.append(self._color(len(self._known)))
        for index, colored in enumerate(rest):
            if colored.before == self._known[-1].after:
                self._known += rest[index:]
                return
            self._known.append(self._color(len(self._known)))

    def _color(self, number: int) -> _Colored[Drawn]:
        if number:
            state = self._known[number - 1].after
        else:
            state = self._first = first_state(self._lines.text)
        start, end = self._lines.whole(number)
        text = self._lines.text
        begin = start + (not number and text.startswith(BOM))
        pieces, after = highlight_line(text, state, start=begin, end=end)
        moved = tuple(Piece(p.start - start, p.end - start, p.use) for p in pieces)
        return _Colored(state, self._draw(text[start:end], moved), after)
