"""Bad names: each kind of finding, and what is no finding."""

from collections import Counter
from functools import cache

import pytest

from deltalang.lexicon.lint import FREQUENT, lint, lint_source
from deltalang.lexicon.loading import load_ideas
from deltalang.source import Source
from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.lemmatizer import lemmatizer

HEAD = "format: deltalang.lexicon/1\nideas:\n"


@cache
def dictionary() -> Lemmatizer:
    """The lemmatizer of Russian and English."""
    return lemmatizer(strict=True)[0]


def findings(text: str, known: Lemmatizer | None = None) -> list[tuple[str, str, str]]:
    """Give code, message and marked text of each finding in the entries of a lexicon."""
    found = lint_source(Source(HEAD + text), known or dictionary())
    return [(p.code, p.message_id, p.source.text[slice(*p.span)]) for p in found]


def lines(text: str) -> list[int]:
    """Give the line of each finding."""
    return [
        p.source.position(p.span.start).line for p in lint_source(Source(HEAD + text), dictionary())
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("один", "alias-function-word"),
        ("и", "alias-function-word"),
        ("мой", "alias-function-word"),
        ("the", "alias-function-word"),
        ("ад", "alias-function-word"),
        ("стать", "alias-ambiguous"),
        ("людьми", "alias-inflected"),
        ("cвет", "alias-alphabet"),
        ("жарa", "alias-alphabet"),
        ("живой cвет", "alias-alphabet"),
        ("зябкость", None),
        ("абырвалг", None),
        ("один из многих", None),
        ("зябкий двор", None),
        ("ёжик", None),
    ],
)
def test_says_what_is_wrong_with_an_alias(name: str, wanted: str | None) -> None:
    lang = "en" if name == "the" else "ru"
    found = findings(f"  x: {{kind: image, {lang}: [xyzzy, {name}]}}\n".replace("xyzzy", "зюзя"))
    assert found == ([("W511", wanted, name)] if wanted else [])


def test_a_verb_may_be_what_an_idea_is_called_but_no_alias() -> None:
    assert findings("  x: {kind: action, ru: [стать]}\n") == []
    assert findings("  x: {kind: action, ru: [становление, стать]}\n") == [
        ("W511", "alias-ambiguous", "стать")
    ]


def test_a_form_of_another_name_of_the_idea_is_no_slip() -> None:
    assert findings("  x: {kind: image, ru: [человек, люди]}\n") == []


def test_without_a_dictionary_only_letters_and_lengths_are_looked_at() -> None:
    text = "  x: {kind: image, ru: [один, людьми, cвет, стать]}\n"
    assert findings(text, Identity()) == [("W511", "alias-alphabet", "cвет")]


def test_a_name_twice_in_one_file_is_an_error() -> None:
    text = "  a: {kind: image, ru: [зюзя]}\n  b: {kind: image, ru: [Зюзя]}\n"
    assert findings(text) == [("E412", "name-twice", "Зюзя")]


def test_one_idea_may_say_a_name_twice_and_in_two_languages() -> None:
    assert findings("  a: {kind: image, ru: [зюзя, Зюзя], en: [зюзя]}\n") == []


def test_a_name_of_the_standard_lexicon_is_taken() -> None:
    assert findings("  mine: {kind: image, ru: [Память]}\n") == [("W511", "name-taken", "Память")]
    assert findings("  memory: {kind: image, ru: [память]}\n") == []


def test_it_says_which_idea_has_the_name() -> None:
    source = Source(HEAD + "  mine: {kind: image, ru: [память]}\n")
    [problem] = lint_source(source, dictionary())
    assert "`memory`" in problem.message()
    assert "memory" in (problem.hint("ru") or "")


@pytest.mark.parametrize(
    ("stands", "total", "wanted"),
    [(6, 100, ["6%"]), (5, 100, []), (30, 39, []), (40, 40, ["100%"]), (0, 100, [])],
)
def test_a_word_in_too_many_windows_is_too_frequent(
    stands: int, total: int, wanted: list[str]
) -> None:
    source = Source(HEAD + "  x: {kind: image, ru: [Зюзя]}\n")
    windows = Counter({"зюзя": stands})
    found = list(lint_source(source, dictionary(), windows=windows, total=total))
    assert [p.arguments["share"] for p in found] == wanted
    assert {p.message_id for p in found} <= {"alias-frequent"}
    assert 0 < FREQUENT < 1


def test_finds_the_right_place_of_a_name() -> None:
    campfire = "  campfire: {kind: image, ru: [зюзя]}\n"
    assert lines(campfire + "  fire: {kind: image, ru: [зюзя]}\n") == [4]


def test_marks_the_whole_name_and_not_a_part_of_another() -> None:
    text = "  a: {kind: image, ru: [одинокость, один]}\n"
    source = Source(HEAD + text)
    [problem] = lint_source(source, dictionary())
    assert problem.span.start == source.text.rindex("один")


def test_ideas_may_come_one_by_one() -> None:
    text = HEAD + "".join(f"  {id_}: {{kind: image, ru: [зюзя]}}\n" for id_ in "abc")
    ideas, source = load_ideas(text), Source(text)
    once = list(map(str, lint(iter(ideas), source, Identity())))
    assert once == list(map(str, lint(ideas, source, Identity())))


def test_findings_come_in_the_order_of_the_file() -> None:
    text = "  b: {kind: image, ru: [зюзя, один]}\n  a: {kind: image, ru: [бука, стать, и]}\n"
    assert [marked for _, _, marked in findings(text)] == ["один", "стать", "и"]
