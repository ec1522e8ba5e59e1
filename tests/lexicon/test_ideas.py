"""Ideas: found by id and by name; a project's come before the library's."""

import pytest

from deltalang.lexicon.ideas import Idea, Lexicon
from deltalang.lexicon.loading import load_ideas, standard_lexicon
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Terms

STANDARD = standard_lexicon().ideas


def ideas_of(*entries: str) -> tuple[Idea, ...]:
    """Ideas as a lexicon file has them."""
    return load_ideas("format: deltalang.lexicon/1\nideas:\n  " + "\n  ".join(entries) + "\n")


def id_of(lexicon: Lexicon, text: str, lang: str | None = None) -> str | None:
    """The id of the idea that a word names."""
    idea = lexicon.find(text, lang)
    return idea.id if idea is not None else None


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("память", None, "memory"),
        ("Воспоминание", None, "memory"),
        ("ЛЕД", None, "ice"),
        ("Inner  World", None, "inner-world"),
        ("memory", "en", "memory"),
        ("memory", "ru", None),
        ("память", "en", None),
        ("память", "de", None),
        ("памяти", None, None),
        ("", None, None),
    ],
)
def test_finds_an_idea_by_name_or_alias(text: str, lang: str | None, wanted: str | None) -> None:
    assert id_of(standard_lexicon(), text, lang) == wanted


def test_finds_an_idea_by_id() -> None:
    assert standard_lexicon().by_id("fire") in STANDARD
    assert standard_lexicon().by_id("огонь") is None


def test_the_first_name_is_the_name_and_the_others_are_aliases() -> None:
    [idea] = ideas_of("a: {kind: image, ru: [свет, сияние, луч]}")
    assert (idea.name("ru"), idea.aliases("ru")) == ("свет", ("сияние", "луч"))
    assert (idea.name("en"), idea.aliases("en")) == (None, ())


def test_what_an_idea_is_called_comes_before_what_others_are_also_called() -> None:
    lexicon = Lexicon(ideas_of("a: {kind: image, ru: [свет, луч]}", "b: {kind: image, ru: [луч]}"))
    assert id_of(lexicon, "луч") == "b"


def test_a_project_wins_a_name_that_the_library_has() -> None:
    lexicon = Lexicon(ideas_of("mine: {kind: image, ru: [память]}"), STANDARD)
    assert id_of(lexicon, "память") == "mine"
    assert id_of(lexicon, "memory") == "memory"
    assert len(lexicon) == len(STANDARD) + 1


def test_a_project_adds_to_an_idea_by_its_id() -> None:
    own = ideas_of(
        "memory: {kind: cycle, ru: [помять, память], color: '#111111', sound: {ru: эхо}, forms: {ru: [памятию]}}"
    )
    merged = Lexicon(own, STANDARD).by_id("memory")
    library = standard_lexicon().by_id("memory")
    assert merged is not None and library is not None
    assert merged.names["ru"] == ("помять", "память", *library.aliases("ru"))
    assert merged.names["en"] == library.names["en"]
    assert merged.kind == "cycle"
    assert merged.modalities == {**library.modalities, "color": "#111111"}
    assert merged.worded["sound"]["ru"] == "эхо"
    assert merged.worded["gesture"] == library.worded["gesture"]
    assert merged.forms == {"ru": ("памятию",)}
    assert len(Lexicon(own, STANDARD)) == len(STANDARD)


def test_russian_comes_first_however_the_layers_are_written() -> None:
    first, second = (
        ideas_of("a: {kind: image, en: [light]}"),
        ideas_of("a: {kind: image, ru: [свет]}"),
    )
    assert list(Lexicon(first, second).ideas[0].names) == ["ru", "en"]


def test_the_keys_are_those_of_all_names() -> None:
    lexicon = Lexicon(ideas_of("a: {kind: image, ru: [Лёд, Белый  Лёд], en: [ice]}"))
    assert lexicon.keys() == {"лед", "белый лед", "ice"}


def test_every_way_to_say_an_idea_gives_its_name_in_that_language() -> None:
    lexicon = Lexicon(
        ideas_of("a: {kind: image, ru: [свет, луч], en: [light, ray], forms: {ru: [светы]}}")
    )
    terms = Terms(lexicon.spoken(), Identity())
    said = {text: terms.exact(text) for text in ("свет", "луч", "light", "ray", "светы")}
    assert {text: term.name for text, term in said.items() if term} == {
        "свет": "свет", "луч": "свет", "light": "light", "ray": "light", "светы": "свет",
    }  # fmt: skip
    assert {term.idea for term in said.values() if term} == {"a"}


def test_without_aliases_every_name_is_a_term_of_its_own() -> None:
    lexicon = Lexicon(ideas_of("a: {kind: image, ru: [свет, луч]}"))
    terms = Terms(lexicon.spoken(aliases=False), Identity())
    assert [term.name for text in ("свет", "луч") if (term := terms.exact(text))] == ["свет", "луч"]


def test_a_scope_is_worded_in_a_language() -> None:
    [idea] = ideas_of(
        "a: {kind: image, ru: [свет], color: '#fff', tension: 0.5, sound: {ru: звон}}"
    )
    assert dict(idea.scope("ru")) == {"color": "#FFFFFF", "tension": "1/2", "sound": "звон"}
    assert dict(idea.scope("en")) == {"color": "#FFFFFF", "tension": "1/2"}
