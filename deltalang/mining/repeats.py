"""Repeats: equal rows of a document, found in columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.seen import Rows

Words = NDArray[np.uint64]


def first_ones(rows: Rows, document: Codes, *, ordered: bool) -> NDArray[np.bool_]:
    """Mark the rows that are the first of their kind in their document (`document` is by scene).

    Rows are equal when they hold the same images as often; `ordered` ones also in the same order and
    beats. No row is empty.
    """
    items, beats = rows.items, rows.beats
    owner = np.repeat(np.arange(len(rows), dtype=np.int64), np.diff(rows.pointers))
    if not ordered:
        order = np.lexsort((items, owner))
        items, beats = items[order], np.zeros_like(beats)
    lengths, where = np.diff(rows.pointers), document[rows.scene]
    hashes = _hashes(items, beats, rows.pointers, owner)
    order = np.lexsort((hashes, lengths, where))
    same = np.zeros(len(rows), np.bool_)
    columns = (hashes, lengths, where)
    same[1:] = np.logical_and.reduce([c[order][1:] == c[order][:-1] for c in columns])
    left, right = order[np.flatnonzero(same) - 1], order[same]
    same[same] = _equal(rows.pointers, left, right, (items, beats))
    first = np.ones(len(rows), np.bool_)
    first[order[same]] = False
    return first


def _hashes(items: Codes, beats: Codes, pointers: Counts, owner: Counts) -> Words:
    """A number for each row; equal rows have the same, others hardly ever."""
    place = (np.arange(len(items)) - pointers[owner]).astype(np.uint64)
    words = items.astype(np.uint64) << np.uint64(32) | beats.astype(np.uint64)
    words = _mixed(words ^ _mixed(place))
    return np.add.reduceat(words, pointers[:-1]) if len(owner) else words


def _mixed(words: Words) -> Words:
    """Steele, Lea & Flood (2014), SplitMix64: every bit of a word depends on all."""
    words = words + np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ words >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ words >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return words ^ words >> np.uint64(31)


def _equal(
    pointers: Counts, left: Counts, right: Counts, columns: tuple[Codes, ...]
) -> NDArray[np.bool_]:
    """Mark the pairs of rows, of equal lengths, that are equal in all columns."""
    lengths = np.diff(pointers)[left]
    if not len(left):
        return np.zeros(0, np.bool_)
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    inside = np.arange(int(lengths.sum())) - np.repeat(starts, lengths)
    one, other = (np.repeat(pointers[rows], lengths) + inside for rows in (left, right))
    alike = np.logical_and.reduce([column[one] == column[other] for column in columns])
    return np.logical_and.reduceat(alike, starts)
