"""What a group of roots needs of the rows of a database (PFP, Li, Wang, Zhang, Zhang, Chang 2008).

Ranks ascend with support, so all patterns from a root are made of it and of later ranks. Of a row a group
needs what stands from its first root on; to tell closed patterns it needs the whole row:

    row         0 3 4 7          roots 0–2, 3–5, 6–8
    shards      0 3 4 7 | 3 4 7 | 7

A row that ends with its first root says nothing but that the root is there, which is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from deltalang.mining.database import Codes, Counts, Database
from deltalang.mining.patterns import ranges

BYTES = 2**24  # of items in one block; Spark sends a task of at most 2**27


class Block(NamedTuple):
    """Some rows: their lengths, all of their items, and weights unless all are 1.

    Arrays are as narrow as what they hold, for a block is made to travel.
    """

    lengths: Counts | Codes
    items: Counts | Codes
    weights: Counts | None


def blocks_of(data: Database, least: int) -> Iterator[Block]:
    """Cut a database into at least so many blocks, or one for each row, of about `BYTES` at most."""
    count = max(least, data.items.nbytes // BYTES + 1)
    marks = np.arange(count + 1) * (len(data.items) / count)
    cuts = np.unique(np.concatenate((np.searchsorted(data.pointers, marks[:-1]), [len(data)])))
    lengths = np.diff(data.pointers).astype(np.int32)
    weighted = data.total != len(data)
    for begin, end in pairwise(cuts.tolist()):
        items = data.items[data.pointers[begin] : data.pointers[end]]
        yield Block(lengths[begin:end], items, data.weights[begin:end] if weighted else None)


def shards_of(
    block: Block, rank: Codes, bounds: Counts, whole: bool
) -> Iterator[tuple[int, Block]]:
    """Give each group of roots what it needs of a block of codes, as ranks ascending.

    `rank` gives the rank of each code, -1 for none; group `i` has the ranks `bounds[i]:bounds[i + 1]`;
    `whole` for whole rows. A group that needs nothing is left out.

    >>> block = Block(np.array([3]), np.array([0, 1, 2]), None)
    >>> shards = shards_of(block, np.array([2, 0, -1], np.int32), np.array([0, 1, 3]), False)
    >>> [(group, shard.items.tolist()) for group, shard in shards]
    [(0, [0, 2])]
    """
    rows, ranks = _ranked(block, rank)
    counts = np.bincount(rows, minlength=len(block.lengths))
    ends = np.cumsum(counts)
    group_of = np.searchsorted(bounds, np.arange(int(bounds[-1])), "right") - 1
    group = group_of.astype(np.min_scalar_type(len(bounds)))[ranks]  # narrow ones sort by digits
    new = np.ones(len(rows), np.bool_)
    new[1:] = (rows[1:] != rows[:-1]) | (group[1:] != group[:-1])
    first = np.flatnonzero(new)
    if not whole:
        first = first[ends[rows[first]] - first > 1]
    first = first[np.argsort(group[first], kind="stable")]
    cuts = np.searchsorted(group[first], np.arange(len(bounds)))
    narrow = ranks.astype(np.min_scalar_type(int(bounds[-1])))
    lengths_type = np.min_scalar_type(int(block.lengths.max(initial=0)))
    for number, (low, high) in enumerate(pairwise(cuts.tolist())):
        if low < high:
            start = first[low:high]
            row = rows[start]
            begin = ends[row] - counts[row] if whole else start
            lengths = ends[row] - begin
            weights = None if block.weights is None else block.weights[row]
            items = narrow[ranges(begin, lengths)]
            yield number, Block(lengths.astype(lengths_type), items, weights)


def _ranked(block: Block, rank: Codes) -> tuple[Counts, Counts]:
    """The row and rank of each item that has a rank, sorted."""
    ranks = rank[block.items]
    rows = np.repeat(np.arange(len(block.lengths), dtype=np.int64), block.lengths)
    keep = ranks >= 0
    bits = int(ranks.max(initial=0)).bit_length()
    keys = (rows[keep] << bits) | ranks[keep]
    if len(block.lengths) < 2 ** (32 - bits):
        keys = keys.astype(np.uint32)  # which sort in half the time
    keys.sort()
    return (keys >> bits).astype(np.int64), (keys & (2**bits - 1)).astype(np.int64)


def joined(shards: Iterable[Block], first: int) -> Database:
    """All shards of a group as one database, the ranks counted from `first`."""
    parts = list(shards)
    none = np.zeros(0, np.int32)
    lengths = np.concatenate([none, *(part.lengths for part in parts)])
    items = np.concatenate([none, *(part.items.astype(np.int32) for part in parts)])
    if any(part.weights is not None for part in parts):
        weights = np.concatenate([part.weights for part in parts if part.weights is not None])
    else:
        weights = np.ones(len(lengths), np.int64)
    pointers = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))
    return Database(pointers, items - np.int32(first), weights, ()).sealed()
