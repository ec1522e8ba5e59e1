"""Compression: both engines give the same bytes."""

import numpy as np
import pytest
from hypothesis import given, settings
from mining.test_compression import EXAMPLES, assert_same, corpora, scenes

from deltalang.mining.compression import slim, slim_steps
from deltalang.mining.compression.starting import state_of
from deltalang.mining.database import Database

pytest.importorskip("numba")


@settings(max_examples=EXAMPLES, deadline=None)
@given(corpora())
def test_the_same_table_from_any_corpus(rows: list[list[int]]) -> None:
    assert_same(slim(rows, engine="numpy"), slim(rows, engine="numba"))


@pytest.mark.parametrize("seed", range(8))
def test_the_same_steps(seed: int) -> None:
    rows = scenes(seed, rows=300, terms=60)
    numpy_steps = slim_steps(rows, engine="numpy", seed=seed, effort=2)
    numba_steps = slim_steps(rows, engine="numba", seed=seed, effort=2)
    for one, other in zip(numpy_steps, numba_steps, strict=True):
        assert (one.added, one.removed, one.gain, one.bits) == (
            other.added, other.removed, other.gain, other.bits
        )  # fmt: skip


def test_the_same_for_long_rows_and_large_weights() -> None:
    rows = [[*range(90)], [*range(70)], [*range(50, 80)], [*range(3)]]
    weights = [3, 70_000, 2**40, 5]
    assert_same(
        slim(rows, weights=weights, engine="numpy"), slim(rows, weights=weights, engine="numba")
    )


def test_the_same_state_after_many_changes() -> None:
    """Everything that both engines keep, and the answers they give from it."""
    data = Database.of(scenes(4, rows=200, terms=40))
    one, other = state_of(data, "numpy"), state_of(data, "numba")
    chance = np.random.default_rng(1)
    for _ in range(60):
        lefts, rights = one.best(20)
        np.testing.assert_array_equal((lefts, rights), other.best(20))
        np.testing.assert_array_equal(one.gains(lefts, rights), other.gains(lefts, rights))
        np.testing.assert_array_equal(one.losses(one.table), other.losses(other.table))
        some = chance.integers(0, len(lefts), 2)
        for state in (one, other):
            state.reject(lefts[some], rights[some])
        place = int(chance.integers(0, len(lefts)))
        for state in (one, other):
            state.insert(state.elements.joined(int(lefts[place]), int(rights[place])))
        if chance.random() < 0.4:
            gone = int(chance.choice(one.table))
            one.remove(gone)
            other.remove(gone)
        count = one.elements.count
        assert (one.size, one.work, one.clock) == (other.size, other.work, other.clock)
        np.testing.assert_array_equal(one.usage[:count], other.usage[:count])
        np.testing.assert_array_equal(one.changed[:count], other.changed[:count])
        np.testing.assert_array_equal(one.rest, other.rest)


def test_the_same_from_the_table_of_logarithms_and_from_interpolation() -> None:
    rows = [["a", "b", "c"], ["a", "b"], ["c", "d"], ["d"]]
    weights = [90_000, 80_000, 70_000, 1_000_000]
    one = slim(rows, weights=weights, engine="numpy")
    assert_same(one, slim(rows, weights=weights, engine="numba"))
    assert len(one) > 0


def test_the_same_where_rare_pairs_are_passed_over() -> None:
    rows = scenes(7, rows=1500, terms=400)
    tables = [slim(rows, engine=engine, effort=0, max_patterns=30) for engine in ("numpy", "numba")]
    assert_same(*tables)
