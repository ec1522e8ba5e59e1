"""Scopes: normal form, types, the text they are written as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scopes

from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import (
    KNOWN,
    MODALITIES,
    TEMPO_WORDS,
    Scope,
    ScopeValueError,
    entry,
    inside,
    plain_value,
    quote,
    scope_key,
    scope_text,
)
from deltalang.semantics.laws import read_scene


@pytest.mark.parametrize(("name", "value", "kind", "expected"), [
    (None, "Ностальгия", "word", ("mode", "ностальгия")),
    ("Режим", "Сон  наяву", "word", ("mode", "сон наяву")),
    ("mode", "a + b", "string", ("mode", '"a + b"')),
    ("контекст", "ДЕТСТВО", "word", ("context", "детство")),
    ("доверие", "Якорь", "word", ("trust", "anchor")),
    ("trust", "hypothesis", "word", ("trust", "hypothesis")),
    ("text", "Привет,  Анна!", "string", ("text", '"Привет, Анна!"')),
    ("звук", "Шорох", "word", ("sound", "Шорох")),
    ("цвет", "#b22", "hash", ("color", "#BB2222")),
    ("color", "#B22222", "string", ("color", "#B22222")),
    ("темп", "Largo", "word", ("tempo", "largo")),
    ("tempo", "60.50", "number", ("tempo", "121/2")),
    ("напряжение", "0.70", "number", ("tension", "7/10")),
    ("tension", "1", "number", ("tension", "1")),
    ("язык", "EN-us", "word", ("lang", "en-us")),
    ("сцена", "2", "number", ("сцена", "2")),
    ("note", "2", "string", ("note", '"2"')),
    ("note", "#a-1", "hash", ("note", "#a-1")),
    ("note", "#a-1", "string", ("note", '"#a-1"')),
    ("note", "a\tb", "string", ("note", "a b")),
])  # fmt: skip
def test_gives_the_normal_form(
    name: str | None, value: str, kind: str, expected: tuple[str, str]
) -> None:
    assert entry(name, value, kind) == expected


@pytest.mark.parametrize(("name", "value", "kind", "wanted"), [
    (None, "3", "number", "a-word"),
    ("mode", " ", "string", "a-word"),
    ("context", "#a", "hash", "a-word"),
    ("trust", "maybe", "word", "trust"),
    ("color", "red", "word", "color"),
    ("color", "#12345", "hash", "color"),
    ("color", "#gggggg", "hash", "color"),
    ("tempo", "0", "number", "tempo"),
    ("tempo", "quick", "word", "tempo"),
    ("tension", "1.01", "number", "tension"),
    ("tension", "high", "word", "tension"),
    ("lang", "russian", "word", "lang"),
    ("lang", "ru", "string", "lang"),
    ("note", "", "string", "a-word"),
    ("a + b", "x", "word", "a-word"),
    ("", "x", "word", "a-word"),
])  # fmt: skip
def test_refuses_the_wrong_type(name: str | None, value: str, kind: str, wanted: str) -> None:
    with pytest.raises(ScopeValueError) as caught:
        entry(name, value, kind)
    assert caught.value.wanted == wanted


def test_known_keys_have_a_russian_name_each() -> None:
    for english, russian in KNOWN.items():
        assert scope_key(russian) == scope_key(english) == scope_key(russian.upper()) == english
    assert len(set(KNOWN.values())) == len(KNOWN)
    assert set(MODALITIES) < set(KNOWN)
    assert dict(sorted(TEMPO_WORDS.items(), key=lambda word: word[1])) == TEMPO_WORDS


@pytest.mark.parametrize(("scope", "text"), [
    ((), ""),
    ((("mode", "сон"),), "{сон}"),
    ((("trust", "anchor"),), "!"),
    ((("trust", "hypothesis"),), "?"),
    ((("color", "#AA0000"), ("mode", "сон"), ("trust", "hypothesis")), "{сон, color: #AA0000}?"),
])  # fmt: skip
def test_is_written_mode_first_and_trust_last(scope: Scope, text: str) -> None:
    assert scope_text(scope) == text


@given(scopes, scopes, scopes)
def test_the_inner_scope_wins_in_any_grouping(outer: Scope, middle: Scope, inner: Scope) -> None:
    both = inside(outer, inner)
    assert dict(both) == {**dict(outer), **dict(inner)}
    assert inside(inside(outer, middle), inner) == inside(outer, inside(middle, inner))
    assert inside(inner, inner) == inner == inside((), inner) == inside(inner, ())
    assert list(both) == sorted(both)


@given(scopes)
def test_reads_back(scope: Scope) -> None:
    scene = Scene.atom("a").within(scope)
    assert read_scene("a" + scope_text(scope)) == scene
    [(image, _)] = read_scene(scene.canonical).terms
    assert image.letters[0].scope == scope


@given(st.text())
def test_quoting_is_undone(text: str) -> None:
    assert plain_value(quote(text)) == text


def test_goes_around_everything_and_inner_scopes_win() -> None:
    scene = read_scene("([a{явь} → b] + (c | d~<e>) + _*2){сон, tempo: 60}")
    assert scene.canonical == (
        "_{сон, tempo: 60}*2 + (c{сон, tempo: 60} | d~<e>{сон, tempo: 60})"
        " + [a{явь, tempo: 60} → b{сон, tempo: 60}]"
    )


def test_python_values() -> None:
    assert Scene.atom("a").scoped(mode="Сон", tempo=60).canonical == "a{сон, tempo: 60}"
    with pytest.raises(TypeError):
        Scene.atom("a").scoped(tempo=1.5)  # type: ignore[arg-type]
    with pytest.raises(ScopeValueError):
        Scene.atom("a").scoped(tempo="quick")
