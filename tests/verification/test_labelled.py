"""What a reader says of answers, and how often the search for words agrees."""

import pytest
from verification.measuring import HELD_OUT, TUNED, Figures, cases, figures

# A little under what was reached: anchors (precision, recall), leaks (precision, recall).
FLOORS = {
    ("ru", TUNED): (0.96, 0.96, 0.95, 0.95),
    ("ru", HELD_OUT): (0.94, 0.96, 0.95, 0.95),
    ("en", TUNED): (0.96, 0.96, 0.80, 0.95),
    ("en", HELD_OUT): (0.94, 0.96, 0.80, 0.95),
}


def test_the_answers_are_many_and_half_of_them_held_out() -> None:
    for language in ("ru", "en"):
        halves = [one.half for one in cases() if one.language == language]
        assert len(halves) >= 40
        assert halves.count(TUNED) == halves.count(HELD_OUT)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("half", [TUNED, HELD_OUT])
def test_it_agrees_with_a_reader(language: str, half: str) -> None:
    made = figures(language, half)
    assert all(
        got >= least for got, least in zip(_reached(made), FLOORS[language, half], strict=True)
    ), made.line()
    assert made.orders == 1


def _reached(made: Figures) -> tuple[float, ...]:
    return (made.anchor_precision, made.anchor_recall, made.leak_precision, made.leak_recall)
