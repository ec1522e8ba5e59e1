"""The buffer: a text that changes, of which only the changed statements are read again."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter

import attrs

from deltalang.editing.alike import alike
from deltalang.editing.pieces import Piece, cut
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.source import Source
from deltalang.syntax.layout import common_indent


@attrs.frozen
class Change:
    """What an edit did to the pieces: from `first` on, `removed` went and `added` came."""

    first: int
    removed: tuple[Piece, ...]
    added: tuple[Piece, ...]


class Buffer:
    """A text with its pieces; `name` is the file that it belongs to.

    >>> buffer = Buffer("двор: свет\\nлес: тень\\n")
    >>> change = buffer.edit(15, 20, "тень + мох\\n")
    >>> buffer.text, len(change.removed), len(buffer.pieces)
    ('двор: свет\\nлес:тень + мох\\n\\n', 1, 2)
    """

    def __init__(
        self, text: str = "", *, name: str = "<text>", limits: Limits = DEFAULT_LIMITS
    ) -> None:
        self.name, self.limits = name, limits
        self._set(text)

    def _set(self, text: str) -> None:
        self.text = text
        self._source: Source | None = None
        self._base = self._indent()
        self._head, self.pieces = self._cut(text)
        lengths = map(attrgetter("length"), self.pieces)
        self.starts: list[int] = list(accumulate(lengths, initial=len(self._head)))
        """The starts of the pieces, and the end of the last one."""
        self.order: dict[Piece, int] = {}
        """Which piece of the text each one is."""
        self._number(0)

    def _indent(self) -> int:
        return common_indent(self.text, self.source.body_start)

    def _cut(self, text: str) -> tuple[str, list[Piece]]:
        return cut(text, name=self.name, base=self._base, limits=self.limits)

    def _number(self, first: int) -> None:
        self.order.update(zip(self.pieces[first:], range(first, len(self.pieces)), strict=True))

    @property
    def source(self) -> Source:
        """The whole text as a source."""
        if self._source is None:
            self._source = Source(self.text, self.name)
        return self._source

    @property
    def is_indented(self) -> bool:
        """Whether the text is indented as a whole: then every edit reads all of it again."""
        return bool(self._base)

    def at(self, offset: int) -> int | None:
        """Find the piece that an offset stands in; None before the first one."""
        index = bisect_right(self.starts, offset, hi=len(self.pieces)) - 1
        return index if index >= 0 else None

    def replace(self, text: str) -> Change:
        """Make the text another one; what both begin and end with is not read again."""
        old = self.text
        start = alike(old, text)
        end = alike(old[start:][::-1], text[start:][::-1])
        return self.edit(start, len(old) - end, text[start : len(text) - end])

    def edit(self, start: int, end: int, text: str) -> Change:
        """Put a text in the place of a range, offsets in code points.

        Raises ValueError for a range that is not in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}:{end} is not a range of {len(self.text)} characters")
        before = self.pieces
        self.text = self.text[:start] + text + self.text[end:]
        self._source = None
        if self._base or self._indent():  # a text that is indented as a whole: rare, and small
            self._set(self.text)
            return Change(0, tuple(before), tuple(self.pieces))
        # An edit at a boundary may join what it parts: the pieces on both sides are read again.
        first = max(0, bisect_left(self.starts, start, hi=len(before)) - 1)
        last = bisect_right(self.starts, end, hi=len(before))
        last = last or min(1, len(before))
        stop = self.starts[last] + len(text) - (end - start)
        head, added = self._cut(self.text[self.starts[first] if first else 0 : stop])
        while first and head:  # a beginning became a comment, which belongs to the piece above
            first -= 1
            head, added = self._cut(self.text[self.starts[first] if first else 0 : stop])
        if not first:
            self._head = head
        self._move(first, last, added)
        return self._took(first, before[first:last], added)

    def _move(self, first: int, last: int, added: list[Piece]) -> None:
        """Count the starts again where pieces went and others came."""
        lengths = map(attrgetter("length"), added)
        start = self.starts[first] if first else len(self._head)
        counted = list(accumulate(lengths, initial=start))
        by = counted[-1] - self.starts[last]
        rest = self.starts[last + 1 :]
        self.starts[first:] = [*counted, *([start + by for start in rest] if by else rest)]

    def _took(self, first: int, removed: list[Piece], added: list[Piece]) -> Change:
        """Put pieces in the place of others; one that says the same as before stays the same one."""
        old, new = ([(one.text, one.statement) for one in pieces] for pieces in (removed, added))
        start = alike(old, new)
        end = alike(old[start:][::-1], new[start:][::-1])
        gone = removed[start : len(removed) - end]
        came = added[start : len(added) - end]
        first += start
        self.pieces = self.pieces[:first] + came + self.pieces[first + len(gone) :]
        for piece in gone:
            del self.order[piece]
        if len(came) == len(gone):
            self.order.update(zip(came, range(first, first + len(came)), strict=True))
        else:
            self._number(first)
        return Change(first, tuple(gone), tuple(came))
