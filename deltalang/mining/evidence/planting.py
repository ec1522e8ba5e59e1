"""Corpora with known patterns: noise in which sets or chains of terms are planted.

Every row is noise, terms drawn by Zipf's law; into a random share of the rows each pattern is put on
top of it. What a miner should find is then known, and how much of it, at any size: a million rows take
seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database
from deltalang.mining.evidence.randomness import permutation, uniform

SIZES = (2, 3, 4, 5)


@attrs.frozen(eq=False)
class Planted:
    """A corpus and what was planted in it.

    `patterns` are codes of `data`: sets ascending, chains in their order; `planted` int64, in how many
    rows each was put (noise may complete it in a few more); `documents` int64, the number of its document
    by row, ascending.
    """

    data: Database
    patterns: tuple[tuple[int, ...], ...]
    planted: Counts
    documents: Counts


@attrs.frozen
class Soil:
    """What the noise is like.

    `rows`; `terms` that there are; `length`, how many draws a row has on average (Poisson; terms drawn
    twice count once in sets); `popularity`, the exponent of Zipf's law, 0 for equally popular terms;
    `documents`, of equal numbers of rows.
    """

    rows: int
    terms: int = 1000
    length: float = 8.0
    popularity: float = 1.0
    documents: int = 100


def planted_sets(
    soil: Soil,
    *,
    seed: int,
    patterns: int = 10,
    sizes: Sequence[int] = SIZES,
    frequency: float | Sequence[float] = 0.01,
) -> Planted:
    """Plant sets: pattern i has `sizes[i % len(sizes)]` terms, in a share `frequency` of the rows.

    No term is in two patterns; they are neither of the most popular tenth of all terms nor of the
    rarest half. Raises ValueError when there are too few terms for that, or for frequencies that
    are not as many as patterns.

    >>> made = planted_sets(Soil(500, terms=60, documents=5), seed=1, patterns=2, frequency=[0.1, 0.2])
    >>> [len(pattern) for pattern in made.patterns], len(made.data), len(set(made.documents.tolist()))
    ([2, 3], 500, 5)
    """
    rows, items, _, chosen, planted = _grown(soil, seed, patterns, sizes, frequency)
    width = soil.terms
    cells = np.sort(rows * width + items)
    cells = cells[np.diff(cells, prepend=-1) > 0]  # numpy.unique takes sixty times as long here
    found = tuple(tuple(sorted(pattern)) for pattern in chosen)
    return Planted(_database(cells // width, cells % width, soil), found, planted, _documents(soil))


def planted_chains(
    soil: Soil,
    *,
    seed: int,
    patterns: int = 10,
    sizes: Sequence[int] = SIZES,
    frequency: float | Sequence[float] = 0.01,
) -> Planted:
    """Plant chains: as `planted_sets`, with the terms in a random order that every planted row keeps.

    Noise stands before, between and after the terms of a chain; rows may hold a term several times.

    >>> made = planted_chains(Soil(200, terms=60, documents=4), seed=1, patterns=1, frequency=0.5)
    >>> first, second = made.patterns[0]
    >>> rows = [made.data.row(number).tolist() for number in range(200)]
    >>> held = sum(first in row and second in row[row.index(first):] for row in rows)
    >>> held >= int(made.planted[0])
    True
    """
    rows, items, place, chosen, planted = _grown(soil, seed, patterns, sizes, frequency)
    bits = 62 - soil.rows.bit_length()
    order = np.argsort(rows << bits | (place * 2.0**bits).astype(np.int64), kind="stable")
    return Planted(_database(rows[order], items[order], soil), chosen, planted, _documents(soil))


def _grown(
    soil: Soil, seed: int, patterns: int, sizes: Sequence[int], frequency: float | Sequence[float]
) -> tuple[Counts, Counts, NDArray[np.float64], tuple[tuple[int, ...], ...], Counts]:
    """Cells as rows, items and places in the row (0 to 1); the patterns; their numbers of rows."""
    shares = [frequency] * patterns if isinstance(frequency, (int, float)) else list(frequency)
    if len(shares) != patterns or not all(0 <= share <= 1 for share in shares):
        raise ValueError(f"{patterns} patterns need as many shares from 0 to 1, not {shares}")
    source = PCG64(seed)
    chosen = _chosen(soil, [sizes[i % len(sizes)] for i in range(patterns)], source)
    lengths = np.searchsorted(_poisson(soil.length), uniform(source, soil.rows), side="right")
    rows = [np.repeat(np.arange(soil.rows, dtype=np.int64), lengths)]
    weights = np.arange(1, soil.terms + 1, dtype=np.float64) ** -soil.popularity
    popular = np.cumsum(weights) / weights.sum()
    drawn = np.searchsorted(popular, uniform(source, len(rows[0])), side="right")
    items = [np.minimum(drawn, soil.terms - 1)]
    place = [uniform(source, len(rows[0]))]
    planted = []
    for pattern, share in zip(chosen, shares, strict=True):
        where = np.flatnonzero(uniform(source, soil.rows) < share)
        planted.append(len(where))
        rows.append(np.repeat(where, len(pattern)))
        items.append(np.tile(np.array(pattern, np.int64), len(where)))
        random = uniform(source, len(where) * len(pattern)).reshape(len(where), len(pattern))
        place.append(np.sort(random, axis=1).ravel())
    parts = np.concatenate(rows), np.concatenate(items), np.concatenate(place)
    return *parts, chosen, np.array(planted, np.int64)


def _chosen(soil: Soil, sizes: Sequence[int], source: PCG64) -> tuple[tuple[int, ...], ...]:
    """The patterns, of different terms of middling popularity; code 0 is the most popular."""
    pool = np.arange(soil.terms // 10, soil.terms - soil.terms // 2)
    if sum(sizes) > len(pool):
        raise ValueError(f"{sum(sizes)} terms to plant, and {len(pool)} of middling popularity")
    order = iter(pool[permutation(source, len(pool))].tolist())
    return tuple(tuple(next(order) for _ in range(size)) for size in sizes)


def _poisson(mean: float) -> NDArray[np.float64]:
    """Cumulative probabilities of 0, 1, 2, …, as far as they can be told from 1."""
    numbers = np.arange(1, int(mean + 12 * mean**0.5 + 30))
    logs = np.concatenate(([0.0], np.cumsum(np.log(mean / numbers)))) - mean
    cumulated: NDArray[np.float64] = np.cumsum(np.exp(logs))
    return cumulated


def _database(rows: Counts, items: Counts, soil: Soil) -> Database:
    """Cells, sorted by row, as a database."""
    pointers = np.searchsorted(rows, np.arange(soil.rows + 1)).astype(np.int64)
    digits = len(str(soil.terms - 1))
    vocabulary = [f"term{code:0{digits}}" for code in range(soil.terms)]
    codes: Codes = items.astype(np.int32)
    return Database(pointers, codes, np.ones(soil.rows, np.int64), vocabulary).sealed()


def _documents(soil: Soil) -> Counts:
    """The number of its document by row: as many rows in each as can be."""
    return (
        np.arange(soil.rows, dtype=np.int64) * min(soil.documents, soil.rows) // max(1, soil.rows)
    )
