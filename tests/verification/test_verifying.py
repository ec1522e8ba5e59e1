"""An answer against a scene: what is found, what leaks, in which order, and the laws of the score."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.messages import template
from deltalang.session import Session
from deltalang.verification.figures import figures
from deltalang.verification.showing import details
from deltalang.verification.verifying import Verification, verify_document
from deltalang.words.lemmas import Identity
from deltalang.words.lemmatizer import lemmatizer

_lemmatizer = cache(lambda: lemmatizer()[0])
ATOMS = ("дом", "лес", "туман", "река", "memory", "silence")


def verify(answer: str, scene: str, *, lemmas: bool = True) -> Verification:
    session = Session()
    (document,) = session.documents(scene)
    words = _lemmatizer() if lemmas else Identity()
    return verify_document(answer, document, words, lexicon=session.lexicon)


def statuses(made: Verification) -> list[str]:
    return [one.status for one in made.images]


def test_it_finds_inflected_words_with_the_dictionaries_only() -> None:
    assert statuses(verify("Он жил памятью.", "память")) == ["found"]
    assert statuses(verify("Он жил памятью.", "память", lemmas=False)) == ["missing"]
    assert statuses(verify("Memories of wolves", "wolf")) == ["found"]


@pytest.mark.parametrize(
    ("scene", "answer", "value"),
    [
        ("ёлка", "Елки стоят", 1),
        ("замок", "старый за́мок", 1),
        ("внутренний мир", "во внутреннем, тихом мире", 1),
        ("внутренний мир", "внутренний. Мир ждёт", 0),
        ("внутренний мир", "мир внутренний", 1),
        ("LLM-память", "с LLM-памятью", 1),
        ("память~жара", "память о той давней жаре", 1),
        ("память~жара", "память" + " и слово" * 20 + " жара", Fraction(1, 2)),
        ("память~жара", "памятьжара", 1),
        ("память~жара", "только память", Fraction(1, 4)),
        ('"90-е"', "лихие 90-е", 1),
        ('"🔥"', "огни 🔥 горят", 1),
        ("огонь", "пламя", 1),
        ("память", "a memory", 1),
        ("день | ночь", "глубокой ночью", 1),
        ("<~опиши>~дом", "в доме", 1),
    ],
)
def test_it_values_an_image(scene: str, answer: str, value: Fraction) -> None:
    assert verify(answer, scene).images[0].value == value


@pytest.mark.parametrize(
    ("answer", "score", "in_order"),
    [
        ("дом, лес, река", 1, True),
        ("лес… дом, лес, река", 1, True),
        ("река, лес, дом", Fraction(2, 3), False),
        ("дом, река", Fraction(2, 3), False),
        ("", 0, False),
    ],
)
def test_it_chooses_occurrences_of_beats(answer: str, score: Fraction, in_order: bool) -> None:
    made = verify(answer, "дом → лес → река")
    assert (made.score, made.images[0].in_order) == (score, in_order)


@pytest.mark.parametrize(
    ("scene", "answer", "missing"),
    [
        ("дом → зебра → лес", "Дом, потом лес.", ["зебра"]),
        ("дом → зебра → лес", "Дом, ни одной зебры, потом лес.", ["зебра"]),
        ("дом → зебра → лес", "река", ["дом → зебра → лес"]),
        ("[дом → зебра → лес]", "лес, дом", ["зебра"]),
        ("(дом + окно) → лес", "дом, лес", ["окно"]),
        ("(дом → окно | река) → лес", "дом, лес", ["окно"]),
        # a sequence with a beat that is a hypothesis counts as one, its other beats do not
        ("дом → зебра? → лес", "река", ["дом", "лес"]),
        ("дом~(зебра → лес)", "дом, лес", ["зебра"]),
    ],
)
def test_a_beat_that_is_absent_is_missing(scene: str, answer: str, missing: list[str]) -> None:
    made = verify(answer, scene)
    assert [one.wanted.text for one in made.missing] == missing
    assert not made.passed()


@pytest.mark.parametrize(
    ("scene", "answer"),
    [
        ("дом → _ → лес", "дом, лес"),
        ("дом → <~опиши> → - холод → лес", "дом, лес"),
        ("дом → зебра? → лес", "дом, лес"),
        ("дом → (зебра + река?)? → лес", "дом, лес"),
        ("дом? → лес?", "река"),
        ("река + дом? → лес?", "река"),
        ("(дом → окно | река) → лес", "река, лес"),
        ("(дом → окно | река)", "окно, река, дом"),
        ("дом → (зебра | _) → лес", "дом, лес"),
    ],
)
def test_silence_and_hypotheses_are_no_missing_beats(scene: str, answer: str) -> None:
    made = verify(answer, scene)
    assert (made.missing, made.disordered, made.passed()) == ((), (), True)


def test_a_choice_with_silence_in_it_is_not_checked_where_silence_may_have_been_chosen() -> None:
    assert statuses(verify("дом", "дом | _")) == ["found"]
    assert statuses(verify("лес", "дом | _")) == ["unchecked"]


def test_beats_of_which_one_is_a_hypothesis_come_in_order_too() -> None:
    assert not verify("лес, дом", "дом → река? → лес").passed()


@pytest.mark.parametrize(
    ("scene", "answer", "score", "missing"),
    [
        ("дом → дом", "дом", Fraction(1, 2), ["дом"]),
        ("дом → дом", "дом, дома", 1, []),
        ("[дом → лес → дом]", "лес, дом", Fraction(2, 3), ["дом"]),
        ("дом → лес → дом", "лес, дом", Fraction(2, 3), ["дом"]),
        ("дом → старый дом", "старый дом", Fraction(1, 2), ["старый дом"]),
        ("дом → (дом + лес)", "дом", Fraction(1, 2), ["дом", "лес"]),
        ("дом → дом → дом", "дом", Fraction(1, 3), ["дом", "дом"]),
    ],
)
def test_a_mention_stands_for_one_beat(
    scene: str, answer: str, score: Fraction, missing: list[str]
) -> None:
    made = verify(answer, scene)
    assert (made.score, [one.wanted.text for one in made.missing]) == (score, missing)
    assert (made.passed(), made.disordered) == (not missing, ())


@pytest.mark.parametrize(
    ("answer", "score", "passes"),
    [
        ("река, дом, лес", 1, True),
        ("река, дом", 1, True),
        ("река, лес", Fraction(1, 2), False),
        ("река", Fraction(1, 2), False),
        ("лес, река, дом", 1, True),
        ("вода", 0, False),
    ],
)
def test_an_anchor_in_a_hypothesis_weighs_as_one(
    answer: str, score: Fraction, passes: bool
) -> None:
    made = verify(answer, "река + (дом! → лес?)?")
    assert score <= made.score < score + Fraction(1, 10)
    assert (made.passed(), made.passed(strict=True)) == (passes, passes)
    assert figures(made, passed=passes).anchors == score


def test_a_sequence_of_hypotheses_needs_no_order() -> None:
    made = verify("окно, дверь", "(дверь → окно)?")
    assert (made.images[0].in_order, made.passed(strict=True)) == (False, True)


@pytest.mark.parametrize(
    ("scene", "answer", "found"),
    [
        ('"don\'t"', "do not forget", False),
        ('"don\'t"', "I do", False),
        ('"don\'t"', "I DON’T", True),
        ("can", "I can't", False),
        ('"100%"', "100 people", False),
        ('"100%"', "100, % of them", False),
        ('"100%"', "ровно 100 % дела", True),
        ('"100%"', "50, then 100%.", True),
        ('"$5"', "5 dollars", False),
        ('"$5"', "for $5", True),
        ('"C++"', "vitamin C", False),
        ('"C++"', "in C++.", True),
        ('"R&B"', "r, then b", False),
        ('"R&B"', "an R&B song", True),
    ],
)
def test_a_word_is_not_found_by_a_part_of_it(scene: str, answer: str, found: bool) -> None:
    assert verify(answer, scene).images[0].value == found
    assert len(verify(answer, f"дом - {scene}").leaked) == found


def test_it_lets_a_cycle_begin_anywhere() -> None:
    assert verify("лес, река, дом", "[дом → лес → река]").passed()
    assert not verify("река, лес, дом", "[дом → лес → река]").passed()


@pytest.mark.parametrize(
    "answer",
    [
        "двор без холода", "двор без ветра и холода", "без машин, окон и холода", "нет холода",
        "холода не было", "холода здесь больше нет", "он не чувствовал холода", "не холод, а жар",
        "ни капли холода", "no cold at all", "it is not cold", "without wind or cold",
        "instead of the cold", "isn't cold", "he did not feel the cold",
    ],
)  # fmt: skip
def test_it_takes_a_negated_mention_for_no_leak(answer: str) -> None:
    made = verify(answer, "дом - холод")
    assert (len(made.leaked), [len(one.negated) for one in made.avoided]) == (0, [1])


@pytest.mark.parametrize(
    "answer",
    [
        "холод", "не только холод", "не жар, а холод", "не без холода", "холод не уходил",
        "без сомнения холод", "нет ничего, кроме холода", "без окон. Холод", "не спал, и холод пришёл",
        "not only cold", "nothing but cold", "no doubt cold", "not without cold", "I can't help the cold",
        "no matter how cold", "not warm but cold",
    ],
)  # fmt: skip
def test_it_knows_what_only_looks_negated(answer: str) -> None:
    assert len(verify(answer, "дом - холод").leaked) == 1


def test_it_takes_a_word_inside_a_wanted_phrase_for_no_leak() -> None:
    assert not verify("внутренний мир", "внутренний мир - мир").leaked
    assert verify("внутренний мир и мир", "внутренний мир - мир").leaked


def test_it_names_holes_that_were_left() -> None:
    made = verify("дом <~опиши запах>", "дом + <~опиши запах>")
    assert (made.score, len(made.unfilled), made.passed()) == (1, 1, False)


def test_hypotheses_are_a_bonus_and_never_needed() -> None:
    assert verify("дом", "дом + лес?").score == 1
    assert verify("лес", "дом + лес?").score == Fraction(1, 10)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_it_says_why_a_low_score_passes(lang: str) -> None:
    made = verify("река", "дом?")
    *_, last = details(made, made.passed(), lang)
    free = template("ui.verify-free", lang).format(score="0.00")
    assert (made.passed(), last.endswith(free)) == (True, True)
    *_, last = details(verify("дом", "дом?"), True, lang)
    assert ";" not in last


def test_the_score_decides_where_a_least_is_given() -> None:
    made = verify("дом", "дом + лес")
    assert not made.passed()
    assert made.passed(least=Fraction(1, 2))
    assert not made.passed(least=Fraction(1, 2), strict=True)


words = st.lists(st.sampled_from([*ATOMS, "слово", "word"]), max_size=8)


@given(words, st.lists(st.sampled_from(ATOMS), min_size=1, max_size=4), st.data())
def test_taking_words_away_never_raises_the_score(
    said: list[str], wanted: list[str], data: st.DataObject
) -> None:
    scene = data.draw(st.sampled_from([" + ", " → ", " | "])).join(wanted)
    fewer = [word for word in said if data.draw(st.booleans())]
    less, more = (verify(" ".join(one), scene).score for one in (fewer, said))
    assert 0 <= less <= more <= 1


@given(words, st.permutations(ATOMS))
def test_the_order_of_a_sum_does_not_matter(said: list[str], wanted: list[str]) -> None:
    text = " ".join(said)
    assert verify(text, " + ".join(wanted)).score == verify(text, " + ".join(ATOMS)).score


@given(st.permutations(ATOMS), st.sampled_from([" + ", " → "]))
def test_saying_everything_in_order_scores_one(wanted: list[str], sign: str) -> None:
    assert verify(". ".join(wanted), sign.join(wanted)).score == 1


@given(words)
def test_an_avoided_word_more_never_raises_the_score(said: list[str]) -> None:
    before, after = (
        verify(" ".join(one), "дом + лес - холод").score for one in (said, [*said, "холод"])
    )
    assert after <= before


def test_signs_behind_a_word_may_have_a_mark_before_them() -> None:
    assert verify("0:¢", '"0:¢"').score == 1
    assert verify("0, ¢", '"0:¢"').score == 0
