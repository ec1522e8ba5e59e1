"""Every published law, on scenes of every kind."""

import pytest
from hypothesis import assume, given, settings
from strategies import draws

from deltalang.algebra.laws import LAWS, Draw, Law
from deltalang.limits import LimitExceededError
from deltalang.semantics.laws import TEXT_LAWS

TABLE = (*LAWS, *TEXT_LAWS)


@pytest.mark.parametrize("law", TABLE, ids=[law.text for law in TABLE])
def test_holds(law: Law) -> None:
    tried = refused = 0

    @settings(database=None)
    @given(draws())
    def check(draw: Draw) -> None:
        nonlocal tried, refused
        tried += 1
        try:
            held = law.holds(draw)
        except LimitExceededError:
            refused += 1
            assume(False)
        assert held, law.text

    check()
    assert tried >= settings().max_examples * 5 // 6
    assert refused * 20 < tried, "limits hide the law"


def test_the_table_names_each_law_once() -> None:
    assert len({law.text for law in TABLE}) == len(TABLE)
    groups = {law.group for law in TABLE}
    assert groups == {
        *("sum", "weight", "glue", "then", "cycle", "choice", "scope"),
        *("identity", "text", "diff, merge"),
    }
