"""Terms: registered words and phrases, found in any of their forms."""

from collections.abc import Iterable
from functools import cache

import pytest

from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.lemmatizer import lemmatizer
from deltalang.words.terms import Spoken, Term, Terms


@cache
def dictionary() -> Lemmatizer:
    """The lemmatizer of Russian and English."""
    return lemmatizer(strict=True)[0]


def terms_of(*names: str, known: Lemmatizer | None = None) -> Terms:
    """Terms that are called what they are said."""
    return Terms([Spoken(name, Term(name)) for name in names], known or dictionary())


def found(terms: Terms, text: str) -> list[str]:
    """Give the names of the terms in a text."""
    return [one.term.name for one in terms.find(text)]


def said(terms: Terms, text: str) -> list[str]:
    """Give the pieces of a text that are terms."""
    return [text[one.start : one.end] for one in terms.find(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("о внутреннего мира нет", ["внутренний мир"]),
        ("Внутренний Мир и мир", ["внутренний мир", "мир"]),
        ("внутренний голос мира", ["внутренний", "мир"]),
        ("внутренними мирами", ["внутренний мир"]),
        ("мир внутренний", ["мир", "внутренний"]),
    ],
)
def test_the_longest_match_wins(text: str, wanted: list[str]) -> None:
    assert found(terms_of("внутренний мир", "мир", "внутренний"), text) == wanted


def test_of_phrases_that_begin_alike_the_longest_that_is_there_wins() -> None:
    terms = terms_of("белый", "белый снег", "белый снег зимы")
    assert found(terms, "белого снега зимы, белого снега, белого снега лета") == [
        "белый снег зимы",
        "белый снег",
        "белый снег",
    ]


@pytest.mark.parametrize("gap", [" ", "  ", "\n", "\n  ", "\t", "\u00a0"])
def test_white_space_may_part_the_words_of_a_phrase(gap: str) -> None:
    text = f"внутреннего{gap}мира"
    assert said(terms_of("внутренний мир"), text) == [text]


@pytest.mark.parametrize("gap", [", ", ". ", " — ", "-", "", " 3 ", " Δ02 ", " и "])
def test_nothing_else_may(gap: str) -> None:
    assert found(terms_of("внутренний мир"), f"внутренний{gap}мир") == []


@pytest.mark.parametrize("form", ["память", "Памяти", "ПАМЯТЬЮ", "па́мять", "памятям"])
def test_finds_every_form(form: str) -> None:
    assert found(terms_of("память"), f"без {form}!") == ["память"]


def test_without_a_dictionary_finds_the_form_that_is_registered() -> None:
    assert found(terms_of("память", known=Identity()), "память памяти") == ["память"]


def test_an_exact_way_to_say_it_has_no_other_forms() -> None:
    terms = Terms([Spoken("жар", Term("огонь"), exact=True)], dictionary())
    assert found(terms, "жар жаром жару") == ["огонь"]


def test_what_is_no_lemma_stands_as_it_is() -> None:
    assert found(terms_of("людьми"), "людьми человек людей") == ["людьми"]


def test_an_alias_gives_the_term_that_it_stands_for() -> None:
    fire = Term("огонь", "fire")
    terms = Terms([Spoken("огонь", fire), Spoken("живой огонь", fire)], dictionary())
    assert [one.term for one in terms.find("живым огнём, огнём")] == [fire, fire]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("лунный свет", "в лунном свете"),
        ("внутренняя жизнь", "без внутренней жизни"),
        ("северное сияние", "под северным сиянием"),
        ("золотые горы", "на золотых горах"),
    ],
)
def test_a_phrase_of_any_gender_is_found_in_every_form(name: str, text: str) -> None:
    assert found(terms_of(name), text) == [name]


@pytest.mark.parametrize("text", ["жар", "Жар", "жара́"])
def test_of_two_terms_said_alike_the_first_wins(text: str) -> None:
    ways = [Spoken(text, Term("мой")), Spoken("жар", Term("чужой")), Spoken("жара", Term("ещё"))]
    assert found(Terms(ways, Identity()), text) == ["мой"]
    assert len(Terms(ways, Identity())) == 2


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("сталь", "мы стали ждать", []),
        ("стать", "мы стали ждать", ["стать"]),
        ("сталь", "из сталью", ["сталь"]),
        ("жар", "жару", ["жар"]),
        ("мыло", "мы мыли", []),
    ],
)
def test_an_unlikely_reading_is_no_term(name: str, text: str, wanted: list[str]) -> None:
    assert found(terms_of(name), text) == wanted


def test_of_form_tells_a_term_by_a_likely_form_of_one_word() -> None:
    terms = terms_of("сталь", "внутренний мир")
    assert terms.of_form("сталью") == Term("сталь")
    assert terms.of_form("стали") is None
    assert terms.of_form("мира") is None


@pytest.mark.parametrize(("name", "text"), [("лёд", "лед"), ("лед", "Лёд"), ("ёлка", "елки")])
def test_the_dots_of_yo_do_not_matter(name: str, text: str) -> None:
    assert found(terms_of(name), text) == [name]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Внутренний  мир", "внутренний мир"),
        ("внутренниймир", "внутренний мир"),
        ("внутреннего мира", None),
        ("", None),
    ],
)
def test_exact_takes_no_other_form_but_no_spaces(text: str, wanted: str | None) -> None:
    term = terms_of("внутренний мир", "мир").exact(text)
    assert (term.name if term is not None else None) == wanted


@pytest.mark.parametrize("text", ["Δ:память", "Δ:память@3", "Δ07@память", "∆:рост-память"])
def test_the_words_of_a_reference_are_no_terms(text: str) -> None:
    assert found(terms_of("память", "рост-память"), f"как {text}, так") == []


def test_an_english_s_is_no_part_of_a_term() -> None:
    assert said(terms_of("memory", known=Identity()), "memory's edge, Memory’s") == [
        "memory's",
        "Memory’s",
    ]
    assert found(terms_of("heart's", "heart", known=Identity()), "heart's heart") == [
        "heart's",
        "heart",
    ]


def test_gives_what_a_glued_text_begins_with() -> None:
    found = set(terms_of("жар", "внутренний мир").beginnings("жаромвнутренниймир"))
    assert {(one.text, one.inflected) for one in found} == {("жар", False), ("жаром", True)}
    [whole] = terms_of("внутренний мир").beginnings("внутренниймирпамять")
    assert (whole.text, whole.inflected) == ("внутренниймир", False)


@pytest.mark.parametrize("ways", [[], [Spoken("", Term("ничто"))], [Spoken("  ", Term("ничто"))]])
def test_nothing_is_found_where_nothing_is_registered(ways: Iterable[Spoken]) -> None:
    terms = Terms(ways, Identity())
    assert (len(terms), found(terms, "память, , \n"), terms.exact("")) == (0, [], None)
