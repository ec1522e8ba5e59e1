"""Compiled kernels: the exact gains of insertions and removals."""

from __future__ import annotations

import numpy as np

from deltalang.mining.compression.board import Board
from deltalang.mining.compression.compiled_cover import before, follow, take
from deltalang.mining.compression.compiled_size import gain_of, touch
from deltalang.mining.compression.compiling import compiled
from deltalang.mining.compression.rows import Masks
from deltalang.mining.database import Counts


@compiled
def place_of(board: Board, ordered: int, terms: Counts, support: int) -> int:
    """Where an element would stand in the cover order; -1 for one that is there already."""
    low, high = 0, ordered
    while low < high:
        middle = (low + high) >> 1
        other = board.order[middle]
        before = board.support[other] > support
        if board.length[other] != len(terms):
            before = board.length[other] > len(terms)
        elif board.support[other] == support:
            begin, place = board.begin[other], 0
            while place < len(terms) and board.terms[begin + place] == terms[place]:
                place += 1
            if place == len(terms):
                return -1
            before = board.terms[begin + place] < terms[place]
        if before:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def union(board: Board, left: int, right: int, terms: Counts) -> int:
    """Write the terms of both elements, ascending; say how many."""
    one, one_end = board.begin[left], board.begin[left] + board.length[left]
    two, two_end = board.begin[right], board.begin[right] + board.length[right]
    count = 0
    while one < one_end or two < two_end:
        if two == two_end or (one < one_end and board.terms[one] < board.terms[two]):
            terms[count] = board.terms[one]
            one += 1
        elif one == one_end or board.terms[two] < board.terms[one]:
            terms[count] = board.terms[two]
            two += 1
        else:
            terms[count] = board.terms[one]
            one += 1
            two += 1
        count += 1
    return count


@compiled
def common(board: Board, left: int, right: int, rows: Counts, masks: Masks) -> tuple[int, int]:
    """Write the rows that hold both elements, with both masks together; give count and support."""
    one, one_end = board.place[left], board.place[left] + board.places[left]
    two, two_end = board.place[right], board.place[right] + board.places[right]
    count, support = 0, 0
    while one < one_end and two < two_end:
        ahead = board.place_rows[one] - board.place_rows[two]
        if ahead == 0:
            row = board.place_rows[one]
            rows[count] = row
            support += board.weights[row]
            for word in range(masks.shape[1]):
                masks[count, word] = board.place_masks[one, word] | board.place_masks[two, word]
            count += 1
        one += ahead <= 0
        two += ahead >= 0
    return count, support


@compiled
def gains(
    board: Board, ordered: int, lefts: Counts, rights: Counts, least: int,
    rows: Counts, masks: Masks, terms: Counts, found: Counts,
) -> int:  # fmt: skip
    """Write the exact gain of inserting the union of each pair; say how many rows were looked at.

    `rows`, `masks` and `terms` are scratch.
    """
    left, work = np.empty(masks.shape[1], np.uint64), 0
    for number in range(len(lefts)):
        found[number] = 0
        count, support = common(board, lefts[number], rights[number], rows, masks)
        work += count
        if support < least:
            continue
        length = union(board, lefts[number], rights[number], terms)
        rank = place_of(board, ordered, terms[:length], support)
        if rank < 0:
            continue
        usage, touched = 0, 0
        for place in range(count):
            slot = before(board, rows[place], rank, left)
            if take(left, masks[place]):
                usage += board.weights[rows[place]]
                touched = follow(board, rows[place], slot, left, touched)
        spelling = 0
        for place in range(length):
            spelling += board.spelling[terms[place]]
        if usage > 0:
            found[number] = gain_of(board, touched, usage, spelling)
    return work


@compiled
def losses(
    board: Board, elements: Counts, number: int, budget: int, found: Counts
) -> tuple[int, int]:
    """Write the exact gain (mostly below 0) of removing each element, from a number on.

    Give the number that is next when the budget of rows is spent, and the rows that were looked at.
    """
    left, work = np.empty(board.whole.shape[1], np.uint64), 0
    while number < len(elements) and work < budget:
        element, touched = elements[number], 0
        work += board.places[element]
        begin = board.place[element]
        for place in range(begin, begin + board.places[element]):
            row = board.place_rows[place]
            slot = before(board, row, board.rank[element], left)
            if board.used[row, slot]:
                touched = touch(board, touched, element, -board.weights[row])
                touched = follow(board, row, slot + 1, left, touched)
        found[number] = gain_of(board, touched, 0, 0)
        number += 1
    return number, work
