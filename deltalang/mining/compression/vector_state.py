"""The engine with numpy alone: many rows at once, slot by slot of their lists."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.compression.board import SPELLING, TERMS, TOTAL, USED
from deltalang.mining.compression.elements import common
from deltalang.mining.compression.encoding import Logs, log2_of, log2s, terms_of
from deltalang.mining.compression.rows import Masks, Rows, bits_of
from deltalang.mining.compression.state import State
from deltalang.mining.compression.vector_pairs import LOW, Pairs, pairs_in
from deltalang.mining.database import Codes, Counts

PIECE = 1 << 15  # rows at once

Flags = NDArray[np.bool_]


class Changes(NamedTuple):
    """Changes of usage that are only supposed: in which question, of which element, by how much."""

    group: Counts
    element: Counts
    change: Counts


class Vectorised(State):
    """Covers as arrays over rows; the pairs of elements in sorted arrays."""

    def __init__(self, rows: Rows, logs: Logs, least: int) -> None:
        super().__init__(rows, logs, least)
        self._pairs = Pairs()
        for begin in range(0, len(rows.weights), PIECE):
            some = np.arange(begin, min(begin + PIECE, len(rows.weights)))
            self.rest[some] = rows.whole[some]
            nobody = np.zeros(0, np.int64)
            self._settle(some, (nobody, nobody), self._members(some))

    def gains(self, lefts: Counts, rights: Counts) -> Counts:
        elements = self.elements
        found = np.zeros(len(lefts), np.int64)
        rows, masks, groups, ranks, spelling = [], [], [], [], np.zeros(len(lefts), np.int64)
        for number, (left, right) in enumerate(zip(lefts.tolist(), rights.tolist(), strict=True)):
            both, mask = common(
                elements.rows_of(left), elements.masks_of(left),
                elements.rows_of(right), elements.masks_of(right),
            )  # fmt: skip
            self.work += len(both)
            support = int(self.rows.weights[both].sum())
            terms = tuple(sorted({*elements.terms_of(left), *elements.terms_of(right)}))
            rank = elements.position((-len(terms), -support, terms))
            if support < self.least or rank < 0:
                continue
            rows.append(both)
            masks.append(mask)
            groups.append(np.full(len(both), number))
            ranks.append(np.full(len(both), rank))
            spelling[number] = elements.spelling[list(terms)].sum()
        if not rows:
            return found
        return self._insertions(
            np.concatenate(rows), np.concatenate(masks),
            np.concatenate(groups), np.concatenate(ranks), spelling,
        )  # fmt: skip

    def losses(self, numbers: Counts) -> Counts:
        found = np.zeros(len(numbers), np.int64)
        ends = np.cumsum(self.elements.places[numbers])
        begin = 0
        while begin < len(numbers):
            before = int(ends[begin - 1]) if begin else 0
            end = max(begin + 1, int(np.searchsorted(ends, before + PIECE, "right")))
            found[begin:end] = self._removals(numbers[begin:end])
            begin = end
        return found

    def best(self, count: int) -> tuple[Counts, Counts]:
        keys = self._pairs.best(
            self.usage, self.changed, self.elements.spelling, self.sums,
            self.logs, self.epoch, count,
        )  # fmt: skip
        return keys >> 32, keys & LOW

    def reject(self, lefts: Counts, rights: Counts) -> None:
        self.clock += 1
        self._pairs.reject(lefts, rights, self.clock)

    def _insertions(
        self, rows: Codes, masks: Masks, groups: Counts, ranks: Counts, spelling: Counts
    ) -> Counts:
        slots, left = self._before(rows, ranks)
        fits = ((left & masks) == masks).all(axis=1)
        rows, groups, slots = rows[fits], groups[fits], slots[fits]
        usage = np.zeros(len(spelling), np.int64)
        np.add.at(usage, groups, self.rows.weights[rows])
        changes = self._followed(rows, groups, slots, left[fits] ^ masks[fits])
        return np.where(usage > 0, self._gains_of(changes, usage, spelling), 0)

    def _removals(self, numbers: Counts) -> Counts:
        elements = self.elements
        rows = np.concatenate([elements.rows_of(number) for number in numbers.tolist()])
        self.work += len(rows)
        groups = np.repeat(np.arange(len(numbers)), elements.places[numbers])
        slots, left = self._before(rows, elements.rank[numbers][groups])
        used = self.used[rows, slots]
        rows, groups, slots = rows[used], groups[used], slots[used]
        more = self._followed(rows, groups, slots + 1, left[used])
        changes = Changes(
            np.concatenate((more.group, groups)),
            np.concatenate((more.element, numbers[groups])),
            np.concatenate((more.change, -self.rows.weights[rows])),
        )
        none = np.zeros(len(numbers), np.int64)
        return self._gains_of(changes, none, none)

    def _before(self, rows: Codes, ranks: Counts) -> tuple[Counts, Masks]:
        """The first slots with at least these ranks, and what the used ones before leave of the rows."""
        early = self._early(rows, ranks)
        taken = np.where((early & self.used[rows])[:, :, None], self.masks[rows], np.uint64(0))
        return early.sum(axis=1), self.rows.whole[rows] ^ np.bitwise_or.reduce(taken, axis=1)

    def _early(self, rows: Codes, ranks: Counts) -> Flags:
        valid = np.arange(self.ids.shape[1]) < self.slots[rows][:, None]
        return valid & (self.elements.rank[self.ids[rows]] < ranks[:, None])

    def _taken(self, rows: Codes, slots: Counts, left: Masks) -> Flags:
        """Which slots cover what is left of the rows, from these slots on; `left` becomes the rest."""
        taken = np.zeros((len(rows), self.ids.shape[1]), np.bool_)
        ends = self.slots[rows]
        for slot in range(int(slots.min(initial=0)), int(ends.max(initial=0))):
            mask = self.masks[rows, slot]
            fits = (slots <= slot) & (slot < ends) & ((left & mask) == mask).all(axis=1)
            left ^= np.where(fits[:, None], mask, np.uint64(0))
            taken[:, slot] = fits
        return taken

    def _followed(self, rows: Codes, groups: Counts, slots: Counts, left: Masks) -> Changes:
        """How usages would change if what is left of the rows were covered from these slots on."""
        taken = self._taken(rows, slots, left)
        late = np.arange(taken.shape[1]) >= slots[:, None]
        old = self.used[rows] & late & (np.arange(taken.shape[1]) < self.slots[rows][:, None])
        at, slot = np.nonzero(taken != old)
        signs = np.where(taken[at, slot], 1, -1)
        single_at, bit = bits_of(left ^ self.rest[rows])
        single = self.rows.items[self.rows.pointers[rows[single_at]] + bit]
        now = left[single_at, bit >> 6] >> (bit & 63).astype(np.uint64) & np.uint64(1)
        both = np.concatenate((at, single_at))
        signs = np.concatenate((signs, np.where(now > 0, 1, -1)))
        element = np.concatenate((self.ids[rows[at], slot], single)).astype(np.int64)
        return Changes(groups[both], element, signs * self.rows.weights[rows[both]])

    def _gains_of(self, changes: Changes, usage: Counts, spelling: Counts) -> Counts:
        """What changes save, with a new element of some usage and spelling in each question."""
        size = len(self.usage)
        keys, inverse = np.unique(changes.group * size + changes.element, return_inverse=True)
        change = np.zeros(len(keys), np.int64)
        np.add.at(change, inverse, changes.change)
        group, element = np.divmod(keys, size)
        old = self.usage[element]
        new = old + change
        spelled = self.elements.spelling[element]
        saved = terms_of(self.logs, new) - terms_of(self.logs, old)
        saved += spelled * (old > 0) - spelled * (new > 0)
        gains = np.where(usage > 0, terms_of(self.logs, usage) - spelling, 0)
        np.add.at(gains, group, saved)
        total, count = int(self.sums[TOTAL]), int(self.sums[USED])
        totals, counts = total + usage, count + (usage > 0)
        np.add.at(totals, group, change)
        np.add.at(counts, group, (new > 0).astype(np.int64) - (old > 0))
        gains += (total + count) * log2_of(self.logs, total)
        gains -= (totals + counts) * log2s(self.logs, totals)
        return gains

    def _enter(self, number: int) -> None:
        rows, masks = self.elements.rows_of(number), self.elements.masks_of(number)
        slots, left = self._before(rows, np.full(len(rows), self.elements.rank[number]))
        fits = ((left & masks) == masks).all(axis=1)
        old = self._members(rows[fits])
        width = np.arange(self.ids.shape[1])
        self._reorder(rows, width - (width > slots[:, None]))
        self.ids[rows, slots] = number
        self.masks[rows, slots] = masks
        self.used[rows, slots] = False
        self.slots[rows] += 1
        self._recover(rows[fits], slots[fits], left[fits], old)

    def _leave(self, number: int) -> None:
        rows = self.elements.rows_of(number)
        slots, left = self._before(rows, np.full(len(rows), self.elements.rank[number]))
        used = self.used[rows, slots]
        old = self._members(rows[used])
        width = np.arange(self.ids.shape[1])
        self._reorder(rows, np.minimum(width + (width >= slots[:, None]), len(width) - 1))
        self.slots[rows] -= 1
        self._recover(rows[used], slots[used], left[used], old)

    def _reorder(self, rows: Codes, source: NDArray[np.intp]) -> None:
        """Let each slot of the rows have what its source slot had."""
        self.ids[rows] = np.take_along_axis(self.ids[rows], source, 1)
        self.used[rows] = np.take_along_axis(self.used[rows], source, 1)
        self.masks[rows] = np.take_along_axis(self.masks[rows], source[:, :, None], 1)

    def _recover(self, rows: Codes, slots: Counts, left: Masks, old: tuple[Counts, Counts]) -> None:
        """Cover rows anew from these slots on, and settle."""
        taken = self._taken(rows, slots, left)
        late = np.arange(taken.shape[1]) >= slots[:, None]
        self.used[rows] = np.where(late, taken, self.used[rows])
        self.rest[rows] = left
        self._settle(rows, old, self._members(rows))

    def _members(self, rows: Codes | Counts) -> tuple[Counts, Counts]:
        """Which elements cover the rows: positions in `rows`, ascending, and elements."""
        valid = np.arange(self.ids.shape[1]) < self.slots[rows][:, None]
        at, slot = np.nonzero(self.used[rows] & valid)
        single_at, bit = bits_of(self.rest[rows])
        single = self.rows.items[self.rows.pointers[rows[single_at]] + bit]
        both = np.concatenate((at, single_at))
        element = np.concatenate((self.ids[rows[at], slot], single)).astype(np.int64)
        order = np.argsort(both, kind="stable")
        return both[order], element[order]

    def _settle(
        self, rows: Codes | Counts, old: tuple[Counts, Counts], new: tuple[Counts, Counts]
    ) -> None:
        """Bring usages, sums and pairs from the old cover of rows to the new one."""
        weights = self.rows.weights[rows]
        for (at, members), sign in ((old, -1), (new, 1)):
            self._pairs.add(*pairs_in(at, members, sign * weights))
        size = len(self.usage)
        differing = np.setxor1d(old[0] * size + old[1], new[0] * size + new[1], assume_unique=True)
        touched = np.unique(differing % size)
        before = self._parts(touched)
        for (at, members), sign in ((old, -1), (new, 1)):
            np.add.at(self.usage, members, sign * weights[at])
        self.changed[touched] = self.clock
        self.sums += self._parts(touched) - before

    def _parts(self, elements: Counts) -> Counts:
        """What elements contribute to the sums."""
        usage = self.usage[elements]
        parts = np.zeros(4, np.int64)
        parts[TOTAL], parts[USED] = usage.sum(), (usage > 0).sum()
        parts[TERMS] = terms_of(self.logs, usage).sum()
        parts[SPELLING] = self.elements.spelling[elements][usage > 0].sum()
        return parts
