"""Compiled kernels: logarithms and changes of size, the same numbers as `encoding` gives."""

from __future__ import annotations

from deltalang.mining.compression.board import SPELLING, TERMS, TOTAL, USED, Board
from deltalang.mining.compression.compiling import compiled
from deltalang.mining.compression.encoding import FRACTION, SLOPE, Logs


@compiled
def log2_of(logs: Logs, number: int) -> int:
    """log2 of a whole number in units of size; 0 for 0."""
    if number < len(logs.table):
        known: int = logs.table[number] >> logs.drop
        return known
    digits = 17
    while number >> digits:
        digits += 1
    mantissa = number << (32 - digits) if digits < 32 else number >> (digits - 32)
    high, low = mantissa >> 16, mantissa & 0xFFFF
    slope = (((low << 40) // (high << 16)) * SLOPE) >> 30
    near: int = (logs.table[high] + ((digits - 16) << FRACTION) + slope) >> logs.drop
    return near


@compiled
def terms_of(logs: Logs, usage: int) -> int:
    """(u + 1) log u."""
    return (usage + 1) * log2_of(logs, usage)


@compiled
def touch(board: Board, touched: int, element: int, change: int) -> int:
    """Note a change of usage that is only supposed; say how many elements are touched by now."""
    if not board.seen[element]:
        board.seen[element] = 1
        board.touched[touched] = element
        touched += 1
    board.delta[element] += change
    return touched


@compiled
def gain_of(board: Board, touched: int, usage: int, spelling: int) -> int:
    """What the noted changes and a new element with that usage would save; forget the notes."""
    total, count = board.sums[TOTAL], board.sums[USED]
    gain = (total + count) * log2_of(board.logs, total)
    if usage > 0:
        total += usage
        count += 1
        gain += terms_of(board.logs, usage) - spelling
    for number in range(touched):
        element = board.touched[number]
        change = board.delta[element]
        board.seen[element] = 0
        board.delta[element] = 0
        old = board.usage[element]
        new = old + change
        total += change
        if old > 0:
            count -= 1
            gain -= terms_of(board.logs, old) - board.spelling[element]
        if new > 0:
            count += 1
            gain += terms_of(board.logs, new) - board.spelling[element]
    saved: int = gain - (total + count) * log2_of(board.logs, total)
    return saved


@compiled
def shift(board: Board, element: int, change: int) -> None:
    """Change the usage of an element and the sums."""
    old = board.usage[element]
    new = old + change
    board.usage[element] = new
    board.sums[TOTAL] += change
    if old > 0:
        board.sums[USED] -= 1
        board.sums[TERMS] -= terms_of(board.logs, old)
        board.sums[SPELLING] -= board.spelling[element]
    if new > 0:
        board.sums[USED] += 1
        board.sums[TERMS] += terms_of(board.logs, new)
        board.sums[SPELLING] += board.spelling[element]
