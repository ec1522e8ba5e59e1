"""Names of mined formulas."""

import pytest

from deltalang.proposing.naming import language_of, slug_of
from deltalang.registry.records import is_slug
from deltalang.semantics.laws import read_scene


def name(text: str, *taken: str) -> str:
    return slug_of(text, read_scene(text), lambda slug: slug in taken)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("жар + рост", "жар-рост"),
        ("ночь → сон → свет → снег", "ночь-сон-свет"),
        ("жар + рост*3 + свет*2 + снег", "рост-свет-жар"),
        ("Внутренний мир + ёлка", "внутренний-мир-ёлка"),
        ("жар - холод", "жар"),
        ("[ночь → день]", "ночь-день"),
        ("<герой> + дорога", "дорога-герой"),
        ('"🔥" + рост', "рост"),
        ('"🔥"', "scene"),
        ('"🔥" - рост', "сцена"),
        ("heat + growth", "heat-growth"),
    ],
)
def test_a_name_is_made_of_the_strongest_terms(text: str, wanted: str) -> None:
    assert name(text) == wanted
    assert is_slug(wanted)


def test_a_name_that_is_taken_gets_another_term_then_a_number() -> None:
    text = "ночь + сон + свет + снег"
    three, four = name(text), name(text, name(text))
    assert four.startswith(three + "-")
    assert name(text, three, four) == f"{three}-2"
    assert name(text, three, four, f"{three}-2") == f"{three}-3"
    assert is_slug(f"{three}-3")


def test_the_language_is_told_by_the_letters() -> None:
    found = [language_of(text) for text in ("жар", "heat", "жар + heat + рост", "炎 + 夜", "")]
    assert found == ["ru", "en", "ru", None, None]
