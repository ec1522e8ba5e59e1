"""Shuffling: margins stay exactly, everything else goes."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deltalang.mining.database import Database
from deltalang.mining.evidence.planting import Soil, planted_chains, planted_sets
from deltalang.mining.evidence.selfsufficient import self_sufficient
from deltalang.mining.evidence.shuffling import moved, shuffled, shuffled_sequences

SETS = st.lists(st.sets(st.integers(0, 9)), max_size=14)
LISTS = st.lists(st.lists(st.integers(0, 6), max_size=9), max_size=12)
BEATS = st.lists(st.lists(st.sets(st.integers(0, 5), min_size=1), max_size=4), max_size=8)
SEEDS = st.integers(0, 2**64)
ROUNDS = st.integers(0, 5)


def lengths(data):
    return np.diff(data.pointers).tolist()


def structure(row):
    """Which places of a row hold the same term."""
    first = {}
    return [first.setdefault(term, len(first)) for term in row]


@settings(deadline=None)
@given(SETS, SEEDS, ROUNDS, st.booleans())
def test_sets_keep_row_lengths_and_supports(rows, seed, rounds, grouped):
    groups = np.arange(len(rows)) // 2 if grouped and len(rows) > 2 else None
    data = Database.of(rows)
    null = shuffled(data, seed=seed, rounds=rounds, groups=groups)
    assert lengths(null) == lengths(data)
    assert null.supports().tolist() == data.supports().tolist()
    assert null.vocabulary == data.vocabulary
    assert null.as_sets() is null  # ascending, each once
    assert not null.items.flags.writeable


@settings(deadline=None)
@given(LISTS, SEEDS, ROUNDS)
def test_sequences_keep_lengths_supports_and_the_places_of_repeats(rows, seed, rounds):
    data = Database.of_sequences(rows)
    null = shuffled_sequences(data, seed=seed, rounds=rounds)
    assert null.supports().tolist() == data.supports().tolist()
    assert [structure(row) for row in null] == [structure(row) for row in data]


@settings(deadline=None)
@given(BEATS, SEEDS, ROUNDS)
def test_beats_keep_their_sizes_and_hold_a_term_once(rows, seed, rounds):
    data = Database.of_beats(rows)
    null = shuffled_sequences(data, seed=seed, rounds=rounds)
    assert null.supports().tolist() == data.supports().tolist()
    assert null.beats.tolist() == data.beats.tolist()
    assert lengths(null) == lengths(data)
    for number in range(len(null)):
        begin, end = null.pointers[number : number + 2]
        cells = list(zip(null.beats[begin:end], null.row(number), strict=True))
        assert cells == sorted(set(cells))
        assert len(set(null.row(number))) == len(set(data.row(number)))


def test_without_rounds_a_sequence_loses_its_order_only():
    data = Database.of_sequences(["abcde", "fg", "a"] * 50)
    null = shuffled_sequences(data, seed=1, rounds=0)
    assert [sorted(row) for row in null] == [sorted(row) for row in data]
    orders = Counter(row for row in null if len(row) == 5)
    assert len(orders) > 30


def test_every_matrix_of_the_margins_is_equally_likely():
    """Row lengths 2, 1, 1 and supports 2, 1, 1 have five matrices."""
    data = Database.of([[0, 1], [0], [2]])
    subsets = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]
    possible = {
        rows
        for rows in product(map(tuple, subsets), repeat=3)
        if [*map(len, rows)] == [2, 1, 1] and sorted(sum(rows, ())) == [0, 0, 1, 2]
    }
    seen = Counter(tuple(shuffled(data, seed=seed, rounds=12)) for seed in range(1000))
    assert set(seen) == possible
    assert len(possible) == 5
    assert all(abs(count - 200) < 60 for count in seen.values())  # 200 ± 13


def test_rows_of_one_group_never_trade():
    """Each row has terms of its own, so after one round it shows whom it traded with."""
    data = Database.of([[(row, n) for n in range(6)] for row in range(20)])
    groups = np.arange(20) % 2
    partners = Counter()
    for seed in range(40):
        for number, row in enumerate(shuffled(data, seed=seed, rounds=1, groups=groups)):
            others = {source for source, _ in row} - {number}
            assert len(others) <= 1
            assert all(groups[other] != groups[number] for other in others)
            partners.update(others)
    assert len(partners) == 20


def test_weights_become_rows_and_groups_go_with_them():
    data = Database.of([["a", "b"], ["c"], ["d"]], weights=[3, 1, 2])
    null = shuffled(data, seed=0, groups=[0, 1, 1])
    assert lengths(null) == [2, 2, 2, 1, 1, 1]
    assert null.supports().tolist() == data.supports().tolist()
    chains = Database.of_sequences(["aba", "c", "d"], weights=[3, 1, 2])
    null = shuffled_sequences(chains, seed=0, groups=[0, 1, 1])
    assert lengths(null) == [3, 3, 3, 1, 1, 1]
    assert null.supports().tolist() == chains.supports().tolist()


def test_a_seed_gives_the_same_everywhere():
    data = Database.of(["abcd", "aef", "bg", "cdg", "h", "ah"])
    assert ["".join(row) for row in shuffled(data, seed=5)] == [
        "abfg",
        "abh",
        "ch",
        "cde",
        "a",
        "dg",
    ]
    chains = Database.of_sequences(["abcd", "aefa", "bg", "cdg", "h", "ah"])
    assert ["".join(row) for row in shuffled_sequences(chains, seed=5)] == [
        "gfab",
        "ahba",
        "ch",
        "cde",
        "a",
        "gd",
    ]


def test_planted_sets_are_gone():
    made = planted_sets(Soil(4000, terms=300, length=6), seed=2, frequency=0.02)
    assert self_sufficient(made.data, made.patterns).accepted.all()
    null = shuffled(made.data, seed=1, groups=made.documents)
    assert not self_sufficient(null, made.patterns).accepted.any()


def test_planted_chains_lose_their_order():
    made = planted_chains(Soil(2000, terms=100), seed=3, patterns=1, frequency=0.5)
    first, second = made.patterns[0]
    null = shuffled_sequences(made.data, seed=1, rounds=0)

    def forward(data):
        rows = (data.row(number).tolist() for number in range(len(data)))
        both = [row for row in rows if row.count(first) == row.count(second) == 1]
        return sum(row.index(first) < row.index(second) for row in both) / len(both)

    assert forward(made.data) > 0.95
    assert 0.45 < forward(null) < 0.55


def test_rounds_mix_until_chance_holds_them():
    data = planted_sets(Soil(2000, terms=200), seed=1).data
    shares = [moved(data, shuffled(data, seed=1, rounds=rounds)) for rounds in (0, 1, 4, 16, 32)]
    assert shares[0] == 0
    assert 0.2 < shares[1] < shares[2] < shares[3]
    assert shares[4] == pytest.approx(shares[3], abs=0.01)


def test_nothing_to_shuffle():
    assert len(shuffled(Database.of([]), seed=0)) == 0
    assert list(shuffled(Database.of([[], []]), seed=0)) == [(), ()]
    assert list(shuffled(Database.of([["a", "b"]] * 3), seed=0)) == [("a", "b")] * 3
    assert len(shuffled_sequences(Database.of_sequences([]), seed=0)) == 0
    assert moved(Database.of([]), Database.of([])) == 0


def test_what_cannot_be_shuffled_is_refused():
    data = Database.of(["ab", "c"])
    with pytest.raises(ValueError, match="2 rows need as many groups, not 1"):
        shuffled(data, seed=0, groups=[1])
    with pytest.raises(ValueError, match="one group"):
        shuffled(data, seed=0, groups=[1, 1])
    with pytest.raises(ValueError, match="from 0"):
        shuffled(data, seed=0, rounds=-1)
    with pytest.raises(ValueError, match="same rows"):
        moved(data, Database.of([]))
