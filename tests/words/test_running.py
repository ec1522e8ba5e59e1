"""Running text: cut into tokens, and not a character lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.words.running import NUMBER, OTHER, REFERENCE, WORD, running_tokens

_TELLING = st.text(st.sampled_from("Δ∆:@^#02abжйё́\u0306-‑'’_.,!… \n\u00ad\u200d🔥²"), max_size=30)


def kinds(text: str) -> list[tuple[str, str]]:
    """Give kind and text of each token but white space."""
    return [(t.kind, t.text) for t in running_tokens(text) if t.text.strip()]


def words(text: str) -> list[str]:
    """Give the words of a text."""
    return [token.text for token in running_tokens(text) if token.kind == WORD]


@given(st.one_of(any_texts(), _TELLING))
def test_tokens_put_together_are_the_text(text: str) -> None:
    done = ""
    for token in running_tokens(text):
        assert token.kind in (WORD, REFERENCE, NUMBER, OTHER)
        assert token.text
        assert (token.start, token.end) == (len(done), len(done) + len(token.text))
        done += token.text
    assert done == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("что-то, тихо…", ["что-то", "тихо"]),
        ("кое‑где — там", ["кое‑где", "там"]),
        ("жар- -птица", ["жар", "птица"]),
        ("don't d’Artagnan 'quoted'", ["don't", "d’Artagnan", "quoted"]),
        ("за́мок и замо́к", ["за́мок", "и", "замо́к"]),
        ("па\u00adмять", ["па\u00adмять"]),
        ("_курсив_ и __жирно__", ["курсив", "и", "жирно"]),
        ("что-\nто", ["что", "то"]),
        ("LLM-память x2", ["LLM-память", "x2"]),
        ("память🔥жара", ["память", "жара"]),
    ],
)
def test_finds_words_with_what_is_inside_them(text: str, wanted: list[str]) -> None:
    found = words(text)
    assert [word.rstrip("_") for word in found] == wanted


def test_letters_and_their_marks_stay_together() -> None:
    text = unicodedata.normalize("NFD", "мой ёж-йог")
    assert words(text) == text.split()


@pytest.mark.parametrize("text", ["80000hours", "90-е", "3.14", "12:30", "2024-01-02", "5-летний"])
def test_what_begins_with_a_digit_is_a_number(text: str) -> None:
    assert kinds(text) == [(NUMBER, text)]


@pytest.mark.parametrize("text", ["½", "²", "²а"])
def test_a_word_begins_with_a_letter(text: str) -> None:
    assert all(word[0].isalpha() for word in words(text))


@pytest.mark.parametrize(
    "text", ["Δ02", "∆7", "Δ02@3", "Δ02@^3", "Δ02@stable", "Δ02@#ab12cd", "Δ:рост-жаром", "Δ:ход@2"]
)
def test_finds_references(text: str) -> None:
    assert kinds(f"как {text}, так")[1] == (REFERENCE, text)


@pytest.mark.parametrize("text", ["Δ", "Δt", "Δ:", "Δ-жар"])
def test_a_delta_alone_is_no_reference(text: str) -> None:
    assert REFERENCE not in dict(kinds(text))
