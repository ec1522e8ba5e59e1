"""Self-sufficient itemsets: hand-made cases, and the definitions word for word on small corpora."""

import math
import os
import random
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from deltalang.mining.database import Database
from deltalang.mining.evidence.planting import Soil, planted_sets
from deltalang.mining.evidence.selfsufficient import Verdict, self_sufficient
from deltalang.mining.patterns import Flat

LONG = os.environ.get("DELTALANG_LONG") == "1"


def verdicts(scenes, *patterns, **options):
    data = Database.of(scenes)
    codes = [[data.vocabulary.index(term) for term in pattern] for pattern in patterns]
    return [Verdict(number).name for number in self_sufficient(data, codes, **options).verdict]


def test_a_pair_with_a_popular_third_is_not_a_pattern_of_three():
    scenes = (["ab"] * 30 + ["c"] * 100 + ["-"] * 100) + ["abc"] * 30 + ["a", "b"] * 3
    assert verdicts(scenes, "abc", "ab") == ["UNPRODUCTIVE", "SELF_SUFFICIENT"]


def test_three_terms_that_need_each_other_are_and_their_pairs_are_explained():
    scenes = ["abc"] * 40 + ["a", "b", "c"] * 30 + ["-"] * 300
    found = ["SELF_SUFFICIENT", "EXPLAINED", "EXPLAINED", "EXPLAINED"]
    assert verdicts(scenes, "abc", "ab", "ac", "bc") == found


def test_a_pair_that_also_lives_without_the_third_stays():
    scenes = ["abc"] * 40 + ["ab"] * 40 + ["a", "b", "c"] * 30 + ["-"] * 300
    assert verdicts(scenes, "abc", "ab", "ac") == [
        "SELF_SUFFICIENT",
        "SELF_SUFFICIENT",
        "EXPLAINED",
    ]


def test_an_implied_term_is_redundant_where_the_shorter_pattern_is_known():
    """Every w has p: p + w + o says no more than w + o."""
    scenes = ["pwo"] * 40 + ["pw"] * 20 + ["p"] * 60 + ["o"] * 20 + ["-"] * 300
    assert verdicts(scenes, "pwo", "wo", "pw") == [
        "REDUNDANT",
        "SELF_SUFFICIENT",
        "SELF_SUFFICIENT",
    ]
    assert verdicts(scenes, "pwo") == ["SELF_SUFFICIENT"]
    assert verdicts(scenes, "pwo", strict=True) == ["REDUNDANT"]


def test_the_implied_terms_are_named():
    data = Database.of(["pwo"] * 40 + ["pw"] * 20 + ["p"] * 60 + ["o"] * 20 + ["-"] * 300)
    codes = [data.vocabulary.index(term) for term in "pwo"]
    assert self_sufficient(data, [codes]).implied.tolist() == [0b001]


def test_terms_that_only_come_together_are_one_pattern_as_a_closed_miner_gives_it():
    scenes = ["abc"] * 40 + ["-"] * 300
    assert verdicts(scenes, "abc") == ["SELF_SUFFICIENT"]
    assert verdicts(scenes, "abc", strict=True) == ["REDUNDANT"]


def test_evidence_of_one_pattern_by_hand():
    """Four scenes of ab, one of a, five of nothing: the p-value is C(5, 4) / C(10, 4)."""
    data = Database.of(["ab"] * 4 + ["a"] + ["-"] * 5)
    a, b = data.vocabulary.index("a"), data.vocabulary.index("b")
    found = self_sufficient(data, [[a, b], [a]], terms=2)
    assert found.verdict.tolist() == [Verdict.SELF_SUFFICIENT, Verdict.SINGLE]
    assert found.p_value.tolist() == pytest.approx([5 / 210, 1])
    assert np.exp(found.critical).tolist() == pytest.approx([0.025, 0])
    assert found.leverage.tolist() == pytest.approx([0.4 - 0.5 * 0.4, 0])
    assert (found.support.tolist(), found.worst.tolist()) == ([4, 0], [1, 0])
    assert found.explained_by.tolist() == [-1, -1]
    assert found.accepted.tolist() == [True, False]


