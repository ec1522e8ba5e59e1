"""The corpus as the search sees it: equal rows merged, and every row a word of bits over its own terms.

Row `t` has the terms `items[pointers[t]:pointers[t + 1]]`; the k-th of them is bit `k` of its masks, which
are one or more uint64 words. So a set of terms inside a row is a mask, and "may this element be used
here?" is one `and`, whatever the size of the vocabulary.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database

Masks = NDArray[np.uint64]

WORD = 64
MASKS = 2**32  # bytes of masks at the start: they grow with rows × the longest row
PAIRS = 2**26  # pairs of terms that stand in a row together


class Rows(NamedTuple):
    """Merged rows that are not empty; `whole` (rows × words) is the mask of all terms of a row."""

    pointers: Counts
    items: Codes
    weights: Counts
    whole: Masks
    terms: int


class Places(NamedTuple):
    """Where each term stands: rows ascending, and its mask there, in CSR over terms."""

    pointers: Counts
    rows: Codes
    masks: Masks


def rows_of(database: Database) -> Rows:
    """The rows of a database for the search.

    Raises ValueError when their masks or pairs would not fit into memory.
    """
    data = database.as_sets()
    data = data.where(np.diff(data.pointers) > 0).merged()
    lengths = np.diff(data.pointers)
    words = max(1, -(-int(lengths.max(initial=0)) // WORD))
    pairs = int((lengths * (lengths - 1) // 2).sum())
    if 8 * words * (8 * len(data) + 2 * len(data.items)) > MASKS or pairs > PAIRS:
        raise ValueError(
            f"{len(data)} different scenes with up to {int(lengths.max())} terms are too much to"
            " compress at once: leave out the longest, or take a part of them"
        )
    whole = np.zeros((len(data), words), np.uint64)
    for word in range(words):
        left = np.clip(lengths - word * WORD, 0, WORD).astype(np.uint64)
        ones = (np.uint64(1) << (left & np.uint64(WORD - 1))) - np.uint64(1)
        whole[:, word] = np.where(left == WORD, ~np.uint64(0), ones)
    return Rows(data.pointers, data.items, data.weights, whole, len(database.vocabulary))


def places_of(rows: Rows) -> Places:
    """Where each term stands."""
    lengths = np.diff(rows.pointers)
    numbers = np.repeat(np.arange(len(lengths)), lengths)
    order = np.argsort(rows.items, kind="stable")
    position = np.arange(len(rows.items)) - rows.pointers[:-1][numbers]
    masks = np.zeros((len(rows.items), rows.whole.shape[1]), np.uint64)
    bit = np.uint64(1) << (position % WORD).astype(np.uint64)
    masks[np.arange(len(rows.items)), position // WORD] = bit
    counts = np.bincount(rows.items, minlength=rows.terms)
    pointers = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Places(pointers, numbers[order].astype(np.int32), masks[order])


def bits_of(masks: Masks) -> tuple[Counts, Counts]:
    """The places of all bits that are set: rows, ascending, and the positions in them."""
    flat = np.unpackbits(masks.astype("<u8").view(np.uint8), axis=1, bitorder="little")
    row, bit = np.nonzero(flat)
    return row, bit
