"""The order of patterns."""

import math
import random

import pytest

from deltalang.mining.evidence.ranking import lifted, ranking


def test_the_score_comes_first_then_support_length_and_text():
    rows = [
        (0.5, 1, 2, "z"),
        (0.2, 9, 2, "y"),
        (0.2, 8, 3, "x"),
        (0.2, 8, 2, "b"),
        (0.2, 8, 2, "я"),
        (-0.1, 99, 9, "a"),
    ]
    for seed in range(20):
        mixed = random.Random(seed).sample(rows, len(rows))
        order = ranking(*zip(*mixed, strict=True))
        assert [mixed[number] for number in order] == rows


def test_equal_patterns_keep_their_order():
    assert ranking([1, 1], [1, 1], [1, 1], ["a", "a"]).tolist() == [0, 1]


def test_an_infinite_gain_is_first_and_nothing_is_in_order():
    assert ranking([1, math.inf], [1, 1], [1, 1], ["a", "b"]).tolist() == [1, 0]
    assert ranking([], [], [], []).tolist() == []


def test_a_score_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="pattern 1 has a score"):
        ranking([1, math.nan], [1, 1], [1, 1], ["a", "b"])
    with pytest.raises(ValueError, match="one length"):
        ranking([1], [1, 1], [1, 1], ["a", "b"])


def test_lift_is_a_threshold_that_is_met_at_its_value():
    assert lifted([1.49, 1.5, math.inf]).tolist() == [False, True, True]
    assert lifted([1.49], least=1.4).tolist() == [True]
