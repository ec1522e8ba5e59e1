"""Compiled work on rows of ranks: laying them out, counting what follows an occurrence, bit sets of rows.

A laid out row is its ranks ascending between two borders. A border is a number above all ranks, so a
scan from an occurrence needs no row number to know where to stop:

    border  0 2 5  border  1 2  border
"""

from __future__ import annotations

import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.compiled_bits import compiled, prefetch
from deltalang.mining.kernels.compiled_state import Rows, State
from deltalang.mining.kernels.ranked import Words

AHEAD = 8  # how many rows before its turn a row is asked for


@compiled
def lay_out(
    pointers: Counts, codes: Codes, rank: Codes, size: int, keep_rows: bool
) -> tuple[Codes, Codes, Codes, Counts]:
    """Sort every row by rank, without the terms that have none: two passes of counting sort.

    Gives the laid out rows, the row of each place (empty unless `keep_rows`), the places of all
    occurrences by rank, and where those of each rank begin.
    """
    begins = np.zeros(size + 1, np.int64)
    for code in codes:
        if rank[code] >= 0:
            begins[rank[code] + 1] += 1
    for one in range(size):
        begins[one + 1] += begins[one]
    places = np.empty(begins[size], np.int32)
    free = begins[:size].copy()
    fill = np.empty(len(pointers) - 1, np.int32)
    border = 1
    for row in range(len(fill)):
        fill[row] = border
        for at in range(pointers[row], pointers[row + 1]):
            one = rank[codes[at]]
            if one >= 0:
                places[free[one]] = row
                free[one] += 1
                border += 1
        border += 1
    items = np.full(border, size, np.int32)
    rows = np.empty(border if keep_rows else 0, np.int32)
    for one in range(size):
        for at in range(begins[one], begins[one + 1]):
            row = places[at]
            place = fill[row]
            fill[row] = place + 1
            items[place] = one
            if keep_rows:
                rows[place] = row
            places[at] = place
    return items, rows, places, begins


@compiled
def count(
    rows: Rows, places: Codes, step: int, held: Counts, counts: Counts, touched: Codes, listed: bool
) -> tuple[int, int]:
    """Count the ranks that stand after (step 1) or before (step -1) some places of the rows.

    Adds to `held` (rows) and, where rows have weights, to `counts` (scenes) of each rank. When `listed`,
    each rank is once in `touched`. Gives how many stand there, and how many items were read.
    """
    items, border = rows.items, rows.border
    weighted = len(rows.rows) > 0
    stride = np.uintp(step)
    found, read = 0, 0
    for at in range(len(places)):
        if at + AHEAD < len(places):
            prefetch(items, np.uint64(places[at + AHEAD]))
        start = places[at]
        place = np.uintp(start) + stride
        weight = rows.weights[rows.rows[start]] if weighted else 1
        while True:
            one = items[place]
            if one == border:
                break
            slot = np.uintp(one)
            if listed and held[slot] == 0:
                touched[found] = one
                found += 1
            held[slot] += 1
            if weighted:
                counts[slot] += weight
            place += stride
        read += abs(np.int64(place) - start)
    return found, read


@compiled
def tally(
    rows: Rows, places: Codes, low: int, high: int, minimum: int, state: State, chosen: Codes
) -> tuple[int, int]:
    """Choose the ranks from `low` to `high` that stand beside some places in enough scenes, ascending.

    They stand on the side of the places where those ranks are: after them unless `low` is 0. The counts
    stay in `held` and `counts` until `clear`. Gives how many are chosen and how many items were read.

    Few places touch few ranks, which are listed and sorted; many places touch most, and all are looked at.
    """
    listed = _few(len(places), low, high)
    touched = state.touched[low:high]
    step = 1 if low else -1
    found, read = count(rows, places, step, state.held, state.counts, touched, listed)
    number = 0
    if listed:
        for at in range(found):
            if state.counts[touched[at]] >= minimum:
                chosen[number] = touched[at]
                number += 1
        chosen[:number].sort()
        if found < high - low:
            touched[found] = -1
    else:
        for one in range(low, high):
            if state.counts[one] >= minimum:
                chosen[number] = one
                number += 1
    return number, read


