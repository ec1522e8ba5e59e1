"""The closed patterns of a tree."""

import random

import numpy as np
from mining import brute_sequences as brute

from deltalang.mining.closure import closed, closed_but_for_beaten
from deltalang.mining.database import Database
from deltalang.mining.kernels.numpy_sequences import search
from deltalang.mining.occurrences import Occurrences, Spacing
from deltalang.mining.tries import Trie


def tree(data: Database, least: int, spacing: Spacing, *, insertions: bool = False) -> Trie:
    prepared = Occurrences.of(data, least, spacing)
    return Trie.of(list(search(prepared, 50, 2**20, insertions=insertions)))


def marks_by_definition(trie: Trie) -> list[bool]:
    """Every pattern of the tree against every other with one term more."""
    paths: list[list[tuple[int, bool]]] = []
    for parent, step in zip(trie.parent.tolist(), trie.step.tolist(), strict=True):
        before = paths[parent] if parent >= 0 else []
        paths.append([*before, (step // 2, step % 2 == 1)])
    chains: dict[brute.Chain, int] = {}
    for steps, support in zip(paths, trie.support.tolist(), strict=True):
        beats: list[tuple[int, ...]] = []
        for term, joined in steps:
            beats = [*beats[:-1], (*beats[-1], term)] if joined else [*beats, (term,)]
        chains[tuple(beats)] = support
    kept = brute.closed(chains)
    return [one in kept for one in chains]


def test_marks_are_those_of_the_definition() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        corpus, weights = brute.random_corpus(chance, beats=True)
        spacing = Spacing(**brute.random_limits(chance))
        trie = tree(Database.of_beats(corpus, weights=weights), 1, spacing)
        steps = 2 * max(1, int(trie.step.max(initial=0)) // 2 + 1)
        assert closed(trie, steps).tolist() == marks_by_definition(trie), f"seed {seed}"


def test_insertions_and_the_tree_leave_the_same_patterns() -> None:
    chance = np.random.default_rng(7)
    rows = [chance.integers(0, 12, 20).tolist() for _ in range(40)] + [[*range(12)]] * 9
    data = Database.of_sequences(rows)
    whole = tree(data, 9, Spacing())
    pruned = tree(data, 9, Spacing(), insertions=True)
    kept = whole.support[closed(whole, 24)]
    assert len(pruned) < len(whole) and len(kept) > 100
    assert np.array_equal(pruned.support[closed_but_for_beaten(pruned)], kept)


def test_a_beat_without_its_first_term_is_opened_by_the_next_one() -> None:
    trie = tree(Database.of_beats([[["a"], ["b", "c"]]] * 2), 2, Spacing())
    assert np.flatnonzero(closed(trie, 6)).tolist() == [len(trie) - 1]


def test_with_gaps_a_longer_pattern_may_have_more_support_than_its_part() -> None:
    trie = tree(Database.of_sequences(["abc", "abc", "ac"]), 1, Spacing(max_gap=1))
    assert trie.support.max() == 3
    kept = closed(trie, 6)
    names = [int(step) // 2 for step in trie.step]
    part = next(n for n in range(3, len(trie)) if (trie.parent[n], names[n]) == (0, 2))
    assert trie.support[part] == 1 and not kept[part]  # a → c stands once, a → b → c twice


def test_nothing_is_closed_in_an_empty_tree() -> None:
    trie = tree(Database.of_sequences([]), 1, Spacing())
    assert closed(trie, 0).tolist() == [] == closed_but_for_beaten(trie).tolist()
