"""The same corpus without its patterns: scenes shuffled while all margins are kept.

What a pipeline still finds here is what it finds in nothing (the null count). Two rows trade: what both
hold stays, the rest goes into one heap and is dealt out again, each row getting as many terms as it gave.
So every row keeps its length and every term its support, exactly:

    a b c d       a | b c d e f      a b e f
    a e f         a |                a c d

Strona et al. (2014), "A fast and unbiased procedure to randomize ecological binary matrices with fixed row
and column totals" (Curveball); in one round every row trades once: Carstens, Berger & Strona (2018),
"A unifying framework for fast randomization of ecological networks with fixed (node) degrees". The trades of a
round are independent, so a round is two sorts of all cells. The purpose is that of swap
randomisation, Gionis et al. (2007), "Assessing data mining results via swap randomization".
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.random import PCG64
from numpy.typing import ArrayLike, NDArray

from deltalang.mining.database import Counts, Database
from deltalang.mining.evidence.randomness import permutation, words

ROUNDS = 16  # two terms of a row stay together by luck with 2⁻¹⁶ at most, beyond what margins bring about


def shuffled(
    data: Database, *, seed: int, rounds: int = ROUNDS, groups: ArrayLike | None = None
) -> Database:
    """Shuffle sets; row lengths and supports stay exactly as they are.

    Rows that stand for several scenes become as many rows, because only equal weights could trade without
    changing supports; so all weights are 1. `groups` has a whole number a row, such as the number
    of its document: rows of one group never trade with each other. Rows and vocabulary keep their order.
    The same seed gives the same result on every machine. Raises ValueError for negative rounds or seed,
    and for groups that are not as many as rows, or all the same.

    >>> data = Database.of(["abc", "ad", "bd", "ce"])
    >>> null = shuffled(data, seed=1)
    >>> [len(row) for row in null], null.supports().tolist() == data.supports().tolist()
    ([3, 2, 2, 2], True)
    """
    if rounds < 0:
        raise ValueError(f"the number of rounds is from 0, not {rounds}")
    sets, labels = _single(data.as_sets(), groups)
    source = PCG64(seed)
    rows, items = sets.rows, sets.items.astype(np.int64)
    for _ in range(rounds):
        rows, items = _traded(rows, items, len(sets), len(sets.vocabulary), labels, source)
    cells = np.sort(rows * max(1, len(sets.vocabulary)) + items)
    codes = (cells % max(1, len(sets.vocabulary))).astype(np.int32)
    return attrs.evolve(sets, items=codes).sealed()


def shuffled_sequences(
    data: Database, *, seed: int, rounds: int = ROUNDS, groups: ArrayLike | None = None
) -> Database:
    """Shuffle sequences: what rows hold as in `shuffled`, and the order inside each row.

    A row keeps its length, its beats, the number of its different terms, and which of its places hold the
    same term; which term that is, is dealt out anew. Supports of terms stay exactly as they are, numbers of
    occurrences only on average. With `rounds=0` every row keeps its terms and only order is lost.
    Raises ValueError, see `shuffled`.

    >>> data = Database.of_sequences(["abab", "cdd", "ace"])
    >>> null = shuffled_sequences(data, seed=3)
    >>> [len(set(row)) for row in null], null.supports().tolist() == data.supports().tolist()
    ([2, 2, 3], True)
    """
    whole, _ = _single(data, None)
    sets = whole.as_sets()
    labels = None if groups is None else np.repeat(_labels(data, groups), data.weights)
    null = shuffled(sets, seed=seed, rounds=rounds, groups=labels)
    width = max(1, len(whole.vocabulary))
    place = np.searchsorted(sets.rows * width + sets.items, whole.rows * width + whole.items)
    # The terms of every row in a random order: the first is dealt to its first class of places, ….
    source = PCG64(np.random.SeedSequence(seed).spawn(1)[0])
    luck = (words(source, len(null.items)) >> np.uint64(32)).astype(np.int64)
    items = null.items[np.argsort(null.rows << 32 | luck, kind="stable")][place]
    if whole.beats is not None:
        items = items[np.lexsort((items, whole.beats, whole.rows))]
    return attrs.evolve(whole, items=items).sealed()


def moved(before: Database, after: Database) -> float:
    """The share of cells (row, term) of one that are not in the other: how far a shuffle has gone.

    It grows with the rounds and then stays where chance keeps it. Both hold the same number of rows
    and the same vocabulary; ValueError otherwise.

    >>> moved(Database.of(["ab", "b"]), Database.of(["ab", "a"]))
    0.3333333333333333
    """
    if len(before) != len(after) or len(before.vocabulary) != len(after.vocabulary):
        raise ValueError("only databases of the same rows and terms can be compared")
    width = max(1, len(before.vocabulary))
    old, new = (data.as_sets() for data in (before, after))
    left: Counts = old.rows * width + old.items
    right: Counts = new.rows * width + new.items
    gone = len(left) - len(np.intersect1d(left, right, assume_unique=True))
    return gone / max(1, len(left))


def _traded(
    rows: Counts, items: Counts, count: int, width: int, labels: Counts | None, source: PCG64
) -> tuple[Counts, Counts]:
    """One round: every row trades with one other, the last alone when they are odd."""
    order = permutation(source, count).astype(np.int64)
    place = np.empty(count, np.int64)
    place[order] = np.arange(count)
    width_bits = width.bit_length()
    where = place[rows]  # the pair, and in the last bit the side
    keys = np.sort(where >> 1 << width_bits + 1 | items << 1 | where & 1)
    same = keys[1:] >> 1 == keys[:-1] >> 1  # one term on both sides
    free = np.ones(len(keys), np.bool_)
    free[1:] &= ~same
    free[:-1] &= ~same
    pair = keys >> width_bits + 1
    if labels is not None:
        partner = order[np.minimum(np.arange(count) ^ 1, count - 1)]
        free &= (labels[order] != labels[partner])[pair << 1]
    # The sides of a pair's free cells in a random order: pair, random bits, side, sorted as one number.
    shift = 63 - max(1, count // 2).bit_length()
    heap = (keys[free] & 1) | (pair[free] << shift)
    heap |= (words(source, len(heap)) >> np.uint64(64 - shift)).astype(np.int64) & ~np.int64(1)
    keys[free] = keys[free] & ~np.int64(1) | np.sort(heap) & 1
    return order[pair << 1 | keys & 1], keys >> 1 & (1 << width_bits) - 1


def _single(data: Database, groups: ArrayLike | None) -> tuple[Database, Counts | None]:
    """One row for every scene, and the group of each."""
    labels = None if groups is None else _labels(data, groups)
    if (data.weights == 1).all():
        return data, labels
    lengths = np.diff(data.pointers)
    row = np.repeat(np.arange(len(data)), data.weights)
    pointers = np.concatenate(([0], np.cumsum(lengths[row])))
    cells = np.arange(pointers[-1]) - np.repeat(pointers[:-1] - data.pointers[row], lengths[row])
    beats = None if data.beats is None else data.beats[cells]
    ones = np.ones(len(row), np.int64)
    made = Database(pointers, data.items[cells], ones, data.vocabulary, beats).sealed()
    return made, None if labels is None else labels[row]


def _labels(data: Database, groups: ArrayLike) -> NDArray[np.int64]:
    """The group of each row; ValueError when nothing could trade."""
    labels = np.asarray(groups, np.int64)
    if labels.shape != (len(data),):
        raise ValueError(f"{len(data)} rows need as many groups, not {labels.size}")
    if len(labels) > 1 and (labels == labels[0]).all():
        raise ValueError("all rows are of one group, so none of them may trade")
    return labels
