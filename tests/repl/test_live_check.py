"""What is underlined while somebody types is what Enter refuses: both look at the same script."""

import pytest
from conversations import Conversation
from hypothesis import given
from hypothesis import strategies as st


def live(talk: Conversation, text: str) -> list[tuple[str, str]]:
    """The problems of a typed text, reached key by key at its end."""
    for end in range(max(0, len(text) - 3), len(text) + 1):
        talk.typing.update(text[:end])
    return [(one.problem.code, one.problem.message()) for one in talk.typing.marks]


def sent(talk: Conversation, text: str) -> list[tuple[str, str]]:
    return [(one.code, one.message()) for one in talk.say(text).problems]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (["двор: лес"], "Δ:x = a\nдвор: Δ:x + b\n:expect двор has a"),
        (["двор: лес"], "двор: мох\n:expect двор has лес"),
        (["Δ:ход = бег"], "Δ:ход = мост\nx: Δ:ход\n:expect x is мост"),
        (["Δ:ход = бег", "лес"], "Δ:ход(кто) = <кто>\nΔ:ход(Анна)"),
        (["лес"], "Δ:last = мох\n:expect Δ:last is мох"),
        (["лес"], "x: a\nx: b"),
        (["лес", "мох"], "Δ:а = a\nтень\n\nΔ:а = b"),
        (["двор: лес"], "двор: a\nДвор: b"),
        (["двор: лес", ":mode ночь"], "двор: a\n:expect двор is a{ночь}"),
    ],
)
def test_the_live_check_says_what_enter_says(said: list[str], text: str) -> None:
    talk = Conversation(*said)
    assert live(talk, text) == sent(talk, text)


def test_a_name_that_is_typed_no_more_means_the_old_one_again() -> None:
    talk = Conversation("двор: лес", "Δ:ход = бег")
    text = "двор: мох\n:expect двор has мох"
    assert live(talk, text) == []
    assert live(talk, ":expect двор has лес") == []
    assert live(talk, "Δ:ход = мост\n:expect Δ:ход is мост") == []
    assert live(talk, ":expect Δ:ход is бег") == []


STATEMENTS = st.sampled_from(
    ["двор: лес", "двор: Δ:а", "Δ:а = мох", "Δ:а = лес*2", ":expect двор has лес", "Δ:б = Δ:а", "x: Δ:б", ":mode ночь"]
)  # fmt: skip


@given(st.lists(STATEMENTS, max_size=4), st.lists(STATEMENTS, min_size=1, max_size=4))
def test_what_is_not_underlined_in_the_text_is_not_refused_for_it(
    said: list[str], typed: list[str]
) -> None:
    talk = Conversation()
    for text in said:
        talk.say(text)
    text = "\n".join(typed)
    talk.typing.update(text)
    marks = [one.problem.code for one in talk.typing.marks]
    refused = [one.code for one in talk.say(text).problems if one.source.name == "<typed>"]
    assert marks == refused
