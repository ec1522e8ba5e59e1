"""Every published law, on scenes of every kind."""

from collections import Counter

import pytest
from hypothesis import given, settings
from strategies import draws

from deltalang.algebra.laws import LAWS, Draw, Law
from deltalang.limits import LimitExceededError
from deltalang.semantics.laws import TEXT_LAWS

TABLE = (*LAWS, *TEXT_LAWS)
GROUPS = tuple(dict.fromkeys(law.group for law in TABLE))


def of(group: str) -> list[Law]:
    return [law for law in TABLE if law.group == group]


@pytest.mark.parametrize("group", GROUPS)
def test_holds(group: str) -> None:
    """The laws of a group are tried on the same draws: drawing takes longer than trying."""
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()

    @settings(database=None)
    @given(draws())
    def check(draw: Draw) -> None:
        for law in of(group):
            tried[law.text] += 1
            try:
                held = law.holds(draw)
            except LimitExceededError:
                refused[law.text] += 1
                continue
            assert held, law.text

    check()
    for law in of(group):
        assert tried[law.text] >= settings().max_examples * 5 // 6, law.text
        assert refused[law.text] * 20 < tried[law.text], f"limits hide the law {law.text}"


def test_the_table_names_each_law_once() -> None:
    assert len({law.text for law in TABLE}) == len(TABLE)
    assert set(GROUPS) == {
        *("sum", "weight", "glue", "then", "cycle", "choice", "scope"),
        *("identity", "text", "diff, merge"),
    }