def test_the_number_of_possible_terms_makes_the_test_stricter():
    scenes = ["ab"] * 4 + ["a"] + ["-"] * 5
    assert verdicts(scenes, "ab", terms=2) == ["SELF_SUFFICIENT"]
    assert verdicts(scenes, "ab") == ["UNPRODUCTIVE"]
    assert verdicts(scenes, "ab", alpha=0.2) == ["SELF_SUFFICIENT"]


def test_a_p_value_that_equals_the_critical_one_is_significant():
    assert verdicts(["ab"] * 3 + ["-"], "ab", terms=2, alpha=0.5) == ["SELF_SUFFICIENT"]  # 1 / 4


def test_weights_count_as_scenes():
    scenes = ["abc", "a", "b", "c", "-"]
    folded = Database.of(scenes, weights=[40, 30, 30, 30, 300])
    plain = Database.of(
        [scene for scene, n in zip(scenes, folded.weights, strict=True) for _ in range(n)]
    )
    patterns = [[1, 2, 3], [1, 2], [1, 3]]
    one, other = (self_sufficient(data, patterns) for data in (folded, plain))
    for column in ("verdict", "support", "log_p", "worst", "leverage", "explained_by"):
        assert getattr(one, column).tolist() == getattr(other, column).tolist()


def test_patterns_come_as_arrays_too_and_results_are_read_only():
    data = Database.of(["abc"] * 40 + ["d"] * 300)
    flat = Flat(np.array([0, 3, 5]), np.array([0, 1, 2, 0, 3], np.int32), None)
    found = self_sufficient(data, flat)
    assert found.verdict.tolist() == self_sufficient(data, [[0, 1, 2], [0, 3]]).verdict.tolist()
    with pytest.raises(ValueError, match="read-only"):
        found.verdict[0] = 0


@pytest.mark.parametrize("size", [11, 62, 63])
def test_long_patterns(size):
    data = Database.of([range(size)] * 40 + [[size]] * 400)
    found = self_sufficient(data, [list(range(size))])
    assert found.verdict.tolist() == [Verdict.TOO_LONG if size > 62 else Verdict.SELF_SUFFICIENT]


def test_a_long_pattern_with_a_popular_term_beside_it_fails():
    data = Database.of([range(12)] * 20 + [range(11)] * 20 + [[11]] * 200 + [[12]] * 200)
    assert self_sufficient(data, [list(range(12))]).verdict.tolist() == [Verdict.UNPRODUCTIVE]


def test_no_patterns_and_no_scenes():
    assert len(self_sufficient(Database.of([]), [])) == 0
    assert self_sufficient(Database.of([["a"]]), [[], [0]]).verdict.tolist() == [1, 1]
    assert self_sufficient(Database.of([["a", "b"]]), [[0, 1]]).verdict.tolist() == [3]


