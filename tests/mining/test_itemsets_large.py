"""Inputs that are large in one way or another: they must end, and take no more room than they need."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from deltalang.mining.database import Database
from deltalang.mining.itemsets import closed_itemsets, frequent_itemsets
from deltalang.mining.patterns import Patterns

Mine = Callable[..., Patterns]


@pytest.fixture(params=["numpy", "numba"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "numba":
        pytest.importorskip("numba")
    return str(request.param)


def database(rows: list[np.ndarray], size: int) -> Database:
    """Rows of codes as they are, of a vocabulary of numbers."""
    pointers = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    items = np.concatenate(rows).astype(np.int32)
    return Database(pointers, items, np.ones(len(rows), np.int64), range(size))


def test_five_million_terms(engine: str) -> None:
    size = 5_000_000
    rows = list(np.arange(size).reshape(-1, 10)) + [np.array([3, 7, 4_999_999])] * 2
    data = database(rows, size)
    assert list(closed_itemsets(data, min_support=2, engine=engine)) == [
        ((3, 7), 3),
        ((4_999_999,), 3),
        ((3, 7, 4_999_999), 2),
    ]


def test_one_scene_of_fifty_thousand_terms(engine: str) -> None:
    data = database([np.arange(50_000)], 50_000)
    closed = closed_itemsets(data, min_support=1, engine=engine)
    assert closed.lengths.tolist() == [50_000]
    first = frequent_itemsets(data, min_support=1, max_patterns=60_000, engine=engine)
    assert first.limit == "patterns"
    assert first.lengths.tolist() == [1] * 50_000 + [2] * 10_000


@pytest.mark.parametrize("mine", [closed_itemsets, frequent_itemsets])
def test_long_scenes_end_in_time_and_in_bounded_room(mine: Mine, engine: str) -> None:
    chance = np.random.default_rng(1)
    data = database([np.flatnonzero(chance.random(50_000) < 0.5) for _ in range(4)], 50_000)
    mine([[1]], min_support=1, engine=engine)  # what is compiled is compiled now
    tracemalloc.start()
    start = time.monotonic()
    answer = mine(data, min_support=1, max_time=0.5, max_patterns=10**6, engine=engine)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.limit in ("patterns", "time") or len(answer) == 2**4 - 1
    assert time.monotonic() - start < 20
    assert peak < 300_000_000


def test_equal_scenes(engine: str) -> None:
    data = database([np.arange(8)] * 100_000, 8)
    assert list(closed_itemsets(data, min_support=0.5, engine=engine)) == [
        (tuple(range(8)), 100_000)
    ]
    frequent = frequent_itemsets(data, min_support=0.5, engine=engine)
    assert len(frequent) == 255
    assert set(frequent.support.tolist()) == {100_000}
