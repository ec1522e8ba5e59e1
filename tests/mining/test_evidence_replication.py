"""Replication between halves of the documents."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.mining.evidence.replication import halves, proportionate, replication

NAMES = st.sets(st.text(max_size=5), min_size=2, max_size=30)


@given(NAMES, st.integers(), st.randoms())
def test_halves_are_balanced_and_know_no_order(names, seed, luck):
    mixed = sorted(names)
    luck.shuffle(mixed)
    first, second = halves(mixed + mixed[:1], seed=seed)
    assert (first, second) == halves(sorted(names), seed=seed)
    assert set(first) | set(second) == names
    assert len(first) + len(second) == len(names)
    assert 0 <= len(first) - len(second) <= 1


def test_the_split_of_a_seed_is_the_same_everywhere():
    assert halves("abcdef", seed=7) == (("b", "d", "f"), ("a", "c", "e"))
    assert len({halves("abcdef", seed=seed) for seed in range(30)}) > 8


def test_a_new_document_moves_at_most_one_other():
    names = [f"{number}.md" for number in range(100)]
    first, second = halves(names[:99], seed=0)
    more, less = halves(names, seed=0)
    assert len(set(first) & set(less)) + len(set(second) & set(more)) <= 1


def test_patterns_of_both_halves_are_counted_in_both_directions():
    half = halves("abcd", seed=0)[0]

    def mine(documents):
        return [("x", "y"), ("y", "z"), ("x",)] if documents == half else [("y", "z"), ("x",)]

    found = replication("abcd", mine, seed=0)
    assert found.documents == (2, 2)
    assert (found.found, found.shared) == ((3, 2), 2)
    assert found.shares == (2 / 3, 1)
    assert found.share == 0.8


def test_nothing_found_replicates_nothing():
    found = replication("ab", lambda _: [], seed=0)
    assert (found.shares, found.share) == ((0, 0), 0)


def test_a_pattern_of_one_document_only_does_not_replicate():
    texts = {str(number): {"common"} for number in range(10)} | {"song": {"common", "refrain"}}
    found = replication(texts, lambda half: set().union(*(texts[n] for n in half)), seed=3)
    assert sorted(found.found) == [1, 2]
    assert found.shared == 1


def test_one_document_cannot_be_split():
    with pytest.raises(ValueError, match="two documents"):
        halves(["a", "a"], seed=0)


def test_names_of_any_bytes_and_any_order_of_mining():
    names = ["\udcff", "я", "a"]
    random.Random(1).shuffle(names)
    assert sum(map(len, halves(names, seed=0))) == 3


@given(st.integers(1, 1000), st.integers(1, 1000), st.integers(0, 1000))
def test_the_proportionate_support_is_the_least_whole_number_above_its_share(support, whole, part):
    part = min(part, whole)
    found = proportionate(support, part, whole)
    assert found >= 1
    assert found * whole >= support * part
    assert found == 1 or (found - 1) * whole < support * part


def test_a_part_is_no_larger_than_the_whole():
    with pytest.raises(ValueError, match="a part of 5 scenes"):
        proportionate(1, 6, 5)
