"""What itemset miners must find, by the plainest way there is: Python sets, every subset, every scene."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

Found = dict[frozenset[object], int]


def frequent(
    rows: Sequence[Iterable[object]], minimum: int, weights: Sequence[int] | None = None
) -> Found:
    """Every non-empty itemset in at least `minimum` scenes, with their number."""
    weighted = list(zip(map(frozenset, rows), weights or [1] * len(rows), strict=True))
    found: Found = {}
    for row, _ in weighted:
        for size in range(1, len(row) + 1):
            for one in combinations(sorted(row, key=repr), size):
                found.setdefault(frozenset(one), 0)
    for itemset in found:
        found[itemset] = sum(weight for row, weight in weighted if itemset <= row)
    return {itemset: support for itemset, support in found.items() if support >= minimum}


def closed(found: Found) -> Found:
    """Those of all frequent itemsets that no larger one with the same support holds."""
    return {
        itemset: support
        for itemset, support in found.items()
        if not any(itemset < other and support == found[other] for other in found)
    }


def of_length(found: Found, shortest: int, longest: int | None) -> Found:
    """Those with a number of terms."""
    most = longest or max(map(len, found), default=0)
    return {one: support for one, support in found.items() if shortest <= len(one) <= most}
