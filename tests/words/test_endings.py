"""Endings: taken out and put back, any text is the same to the letter."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deltalang.session import Session
from deltalang.words.analysis import analyse
from deltalang.words.endings import Ending, put_back, take_out
from deltalang.words.lemmatizer import lemmatizer
from deltalang.words.running import words_in

_ODD = "İıßŉΣσςǅﬁÅёЁйŸ🔥\u0307\u0301\u00ad/+-=lCU\n"
_CASES = st.one_of(st.sampled_from("lCU="), st.integers(1, 2**70).map("{:x}".format))
WORDS = st.one_of(
    st.text(max_size=12),
    st.text(st.sampled_from(_ODD), max_size=6),
    st.sampled_from(["Память", "ПАМЯТЬЮ", "пАмЯтИ", "МакДональд", "ΟΔΥΣΣΕΎΣ", "STRASSE", ""]),
)


@given(WORDS, WORDS)
@example("İstanbul", "istanbul")
@example("STRASSE", "straße")
@example("ŉ", "n")
@example("ΣΑΣ", "σας")
@example("👩‍🚀", "👩")
def test_what_was_taken_out_can_be_put_back(form: str, lemma: str) -> None:
    assert put_back(lemma, take_out(form, lemma)) == form


@given(st.builds(Ending, st.integers(0, 10**6), st.text(max_size=8), _CASES))
@example(Ending(1, "а/б+в-1", "C"))
@example(Ending(0, "\n", "="))
def test_an_ending_reads_back_from_its_text(ending: Ending) -> None:
    assert Ending.parse(str(ending)) == ending


@given(WORDS, WORDS)
def test_an_ending_that_was_taken_out_reads_back_too(form: str, lemma: str) -> None:
    ending = take_out(form, lemma)
    assert Ending.parse(str(ending)) == ending


@pytest.mark.parametrize(
    ("form", "lemma", "wanted"),
    [
        ("память", "память", "-0+/l"),
        ("Памятью", "память", "-0+ю/C"),
        ("ПАМЯТИ", "память", "-1+и/U"),
        ("ЛЕс", "лес", "-0+/3"),
        ("wolves", "wolf", "-1+ves/l"),
        ("лучше", "хороший", "-7+лучше/l"),
        ("İz", "iz", "-2+İz/="),
    ],
)
def test_says_what_was_done_to_the_lemma(form: str, lemma: str, wanted: str) -> None:
    assert str(take_out(form, lemma)) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "ями", "-+ями/C", "-x+ями/C", "-1ями/C", "-1+ями", "-1+ями/", "-1+ями/X", "--1+ями/C"],
)
def test_refuses_what_is_no_ending(text: str) -> None:
    with pytest.raises(ValueError, match=r"no ending: .*; one looks like"):
        Ending.parse(text)


def test_refuses_to_cut_more_than_there_is() -> None:
    with pytest.raises(ValueError, match="cuts more than 'лес' has"):
        put_back("лес", Ending(4, "а"))


def test_every_text_of_the_shared_data_is_rebuilt(data_folder: Path) -> None:
    seen: dict[str, None] = {}
    for path in sorted((data_folder / "texts").rglob("*.*")):
        if path.suffix in (".txt", ".md") and path.parent.name != "words":  # a list is no text
            text = path.read_bytes().decode("utf-8", "replace")
            seen |= dict.fromkeys(word[0] for word in words_in(text))
    assert len(seen) > 40_000
    text = ", ".join(seen)
    known, _ = lemmatizer()
    rebuilt = 0
    for word in analyse(text, known, Session().terms(known)):
        assert put_back(word.lemma, word.ending) == word.word
        assert text.startswith(word.word, word.start)
        rebuilt += 1
    assert rebuilt == len(seen)
