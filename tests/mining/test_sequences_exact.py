"""Sequential patterns are what trying everything gives, in order, whatever the engine."""

import os
import random
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
import pytest
from mining import brute_sequences as brute

from deltalang.mining.database import Database
from deltalang.mining.patterns import Patterns
from deltalang.mining.sequences import sequential_patterns

CORPORA = 100_000 if os.environ.get("DELTALANG_LONG") else 2_000
PARTS = 4
ENGINES = ["numpy", "numba"] if find_spec("numba") else ["numpy"]
ARRAYS = ("parent", "offsets", "terms", "support", "joined")


def as_paths(found: Patterns) -> list[tuple[list[tuple[int, bool]], int]]:
    flat = found.flat()
    terms = [found.vocabulary[code] for code in flat.terms.tolist()]
    joined = [False] * len(terms) if flat.joined is None else flat.joined.tolist()
    steps = list(zip(terms, joined, strict=True))
    bounds = flat.offsets.tolist()
    paths = [steps[begin:end] for begin, end in pairwise(bounds)]
    return list(zip(paths, found.support.tolist(), strict=True))


@pytest.mark.parametrize("part", range(PARTS))
def test_random_corpora(part: int) -> None:
    for seed in range(part, CORPORA, PARTS):
        chance = random.Random(seed)
        beats = seed // PARTS % 2 == 1
        corpus, weights = brute.random_corpus(chance, beats=beats)
        limits = brute.random_limits(chance)
        least = chance.randint(1, max(1, sum(weights)))
        shortest, longest = chance.randint(1, 2), chance.choice([None, None, 2, 3])
        if beats:
            data = Database.of_beats(corpus, weights=weights)
        else:
            data = Database.of_sequences([[t for (t,) in row] for row in corpus], weights=weights)
        every = brute.frequent(corpus, weights, least, **limits)
        for closed in (False, True):
            want = [
                (steps, count)
                for steps, count in brute.in_order(brute.closed(every) if closed else every)
                if shortest <= len(steps) <= (longest or len(steps))
            ]
            found = [
                sequential_patterns(
                    data,
                    min_support=least,
                    closed=closed,
                    min_length=shortest,
                    max_length=longest,
                    engine=engine,
                    **limits,
                )
                for engine in ENGINES
            ]
            said = f"seed {seed}, closed {closed}, {limits}, {least} of {weights}: {corpus}"
            assert as_paths(found[0]) == want, said
            for name in ARRAYS:
                one, *others = (getattr(each, name) for each in found)
                for other in others:
                    same = one is other or (one.dtype == other.dtype and np.array_equal(one, other))
                    assert same, f"{name} of the engines differ, {said}"


@pytest.mark.parametrize("limits", [{}, {"max_gap": 3}, {"max_window": 6}, {"min_gap": 2}])
@pytest.mark.parametrize("beats", [False, True])
def test_engines_agree_on_larger_corpora(limits: dict[str, int], beats: bool) -> None:
    pytest.importorskip("numba")
    chance = np.random.default_rng(5)
    rows = [chance.geometric(0.2, chance.integers(5, 25)).tolist() for _ in range(300)]
    data = Database.of_sequences(rows)
    if beats:
        data = Database.of_beats(
            [[row[at : at + 2] for at in range(0, len(row), 2)] for row in rows]
        )
    one, two = (
        sequential_patterns(data, min_support=40, engine=engine, **limits)  # type: ignore[arg-type]
        for engine in ("numpy", "numba")
    )
    assert len(one) > 50
    for name in ARRAYS:
        assert np.array_equal(getattr(one, name), getattr(two, name))
