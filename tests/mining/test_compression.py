"""Compression: sizes, covers and gains are those of the definitions."""

import math
import os
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mining.reference_compression import in_cover_order, size, usages

from deltalang.mining.compression import CodeTable, slim, slim_steps
from deltalang.mining.compression.encoding import in_bits, log2s, logs_for
from deltalang.mining.compression.starting import state_of
from deltalang.mining.database import Database

EXAMPLES = 100_000 if os.environ.get("DELTALANG_LONG") == "1" else 60
COLUMNS = ("offsets", "terms", "support", "usage", "lengths", "gains")


def corpora(terms: int = 7, rows: int = 25) -> st.SearchStrategy[list[list[int]]]:
    """Rows of numbers that repeat one another: the parts of a few scenes."""
    row = st.lists(st.integers(0, terms - 1), max_size=terms, unique=True)
    few = st.lists(row, min_size=1, max_size=4)
    return few.flatmap(
        lambda scenes: st.lists(
            st.tuples(st.sampled_from(scenes), row).map(lambda two: sorted({*two[0], *two[1][:1]})),
            max_size=rows,
        )
    )


def scenes(seed: int, rows: int = 60, terms: int = 30, width: int = 6) -> list[list[int]]:
    """A corpus with planted patterns."""
    chance = np.random.default_rng(seed)
    planted = [chance.choice(terms, 3, replace=False) for _ in range(4)]
    return [
        sorted({*planted[chance.integers(4)].tolist(), *chance.integers(0, terms, width).tolist()})
        for _ in range(rows)
    ]


def elements_of(table: CodeTable) -> list[tuple[int, ...]]:
    return [element for element, _ in table]


def assert_same(one: CodeTable, other: CodeTable) -> None:
    for name in COLUMNS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    assert (one.baseline, one.data_bits, one.table_bits) == (
        other.baseline, other.data_bits, other.table_bits
    )  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(corpora())
