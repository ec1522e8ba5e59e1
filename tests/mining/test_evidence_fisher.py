"""Fisher's exact test against exact fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deltalang.mining.evidence.fisher import LARGEST, fisher, log_fisher


def exactly(both, left, right, total):
    ways = sum(
        math.comb(left, a) * math.comb(total - left, right - a)
        for a in range(both, min(left, right) + 1)
        if right - a <= total - left
    )
    return Fraction(ways, math.comb(total, right))


def log_of(value):
    return math.log(value.numerator) - math.log(value.denominator)


def tables(total):
    for left in range(total + 1):
        for right in range(total + 1):
            for both in range(max(0, left + right - total), min(left, right) + 1):
                yield both, left, right, total


def test_the_lady_tasting_tea():
    assert fisher([4, 3], 4, 4, 8).tolist() == pytest.approx([1 / 70, 17 / 70], rel=1e-13)


def test_every_table_of_up_to_twenty_scenes():
    every = [table for total in range(21) for table in tables(total)]
    found = fisher(*np.array(every).T)
    wanted = [float(exactly(*table)) for table in every]
    np.testing.assert_allclose(found, wanted, rtol=1e-12)


@settings(deadline=None, max_examples=150)
@given(st.integers(1, 4000), st.data())
def test_larger_tables(total, data):
    left = data.draw(st.integers(0, total))
    right = data.draw(st.integers(0, total))
    both = data.draw(st.integers(max(0, left + right - total), min(left, right)))
    wanted = log_of(exactly(both, left, right, total))
    assert log_fisher(both, left, right, total).item() == pytest.approx(
        wanted, rel=1e-12, abs=1e-11
    )


def test_a_value_far_below_the_range_of_floats_keeps_its_logarithm():
    found = log_fisher(50_000, 50_000, 50_000, 100_000).item()
    assert found == pytest.approx(-log_of(Fraction(math.comb(100_000, 50_000))), rel=1e-13)
    assert fisher(50_000, 50_000, 50_000, 100_000).item() == 0


def test_a_million_scenes_near_the_middle():
    """The normal approximation with its correction for whole numbers is good to half a percent here."""
    n, left, right = 1_000_000, 300_000, 200_000
    deviation = math.sqrt(left * right * (n - left) * (n - right) / n / n / (n - 1))
    both = np.array([60_000 - 500, 60_000, 60_000 + 500])
    wanted = [math.erfc((a - 0.5 - 60_000) / deviation / math.sqrt(2)) / 2 for a in both]
    np.testing.assert_allclose(fisher(both, left, right, n), wanted, rtol=5e-3)


@pytest.mark.parametrize("n", [10_000, 1_000_000, 1_000_000_000])
def test_two_tails_from_the_middle_sum_up_to_one(n):
    """Both are summed from their own end of the middle; the lower one is that of the term's absence."""
    left, right = 3 * n // 10, n // 500
    mode = (left + 1) * (right + 1) // (n + 2)
    upper = fisher(mode, left, right, n)
    lower = fisher(right - (mode - 1), n - left, right, n)
    assert (upper + lower).item() == pytest.approx(1, rel=1e-10)


def test_both_sides_together_cover_everything():
    """P(X ≥ a) + P(X ≤ a - 1) = 1; the lower tail is the upper one of the other term's absence."""
    both = np.arange(1, 400)
    upper = fisher(both, 400, 500, 1000)
    lower = fisher(400 - (both - 1), 400, 500, 1000)
    np.testing.assert_allclose(upper + lower, 1, rtol=1e-12)


def test_counts_broadcast_and_keep_their_shape():
    found = fisher(np.array([[1], [2]]), np.array([[2, 3, 4], [2, 3, 4]]), 5, 10)
    assert found.shape == (2, 3)
    assert fisher([], [], [], 10).shape == (0,)
    assert fisher(0, 0, 0, 0).item() == 1


@pytest.mark.parametrize(
    "table", [(3, 2, 5, 9), (-1, 2, 5, 9), (1, 2, 10, 9), (0, 6, 6, 9), (0, 0, 0, LARGEST + 1)]
)
def test_counts_of_no_table_are_refused(table):
    with pytest.raises(ValueError, match="scenes"):
        log_fisher(*table)
