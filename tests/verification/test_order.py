"""The order of beats: the heaviest chain, against every choice that there is, and long ones."""

import time
from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from deltalang.verification.claims import claimed
from deltalang.verification.index import Mention
from deltalang.verification.order import beat, heaviest_chain, occurrences

Places = list[tuple[int, list[Mention]]]
mention = st.builds(
    lambda start, size: Mention(start, start + size, 0, 0), st.integers(0, 9), st.integers(1, 3)
)
weighted = st.lists(st.tuples(st.integers(0, 3), st.lists(mention, max_size=3)), max_size=6)


def comes_in_order(chosen: Sequence[list[Mention]], end: int = 0) -> bool:
    """Try every occurrence of every beat."""
    if not chosen:
        return True
    return any(one.start >= end and comes_in_order(chosen[1:], one.end) for one in chosen[0])


@given(weighted)
def test_nothing_is_heavier_than_the_heaviest_chain(places: Places) -> None:
    made = heaviest_chain([beat(weight, mentions) for weight, mentions in places])
    numbers = range(len(places))
    chains = (some for size in range(len(places) + 1) for some in combinations(numbers, size))
    assert made.weight == max(
        sum(places[number][0] for number in some)
        for some in chains
        if comes_in_order([places[number][1] for number in some])
    )
    found = occurrences([places[number][1] for number in made.beats])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert sum(places[number][0] for number in made.beats) == made.weight


def test_thousands_of_beats_in_order_need_no_search() -> None:
    beats = [beat(1, [Mention(at, at + 1, at, at)]) for at in range(10_000)]
    began = time.process_time()
    assert heaviest_chain(beats).weight == 10_000
    assert time.process_time() - began < 2


@given(weighted)
def test_no_beats_with_a_place_each_are_heavier(places: Places) -> None:
    made = claimed([beat(weight, mentions) for weight, mentions in places])
    numbers = range(len(places))
    some = [chosen for size in range(len(places) + 1) for chosen in combinations(numbers, size)]
    best = max(
        sum(places[number][0] for number in chosen)
        for chosen in some
        if all_have_places([{one.end for one in places[number][1]} for number in chosen])
    )
    assert sum(places[number][0] for number in made) == best
    assert all_have_places([{one.end for one in places[number][1]} for number in made])


@given(weighted)
def test_beats_in_order_have_a_place_each(places: Places) -> None:
    beats = [beat(weight, mentions) for weight, mentions in places]
    chain = heaviest_chain(beats).beats
    assert claimed(beats, chain) >= set(chain)


def all_have_places(wanted: Sequence[set[int]]) -> bool:
    """Tell it by the condition of Hall: any of them want as many places together as they are."""
    return all(
        len(set().union(*some)) >= size
        for size in range(len(wanted) + 1)
        for some in combinations(wanted, size)
    )


def test_thousands_of_beats_with_too_few_places_need_no_long_search() -> None:
    few = [Mention(at, at + 1, at, at) for at in range(1_000)]
    began = time.process_time()
    assert len(claimed([beat(1, few)] * 2_000)) == 1_000
    shifted = [beat(1, few[at % 900 : at % 900 + 50][::-1]) for at in range(1_500)]
    assert len(claimed(shifted)) == 949
    assert time.process_time() - began < 2
