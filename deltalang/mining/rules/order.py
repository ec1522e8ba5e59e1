"""A chain says more than its images together only where their order is no chance."""

import math

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark chains that follow this order more often than the rows with the same images let expect.

    A one-sided binomial test, as if every order of n beats were equally likely; Bonferroni's
    correction for the number of chains. A chain in which an image returns goes round: there are (n - 1)!
    ways round, and with two images there is nothing to test.
    """
    tests = max(1, len(candidates))
    marks = np.zeros(len(candidates), np.bool_)
    images = np.diff(candidates.tops.offsets).tolist()
    for number, codes in enumerate(candidates):
        beats = len(codes) - sum(candidates.joined(number))
        ways = images[number] - 1 if images[number] < len(codes) else beats
        if ways < 2:
            marks[number] = True
            continue
        together = len(candidates.ground.holding(codes))
        by_chance = 1 / math.factorial(min(ways, 20))
        tail = binomial_tail(int(candidates.support[number]), together, by_chance)
        marks[number] = tail * tests <= wanted.alpha
    return marks


def binomial_tail(successes: int, trials: int, share: float) -> float:
    """The probability of so many successes or more.

    >>> round(binomial_tail(3, 3, 0.5), 9), binomial_tail(0, 3, 0.5), round(binomial_tail(1, 2, 0.5), 9)
    (0.125, 1.0, 0.75)
    """
    if successes <= 0 or (share >= 1 and successes <= trials):
        return 1.0
    if successes > trials or share <= 0:
        return 0.0
    log = math.lgamma(trials + 1) - math.lgamma(successes + 1)
    log += successes * math.log(share) + (trials - successes) * math.log1p(-share)
    term = total = math.exp(log - math.lgamma(trials - successes + 1))
    for count in range(successes, trials):
        term *= (trials - count) / (count + 1) * share / (1 - share)
        total += term
        if term < total * 1e-17:  # what follows is smaller still
            break
    return min(1.0, total)


ORDER = Rule("order", keep, sums=False)
