"""Cycles among chains."""

import numpy as np

from deltalang.mining.cycles import Cycle, cycles
from deltalang.mining.database import Database
from deltalang.mining.patterns import Patterns
from deltalang.mining.sequences import sequential_patterns


def of_words(**chains: int) -> Patterns:
    """Chains of one letter a beat, with supports."""
    data = Database.of_sequences(list(chains))
    supports = np.array(list(chains.values()))
    return Patterns(np.full(len(chains), -1), data.pointers, data.items, supports, data.vocabulary)


def root(word: str) -> tuple[tuple[str, ...], ...]:
    return tuple((letter,) for letter in word)


def test_a_chain_whose_first_beat_returns_is_a_cycle() -> None:
    assert cycles(of_words(abca=4)) == (Cycle(root("abc"), 4, (0,)),)


def test_rotations_and_further_turns_are_one_cycle() -> None:
    found = cycles(of_words(cabc=2, abca=3, bcabcab=7, abcabc=1))
    assert found == (Cycle(root("abc"), 7, (0, 1, 2, 3)),)


def test_the_other_way_around_is_another_cycle() -> None:
    assert [one.root for one in cycles(of_words(abca=2, acba=2))] == [root("abc"), root("acb")]


def test_chains_that_do_not_come_around_are_none() -> None:
    assert cycles(of_words(abc=2, abcb=2, abcd=2, abac=2)) == ()


def test_one_turn_alone_is_none() -> None:
    assert cycles(of_words(ab=9, a=9)) == ()


def test_a_beat_that_repeats_itself_is_none() -> None:
    assert cycles(of_words(aa=3, aaa=2)) == ()


def test_the_root_is_primitive() -> None:
    assert cycles(of_words(abababab=2))[0].root == root("ab")


def test_beats_are_compared_whole() -> None:
    data = Database.of_beats([[["b"], ["a", "c"], ["b"]], [["a", "c"], ["b"], ["c"]]])
    found = sequential_patterns(data, min_support=1, closed=True, engine="numpy")
    assert [one.root for one in cycles(found)] == [(("a", "c"), ("b",))]


def test_no_patterns_have_no_cycles() -> None:
    assert cycles(of_words()) == ()
