"""Sequential patterns with numpy alone: how a bundle of nodes is extended.

Pseudo-projection as in PrefixSpan (Pei et al. 2004), turned sideways: many nodes of one length are
extended at once, by a dozen array operations whatever their number.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.occurrences import Occurrences

PLACE = 31  # bits of a position
SPARSE = 8  # keys a hit from which counting by an array costs more than sorting


class Bundle(NamedTuple):
    """Nodes of one length and where they end, in their order.

    Node `nodes[i]` owns the entries `bounds[i]:bounds[i + 1]`. `position` is the place of an entry's
    last term; `start`, that of its first term, is only there if windows are limited.
    """

    nodes: Counts
    length: int
    bounds: Counts
    position: Codes
    start: Codes | None

    def where(self, keep: NDArray[np.bool_]) -> Bundle:
        """The nodes that are marked."""
        sizes = np.diff(self.bounds)
        inside = np.repeat(keep, sizes)
        return Bundle(
            self.nodes[keep],
            self.length,
            np.concatenate(([0], np.cumsum(sizes[keep]))),
            self.position[inside],
            None if self.start is None else self.start[inside],
        )


class Found(NamedTuple):
    """Frequent children of a bundle, which get their numbers later: their parents, steps, supports."""

    parent: Counts
    step: Counts
    support: Counts
    children: Bundle

    def where(self, keep: NDArray[np.bool_]) -> Found:
        """The children that are marked."""
        return Found(
            self.parent[keep], self.step[keep], self.support[keep], self.children.where(keep)
        )


class Followers(NamedTuple):
    """What can follow each position: `place[pointers[i]:pointers[i + 1]]`, with the terms there.

    Of each term the first position in reach, and only if the pair of terms is frequent.
    """

    pointers: Codes
    place: Codes
    item: Codes


def followers_fit(data: Occurrences, memory: int) -> bool:
    """Whether what can follow the positions can be laid out in so many bytes."""
    steps = int((data.end - data.low).sum(dtype=np.int64))
    return 8 * steps <= memory and steps < 2**PLACE and len(data.codes) ** 2 <= memory


def followers(data: Occurrences, pairs: Counts, size: int) -> Followers:
    """Lay out what can follow each position, `size` steps at a time.

    `pairs` are the frequent pairs of terms, as keys `first * terms + second`, ascending. It pays
    because a position is the end of many patterns, and most of what follows it is not frequent.
    """
    steps = np.cumsum(data.end - data.low, dtype=np.int64)
    terms = len(data.codes)
    frequent = np.zeros(terms * terms, np.bool_)
    frequent[pairs] = True
    counts = np.zeros(len(steps) + 1, np.int64)
    places = []
    cuts = np.searchsorted(steps, np.arange(size, steps[-1], size), "right")
    bounds = np.unique(np.concatenate(([0], cuts, [len(steps)])))
    for begin, end in pairwise(bounds.tolist()):
        position = np.arange(begin, end, dtype=np.int32)
        owner, place = _first_followers(data, position)
        keys = data.items[begin:end].astype(np.int64).take(owner) * terms + data.items.take(place)
        kept = np.flatnonzero(frequent.take(keys))
        places.append(place.take(kept))
        counts[begin + 1 : end + 1] = np.bincount(owner.take(kept), minlength=end - begin)
    place = np.concatenate(places)
    return Followers(np.cumsum(counts, dtype=np.int32), place, data.items.take(place))


def extended_by_followers(data: Occurrences, known: Followers, bundle: Bundle) -> Found:
    """Extend by later beats, where first matches are enough and followers are laid out."""
    begin = known.pointers.take(bundle.position)
    counts = known.pointers.take(bundle.position + 1) - begin
    step = _ranges(begin, counts)
    terms = len(data.codes)
    nodes = np.arange(len(bundle.bounds) - 1) * terms
    key = np.repeat(np.repeat(nodes, np.diff(bundle.bounds)), counts)
    key += known.item.take(step)
    often = _often(data, key, lambda: known.place.take(step), len(nodes) * terms)
    return _found(bundle, often, known.place.take(step.take(often.kept)), terms)


def extended(data: Occurrences, bundle: Bundle) -> Found:
    """Extend by later beats, where first matches are enough."""
    owner, place = _first_followers(data, bundle.position)
    terms = len(data.codes)
    nodes = np.arange(len(bundle.bounds) - 1) * terms
    key = np.repeat(nodes, np.diff(bundle.bounds)).take(owner) + data.items.take(place)
    often = _often(data, key, lambda: place, len(nodes) * terms)
    return _found(bundle, often, place.take(often.kept), terms)


def _first_followers(data: Occurrences, position: Codes) -> tuple[NDArray[np.intp], Codes]:
    """The first position of each term in reach of some positions: of which one, and where."""
    begin = data.low.take(position)
    counts = data.end.take(position) - begin
    place = _ranges(begin, counts)
    hits = np.flatnonzero(data.previous.take(place) < np.repeat(begin, counts))
    return np.repeat(np.arange(len(position)), counts).take(hits), place.take(hits)


def _found(bundle: Bundle, often: Often, place: Codes, terms: int) -> Found:
    """Children by new beats, their ends in order."""
    packed = (often.rank << PLACE) | place
    packed.sort()
    node, item = np.divmod(often.keys, terms)
    ends = (packed & (2**PLACE - 1)).astype(np.int32)
    children = Bundle(node, bundle.length + 1, _bounds(often.rank, len(node)), ends, None)
    return Found(bundle.nodes[node], item * 2, often.weight, children)


def extended_in_reach(data: Occurrences, bundle: Bundle) -> Found:
    """Extend by beats in reach and within the same beat, from every end.

    Of two ends in one sequence the later one starts later as well (or at the same place), so for
    a next term the nearest end before it is the only one that matters: it takes over from where it
    reaches. So nothing is found twice, and the latest start of each end is known.
    """
    assert data.high is not None and data.beat_end is not None
    position, start = bundle.position, bundle.start
    begin, stop = data.low.take(position), data.high.take(position)
    if start is not None and data.window_end is not None:
        stop = np.minimum(stop, data.window_end.take(start))
    sequence = data.sequence.take(position)
    another = sequence[1:] != sequence[:-1]
    another[bundle.bounds[1:-1] - 1] = True
    stop[:-1] = np.where(another, stop[:-1], np.minimum(stop[:-1], begin[1:]))
    begin = np.concatenate((begin, position + np.int32(1)))
    stop = np.concatenate((stop, data.beat_end.take(position)))
    counts = np.maximum(stop - begin, 0)
    place = _ranges(begin, counts)

    terms = len(data.codes)
    node = np.repeat(np.arange(len(bundle.bounds) - 1) * (2 * terms), np.diff(bundle.bounds))
    base = np.repeat(np.concatenate((node, node + 1)), counts)
    key = base + data.items.take(place) * np.int64(2)
    often = _often(data, key, lambda: place, (len(bundle.bounds) - 1) * terms * 2)
    place = place.take(often.kept)
    order = np.argsort((often.rank << PLACE) | place)
    rank, place = often.rank.take(order), place.take(order)
    supports = _supports(data, rank, place, len(often.keys))
    frequent = np.flatnonzero(supports >= data.least)
    keep = np.flatnonzero((supports >= data.least).take(rank))
    if start is not None:
        owner = np.repeat(np.concatenate((start, start)), counts)
        start = owner.take(often.kept.take(order.take(keep)))
    node, step = np.divmod(often.keys.take(frequent), 2 * terms)
    bounds = _bounds(rank, len(often.keys), frequent)
    children = Bundle(node, bundle.length + 1, bounds, place.take(keep), start)
    return Found(bundle.nodes[node], step, supports.take(frequent), children)


class Often(NamedTuple):
    """Keys that weigh enough (ascending), the hits that have them, and the key of each, by rank."""

    keys: Counts
    weight: Counts
    rank: Counts
    kept: NDArray[np.intp]


def _often(data: Occurrences, key: Counts, place: Callable[[], Codes], every: int) -> Often:
    """Count keys, which are below `every`, each hit with the weight of its sequence."""
    keys = None
    if every > SPARSE * len(key):
        keys, key = np.unique(key, return_inverse=True)
        every = len(keys)
    if data.unit:
        weight = np.bincount(key, minlength=every)
    else:
        weight = np.zeros(every, np.int64)
        np.add.at(weight, key, data.weights[data.sequence.take(place())])
    enough = np.flatnonzero(weight >= data.least)
    ranks = np.full(every, -1)
    ranks[enough] = np.arange(len(enough))
    rank = ranks.take(key)
    kept = np.flatnonzero(rank >= 0)
    frequent = enough if keys is None else keys.take(enough)
    return Often(frequent, weight.take(enough), rank.take(kept), kept)


def _supports(data: Occurrences, rank: Counts, place: Codes, count: int) -> Counts:
    """The weight of the different sequences of each rank; hits are in order."""
    sequence = data.sequence.take(place)
    new = np.ones(len(rank), np.bool_)
    new[1:] = (rank[1:] != rank[:-1]) | (sequence[1:] != sequence[:-1])
    once = np.flatnonzero(new)
    supports = np.zeros(count, np.int64)
    np.add.at(supports, rank.take(once), data.weights[sequence.take(once)])
    return supports


def _bounds(rank: Counts, count: int, only: NDArray[np.intp] | None = None) -> Counts:
    """Where the hits of each rank begin, and where the last ones end."""
    sizes = np.bincount(rank, minlength=count)
    return np.concatenate(([0], np.cumsum(sizes if only is None else sizes.take(only))))


def _ranges(begin: Codes, counts: Codes) -> Codes:
    """The numbers of several ranges, one after another.

    >>> _ranges(np.array([5, 0], np.int32), np.array([2, 3], np.int32)).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(counts, dtype=np.int32)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(begin - (ends - counts), counts) + np.arange(total, dtype=np.int32)
