"""Supports of subsets, splits and critical values against counting one by one."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deltalang.mining.database import Database
from deltalang.mining.evidence.counting import SHORT, Covers, supports_of_subsets
from deltalang.mining.evidence.layers import critical_values
from deltalang.mining.evidence.splits import Plan, Tables

ROWS = st.lists(st.sets(st.integers(0, 12)), max_size=12)


def support(rows, weights, codes, without=()):
    return sum(
        weight
        for number, (row, weight) in enumerate(zip(rows, weights, strict=True))
        if number not in without and set(codes) <= row
    )


def database(rows, weights):
    everything = Database.of([*rows, range(13)], weights=[*weights, 1])  # codes are the numbers
    return everything.where(np.arange(len(everything)) < len(rows))


@settings(deadline=None)
@given(ROWS, st.data(), st.sampled_from([1, 2, 5, SHORT, SHORT + 1, 13]), st.booleans())
def test_every_subset_is_counted_exactly(rows, data, size, weighted):
    weights = [data.draw(st.integers(1, 9)) if weighted else 1 for _ in rows]
    codes = data.draw(st.permutations(range(13)))[:size]
    out = data.draw(st.none() | st.sets(st.integers(0, max(0, len(rows) - 1)))) if rows else None
    without = None if out is None else np.isin(np.arange(len(rows)), sorted(out))
    covers = Covers.of(database(rows, weights), np.array(codes, np.int32))
    masks = np.arange(1, 1 << size)
    if size > SHORT:
        masks = masks[:: len(masks) // 40]
    found = supports_of_subsets(covers, codes, masks, without)
    parts = [[codes[j] for j in range(size) if mask >> j & 1] for mask in masks.tolist()]
    assert found.tolist() == [support(rows, weights, part, out or ()) for part in parts]
    assert not covers.scratch.any()
    assert covers.of_all(codes).tolist() == [n for n, row in enumerate(rows) if set(codes) <= row]


def test_a_rare_term_has_no_bitmap_and_counts_alike():
    rows = [{0, 1}] + [{1}] * 40 + [{0, 2}] + [set()] * 80
    covers = Covers.of(database(rows, [1] * len(rows)), np.array([0, 1, 2, 3], np.int32))
    assert sorted(covers.bitmaps) == [1]
    assert supports_of_subsets(covers, [0, 2], np.array([1, 2, 3])).tolist() == [2, 1, 1]
    assert covers.of_all([1, 0]).tolist() == [0]
    assert covers.of_all([3, 0]).tolist() == []


@pytest.mark.parametrize("size", range(2, SHORT + 1))
def test_every_split_of_a_short_pattern_is_there_once(size):
    plan = Plan.of(size)
    splits = {
        frozenset(plan.subsets[[a, b]].tolist()) for a, b in zip(plan.left, plan.right, strict=True)
    }
    assert len(splits) == len(plan.left) == 2 ** (size - 1) - 1
    assert all(a ^ b == 2**size - 1 for a, b in map(sorted, splits))


@pytest.mark.parametrize("size", [SHORT + 1, 40, 62])
def test_a_long_pattern_has_every_term_against_the_rest_and_two_halvings(size):
    plan = Plan.of(size)
    left, right = plan.subsets[plan.left], plan.subsets[plan.right]
    assert (left & 1 == 1).all()
    assert (left + right == plan.subsets[-1]).all()
    smaller = np.minimum(np.bitwise_count(left), np.bitwise_count(right))
    assert sorted(smaller.tolist()) == [1] * size + [size // 2] * 2
    assert len(set(left.tolist())) == size + 2


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 3)), min_size=1, max_size=10))
def test_implied_terms_are_those_that_a_proper_part_does_not_need(rows):
    codes = [0, 1, 2, 3]
    covers = Covers.of(database(rows, [1] * len(rows)), np.array(codes, np.int32))
    mask = Tables.of(covers, Plan.of(4), [codes]).implied().item()
    ones = [1] * len(rows)
    parts = [set(part) for size in (1, 2, 3) for part in combinations(codes, size)]
    wanted = {
        code
        for part in parts
        for code in part
        if support(rows, ones, part) == support(rows, ones, part - {code})
    }
    assert {code for code in codes if mask >> code & 1} == wanted


def test_the_critical_values_of_all_possible_patterns_sum_up_to_alpha_at_most():
    terms = 20
    values = np.exp(critical_values(0.05, terms, terms))
    total = math.fsum(values[size] * math.comb(terms, size) for size in range(2, terms + 1))
    assert 0.03 < total <= 0.05
    assert (np.diff(values) <= 0).all()


def test_alpha_is_a_chance():
    with pytest.raises(ValueError, match="between 0 and 1"):
        critical_values(1.0, 3, 10)