@compiled
def clear(places: int, low: int, high: int, state: State) -> None:
    """Set the counts of a tally over so many places back to 0."""
    if not _few(places, low, high):
        state.held[low:high] = 0
        state.counts[low:high] = 0
        return
    for one in state.touched[low:high]:
        if one < 0:
            break
        state.held[one] = 0
        state.counts[one] = 0


@compiled
def _few(places: int, low: int, high: int) -> bool:
    """Whether to list the ranks that are touched."""
    return places * 4 < high - low


@compiled
def deal(rows: Rows, places: Codes, local: Codes, ends: Counts, to: Codes) -> None:
    """Write where each rank that has a local number stands after some places, at the end of its own."""
    items = rows.items
    for start in places:
        place = start + 1
        while items[place] != rows.border:
            number = local[items[place]]
            if number:
                to[ends[number - 1]] = place
                ends[number - 1] += 1
            place += 1


@compiled
def is_dense(rows: int, terms: int, ones: int) -> bool:
    """Whether bit sets of some rows cost less than scans: a cut reads words, a scan what is there.

    All pairs of `terms` read `terms² · rows / 64` words, or `ones² / rows` items that cost eight times
    as much each.
    """
    words = (rows + 63) // 64
    return 1.0 * terms * terms * words * rows <= 8.0 * ones * ones


@compiled
def lay_planes(places: Codes, rows: Codes, weights: Counts, planes: Counts) -> int:
    """Find how many words each plane needs for the rows of some places; how many planes there are."""
    planes[:] = 0
    if len(rows) == 0:
        planes[1] = (len(places) + 63) // 64
        return 1
    most = 1
    for place in places:
        weight = weights[rows[place]]
        plane = 0
        while weight >> plane:
            planes[plane + 1] += (weight >> plane) & 1
            plane += 1
        most = max(most, plane)
    for plane in range(most):
        planes[plane + 1] = planes[plane] + (planes[plane + 1] + 63) // 64
    return most


@compiled
def fill_bits(
    rows: Rows, places: Codes, step: int, planes: Counts, local: Codes, bits: Words, width: int
) -> None:
    """Set the bit of each row for the ranks with a local number on one side of its place.

    `bits` holds a run of `width` words for each local number. All ranks without one have the number 0, whose
    bits nobody reads: to write them is cheaper than to ask.
    """
    items, border = rows.items, rows.border
    weighted = len(rows.rows) > 0
    stride = np.uintp(step)
    for plane in range(63 if weighted else 1):
        row = planes[plane] * 64
        for at in range(len(places)):
            if at + AHEAD < len(places):
                prefetch(items, np.uint64(places[at + AHEAD]))
            if weighted and not (rows.weights[rows.rows[places[at]]] >> plane) & 1:
                continue
            word = row >> 6
            bit = np.uint64(1) << np.uint64(row & 63)
            place = np.uintp(places[at]) + stride
            while True:
                one = items[place]
                if one == border:
                    break
                bits[np.uintp(local[np.uintp(one)] * width + word)] |= bit
                place += stride
            row += 1


@compiled
def fill_all(
    pointers: Counts,
    codes: Codes,
    rank: Codes,
    weights: Counts,
    planes: Counts,
    bits: Words,
    width: int,
) -> None:
    """Set the bits of a whole database: a run of `width` words for each rank."""
    free = planes * 64
    for row in range(len(pointers) - 1):
        weight = weights[row]
        plane = 0
        while weight >> plane:
            if (weight >> plane) & 1:
                word = free[plane] >> 6
                bit = np.uint64(1) << np.uint64(free[plane] & 63)
                free[plane] += 1
                for at in range(pointers[row], pointers[row + 1]):
                    one = rank[codes[at]]
                    if one >= 0:
                        bits[one * width + word] |= bit
            plane += 1
