"""Splitting: glued words come apart, ordinary ones do not, and what is not certain is said so."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deltalang.keys import key
from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.lemmatizer import lemmatizer
from deltalang.words.running import WORDS
from deltalang.words.splitting import (
    AMBIGUOUS,
    DICTIONARY,
    KNOWN,
    LONGEST,
    MARGIN,
    REGISTERED,
    SPLIT,
    UNKNOWN,
    Split,
    Splitter,
    glue,
)
from deltalang.words.terms import Spoken, Term, Terms

IMAGES = ("память", "жара", "тишина", "лёд", "внутренний мир", "мир", "свет")
MADE_UP = st.lists(st.text("абвг", min_size=3, max_size=6), min_size=1, max_size=8, unique=True)


@cache
def dictionary() -> Lemmatizer:
    """The lemmatizer of Russian and English."""
    return lemmatizer(strict=True)[0]


def splitter(*names: str, known: bool = False, glued: bool = False) -> Splitter:
    """A splitter over names, with the dictionary or without."""
    lemmas = dictionary() if known else Identity()
    return Splitter(Terms([Spoken(n, Term(n)) for n in names], lemmas), lemmas, glued=glued)


def sources(answer: Split) -> list[tuple[str, str]]:
    """Give letters and source of each part."""
    return [(part.text, part.source) for part in answer.parts]


@cache
def nouns(folder: Path) -> tuple[str, ...]:
    """The vocabulary that the glued words of the shared data are made of."""
    return tuple((folder / "texts/glued/ru_vocabulary.txt").read_text("utf-8").split())


def pairs(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the glued words of a file with their parts."""
    for line in file.read_text("utf-8").splitlines():
        word, parts = line.split("\t")
        yield word, parts.split()


def share_exact(found: Splitter, file: Path) -> float:
    """The share of words that come apart as they were put together."""
    right = [
        (answer := found.split(word)).status == SPLIT and [p.term for p in answer.parts] == parts
        for word, parts in pairs(file)
    ]
    return sum(right) / len(right)


# --------------------------------------------------------------------------------- known


@pytest.mark.parametrize("glued", [False, True])
@pytest.mark.parametrize("word", ["водопад", "горячая", "снегопад", "памяти", "лёд", "waterfall"])
def test_a_known_word_is_never_split(word: str, glued: bool) -> None:
    answer = splitter("вода", "пад", "пар", "горя", "чая", known=True, glued=glued).split(word)
    assert (answer.status, answer.canonical, len(answer.parts)) == (KNOWN, word, 1)


def test_a_registered_word_is_never_split_either() -> None:
    answer = splitter("память", "жара", "памятьжара").split("ПамятьЖара")
    assert (answer.status, sources(answer)) == (KNOWN, [("памятьжара", REGISTERED)])


def test_a_known_word_comes_apart_when_nobody_asks_whether_it_is_known() -> None:
    found = splitter("память", "жара", "памятьжара")
    assert found.apart("памятьжара").canonical == "память~жара"


# --------------------------------------------------------------------------------- split


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("памятьжаратишина", "память~жара~тишина"),
        ("ПамятьЖара", "память~жара"),
        ("памятьпамять", "память~память"),
        ("лёдсвет", "лёд~свет"),
        ("ледсвет", "лёд~свет"),
        ("ЛЁДСВЕТ", "лёд~свет"),
        ("па́мятьжара", "память~жара"),
        ("внутренниймирпамять", "внутренний мир~память"),
        ("памятьвнутренниймир", "память~внутренний мир"),
    ],
)
def test_glued_words_come_apart(word: str, wanted: str) -> None:
    answer = splitter(*IMAGES).split(word)
    assert (answer.status, answer.canonical, answer.unknown) == (SPLIT, wanted, ())


def test_a_phrase_written_together_is_known() -> None:
    answer = splitter(*IMAGES).split("внутренниймир")
    assert (answer.status, answer.parts[0].term) == (KNOWN, "внутренний мир")


def test_inflected_parts_name_their_terms() -> None:
    answer = splitter(*IMAGES, known=True).split("памятижаройтишину")
    assert answer.canonical == "память~жара~тишина"
    assert [part.text for part in answer.parts] == ["памяти", "жарой", "тишину"]


