"""Compression as an any-time search: steps, limits, interrupts."""

import pytest
from mining.test_compression import assert_same, elements_of, scenes

from deltalang.mining.compression import Step, slim, slim_steps


def test_steps_add_up_and_lead_to_the_table() -> None:
    rows = scenes(1)
    steps, elements = list(slim_steps(rows, engine="numpy")), set()
    table = slim(rows, engine="numpy")
    size = table.baseline
    for step in steps:
        assert step.gain > 0
        assert step.bits == pytest.approx(size - step.gain, abs=1e-6)
        elements = (elements - {*step.removed}) | {*step.added}
        assert len(elements) == step.count
        size = step.bits
    assert elements == {*elements_of(table)}
    assert steps[-1].ratio == pytest.approx(table.ratio)
    assert_same(steps[-1].table(), table)
    assert steps[0].table().bits == pytest.approx(steps[0].bits)


def test_renewal_makes_the_table_smaller_and_effort_none_leaves_it() -> None:
    rows = scenes(4, rows=300, terms=20, width=8)
    greedy = slim(rows, engine="numpy", effort=0)
    assert slim(rows, engine="numpy", effort=4).bits < greedy.bits
    assert greedy.limit is None


def test_an_interrupt_keeps_what_was_found() -> None:
    rows, seen = scenes(1), []

    def interrupt(step: Step) -> None:
        seen.append(step)
        if len(seen) == 3:
            raise KeyboardInterrupt

    table = slim(rows, engine="numpy", progress=interrupt)
    assert table.limit == "cancelled"
    assert table.bits == pytest.approx(seen[-1].bits)
    assert len(table) == seen[-1].count


def test_an_interrupt_inside_the_search_keeps_what_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from deltalang.mining.compression import vector_state

    steps = list(slim_steps(scenes(1), engine="numpy"))
    left = [9]
    real = vector_state.Vectorised._recover

    def recover(self, *given):
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        real(self, *given)

    monkeypatch.setattr(vector_state.Vectorised, "_recover", recover)
    table = slim(scenes(1), engine="numpy")
    assert table.limit == "cancelled"
    assert table.bits in [pytest.approx(step.bits) for step in steps[2:-1]]


def test_an_interrupt_before_the_first_step_gives_single_terms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from deltalang.mining.compression import vector_state

    def best(self, count):
        raise KeyboardInterrupt

    monkeypatch.setattr(vector_state.Vectorised, "best", best)
    table = slim(scenes(1), engine="numpy")
    assert (table.limit, len(table), table.ratio) == ("cancelled", 0, pytest.approx(100))


def test_time_and_patterns_are_limits_with_names() -> None:
    rows = scenes(1)
    assert slim(rows, engine="numpy", max_time=0).limit == "time"
    few = slim(rows, engine="numpy", max_patterns=2)
    assert (few.limit, len(few)) == ("patterns", 2)
    assert slim(rows, engine="numpy", max_patterns=1000).limit is None
    assert len(slim(rows, engine="numpy", max_patterns=0)) == 0


def test_least_support() -> None:
    table = slim(scenes(1), engine="numpy", min_support=9)
    assert len(table) > 0
    assert table.support[: len(table)].min() >= 9


def test_a_search_can_be_left() -> None:
    steps = slim_steps(scenes(1), engine="numpy")
    table = next(steps).table()
    steps.close()
    assert len(table) == 1
