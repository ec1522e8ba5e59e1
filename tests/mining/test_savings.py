"""Savings: what a pattern saves by itself is what a code table with it alone saves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deltalang.mining.compression.encoding import in_bits
from deltalang.mining.compression.starting import state_of
from deltalang.mining.gathering import gather
from deltalang.mining.grounds import ground_of
from deltalang.mining.savings import Savings

scenes = st.lists(
    st.sets(st.sampled_from("abcde"), min_size=1, max_size=4), min_size=1, max_size=12
)


@given(scenes, st.sets(st.integers(0, 4), min_size=2, max_size=3))
def test_it_is_the_gain_of_the_first_element(rows: list[set[str]], pattern: set[int]) -> None:
    ground = ground_of(gather(map(sorted, rows), merge=False), chain=False)
    codes = np.array(sorted(code for code in pattern if code < len(ground.seen.images)), np.int32)
    uses = len(ground.holding(codes)) if len(codes) > 1 else 0
    if not uses:
        return
    state = state_of(ground.sets, "numpy")
    before = state.size
    state.insert(state.elements.of_terms(tuple(codes.tolist())))
    expected = in_bits(state.logs, before - state.size)
    assert Savings(ground).of(codes.tolist(), uses) == expected
