"""Laws of verification on any scene and any text, and what once broke them."""

import random
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import ATOMS, scenes
from text_strategies import ANY_TEXT, TELLING_TEXT

from deltalang.algebra.scene import Scene
from deltalang.lexicon.loading import standard_lexicon
from deltalang.renderers.document import Origin, document
from deltalang.session import Session
from deltalang.verification.answers import is_empty
from deltalang.verification.verifying import Verification, verify_document
from deltalang.verification.wanted import Part, Wanted, wanted_of
from deltalang.words.lemmatizer import lemmatizer

_lemmatizer = cache(lambda: lemmatizer()[0])
_lexicon = cache(standard_lexicon)
FAR = " " + "qqzz " * 60
"""Unrelated words, more than any window."""


def verify(answer: str, scene: Scene | str) -> Verification:
    if isinstance(scene, str):
        (wanted,) = Session().documents(scene)
    else:
        wanted = document(scene, Origin(""))
    return verify_document(answer, wanted, _lemmatizer(), lexicon=_lexicon())


def said(part: Part, left_out: frozenset[str] = frozenset()) -> str:
    """Everything that a scene wants, image by image and far apart; of choices, every option."""
    return FAR.join(_said(image) for image in part.wanted if image.text not in left_out)


def _said(image: Wanted) -> str:
    inner = [said(part) for group in image.groups for part in group.parts]
    return " ".join([" ".join(image.atoms), *inner])


def wanted(scene: Scene) -> Part:
    return wanted_of(document(scene, Origin("")))


@given(scenes())
def test_the_words_of_a_scene_score_one_without_leaks(scene: Scene) -> None:
    answer = said(wanted(scene))
    made = verify(answer, scene)
    assert made.score == (not is_empty(answer))  # an empty answer has 0, whatever was asked
    assert not made.missing
    assert not made.leaked


@given(scenes(), st.data())
def test_leaving_out_the_words_of_images_never_raises_the_score(
    scene: Scene, data: st.DataObject
) -> None:
    part = wanted(scene)
    texts = sorted({image.text for image in part.wanted})
    some = frozenset(data.draw(st.lists(st.sampled_from(texts)))) if texts else frozenset()
    more = some | (frozenset(data.draw(st.lists(st.sampled_from(texts)))) if texts else frozenset())
    assert verify(said(part, more), scene).score <= verify(said(part, some), scene).score


@given(scenes(), st.lists(st.sampled_from(ATOMS), max_size=6), st.booleans())
def test_unrelated_words_around_an_answer_change_nothing(
    scene: Scene, words: list[str], before: bool
) -> None:
    answer = "\n\n".join(["Qqzz.", *words])
    longer = f"Qqzz qqz.\n\n{answer}" if before else f"{answer}\n\nQqzz qqz."
    assert verify(longer, scene).score == verify(answer, scene).score


@given(st.lists(st.sampled_from(["дом", "лес", "река", "memory"]), max_size=6), st.data())
def test_unrelated_words_between_words_change_nothing(
    words: list[str], data: st.DataObject
) -> None:
    longer = []
    for word in words:
        longer += ["qqzz"] * data.draw(st.integers(0, 3)) + [word]
    for scene in ("дом + лес*2 + memory?", "дом → лес → река", "дом - лес"):
        assert verify(" ".join(longer), scene).score == verify(" ".join(words), scene).score


texts = st.one_of(ANY_TEXT, TELLING_TEXT, st.lists(st.sampled_from(ATOMS)).map(" ".join))


@given(texts, scenes())
def test_it_takes_any_text(text: str, scene: Scene) -> None:
    made = verify(text, scene)
    assert 0 <= made.score <= 1
    assert all(0 <= start < end <= len(text) for start, end in made.unfilled)
    for image in made.images:
        assert image.value is None or 0 <= image.value <= 1
        assert all(0 <= one.start <= one.end <= len(text) for one in image.mentions)


@given(st.lists(texts, min_size=2, max_size=4), scenes())
def test_an_answer_is_judged_alone(answers: Sequence[str], scene: Scene) -> None:
    """The order of answers does not matter, though dictionaries remember words."""
    assert [verify(one, scene) for one in answers] == [
        verify(one, scene) for one in reversed(answers)
    ][::-1]


@given(scenes(), st.integers(0, 1 << 30))
def test_an_answer_judged_twice_is_judged_the_same(scene: Scene, seed: int) -> None:
    words = [*ATOMS, "без", "не", "no", "<имя>", "."]
    answer = " ".join(random.Random(seed).choices(words, k=40))
    assert verify(answer, scene) == verify(answer, scene)


HUGE = {
    "one word": "а" * 1_000_000,
    "words": "дом без леса, " * 15_000,
    "sentences": "Дом. " * 40_000,
    "negators": "не " * 200_000 + "дом",
    "gone": "дом уже " * 30_000 + "исчез",
    "lists": "без окон, дверей и дома и " * 10_000,
    "open holes": "<~" * 300_000,
    "escapes": "<~\\<" * 200_000,
    "named holes": "".join(f"<и{number}>" for number in range(60_000)),
    "orders": "Avoid:\n" + "- дом\n" * 40_000,
    "refusals": "I cannot write about дом. " * 30_000,
    "white space": " \n" * 500_000,
    "marks": "а\u0301" * 300_000,
    "symbols": "🔥\u200d" * 200_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_it_takes_huge_answers(name: str) -> None:
    made = verify(HUGE[name], "дом + <имя> + (лес → дом)~окно - дом~лес - окно")
    assert 0 <= made.score <= 1


# What hypothesis found.


def test_a_symbol_at_the_end_of_an_answer_may_be_avoided() -> None:
    assert verify("дом ?", 'дом - "?"').score == Fraction(1, 2)
    assert verify("?", 'дом - "?"').score == 0


def test_a_letter_beside_beats_is_wanted_though_a_beat_avoids_it() -> None:
    assert not verify("жар память память", "жар~(память → память - жар)").leaked


def test_a_wanted_word_that_negates_does_not_deny_another() -> None:
    assert verify("don't память", "don't~память").score == 1
    assert verify("память don't", "память~don't").score == 1
