"""Signs: whether one contender is better than another on the same scenes, by an exact sign test.

It asks only on how many scenes each is better; scenes on which both are equal say nothing. Were neither
better, each sign would be a fair coin, so the chance of such a division or a more uneven one is a sum of
binomial coefficients (J. Arbuthnot, 1710; W. J. Dixon and A. M. Mood, "The statistical sign test", Journal
of the American Statistical Association 41, 1946). It wants no distribution of scores and no seed.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb

LEVEL = Fraction(1, 20)
"""A smaller chance is taken for a difference."""
FEWEST = 6
"""Of fewer scenes that differ, even if all speak for one side, the chance is above the level."""


def sign_test(better: int, worse: int) -> Fraction:
    """Give the two-sided chance of such signs where neither side is better.

    >>> sign_test(6, 0), sign_test(3, 3), sign_test(0, 0)
    (Fraction(1, 32), Fraction(1, 1), Fraction(1, 1))
    """
    count = better + worse
    tail = sum(comb(count, fewer) for fewer in range(min(better, worse) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**count))


def corrected(chances: Sequence[Fraction]) -> list[Fraction]:
    """Correct the chances of several comparisons at once, in their order.

    Holm's steps (S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
    of Statistics 6, 1979): the chance that any difference found is none stays below the level.

    >>> [str(one) for one in corrected([Fraction(1, 50), Fraction(1, 100), Fraction(1, 2)])]
    ['1/25', '3/100', '1/2']
    """
    made = [Fraction(0)] * len(chances)
    least = Fraction(0)
    order = sorted(range(len(chances)), key=lambda number: (chances[number], number))
    for step, number in enumerate(order):
        least = max(least, min(Fraction(1), chances[number] * (len(chances) - step)))
        made[number] = least
    return made
