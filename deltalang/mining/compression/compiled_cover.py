"""Compiled kernels: the covers of rows, and what a change of the code table does to them."""

from __future__ import annotations

import numpy as np

from deltalang.mining.compression.board import Board
from deltalang.mining.compression.compiled_pairs import Pairs, slot_of
from deltalang.mining.compression.compiled_size import shift, touch
from deltalang.mining.compression.compiling import compiled, inlined
from deltalang.mining.compression.rows import Masks
from deltalang.mining.database import Counts

OLD, NEW = 1, 2


@inlined
def take(left: Masks, mask: Masks) -> bool:
    """Take a mask out of what is left of a row, if all of it is there; say whether."""
    for word in range(len(left)):
        if left[word] & mask[word] != mask[word]:
            return False
    for word in range(len(left)):
        left[word] ^= mask[word]
    return True


@inlined
def before(board: Board, row: int, rank: int, left: Masks) -> int:
    """Set `left` to what the used elements before a rank leave of a row; give the first slot behind."""
    ids, used, masks, ranks = board.ids, board.used, board.masks, board.rank
    for word in range(len(left)):
        left[word] = board.whole[row, word]
    slot, slots = 0, board.slots[row]
    while slot < slots and ranks[ids[row, slot]] < rank:
        if used[row, slot]:
            for word in range(len(left)):
                left[word] ^= masks[row, slot, word]
        slot += 1
    return slot


@inlined
def follow(board: Board, row: int, slot: int, left: Masks, touched: int) -> int:
    """Cover what is left of a row from a slot on, and note how usages would change."""
    weight = board.weights[row]
    ids, used, masks = board.ids, board.used, board.masks
    for place in range(slot, board.slots[row]):
        fits = True
        for word in range(len(left)):
            fits &= left[word] & masks[row, place, word] == masks[row, place, word]
        if fits:
            for word in range(len(left)):
                left[word] ^= masks[row, place, word]
        if fits != used[row, place]:
            touched = touch(board, touched, ids[row, place], weight if fits else -weight)
    for word in range(len(left)):
        differs = left[word] ^ board.rest[row, word]
        item = board.pointers[row] + 64 * word
        now = left[word]
        while differs:
            if differs & np.uint64(1):
                change = weight if now & np.uint64(1) else -weight
                touched = touch(board, touched, board.items[item], change)
            differs >>= np.uint64(1)
            now >>= np.uint64(1)
            item += 1
    return touched


@compiled
def listed(board: Board, row: int, members: Counts) -> int:
    """Write the elements that cover a row; say how many."""
    count = 0
    for slot in range(board.slots[row]):
        if board.used[row, slot]:
            members[count] = board.ids[row, slot]
            count += 1
    for word in range(board.rest.shape[1]):
        rest = board.rest[row, word]
        item = board.pointers[row] + 64 * word
        while rest:
            if rest & np.uint64(1):
                members[count] = board.items[item]
                count += 1
            rest >>= np.uint64(1)
            item += 1
    return count


@compiled
def cover(board: Board, row: int, left: Masks) -> None:
    """Cover a row anew."""
    left[:] = board.whole[row]
    for slot in range(board.slots[row]):
        board.used[row, slot] = take(left, board.masks[row, slot])
    board.rest[row] = left


@compiled
def settle(board: Board, pairs: Pairs, weight: int, old: Counts, new: Counts, clock: int) -> None:
    """Bring usages and pairs from an old cover of a row to a new one."""
    seen, keys, counts, filled = board.seen, pairs.keys, pairs.counts, pairs.filled
    for element in old:
        seen[element] += OLD
    for element in new:
        seen[element] += NEW
    for members, change in ((old, -weight), (new, weight)):
        for place in range(len(members)):
            one = members[place]
            kept = seen[one] == OLD + NEW
            if not kept:
                shift(board, one, change)
                board.changed[one] = clock
            for earlier in range(place):
                other = members[earlier]
                if not kept or seen[other] != OLD + NEW:
                    counts[slot_of(keys, filled, one, other)] += change
    for element in old:
        seen[element] = 0
    for element in new:
        seen[element] = 0


@compiled
def roomy(pairs: Pairs, members: int) -> bool:
    """Whether the table of pairs surely has room for the pairs of a row."""
    return bool(2 * (pairs.filled[0] + members * members // 2) <= len(pairs.keys))


@compiled
def start(board: Board, pairs: Pairs, row: int, end: int, widest: int, clock: int) -> int:
    """Cover rows by single terms, from one row to another; give the row before which room ran out."""
    members = np.empty(widest, np.int64)
    while row < end and roomy(pairs, widest):
        board.rest[row] = board.whole[row]
        count = listed(board, row, members)
        settle(board, pairs, board.weights[row], members[:0], members[:count], clock)
        row += 1
    return row


@compiled
def enter(
    board: Board, pairs: Pairs, element: int, place: int, end: int, widest: int, clock: int
) -> int:
    """Put an element into the rows of its places, from one to another; give where room ran out."""
    left = np.empty(board.whole.shape[1], np.uint64)
    old, new = np.empty(widest, np.int64), np.empty(widest, np.int64)
    while place < end and roomy(pairs, widest):
        row = board.place_rows[place]
        slot = before(board, row, board.rank[element], left)
        for later in range(board.slots[row], slot, -1):
            board.ids[row, later] = board.ids[row, later - 1]
            board.used[row, later] = board.used[row, later - 1]
            board.masks[row, later] = board.masks[row, later - 1]
        board.ids[row, slot] = element
        board.used[row, slot] = False
        board.masks[row, slot] = board.place_masks[place]
        board.slots[row] += 1
        if take(left, board.masks[row, slot]):
            olds = listed(board, row, old)
            cover(board, row, left)
            news = listed(board, row, new)
            settle(board, pairs, board.weights[row], old[:olds], new[:news], clock)
        place += 1
    return place


@compiled
def leave(
    board: Board, pairs: Pairs, element: int, place: int, end: int, widest: int, clock: int
) -> int:
    """Take an element out of the rows of its places; see `enter`."""
    left = np.empty(board.whole.shape[1], np.uint64)
    old, new = np.empty(widest, np.int64), np.empty(widest, np.int64)
    while place < end and roomy(pairs, widest):
        row = board.place_rows[place]
        slot = before(board, row, board.rank[element], left)
        used = board.used[row, slot]
        olds = listed(board, row, old) if used else 0
        for later in range(slot, board.slots[row] - 1):
            board.ids[row, later] = board.ids[row, later + 1]
            board.used[row, later] = board.used[row, later + 1]
            board.masks[row, later] = board.masks[row, later + 1]
        board.slots[row] -= 1
        if used:
            cover(board, row, left)
            news = listed(board, row, new)
            settle(board, pairs, board.weights[row], old[:olds], new[:news], clock)
        place += 1
    return place
