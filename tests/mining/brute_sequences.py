"""Sequential patterns by trying everything: the definition, and nothing clever."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain, combinations
from typing import Any

Beat = tuple[int, ...]
Chain = tuple[Beat, ...]


def frequent(
    corpus: list[list[Beat]],
    weights: list[int],
    least: int,
    *,
    min_gap: int = 1,
    max_gap: int | None = None,
    max_window: int | None = None,
) -> dict[Chain, int]:
    """Every chain that sequences of enough weight hold."""
    counts: dict[Chain, int] = {}
    for row, weight in zip(corpus, weights, strict=True):
        for held in set(_held(row, min_gap, max_gap, max_window)):
            counts[held] = counts.get(held, 0) + weight
    return {one: count for one, count in counts.items() if count >= least}


def _held(
    row: list[Beat], min_gap: int, max_gap: int | None, max_window: int | None
) -> Iterator[Chain]:
    """Everything that a sequence holds, once for every way."""

    def later(taken: Chain, first: int, last: int) -> Iterator[Chain]:
        for at in range(last + min_gap, len(row)):
            near = max_gap is None or at - last <= max_gap
            if near and (max_window is None or at - first < max_window):
                for part in _parts(row[at]):
                    yield (*taken, part)
                    yield from later((*taken, part), first, at)

    for at, beat in enumerate(row):
        for part in _parts(beat):
            yield (part,)
            yield from later((part,), at, at)


def _parts(beat: Beat) -> list[Beat]:
    """The subsets of a beat, without the empty one."""
    terms = sorted(set(beat))
    sizes = range(1, len(terms) + 1)
    return list(chain.from_iterable(combinations(terms, size) for size in sizes))


def closed(found: dict[Chain, int]) -> dict[Chain, int]:
    """Those that no frequent chain with one term more equals or exceeds."""
    beaten = {
        part
        for longer, count in found.items()
        for part in _shorter(longer)
        if count >= found.get(part, count + 1)
    }
    return {one: count for one, count in found.items() if one not in beaten}


def _shorter(one: Chain) -> Iterator[Chain]:
    """A chain without each of its terms."""
    for at, beat in enumerate(one):
        for term in beat:
            left = tuple(other for other in beat if other != term)
            yield (*one[:at], *([left] if left else []), *one[at + 1 :])


def path(one: Chain) -> list[tuple[int, bool]]:
    """A chain as steps: term, and whether it joins the beat before it."""
    return [(term, place > 0) for beat in one for place, term in enumerate(beat)]


def in_order(found: dict[Chain, int]) -> list[tuple[list[tuple[int, bool]], int]]:
    """Chains as paths with supports, in the order of results."""
    paths = [(path(one), count) for one, count in found.items()]
    return sorted(paths, key=lambda pair: (len(pair[0]), pair[0]))


def random_corpus(chance: random.Random, *, beats: bool) -> tuple[list[list[Beat]], list[int]]:
    """Some sequences of few terms, now and then all alike, empty, or weighted."""
    terms = chance.randint(1, 4)
    longest = chance.randint(0, 5 if beats else 7)

    def beat() -> Beat:
        size = chance.randint(0, 2) if beats else 1
        return tuple(chance.randrange(terms) for _ in range(size))

    corpus = [
        [beat() for _ in range(chance.randint(0, longest))] for _ in range(chance.randint(0, 6))
    ]
    if corpus and chance.random() < 0.2:
        corpus = [corpus[0]] * len(corpus)
    heavy = chance.random() < 0.4
    return corpus, [chance.randint(1, 4) if heavy else 1 for _ in corpus]


def random_limits(chance: random.Random) -> dict[str, Any]:
    """Limits of gaps and windows, mostly none."""
    limits: dict[str, Any] = {}
    if chance.random() < 0.3:
        limits["min_gap"] = chance.randint(1, 3)
    if chance.random() < 0.4:
        limits["max_gap"] = limits.get("min_gap", 1) + chance.randint(0, 2)
    if chance.random() < 0.4:
        limits["max_window"] = chance.randint(1, 5)
    return limits