def test_registered_parts_come_before_those_of_the_dictionary() -> None:
    answer = splitter("память", known=True).split("памятьдождь")
    assert sources(answer) == [("память", REGISTERED), ("дождь", DICTIONARY)]


def test_what_a_script_must_quote_is_quoted() -> None:
    ways = [Spoken("огонь", Term("живой-")), Spoken("пламя", Term("d02"))]
    answer = Splitter(Terms(ways, Identity())).split("огоньпламя")
    assert answer.canonical == '"живой-"~"d02"'


def test_the_fewest_parts_win() -> None:
    answer = splitter("абвгде", "жзи", "абв", "где").split("абвгдежзи")
    assert (answer.status, answer.canonical) == (SPLIT, "абвгде~жзи")


def test_the_runner_up_is_named_with_the_distance_in_parts() -> None:
    answer = splitter("абвгде", "жзи", "абв", "где").split("абвгдежзи")
    assert [part.term for part in answer.runner_up] == ["абв", "где", "жзи"]
    assert answer.margin == 1


def test_without_a_runner_up_there_is_no_margin() -> None:
    answer = splitter("абвгде", "жзи").split("абвгдежзи")
    assert (answer.margin, answer.runner_up) == (None, ())


def test_two_ways_that_tie_are_ambiguous() -> None:
    answer = splitter("абвг", "деж", "абв", "гдеж").split("абвгдеж")
    assert answer.status == AMBIGUOUS
    assert answer.margin is not None and answer.margin < MARGIN
    ways = [[part.term for part in parts] for parts in (answer.parts, answer.runner_up)]
    assert ways == [["абв", "гдеж"], ["абвг", "деж"]]


# ------------------------------------------------------------------------------- unknown


@pytest.mark.parametrize("glued", [False, True])
def test_an_unknown_part_is_named_and_never_guessed(glued: bool) -> None:
    answer = splitter(*IMAGES, glued=glued).split("памятьбрркжара")
    assert (answer.status, answer.canonical) == (UNKNOWN, "памятьбрркжара")
    assert answer.unknown == ("бррк",)
    assert [part.term for part in answer.parts] == ["память", "", "жара"]


def test_one_part_makes_no_glued_word_unless_it_is_known_to_be_glued() -> None:
    assert sources(splitter(*IMAGES).split("памятьбррк")) == [("памятьбррк", UNKNOWN)]
    answer = splitter(*IMAGES, glued=True).split("памятьбррк")
    assert (answer.status, answer.unknown) == (UNKNOWN, ("бррк",))


@pytest.mark.parametrize("word", ["сценаушко", "тучхалатом", "бессонность", "мамсугробы"])
def test_short_and_inflected_parts_count_only_in_glued_words(word: str) -> None:
    assert splitter(known=True).split(word).status == UNKNOWN
    assert splitter(known=True, glued=True).split(word).status in (SPLIT, AMBIGUOUS)


@pytest.mark.parametrize("word", ["", "3", "память жара", "памятьжара2", "па-мятьжара", "🔥жара"])
def test_what_is_not_all_letters_is_unknown(word: str) -> None:
    answer = splitter(*IMAGES, glued=True).split(word)
    assert (answer.status, answer.word, len(answer.parts)) == (UNKNOWN, word, 1)


