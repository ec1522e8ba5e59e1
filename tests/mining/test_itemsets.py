from __future__ import annotations

import os
import random
import time

import attrs
import numpy as np
import pytest
from mining import brute_itemsets as brute

from deltalang.mining.database import Database
from deltalang.mining.engines import choose
from deltalang.mining.itemsets import Asked, closed_itemsets, frequent_itemsets, mined
from deltalang.mining.patterns import Patterns

CORPORA = 100_000 if os.environ.get("DELTALANG_LONG") else 2_000
BATCHES = 20


@pytest.fixture(params=["numpy", "numba"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "numba":
        pytest.importorskip("numba")
    return str(request.param)


@pytest.fixture(params=["dense", "sparse"])
def kernel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def found(patterns: Patterns) -> brute.Found:
    """What was found as sets; fails when an itemset is there twice or has a term twice."""
    answer = {frozenset(terms): support for terms, support in patterns}
    assert len(answer) == len(patterns)
    assert sum(map(len, answer)) == patterns.lengths.sum()
    return answer


def arrays(patterns: Patterns) -> list[tuple[str, bytes]]:
    parts = (patterns.parent, patterns.offsets, patterns.terms, patterns.support)
    return [(part.dtype.str, part.tobytes()) for part in parts]


def corpus(seed: int) -> tuple[Database, int, list[list[int]], list[int] | None]:
    """A small random corpus of random density and a least support; half of them with weights."""
    chance = random.Random(seed)
    rows, terms, density = chance.randint(1, 9), chance.randint(1, 8), chance.random()
    lines = [[one for one in range(terms) if chance.random() < density] for _ in range(rows)]
    weights = [chance.choice([1, 1, 2, 3, 5, 9, 200]) for _ in lines]
    given = weights if chance.random() < 0.5 else None
    most = max(1, sum(given or [1] * rows) // 2)
    return Database.of(lines, weights=given), chance.randint(1, most), lines, given


def ways() -> list[tuple[str, str]]:
    engines = ["numpy"] if choose() == "numpy" else ["numpy", "numba"]
    kernels = {"numpy": ("dense", "sparse"), "numba": ("dense", "sparse", "auto")}
    return [(engine, kernel) for engine in engines for kernel in kernels[engine]]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_corpora_give_what_brute_force_gives_by_every_way(batch: int) -> None:
    for seed in range(batch, CORPORA, BATCHES):
        data, minimum, lines, weights = corpus(seed)
        every = brute.frequent(lines, minimum, weights)
        chance = random.Random(-seed)
        longest = chance.choice([None, None, 1, 2, 3, 5])
        shortest = min(chance.choice([1, 1, 2, 3]), longest or 3)
        memory = chance.choice([1, 4_000, 2**24])
        for closed, wanted in ((False, every), (True, brute.closed(every))):
            expected = brute.of_length(wanted, shortest, longest)
            asked = Asked(closed, shortest, longest, memory=memory)
            answers = [
                mined(data, minimum, attrs.evolve(asked, kernel=kernel), engine, None)
                for engine, kernel in ways()
            ]
            assert found(answers[0]) == expected, (seed, closed)
            assert {str(arrays(answer)) for answer in answers} == {str(arrays(answers[0]))}, seed


def test_the_first_patterns_are_those_of_the_whole_answer(engine: str, kernel: str) -> None:
    for seed in range(30):
        data, minimum, _, _ = corpus(seed)
        for closed in (False, True):
            asked = Asked(closed, kernel=kernel, memory=random.Random(seed).choice([1, 2**24]))
            whole = mined(data, minimum, asked, engine, None)
            for most in sorted({1, 2, len(whole) // 3, len(whole) - 1, len(whole)} - {-1, 0}):
                part = mined(data, minimum, attrs.evolve(asked, max_patterns=most), engine, None)
                assert part.limit == ("patterns" if most < len(whole) else None)
                assert list(part) == list(whole)[:most]
                assert part.parent.tolist() == whole.parent[:most].tolist()


def test_the_order_is_by_depth_then_from_the_rarest_term(engine: str, kernel: str) -> None:
    data = Database.of(["abc", "abd", "ab", "acd"])
    answer = mined(data, 2, Asked(False, kernel=kernel), engine, None)
    assert ["".join(terms) for terms, _ in answer] == [*"cdba", "ca", "da", "ba"]
    closed = mined(data, 2, Asked(True, kernel=kernel), engine, None)
    assert ["".join(terms) for terms, _ in closed] == ["a", "ac", "ad", "ab"]
    assert closed.parent.tolist() == [-1, 0, 0, 0]


def test_terms_in_every_scene_are_kept(engine: str) -> None:
    rows = ["ab", "abc", "ab"]
    assert dict(frequent_itemsets(rows, min_support=1.0, engine=engine)) == {
        ("a",): 3,
        ("b",): 3,
        ("a", "b"): 3,
    }
    assert dict(closed_itemsets(rows, min_support=1, engine=engine)) == {
        ("a", "b"): 3,
        ("a", "b", "c"): 1,
    }


@pytest.mark.parametrize("rows", [[], [[]], [[], []]])
def test_nothing_comes_of_nothing(rows: list[list[str]], engine: str, kernel: str) -> None:
    for closed in (False, True):
        for support in (1, 0.5):
            asked = Asked(closed, kernel=kernel, max_patterns=5)
            answer = mined(Database.of(rows), support, asked, engine, None)
            assert len(answer) == 0
            assert answer.limit is None


def test_an_empty_scene_counts_as_a_scene(engine: str) -> None:
    assert list(closed_itemsets(["a", "a", ""], min_support=0.5, engine=engine)) == [(("a",), 2)]
    assert not list(closed_itemsets(["a", "", ""], min_support=0.5, engine=engine))


def test_weights_count_scenes_exactly_however_large_they_are(engine: str, kernel: str) -> None:
    large = 2**53 - 1
    data = Database.of(["ab", "a", "b"], weights=[large, large - 1, 1])
    answer = mined(data, 2, Asked(False, kernel=kernel), engine, None)
    assert dict(answer) == {("b",): large + 1, ("a",): 2 * large - 1, ("b", "a"): large}


def test_a_database_and_lists_give_the_same(engine: str) -> None:
    rows = ["ab", "abc", "c"]
    weights = [1, 2, 3]
    for mine in (frequent_itemsets, closed_itemsets):
        of_lists = mine(rows, min_support=3, weights=weights, engine=engine)
        data = Database.of(rows)
        assert arrays(mine(data, min_support=3, weights=weights, engine=engine)) == arrays(of_lists)
        given = Database.of(rows, weights=weights)
        assert arrays(mine(given, min_support=3, engine=engine)) == arrays(of_lists)


def test_roots_hold_the_terms_of_parents_that_are_too_short(engine: str) -> None:
    answer = frequent_itemsets(["abc"], min_support=1, min_length=2, engine=engine)
    assert answer.parent.tolist() == [-1, -1, -1, 0]
    assert ["".join(terms) for terms, _ in answer] == ["ab", "ac", "bc", "abc"]


def test_sequences_are_mined_as_sets(engine: str) -> None:
    data = Database.of_sequences(["bab", "ba"])
    assert dict(closed_itemsets(data, min_support=1, engine=engine)) == {("a", "b"): 2}


def test_a_run_ends_in_time_with_what_it_found(engine: str) -> None:
    start = time.monotonic()
    answer = closed_itemsets(
        [[one for one in range(40) if one != row] for row in range(40)],
        min_support=1,
        max_time=0.3,
        engine=engine,
    )
    assert answer.limit == "time"
    assert time.monotonic() - start < 5
    assert len(answer) > 40
    assert (answer.parent < np.arange(len(answer))).all()


def test_a_cancelled_run_keeps_what_it_found(engine: str) -> None:
    def cancel(number: int) -> None:
        if number >= 100:
            raise KeyboardInterrupt

    rows = [[one for one in range(25) if one != row] for row in range(25)]
    answer = frequent_itemsets(rows, min_support=1, progress=cancel, engine=engine)
    assert answer.limit == "cancelled"
    assert len(answer) >= 100


def test_progress_hears_of_growing_numbers() -> None:
    heard: list[int] = []
    rows = [[one for one in range(12) if one != row] for row in range(12)]
    frequent_itemsets(rows, min_support=1, progress=heard.append, engine="numpy", memory=1)
    assert heard == sorted(heard)
    assert heard[-1] == 2**12 - 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_support": 0},
        {"min_support": 1.5},
        {"min_length": 0},
        {"min_length": 3, "max_length": 2},
        {"max_length": 0},
        {"max_patterns": 0},
        {"max_time": -1},
        {"max_time": float("nan")},
        {"memory": 0},
        {"weights": [-1]},
        {"weights": [float("nan")]},
        {"weights": [1, 1]},
        {"engine": "abacus"},
    ],
)
def test_senseless_wishes_are_refused(wrong: dict[str, object]) -> None:
    for mine in (frequent_itemsets, closed_itemsets):
        with pytest.raises(ValueError):
            mine(["ab"], **{"min_support": 1, **wrong})  # type: ignore[arg-type]
