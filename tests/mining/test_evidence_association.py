"""Expected count, lift, leverage and NPMI against hand-made values and exact fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.mining.evidence.association import (
    association,
    exact,
    npmi_of_pairs,
    split_leverage,
)
from deltalang.mining.patterns import Flat


def flat(*patterns):
    offsets = np.cumsum([0, *map(len, patterns)])
    terms = np.array([code for pattern in patterns for code in pattern], np.int32)
    return Flat(offsets, terms, None)


@st.composite
def counted(draw):
    total = draw(st.integers(1, 10**6))
    singles = draw(st.lists(st.integers(1, total), min_size=1, max_size=6))
    return draw(st.integers(0, min(singles))), singles, total


def test_a_pattern_twice_as_frequent_as_chance_has_lift_two():
    found = association(flat([0, 1]), np.array([4]), np.array([5, 4]), 10)
    assert found.expected.tolist() == [2.0]
    assert found.lift.tolist() == [2.0]
    assert found.leverage.tolist() == pytest.approx([0.2])
    assert found.npmi.tolist() == pytest.approx([math.log(2) / -math.log(0.4)])


def test_patterns_of_several_lengths_are_measured_side_by_side():
    singles = np.array([10, 20, 50, 100])
    found = association(flat([3], [0, 1], [0, 1, 2]), np.array([100, 2, 4]), singles, 100)
    assert found.expected.tolist() == pytest.approx([100, 2, 1])
    assert found.lift.tolist() == pytest.approx([1, 1, 4])
    assert found.leverage.tolist() == pytest.approx([0, 0, 0.03])
    assert found.npmi.tolist() == pytest.approx([0, 0, math.log(4) / (2 * math.log(25))])


def test_terms_that_never_part_have_npmi_one_and_terms_that_never_meet_the_least():
    found = association(flat([0, 1], [0, 1, 2], [2, 3]), np.array([7, 7, 0]), np.full(4, 7), 90)
    assert found.npmi.tolist() == pytest.approx([1, 1, -1])


def test_terms_in_every_scene_say_nothing():
    found = association(flat([0, 1]), np.array([9]), np.array([9, 9]), 9)
    assert (found.lift.item(), found.leverage.item(), found.npmi.item()) == (1, 0, 0)


def test_no_patterns_have_no_evidence():
    found = association(flat(), np.array([], np.int64), np.array([], np.int64), 0)
    assert [len(column) for column in (found.expected, found.lift, found.npmi)] == [0, 0, 0]


def test_a_lift_beyond_floats_is_infinite_without_a_warning():
    singles = np.ones(60, np.int64)
    found = association(flat(range(60)), np.array([1]), singles, 10**9)
    assert found.lift.tolist() == [math.inf]
    assert found.npmi.tolist() == pytest.approx([1])


@given(counted())
def test_columns_agree_with_exact_fractions(made):
    support, singles, total = made
    one = exact(support, singles, total)
    columns = association(flat(range(len(singles))), np.array([support]), np.array(singles), total)
    assert columns.expected.item() == pytest.approx(float(one.expected), rel=1e-12)
    assert columns.lift.item() == pytest.approx(float(one.lift), rel=1e-12)
    assert columns.leverage.item() == pytest.approx(float(one.leverage), abs=1e-12)
    assert -1 <= columns.npmi.item() <= 1


@pytest.mark.parametrize(
    ("support", "singles", "total"), [(3, [2, 5], 9), (1, [2, 10], 9), (0, [0, 1], 9), (-1, [1], 9)]
)
def test_counts_that_no_scenes_can_have_are_refused(support, singles, total):
    with pytest.raises(ValueError):
        exact(support, singles, total)
    with pytest.raises(ValueError):
        association(flat(range(len(singles))), np.array([support]), np.array(singles), total)


def test_as_many_supports_as_patterns_are_needed():
    with pytest.raises(ValueError, match="1 patterns, but 2 supports"):
        association(flat([0]), np.array([1, 1]), np.array([1]), 1)


def test_split_leverage_is_the_least_and_exact():
    left = np.array([[5, 4], [10, 1]])
    right = np.array([[4, 8], [10, 1]])
    found = split_leverage(np.array([4, 1]), left, right, 10)
    exactly = [Fraction(4, 10) - Fraction(4 * 8, 100), Fraction(1, 10) - 1]
    assert found.tolist() == [float(value) for value in exactly]


def test_pairs_with_counts_of_their_own_have_the_same_npmi():
    found = association(flat([0, 1]), np.array([4]), np.array([5, 4]), 10)
    assert npmi_of_pairs([4], [5], [4], 10).tolist() == found.npmi.tolist()
