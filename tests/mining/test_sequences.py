"""Sequential patterns: what they are, limits, and bad input."""

import time
from itertools import count

import numpy as np
import pytest

from deltalang.mining.database import Database
from deltalang.mining.patterns import Patterns
from deltalang.mining.sequences import sequential_patterns

DATA = ["abcab", "acbb", "bacb", "abc"]


def chains(found: Patterns) -> dict[str, int]:
    return {"".join(terms): support for terms, support in found}


@pytest.fixture(params=["numpy", "numba"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "numba":
        pytest.importorskip("numba")
    return str(request.param)


def test_a_sequence_counts_once(engine: str) -> None:
    found = chains(sequential_patterns(["aaa", "aa", "b"], min_support=2, engine=engine))
    assert found == {"a": 2, "aa": 2}


def test_patterns_of_every_sequence_are_found(engine: str) -> None:
    found = sequential_patterns(["ab", "ab"], min_support=1.0, engine=engine)
    assert chains(found) == {"a": 2, "b": 2, "ab": 2}


def test_gaps_count_the_beats_that_are_not_frequent(engine: str) -> None:
    found = sequential_patterns(["axb", "ayb"], min_support=2, max_gap=1, engine=engine)
    assert chains(found) == {"a": 2, "b": 2}
    found = sequential_patterns(["axb", "ayb"], min_support=2, min_gap=2, engine=engine)
    assert chains(found) == {"a": 2, "b": 2, "ab": 2}


def test_a_later_match_counts_where_the_first_one_leads_nowhere(engine: str) -> None:
    found = sequential_patterns(["axxabc"] * 2, min_support=2, max_window=3, engine=engine)
    assert chains(found)["abc"] == 2


def test_a_window_goes_from_the_first_to_the_last_beat(engine: str) -> None:
    found = sequential_patterns(["abcd"], min_support=1, max_window=3, engine=engine)
    assert "abc" in chains(found) and "acd" not in chains(found) and "bcd" in chains(found)


def test_beats_hold_several_terms(engine: str) -> None:
    data = Database.of_beats([[["a"], ["b", "c"]], [["a", "x"], ["c", "b"]]])
    found = sequential_patterns(data, min_support=2, closed=True, engine=engine)
    assert list(found) == [(("a", "b", "c"), 2)]
    assert found.joined is not None and found.joined.tolist() == [False, False, True]


def test_of_one_term_a_new_beat_comes_before_the_same_beat(engine: str) -> None:
    data = Database.of_beats([[["a", "b"], ["b"]]])
    found = sequential_patterns(data, min_support=1, max_length=2, engine=engine)
    assert found.joined is not None
    assert list(zip(found.terms.tolist(), found.joined.tolist(), strict=True)) == [
        (0, False), (1, False), (1, False), (1, True), (1, False),
    ]  # fmt: skip


def test_weights_are_supports(engine: str) -> None:
    found = sequential_patterns(["ab", "b"], weights=[5, 7], min_support=6, engine=engine)
    assert chains(found) == {"b": 12}


def test_closed_patterns_stay_the_same_under_a_largest_length(engine: str) -> None:
    every = sequential_patterns(DATA, min_support=2, closed=True, engine=engine)
    some = sequential_patterns(DATA, min_support=2, closed=True, max_length=3, engine=engine)
    assert chains(some) == {one: n for one, n in chains(every).items() if len(one) <= 3}


def test_lengths_cut_the_tree_at_both_ends(engine: str) -> None:
    every = chains(sequential_patterns(DATA, min_support=2, engine=engine))
    found = sequential_patterns(DATA, min_support=2, min_length=2, max_length=3, engine=engine)
    assert chains(found) == {one: n for one, n in every.items() if 2 <= len(one) <= 3}
    assert found.parent.max() >= 0 and set(found.lengths.tolist()) == {2, 3}


@pytest.mark.parametrize("rows", [[], [[]], [[], []]])
@pytest.mark.parametrize("closed", [True, False])
def test_nothing_gives_nothing(rows: list[list[str]], closed: bool, engine: str) -> None:
    found = sequential_patterns(rows, min_support=1, closed=closed, min_length=2, engine=engine)
    assert len(found) == 0 and found.limit is None and found.offsets.tolist() == [0]


@pytest.mark.parametrize("most", [1, 3, 4, 9, 20])
def test_the_first_patterns_are_kept(most: int, engine: str) -> None:
    every = list(sequential_patterns(DATA, min_support=1, engine=engine))
    found = sequential_patterns(DATA, min_support=1, max_patterns=most, engine=engine)
    assert list(found) == every[:most]
    assert found.limit == "patterns"


def test_as_many_patterns_as_there_are_is_no_limit(engine: str) -> None:
    every = sequential_patterns(DATA, min_support=1, engine=engine)
    found = sequential_patterns(DATA, min_support=1, max_patterns=len(every), engine=engine)
    assert found.limit is None and list(found) == list(every)


def test_the_number_of_patterns_ends_a_search_that_would_never_end(engine: str) -> None:
    rows = [[*range(200)]] * 3
    found = sequential_patterns(rows, min_support=3, max_patterns=30_000, engine=engine)
    assert len(found) == 30_000 and found.lengths.max() == 3


def test_time_ends_a_search_that_would_never_end(engine: str) -> None:
    begin = time.monotonic()
    rows = [[*range(200)]] * 3
    sequential_patterns(rows, min_support=3, max_length=1, engine=engine)
    found = sequential_patterns(rows, min_support=3, max_time=0.05, engine=engine)
    assert found.limit == "time" and len(found) > 200
    assert time.monotonic() - begin < 30


def test_an_interrupted_search_keeps_what_was_found(engine: str) -> None:
    calls = count()

    def interrupt(_found: int) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt

    found = sequential_patterns(
        [[*range(200)]] * 3, min_support=3, engine=engine, progress=interrupt
    )
    assert found.limit == "cancelled" and len(found) > 200


def test_little_memory_changes_nothing(engine: str) -> None:
    chance = np.random.default_rng(4)
    rows = chance.integers(0, 9, (200, 30)).tolist()
    one = sequential_patterns(rows, min_support=150, engine=engine)
    two = sequential_patterns(rows, min_support=150, engine=engine, memory=1)
    assert np.array_equal(one.terms, two.terms) and np.array_equal(one.support, two.support)


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_support": 0},
        {"min_support": 1.5},
        {"min_gap": 0},
        {"min_gap": 3, "max_gap": 2},
        {"max_window": 0},
        {"min_length": 0},
        {"min_length": 3, "max_length": 2},
        {"weights": [1]},
        {"engine": "abacus"},
    ],
)
def test_numbers_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        sequential_patterns(DATA, **{"min_support": 1, **wrong})  # type: ignore[arg-type]