@pytest.mark.parametrize(
    ("pattern", "options", "message"),
    [
        ([0, 0], {}, "a term twice"),
        ([0, 2], {}, "from 0 to 1"),
        ([-1, 0], {}, "from 0 to 1"),
        ([0, 1], {"terms": 1}, "made of 2 terms, not of 1"),
        ([0, 1], {"alpha": 0.0}, "between 0 and 1"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern, options, message):
    with pytest.raises(ValueError, match=message):
        self_sufficient(Database.of(["ab"]), [pattern], **options)


def test_planted_patterns_are_found_and_their_mixtures_are_not():
    made = planted_sets(Soil(4000, terms=300, length=6), seed=2, frequency=0.02)
    mixed = [
        [one[0], other[1]] for one, other in zip(made.patterns, made.patterns[1:], strict=False)
    ]
    found = self_sufficient(made.data, [*made.patterns, *mixed])
    assert found.accepted.tolist() == [True] * 10 + [False] * 9


def test_noise_gives_false_patterns_in_few_corpora_only():
    pairs = list(combinations(range(30), 2))
    bad = 0
    for seed in range(60):
        noise = planted_sets(Soil(800, terms=30, popularity=0.8), seed=seed, patterns=0).data
        bad += bool(self_sufficient(noise, pairs).accepted.any())
    assert bad <= 6  # at most 0.05 expected, so 3 of 60


class Oracle:
    """The definitions of the papers on sets and fractions."""

    def __init__(self, rows, patterns, terms, alpha, strict):
        self.rows, self.terms, self.alpha = rows, terms, Fraction(str(alpha))
        productive = [p for p in patterns if len(p) > 1 and self.significant(p, rows)]
        redundant = [p for p in productive if self.redundant(p, None if strict else productive)]
        left = sorted((p for p in productive if p not in redundant), key=len, reverse=True)
        accepted = []
        for pattern in left:
            larger = [other for other in accepted if pattern < other]
            domain = [row for row in rows if not any(other - pattern <= row for other in larger)]
            if not larger or self.significant(pattern, domain):
                accepted.append(pattern)
        self.names = [
            "SINGLE"
            if len(p) < 2
            else "SELF_SUFFICIENT"
            if p in accepted
            else "REDUNDANT"
            if p in redundant
            else "EXPLAINED"
            if p in productive
            else "UNPRODUCTIVE"
            for p in patterns
        ]

    def critical(self, size):
        layers = (self.alpha / 2 ** (k - 1) / math.comb(self.terms, k) for k in range(2, size + 1))
        return min(layers)

    def significant(self, pattern, rows):
        n, whole = len(rows), sum(pattern <= row for row in rows)
        for size in range(1, len(pattern)):
            for part in map(frozenset, combinations(pattern, size)):
                left = sum(part <= row for row in rows)
                right = sum(pattern - part <= row for row in rows)
                top = range(whole, min(left, right) + 1)
                ways = sum(math.comb(left, a) * math.comb(n - left, right - a) for a in top)
                if Fraction(ways, math.comb(n, right)) > self.critical(len(pattern)):
                    return False
        return True

    def redundant(self, pattern, known):
        for size in range(1, len(pattern)):
            for part in map(frozenset, combinations(pattern, size)):
                for term in part:
                    same = all(part <= row for row in self.rows if part - {term} <= row)
                    if same and (known is None or pattern - {term} in known):
                        return True
        return False


def corpus(luck):
    """Rows with a dependence or two, so that every verdict comes up."""
    terms = luck.randint(2, 5)
    shares = [luck.random() for _ in range(terms)]
    groups = [luck.sample(range(terms), luck.randint(2, terms)) for _ in range(2)]
    together = [luck.random() * 0.6, luck.choice([0, 0.3])]
    rows = []
    for _ in range(luck.randint(1, 60)):
        row = {term for term in range(terms) if luck.random() < shares[term] * 0.5}
        for group, share in zip(groups, together, strict=True):
            if luck.random() < share:
                row |= set(group)
        rows.append(frozenset(row))
    every = [frozenset(c) for k in range(1, terms + 1) for c in combinations(range(terms), k)]
    return rows, luck.sample(every, luck.randint(1, len(every))), terms


def test_verdicts_follow_the_definitions_on_random_corpora():
    seen = set()
    for seed in range(20_000 if LONG else 400):
        luck = random.Random(seed)
        rows, patterns, terms = corpus(luck)
        alpha, strict = luck.choice([0.05, 0.5]), luck.random() < 0.5
        data = Database.of([*rows, range(terms)]).where(np.arange(len(rows) + 1) < len(rows))
        lists = [luck.sample(sorted(p), len(p)) for p in patterns]
        found = self_sufficient(data, lists, alpha=alpha, terms=terms, strict=strict)
        names = [Verdict(number).name for number in found.verdict]
        assert names == Oracle(rows, patterns, terms, alpha, strict).names, seed
        seen |= set(names)
    assert seen == {"SINGLE", "SELF_SUFFICIENT", "UNPRODUCTIVE", "REDUNDANT", "EXPLAINED"}


def test_what_fills_few_documents_is_judged_by_them() -> None:
    data = Database.of([["a", "b"]] * 9 + [["c"]])
    assert self_sufficient(data, [[0, 1]]).p_value.tolist() == [pytest.approx(0.1)]
    assert self_sufficient(data, [[0, 1]], observed=np.array([2])).p_value.tolist() == [1.0]
