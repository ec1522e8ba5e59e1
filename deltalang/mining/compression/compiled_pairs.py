"""Compiled kernels: how often two elements stand side by side in covers, in a hash table.

Keys are `smaller << 32 | larger`, -1 where a slot is free; collisions go to the next slot.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from deltalang.mining.compression.board import TOTAL, USED, Board
from deltalang.mining.compression.compiled_size import log2_of, terms_of
from deltalang.mining.compression.compiling import compiled
from deltalang.mining.compression.encoding import FRACTION
from deltalang.mining.database import Counts

FREE = -1
MARGIN = 1 << FRACTION  # a bit, more than all rounding
SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Pairs(NamedTuple):
    """`counts` and `rejected` (the clock of the last rejection) beside `keys`; `filled[0]` slots are taken."""

    keys: Counts
    counts: Counts
    rejected: Counts
    filled: Counts


def empty(size: int) -> Pairs:
    """A table with `size` slots, a power of two."""
    counts, rejected = np.zeros(size, np.int64), np.zeros(size, np.int64)
    return Pairs(np.full(size, FREE, np.int64), counts, rejected, np.zeros(1, np.int64))


@compiled
def slot_of(keys: Counts, filled: Counts, left: int, right: int) -> np.int64:
    """The slot of a pair, made if there is none."""
    key = (min(left, right) << 32) | max(left, right)
    last = len(keys) - 1
    slot = np.int64((np.uint64(key) * SPREAD) >> np.uint64(33)) & last
    while keys[slot] != key:
        if keys[slot] == FREE:
            keys[slot] = key
            filled[0] += 1
            break
        slot = (slot + 1) & last
    return slot


@compiled
def move(old: Pairs, new: Pairs) -> None:
    """Copy the pairs that still stand side by side into a new table."""
    for slot in range(len(old.keys)):
        if old.counts[slot] > 0:
            key = old.keys[slot]
            place = slot_of(new.keys, new.filled, key >> 32, key & 0xFFFFFFFF)
            new.counts[place] = old.counts[slot]
            new.rejected[place] = old.rejected[slot]


@compiled
def reject(pairs: Pairs, lefts: Counts, rights: Counts, clock: int) -> None:
    """Note that these pairs were tried in vain."""
    for number in range(len(lefts)):
        pairs.rejected[slot_of(pairs.keys, pairs.filled, lefts[number], rights[number])] = clock


@compiled
def best(board: Board, pairs: Pairs, epoch: int, keys: Counts, gains: Counts) -> int:
    """Fill `keys` and `gains` with the best pairs by estimated gain, best first; say how many.

    A pair with count c gains at most bound(c) = (S + m) log S - (S - c + m - 1) log (S - c) - (c + 1) log c,
    which grows with c up to S / 2, and c comes no further. So most slots are left after one comparison
    with a count whose bound does not reach the worst of the best. Where logarithms are coarse (`drop`),
    all are compared.
    """
    found, least = 0, 1
    logs, usages, changed, spelling = board.logs, board.usage, board.changed, board.spelling
    counts, rejected, all_keys = pairs.counts, pairs.rejected, pairs.keys
    total, used = board.sums[TOTAL], board.sums[USED]
    whole = (total + used) * log2_of(logs, total)
    for slot in range(len(counts)):
        common = counts[slot]
        if common < least:
            continue
        key = all_keys[slot]
        left, right = key >> 32, key & 0xFFFFFFFF
        if rejected[slot] > max(changed[left], changed[right], epoch):
            continue
        gain = whole + terms_of(logs, common)
        more = 1
        for element in (left, right):
            usage = usages[element]
            gain -= terms_of(logs, usage)
            if usage > common:
                gain += terms_of(logs, usage - common) - spelling[element]
            else:
                more -= 1
        gain -= (total - common + used + more) * log2_of(logs, total - common)
        if gain <= 0 or (found == len(keys) and not _better(gain, key, gains, keys, found - 1)):
            continue
        found = min(found + 1, len(keys))
        place = found - 1
        while place > 0 and _better(gain, key, gains, keys, place - 1):
            gains[place], keys[place] = gains[place - 1], keys[place - 1]
            place -= 1
        gains[place], keys[place] = gain, key
        while found == len(keys) and not logs.drop:  # raise the bar in steps of an eighth
            higher = least + 1 + (least >> 3)
            bound = whole + MARGIN - terms_of(logs, higher)
            bound -= (total - higher + used - 1) * log2_of(logs, total - higher)
            if 2 * higher > total - 64 or bound >= gains[found - 1]:
                break
            least = higher
    return found


@compiled
def _better(gain: int, key: int, gains: Counts, keys: Counts, place: int) -> bool:
    """Whether a pair comes before the one at a place."""
    return bool(gain > gains[place] or (gain == gains[place] and key < keys[place]))
