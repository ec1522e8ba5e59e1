"""How often two elements stand side by side in covers, in sorted arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.compression.board import TOTAL, USED
from deltalang.mining.compression.encoding import FRACTION, Logs, log2_of, log2s, terms_of
from deltalang.mining.database import Counts

LOW = 0xFFFFFFFF
COMMON = (64, 16, 4, 1)  # least counts of the pairs that are looked at, in turn


class Pairs:
    """`counts` and `rejected` (the clock of the last rejection) beside `keys`, ascending.

    A key is `smaller << 32 | larger`.
    """

    def __init__(self) -> None:
        self.keys = np.zeros(0, np.int64)
        self.counts = np.zeros(0, np.int64)
        self.rejected = np.zeros(0, np.int64)

    def add(self, keys: Counts, changes: Counts) -> None:
        """Change counts; pairs that are new get a place."""
        keys, inverse = np.unique(keys, return_inverse=True)
        sums = np.zeros(len(keys), np.int64)
        np.add.at(sums, inverse, changes)
        keys, sums = keys[sums != 0], sums[sums != 0]
        at = np.searchsorted(self.keys, keys)
        new = at == len(self.keys)
        new[~new] = self.keys[at[~new]] != keys[~new]
        self.counts[at[~new]] += sums[~new]
        if new.any():
            self.keys = np.insert(self.keys, at[new], keys[new])
            self.counts = np.insert(self.counts, at[new], sums[new])
            self.rejected = np.insert(self.rejected, at[new], 0)

    def reject(self, lefts: Counts, rights: Counts, clock: int) -> None:
        """Note that these pairs, which have a place, were tried in vain."""
        keys = (np.minimum(lefts, rights) << 32) | np.maximum(lefts, rights)
        self.rejected[np.searchsorted(self.keys, keys)] = clock

    def best(
        self, usage: Counts, changed: Counts, spelling: Counts, sums: Counts,
        logs: Logs, epoch: int, count: int,
    ) -> Counts:  # fmt: skip
        """The keys of the pairs with the best estimated gains above 0, best first.

        Frequent pairs come first: where the best of them gain more than a rarer pair can (see
        `compiled_pairs.best`), the many rare ones are not looked at.
        """
        total, used = int(sums[TOTAL]), int(sums[USED])
        for common in COMMON:
            some = np.flatnonzero(self.counts >= common)
            keys, counts = self.keys[some], self.counts[some]
            latest = np.maximum(np.maximum(changed[keys >> 32], changed[keys & LOW]), epoch)
            offered = self.rejected[some] <= latest
            keys, counts = keys[offered], counts[offered]
            gains = (total + used) * log2_of(logs, total) + terms_of(logs, counts)
            more = np.ones(len(keys), np.int64)
            for elements in (keys >> 32, keys & LOW):
                left = usage[elements] - counts
                gains += terms_of(logs, left) - terms_of(logs, usage[elements])
                gains -= np.where(left > 0, spelling[elements], 0)
                more -= left == 0
            gains -= (total - counts + used + more) * log2s(logs, total - counts)
            keys, gains = keys[gains > 0], gains[gains > 0]
            order = _first(keys, gains, count)
            if (
                len(order) == count
                and not logs.drop
                and 2 * common <= total - 64
                and _bound(logs, total, used, common) < gains[order[-1]]
            ):
                break
        return keys[order]


def _first(keys: Counts, gains: Counts, count: int) -> NDArray[np.intp]:
    """The places of the best gains, best first, of equal ones the smaller key."""
    places = np.arange(len(keys))
    if len(keys) > count:
        places = np.flatnonzero(gains >= np.partition(gains, len(gains) - count)[-count])
    return places[np.lexsort((keys[places], -gains[places]))[:count]]


def _bound(logs: Logs, total: int, used: int, common: int) -> int:
    """More than any pair with this count, or a smaller one, gains."""
    whole = (total + used) * log2_of(logs, total) + (1 << FRACTION)
    rest = (total - common + used - 1) * log2_of(logs, total - common)
    return whole - rest - (common + 1) * log2_of(logs, common)


def pairs_in(groups: NDArray[np.intp], members: Counts, weights: Counts) -> tuple[Counts, Counts]:
    """The keys of all pairs of members of the same group, with the group's weight.

    `groups` ascending, beside `members`; `weights` by group.
    """
    lengths = np.bincount(groups, minlength=len(weights))
    starts = np.cumsum(lengths) - lengths
    keys, changes = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for length in np.unique(lengths[lengths > 1]).tolist():
        some = np.flatnonzero(lengths == length)
        table = members[starts[some][:, None] + np.arange(length)]
        one, two = np.triu_indices(length, 1)
        left, right = table[:, one], table[:, two]
        keys.append(((np.minimum(left, right) << 32) | np.maximum(left, right)).ravel())
        changes.append(np.repeat(weights[some], len(one)))
    return np.concatenate(keys), np.concatenate(changes)
