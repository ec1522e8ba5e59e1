"""Embedding: chains found in rows, against every way to place them."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from deltalang.mining.embedding import Gaps, embed

beat = st.sets(st.integers(0, 3), min_size=1, max_size=2)
rows = st.lists(beat, max_size=7)
patterns = st.lists(beat, min_size=1, max_size=4)
gaps = st.builds(
    Gaps,
    st.integers(1, 2),
    st.none() | st.integers(2, 4),
    st.none() | st.integers(1, 6),
)


def placed(row: list[set[int]], pattern: list[set[int]], bounds: Gaps) -> bool:
    """Whether some choice of beats holds a pattern."""
    for chosen in combinations(range(len(row)), len(pattern)):
        steps = [b - a for a, b in pairwise(chosen)]
        near = all(bounds.least <= step <= (bounds.most or step) for step in steps)
        within = bounds.window is None or chosen[-1] - chosen[0] < bounds.window
        holds = all(want <= row[at] for want, at in zip(pattern, chosen, strict=True))
        if near and within and holds:
            return True
    return False


@given(rows, patterns, gaps)
def test_a_chain_is_found_exactly_where_it_can_be_placed(
    row: list[set[int]], pattern: list[set[int]], bounds: Gaps
) -> None:
    cells = [{code: 10 * at + code for code in beat} for at, beat in enumerate(row)]
    found = embed(cells, [tuple(sorted(one)) for one in pattern], bounds)
    assert (found is not None) == placed(row, pattern, bounds)
    if found is not None:
        assert [place % 10 for place in found] == [code for one in pattern for code in sorted(one)]
        beats = list(dict.fromkeys(place // 10 for place in found))
        steps = [b - a for a, b in pairwise(beats)]
        assert all(step >= bounds.least for step in steps)
