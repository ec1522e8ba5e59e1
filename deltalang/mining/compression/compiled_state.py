"""The engine with compiled kernels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from deltalang.mining.compression import compiled_cover, compiled_gains, compiled_pairs
from deltalang.mining.compression.encoding import Logs
from deltalang.mining.compression.rows import Rows
from deltalang.mining.compression.state import State
from deltalang.mining.database import Counts

PIECE = 1 << 16  # rows in a call, so that an interrupt is heard soon


class Compiled(State):
    """Covers and pairs in compiled loops; the pairs of elements in a hash table."""

    def __init__(self, rows: Rows, logs: Logs, least: int) -> None:
        super().__init__(rows, logs, least)
        self._pairs = compiled_pairs.empty(1 << max(12, (self.widest**2).bit_length() + 2))
        self._hits = np.empty(len(rows.weights), np.int64)
        self._hit_masks = np.empty_like(rows.whole)
        self._terms = np.empty(2 * self.widest, np.int64)
        row, end = 0, len(rows.weights)
        while row < end:
            stop = min(row + PIECE, end)
            done = compiled_cover.start(self.board, self._pairs, row, stop, self.widest, self.clock)
            row = self._next(row, done)

    def gains(self, lefts: Counts, rights: Counts) -> Counts:
        found = np.empty(len(lefts), np.int64)
        self.work += compiled_gains.gains(
            self.board, self.elements.ordered, lefts, rights, self.least,
            self._hits, self._hit_masks, self._terms, found,
        )  # fmt: skip
        return found

    def losses(self, numbers: Counts) -> Counts:
        found = np.empty(len(numbers), np.int64)
        next_one = 0
        while next_one < len(numbers):
            next_one, work = compiled_gains.losses(self.board, numbers, next_one, PIECE, found)
            self.work += work
        return found

    def best(self, count: int) -> tuple[Counts, Counts]:
        keys, gains = np.empty(count, np.int64), np.empty(count, np.int64)
        found = compiled_pairs.best(self.board, self._pairs, self.epoch, keys, gains)
        return keys[:found] >> 32, keys[:found] & 0xFFFFFFFF

    def reject(self, lefts: Counts, rights: Counts) -> None:
        self.clock += 1
        compiled_pairs.reject(self._pairs, lefts, rights, self.clock)

    def _enter(self, number: int) -> None:
        self._in_rows_of(number, compiled_cover.enter)

    def _leave(self, number: int) -> None:
        self._in_rows_of(number, compiled_cover.leave)

    def _in_rows_of(self, number: int, kernel: Callable[..., int]) -> None:
        place = int(self.elements.place[number])
        end = place + int(self.elements.places[number])
        while place < end:
            stop = min(place + PIECE, end)
            done = kernel(self.board, self._pairs, number, place, stop, self.widest, self.clock)
            place = self._next(place, done)

    def _next(self, place: int, done: int) -> int:
        """Where to go on; a kernel that did not move found the table of pairs too full."""
        if done == place:
            self._make_pairs_room()
        return done

    def _make_pairs_room(self) -> None:
        living = int((self._pairs.counts > 0).sum()) + self.widest**2
        larger = compiled_pairs.empty(1 << (3 * living).bit_length())
        compiled_pairs.move(self._pairs, larger)
        self._pairs = larger