def test_a_word_that_is_too_long_is_unknown() -> None:
    longest = "свет" * (LONGEST // 4)
    assert splitter(*IMAGES).split(longest).canonical == "~".join(["свет"] * (LONGEST // 4))
    answer = splitter(*IMAGES).split(longest + "свет")
    assert (answer.status, len(answer.parts)) == (UNKNOWN, 1)


def test_two_letters_are_no_part() -> None:
    assert splitter("аб", "вгд").split("абвгд").status == UNKNOWN


@pytest.mark.parametrize("word", ["памятник", "бессонность", "предутренний", "рябинушка", "лесник"])
def test_an_ordinary_word_is_not_split(word: str) -> None:
    assert splitter(*IMAGES, known=True).split(word).status in (KNOWN, UNKNOWN)


# ---------------------------------------------------------------------------------- laws


@given(MADE_UP, st.data())
def test_whatever_is_glued_from_terms_comes_apart(names: list[str], data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=8))
    word = glue(parts)
    assume(word not in names)
    answer = splitter(*names).split(word)
    assert answer.status in (SPLIT, AMBIGUOUS)
    assert "".join(part.text for part in answer.parts) == word
    assert {part.term for part in answer.parts} <= set(names)
    assert len(answer.parts) <= len(parts)


@given(MADE_UP, st.text("абвг", max_size=24), st.randoms(use_true_random=False))
def test_the_order_of_the_vocabulary_does_not_matter(
    names: list[str], word: str, order: random.Random
) -> None:
    mixed = order.sample(names, len(names))
    for glued in (False, True):
        assert splitter(*names, glued=glued).split(word) == splitter(*mixed, glued=glued).split(
            word
        )


def test_nor_does_it_with_a_dictionary() -> None:
    words = ("памятижаройтишину", "светлёдмиром", "внутреннегомирапамяти", "памятьбрркжара")
    answers = {
        tuple(map(splitter(*order, known=True).split, words)) for order in (IMAGES, IMAGES[::-1])
    }
    assert len(answers) == 1


@given(st.lists(st.text(max_size=8).filter(key), max_size=4), st.text(max_size=20), st.booleans())
def test_the_parts_of_any_word_are_its_letters(names: list[str], word: str, glued: bool) -> None:
    answer = splitter(*names, glued=glued).split(word)
    assert "".join(part.text for part in answer.parts) == key(word)
    assert answer.word == word


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["память", "жара"], "памятьжара"),
        (["внутренний мир", "лёд"], "внутренниймирлёд"),
        (["память"], "память"),
        ([], ""),
        ([" a\tb ", ""], "ab"),
    ],
)
def test_glue_writes_words_together(words: list[str], wanted: str) -> None:
    assert glue(words) == wanted


# ---------------------------------------------------------------------------- shared data


@pytest.mark.parametrize("name", ["ru_2-5", "ru_6-8"])
def test_russian_nouns_come_apart_as_they_were_glued(name: str, data_folder: Path) -> None:
    found = splitter(*nouns(data_folder), known=True)
    assert share_exact(found, data_folder / f"texts/glued/{name}.tsv") >= 0.995


def test_english_nouns_come_apart_as_they_were_glued(data_folder: Path) -> None:
    folder = data_folder / "texts/words/corpora/words"
    names = {
        word
        for file, field in (("nouns", "nouns"), ("common", "commonWords"))
        for word in json.loads((folder / f"{file}.json").read_text("utf-8"))[field]
    }
    found = splitter(*sorted(names), known=True)
    assert share_exact(found, data_folder / "texts/glued/en_2-5.tsv") >= 0.995


@pytest.mark.parametrize("glued", [False, True])
def test_inflected_nouns_come_apart_as_they_were_glued(glued: bool, data_folder: Path) -> None:
    found = splitter(*nouns(data_folder), known=True, glued=glued)
    draw = random.Random(20)
    right = total = 0
    for _, parts in pairs(data_folder / "texts/glued/ru_2-5.tsv"):
        forms = [
            draw.choice(sorted(f for f in dictionary().forms(p) if len(f) >= 3)) for p in parts
        ]
        answer = found.split(glue(forms))
        total += 1
        right += answer.status in (SPLIT, AMBIGUOUS) and [p.text for p in answer.parts] == [
            key(form) for form in forms
        ]
    assert right >= 0.99 * total


def test_hardly_any_ordinary_unknown_word_is_split(data_folder: Path) -> None:
    words: set[str] = set()
    for name in ("ru_poems", "ru_prose", "ru_vault_openbox"):
        for path in (data_folder / "texts" / name).rglob("*.*"):
            if path.suffix in (".txt", ".md"):
                words |= set(WORDS.findall(path.read_text("utf-8").lower()))
    unknown = [
        word for word in words if re.fullmatch("[а-яё]{6,}", word) and not dictionary().knows(word)
    ]
    assert len(unknown) > 1000
    found = splitter(*nouns(data_folder), known=True)
    apart = [word for word in unknown if found.split(word).status in (SPLIT, AMBIGUOUS)]
    assert len(apart) <= 0.01 * len(unknown), sorted(apart)
