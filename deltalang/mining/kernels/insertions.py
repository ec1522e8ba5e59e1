"""What can be put into a pattern, before its last term, without loss of support (BIDE).

Wang and Han (2004): between the first match of the terms up to `i - 1` and the last place for term
`i` lies the i-th *maximum period* of a sequence. If the maximum periods of all sequences that hold
the pattern share a term, the pattern is not closed. The *semi-maximum period* ends earlier: where
term `i` stands last within the first match of the whole pattern. If those share a term, no pattern
that begins with this one is closed either, and a search may turn back. Only without limits on gaps.

Mostly nothing is shared after a few sequences, so that looking is cheap.
"""

from __future__ import annotations

from collections.abc import Iterable

NONE, BEATEN, HOPELESS = range(3)  # nothing fits in; not closed; nor is anything that begins so

Row = tuple[list[int], list[int]]
"""A sequence, and the same backwards."""


def insertion(rows: Iterable[Row], pattern: list[int]) -> int:
    """Say what the sequences that hold a pattern let be put in.

    >>> rows = [([7, 1, 2], [2, 1, 7]), ([7, 2, 1, 2], [2, 1, 2, 7])]
    >>> insertion(rows, [1, 2]), insertion(rows, [7, 2]), insertion(rows, [7])
    (2, 1, 0)
    """
    shared: list[set[int]] = []
    early: list[set[int]] = []
    for row, back in rows:
        firsts, at = [-1], -1
        for term in pattern:
            at = row.index(term, at + 1)
            firsts.append(at)
        stops = _stops(back, pattern, len(row))
        inner = _stops(back, pattern, at + 1)
        if not shared:
            shared, early = ([set(row)] * len(pattern) for _ in range(2))
        for index, first in enumerate(firsts[:-1]):
            if shared[index]:
                shared[index] = shared[index].intersection(row[first + 1 : stops[index]])
                early[index] = early[index].intersection(row[first + 1 : inner[index]])
        if not any(shared):
            return NONE
    return HOPELESS if any(early) else BEATEN


def _stops(back: list[int], pattern: list[int], stop: int) -> list[int]:
    """The last place for each term of a pattern, all before `stop`; `back` is the row backwards."""
    stops: list[int] = []
    at = len(back) - stop - 1
    for term in reversed(pattern):
        at = back.index(term, at + 1)
        stops.append(len(back) - 1 - at)
    return stops[::-1]