def test_sizes_and_usages_are_those_of_the_definition(rows: list[list[int]]) -> None:
    table = slim(rows, engine="numpy")
    sets = [frozenset(row) for row in rows]
    elements = elements_of(table)
    assert elements == in_cover_order(elements, sets)
    assert table.baseline == pytest.approx(size(sets, []), abs=1e-6)
    assert table.bits == pytest.approx(size(sets, elements), abs=1e-6)
    assert table.bits <= table.baseline + 1e-6
    expected = usages(sets, elements)
    for number in range(len(table.usage)):
        assert table.usage[number] == expected[table.element(number)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(corpora())
def test_the_gain_of_an_element_is_what_its_removal_loses(rows: list[list[int]]) -> None:
    table = slim(rows, engine="numpy", effort=0)
    sets = [frozenset(row) for row in rows]
    for element in elements_of(table):
        others = [other for other in elements_of(table) if other != element]
        lost = size(sets, others) - table.bits
        assert table.gain(reversed(element)) == pytest.approx(lost, abs=1e-6)
        assert lost >= -1e-6


@settings(max_examples=EXAMPLES, deadline=None)
@given(corpora(), corpora())
def test_a_cover_gives_the_rows_back(rows: list[list[int]], others: list[list[int]]) -> None:
    table = slim([*rows, range(7)], engine="numpy", effort=0)
    for data in (rows, others):
        cover = table.cover(data)
        assert [list(row) for row in table.decode(cover)] == data
        for number in range(len(cover)):
            parts = [table.element(part) for part in cover.row(number).tolist()]
            assert Counter(term for part in parts for term in part) == Counter(data[number])


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(corpora(rows=10), st.data())
def test_a_weight_is_so_many_equal_rows(rows: list[list[int]], data: st.DataObject) -> None:
    weights = [data.draw(st.integers(0, 4)) for _ in rows]
    repeated = [row for row, weight in zip(rows, weights, strict=True) for _ in range(weight)]
    kept = sorted({term for row in repeated for term in row})
    weighted = slim(Database.of(rows, weights=weights), engine="numpy")
    plain = slim(repeated, engine="numpy")
    assert list(weighted) == list(plain)
    assert weighted.bits == pytest.approx(plain.bits, abs=1e-9)
    assert [term for term in weighted.vocabulary if term in kept] == list(plain.vocabulary)


@pytest.mark.parametrize("seed", range(6))
def test_exact_gains_are_what_insertion_and_removal_bring(seed: int) -> None:
    rows = scenes(seed)
    state = state_of(Database.of(rows), "numpy")
    sets = [frozenset(row) for row in rows]
    for _ in range(12):
        lefts, rights = state.best(5)
        gains = state.gains(lefts, rights)
        assert len(gains) == 5
        place = int(gains.argmin())  # also insertions that lose
        before = state.size
        number = state.elements.joined(int(lefts[place]), int(rights[place]))
        state.insert(number)
        assert before - state.size == gains[place]
        table = [state.elements.terms_of(one) for one in state.table.tolist()]
        assert in_bits(state.logs, state.size) == pytest.approx(size(sets, table), abs=1e-6)
        assert state.losses(np.array([number]))[0] == -gains[place]
    losses = dict(zip(state.table.tolist(), state.losses(state.table).tolist(), strict=True))
    first = next(iter(losses))
    before = state.size
    state.remove(first)
    assert before - state.size == losses[first]


@pytest.mark.parametrize(
    ("rows", "elements", "ratio"),
    [
        ([], [], 100.0),
        ([[]], [], 100.0),
        ([["a"]], [], 100.0),
        ([["a"], [], ["a"]], [], 100.0),
    ],
)
def test_next_to_nothing(rows: list[list[str]], elements: list[object], ratio: float) -> None:
    for engine in ("numpy", "auto"):
        table = slim(rows, engine=engine)
        assert elements_of(table) == elements
        assert table.ratio == ratio
        assert [list(row) for row in table.decode(table.cover(rows))] == rows


def test_one_row_and_equal_rows() -> None:
    for rows in ([list("abcd")], [list("abcd")] * 500):
        table = slim(rows, engine="numpy")
        assert elements_of(table) == [("a", "b", "c", "d")]
        assert table.data_bits == 0
        assert table.table_bits == 8  # the spelling: four terms of two bits


def test_rows_of_more_than_64_terms() -> None:
    rows = [[*range(90)]] * 3 + [[*range(70)]] * 3 + [[*range(50, 80)]] * 3
    table = slim(rows, engine="numpy")
    sets = [frozenset(row) for row in rows]
    assert table.bits == pytest.approx(size(sets, elements_of(table)), abs=1e-6)
    assert 0 < table.ratio < 100
    assert [list(row) for row in table.decode(table.cover(rows))] == rows


def test_the_same_seed_gives_the_same_table_in_any_order_of_rows() -> None:
    rows = scenes(3)
    assert_same(slim(rows, engine="numpy", seed=5), slim(rows, engine="numpy", seed=5))
    assert_same(slim(rows, engine="numpy", seed=5), slim(rows[::-1], engine="numpy", seed=5))


def test_logarithms_are_exact_to_nine_digits() -> None:
    numbers = [*range(1, 70_000), *(3**power for power in range(11, 32)), 2**50, 2**50 - 1]
    found = log2s(logs_for(2**20), np.array(numbers, np.int64)) / 2**30
    expected = np.array([math.log2(number) for number in numbers])
    assert np.abs(found - expected).max() < 4e-9
    large = logs_for(2**52)
    assert int(log2s(large, np.array([2**52]))[0]) == 52 << (30 - large.drop)


def test_too_much_is_refused() -> None:
    with pytest.raises(ValueError, match="leave out the longest"):
        slim([range(50_000)])
    with pytest.raises(ValueError, match="at most 4503599627370496 terms"):
        slim([["a", "b"]], weights=[2.0**52])


def test_options_are_checked_at_once() -> None:
    for options in ({"effort": -1}, {"max_time": float("nan")}, {"patience": -0.1}):
        with pytest.raises(ValueError, match="a number from 0"):
            slim_steps([["a"]], **options)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="an engine is one of"):
        slim([["a"]], engine="gpu")


def test_a_cover_needs_known_terms() -> None:
    with pytest.raises(ValueError, match="does not know the term 'z'"):
        slim([["a", "b"]], engine="numpy").cover([["a"], ["z"]])
    with pytest.raises(KeyError, match="no element"):
        slim([["a", "b"]], engine="numpy").gain(["a"])
