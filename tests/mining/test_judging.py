"""Judging: the short ways for pairs and triples give what the long way gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deltalang.mining.candidates import Candidates
from deltalang.mining.embedding import Gaps
from deltalang.mining.gathering import gather
from deltalang.mining.grounds import ground_of
from deltalang.mining.itemsets import closed_itemsets
from deltalang.mining.judging import judged, log_p_values

scenes = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "d", "a*2", "e"]), min_size=1, max_size=5),
    min_size=1,
    max_size=14,
)


@given(scenes)
def test_short_ways_are_the_long_way(rows: list[list[str]]) -> None:
    ground = ground_of(gather(" + ".join(row) for row in rows), chain=False)
    found = closed_itemsets(ground.data, min_support=1, min_length=2, engine="numpy")
    candidates = Candidates.of(ground, found, Gaps())
    candidates = candidates.where(np.diff(candidates.tops.offsets) > 1)
    np.testing.assert_allclose(log_p_values(candidates), judged(candidates).log_p, atol=1e-9)
