"""Answers of a person: notation, words, or a problem; what is taken reads back from a script."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import scenes

from deltalang.algebra.letters import Reference
from deltalang.algebra.worlds import every_letter
from deltalang.diagnostics import DeltaError
from deltalang.filling.answering import NotOneSceneError, answered, is_sentence
from deltalang.filling.markdown_queue import load as load_markdown
from deltalang.filling.questions import Question
from deltalang.messages import LANGUAGES
from deltalang.session import Session

SESSION = Session()
LETTERS = "абвёАНёa Z\n\t.,;:!?…—–«»'()№%/0123456789-"


def read(text):
    return answered(Question("1", "", "", text), SESSION)


@given(scenes())
def test_any_scene_that_is_written_is_the_answer(scene):
    assume(not any(isinstance(letter, Reference) for letter in every_letter(scene)))
    assert read(scene.display) == scene


@given(st.text(st.characters(codec="utf-8"), min_size=1) | st.text(LETTERS, min_size=1))
def test_any_text_is_a_scene_that_reads_back_or_a_problem(text):
    try:
        scene = read(text)
    except (DeltaError, NotOneSceneError):
        return
    assert SESSION.expand(scene.display) == scene


@given(st.text(LETTERS, min_size=1))
def test_a_sentence_is_never_a_problem_of_notation(text):
    try:
        read(text)
    except NotOneSceneError:
        return
    except DeltaError as error:
        codes = {one.code for one in error.diagnostics}
        assert not is_sentence(text) or not codes <= {"E101", "E106", "E107"}


@pytest.mark.parametrize("sign", [*'+*~→|{}[]<>^=#@_"`\\Δ∆', "->", " - ", "\x1b", "\u202e"])
def test_no_sign_of_the_notation_stands_in_a_sentence(sign):
    assert not is_sentence(f"мать, {sign} отец")
    assert is_sentence("мать, отец")


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n"])
def test_nothing_is_no_sentence(text):
    assert not is_sentence(text)


@pytest.mark.parametrize(
    "text", ["Δ9999", "Анна, Δ02", "пaмять, да", "(Анна", '"Анна', "мать + , отец"]
)
def test_what_is_wrong_notation_is_no_sentence_in_silence(text):
    with pytest.raises(DeltaError):
        read(text)


@pytest.mark.parametrize(("text", "label"), [("двор: мать + дом", "двор"), ("а + б\nв + г", None)])
def test_what_is_not_one_scene_tells_its_label(text, label):
    with pytest.raises(NotOneSceneError) as caught:
        read(text)
    assert caught.value.label == label


@pytest.mark.parametrize(
    "text",
    [
        "# а\n\n```answer 1\n{}\n```\n",
        "\ufeff# а\r\n\r\n> ```answer 1\r\n> {}\r\n> ```\r\n",
        "- список\n\n  ~~~ answer 1\n\n  {}\n  ~~~\n",
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_problem_has_its_place_in_the_file_and_a_hint_of_its_own(text, lang):
    text = text.format("мать + дом — сад")
    [question] = load_markdown(text, "q.md").values()
    with pytest.raises(DeltaError) as caught:
        answered(question, SESSION)
    [problem] = caught.value.diagnostics
    assert problem.source.text == text
    assert text[problem.span.start : problem.span.end] == "—"
    hint = problem.hint(lang)
    assert hint
    assert {"en": "quotes", "ru": "кавычки"}[lang] in hint
