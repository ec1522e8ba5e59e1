"""Running text: cut into tokens, and not a character lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import any_texts

from deltalang.words.running import REFERENCES, without_references, words_in

_TELLING = st.text(st.sampled_from("Δ∆:@^#02abжйё́\u0306-‑'’_.,!… \n\u00ad\u200d🔥²"), max_size=30)


def words(text: str) -> list[str]:
    """Give the words of a text."""
    return [word[0] for word in words_in(text)]


@given(st.one_of(any_texts(), _TELLING))
def test_words_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    done = 0
    for word in words_in(text):
        assert word[0]
        assert word.start() >= done
        assert text[word.start() : word.end()] == word[0]
        done = word.end()


@given(st.one_of(any_texts(), _TELLING))
def test_references_are_blanked_in_place(text: str) -> None:
    blanked = without_references(text)
    assert len(blanked) == len(text)
    assert not REFERENCES.search(blanked)


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
def test_what_begins_with_a_digit_is_no_word(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("text", ["½", "²", "²а"])
def test_a_word_begins_with_a_letter(text: str) -> None:
    assert all(word[0].isalpha() for word in words(text))


@pytest.mark.parametrize(
    "text", ["Δ02", "∆7", "Δ02@3", "Δ02@^3", "Δ02@stable", "Δ02@#ab12cd", "Δ:рост-жаром", "Δ:ход@2"]
)
def test_finds_references(text: str) -> None:
    assert [found[0] for found in REFERENCES.finditer(f"как {text}, так")] == [text]
    assert words(f"как {text}, так") == ["как", "так"]


@pytest.mark.parametrize("text", ["Δ", "Δt", "Δ:", "Δ-жар"])
def test_a_delta_alone_is_no_reference(text: str) -> None:
    assert not REFERENCES.search(text)
