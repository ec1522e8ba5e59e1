"""A code table that can be changed: what every engine shares.

An engine is a subclass with kernels of its own. All numbers are whole, so engines agree to the last bit,
and the search above asks the same questions of each.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from deltalang.mining.compression.board import SPELLING, TERMS, TOTAL, USED, Board
from deltalang.mining.compression.elements import Elements, grown
from deltalang.mining.compression.encoding import Logs, log2_of
from deltalang.mining.compression.rows import Rows, places_of
from deltalang.mining.database import Counts

SLOTS = 8  # of a row at the start; they grow


class State(ABC):
    """The rows, the code table, the cover of each row, and the size of it all.

    `work` counts the rows that were looked at: what a search costs, the same number in every engine.
    Two elements that were rejected together are not offered again until the cover of one has changed.
    """

    def __init__(self, rows: Rows, logs: Logs, least: int) -> None:
        count, words = rows.whole.shape
        self.rows, self.logs, self.least = rows, logs, least
        self.elements = Elements(rows, places_of(rows), logs)
        room = len(self.elements.begin)
        self.widest = int(np.diff(rows.pointers).max(initial=1))
        self.ids = np.zeros((count, SLOTS), np.int32)
        self.masks = np.zeros((count, SLOTS, words), np.uint64)
        self.used = np.zeros((count, SLOTS), np.bool_)
        self.slots = np.zeros(count, np.int64)
        self.rest = np.zeros_like(rows.whole)
        self.usage = np.zeros(room, np.int64)
        self.changed = np.zeros(room, np.int64)
        self.sums = np.zeros(4, np.int64)
        self.clock, self.epoch, self.work = 1, 0, 0
        self.delta = np.zeros(room, np.int64)
        self.seen = np.zeros(room, np.int8)
        self.touched = np.zeros(room, np.int64)
        self.board = self._board()

    @abstractmethod
    def gains(self, lefts: Counts, rights: Counts) -> Counts:
        """The exact gain of inserting the union of each pair; 0 where it is not to be inserted."""

    @abstractmethod
    def losses(self, numbers: Counts) -> Counts:
        """The exact gain of removing each element of the code table: mostly below 0."""

    @abstractmethod
    def best(self, count: int) -> tuple[Counts, Counts]:
        """The pairs with the best estimated gains above 0, best first, smaller numbers first."""

    @abstractmethod
    def reject(self, lefts: Counts, rights: Counts) -> None:
        """Note that these pairs were tried in vain."""

    @abstractmethod
    def _enter(self, number: int) -> None: ...

    @abstractmethod
    def _leave(self, number: int) -> None: ...

    @property
    def size(self) -> int:
        """Data and table together, in units of size."""
        total, count = int(self.sums[TOTAL]), int(self.sums[USED])
        whole = (total + count) * log2_of(self.logs, total)
        return whole - int(self.sums[TERMS]) + int(self.sums[SPELLING])

    @property
    def table(self) -> Counts:
        """The elements of the code table that are not single terms, in cover order; a view."""
        return self.elements.order[: self.elements.ordered]

    def insert(self, number: int) -> None:
        """Put an element into the code table."""
        self.elements.enter(number)
        self._make_room(number)
        self.clock += 1
        self._enter(number)
        self.work += int(self.elements.places[number])

    def remove(self, number: int) -> None:
        """Take an element out of the code table."""
        self.clock += 1
        self._leave(number)
        self.elements.leave(number)
        self.work += int(self.elements.places[number])

    def change_to(self, numbers: list[int]) -> None:
        """Make these the elements of the code table."""
        now = self.table.tolist()
        for number in sorted(set(now) - set(numbers)):
            self.remove(number)
        for number in sorted(set(numbers) - set(now)):
            self.insert(number)

    def forget(self) -> None:
        """Offer rejected pairs again."""
        self.clock += 1
        self.epoch = self.clock

    def _make_room(self, number: int) -> None:
        """Let the arrays hold one more element, in general and in its rows."""
        elements = self.elements
        width = self.ids.shape[1]
        if len(elements.begin) > len(self.usage):
            for name in ("usage", "changed", "delta", "seen", "touched"):
                setattr(self, name, grown(getattr(self, name), len(elements.begin)))
        if int(self.slots[elements.rows_of(number)].max(initial=0)) == width:
            for name in ("ids", "masks", "used"):
                old = getattr(self, name)
                wide = np.zeros((old.shape[0], 2 * width, *old.shape[2:]), old.dtype)
                wide[:, :width] = old
                setattr(self, name, wide)
        shown = self.board
        if (
            shown.ids is not self.ids
            or shown.usage is not self.usage
            or shown.terms is not elements.terms
            or shown.place_rows is not elements.rows
            or shown.order is not elements.order
        ):
            self.board = self._board()

    def _board(self) -> Board:
        rows, elements = self.rows, self.elements
        return Board(
            rows.pointers, rows.items, rows.weights, rows.whole,
            elements.begin, elements.length, elements.terms,
            elements.place, elements.places, elements.rows, elements.masks,
            elements.support, elements.spelling, elements.rank, elements.order,
            self.ids, self.masks, self.used, self.slots, self.rest,
            self.usage, self.changed, self.sums, self.logs,
            self.delta, self.seen, self.touched,
        )  # fmt: skip
