"""Keys: which spellings are one atom."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import ATOMS, VARIANTS

from deltalang.keys import foreign_letter, is_bare, key, one_script, skeleton

_marked = st.text("аеёийЁЕaeoǅßİıς\u0300\u0301\u0306\u0308\u00ad\u200b\u0345 -", max_size=8)


@given(st.one_of(st.text(), _marked))
def test_a_key_is_its_own_key(text: str) -> None:
    once = key(text)
    assert key(once) == once
    assert once == " ".join(once.split())
    assert "ё" not in once


@given(st.one_of(st.text(), _marked))
def test_normal_forms_have_one_key(text: str) -> None:
    forms = {key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {key(text)}


@given(st.one_of(st.text(), _marked))
def test_case_makes_no_difference(text: str) -> None:
    assert key(unicodedata.normalize("NFC", text).casefold()) == key(text)


@pytest.mark.parametrize("text", ATOMS)
def test_the_odd_atoms_of_the_strategy_too(text: str) -> None:
    assert key(key(text)) == key(text) != ""


@pytest.mark.parametrize(("spellings", "expected"), [
    (VARIANTS, "елка"),
    (("Память", "ПАМЯТЬ", "па\u0301мять", "пам\u00adять", "память\u200b", " память\t"), "память"),
    (("за\u0301мок", "замо\u0301к", "замок", "за\u0300мок"), "замок"),
    (("Внутренний мир", "внутренний\u00a0 мир", "ВНУТРЕННИЙ\nМИР"), "внутренний мир"),
    (("йод", "и\u0306од", "ЙОД", "И\u0306ОД"), "йод"),
    (("ﬁre", "fire", "ＦＩＲＥ"), "fire"),
    (("x²", "x2", "X²"), "x2"),
    (("straße", "STRASSE", "Straẞe"), "strasse"),
    (("Ω", "ω", "\u2126"), "ω"),
    (("ΣΟΦΟΣ", "σοφος", "σοφος".replace("ς", "σ")), "σοφοσ"),
    (("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"), "თბილისი"),
    (("Å", "A\u030a", "\u212b", "å"), "å"),
    (("naïve", "nai\u0308ve", "NAÏVE"), "naïve"),
    (("👩\u200d🚀", "👩🚀"), "👩🚀"),
    (("↘️", "↘"), "↘"),
    (("что-то", "ЧТО-ТО"), "что-то"),
    (("їжак", "і\u0308жак"), "їжак"),
])  # fmt: skip
def test_spellings_of_one_key(spellings: tuple[str, ...], expected: str) -> None:
    assert {key(spelling) for spelling in spellings} == {unicodedata.normalize("NFC", expected)}


@pytest.mark.parametrize(("one", "other"), [
    ("йод", "иод"),
    ("что-то", "чтото"),
    ("что-то", "что то"),
    ("память", "пaмять"),
    ("naïve", "naive"),
    ("café", "cafe"),
    ("їжак", "іжак"),
    ("сор", "cop"),
    ("İstanbul", "istanbul"),
    ("ısı", "isi"),
    ("a!", "a"),
    ("3", "з"),
])  # fmt: skip
def test_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_turkish_letters_fold_as_unicode_says() -> None:
    assert key("İ") == "i\u0307"
    assert key("I") == "i"
    assert key("ı") == "ı"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u00ad\ufe0f", "\t\n"])
def test_nothing_to_see_has_no_key(text: str) -> None:
    assert key(text) == ""


@pytest.mark.parametrize(("text", "bare"), [
    *((word, True) for word in ("память", "внутренний мир", "что-то", "LLM-память", "d2", "d02x")),
    *((word, True) for word in ("e-10", "ab12", "aδ", "תפוח", "東京")),
    *((word, False) for word in ("90-е", "d02", "D02", "d02-x", "Δ", "Δ02", "Δx", "𝚫", "a + b", "-x")),
    *((word, False) for word in ("x-", "a--b", "don't", "🔥", "пaмять", "_", "#a", "", "a d02", "x_y")),
])  # fmt: skip
def test_what_needs_no_quotes(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


@pytest.mark.parametrize(("word", "offset", "better"), [
    ("п\u0061мять", 1, "память"),
    ("mem\u043ery", 3, "memory"),
    ("LLM-п\u0061мять", 5, "LLM-память"),
    ("LLM-mem\u043ery", 7, "LLM-memory"),
    ("памят\u0068", 5, "памятн"),
    ("памят\u0037\u0061", 6, "памят7а"),
    ("a-память\u007a", 8, "a-память\u007a"),  # z looks like no Cyrillic letter
    ("ж\u0071ар", 1, "ж\u0071ар"),  # nobody means the letter U+051B
    ("m\u0437mory", 1, "m\u0437mory"),  # and nobody a 3
])  # fmt: skip
def test_a_foreign_letter_is_found(word: str, offset: int, better: str) -> None:
    assert foreign_letter(word) == offset
    assert one_script(word) == better


@pytest.mark.parametrize("word", ["память", "memory", "LLM-память", "naïve", "β-распад", "東京"])
def test_one_script_has_no_foreign_letter(word: str) -> None:
    assert foreign_letter(word) is None


def test_look_alikes_have_one_skeleton() -> None:
    assert skeleton(key("сор")) == skeleton(key("cop"))
    assert skeleton(key("что-то")) == skeleton(key("что то")) == skeleton(key("чтото"))
    assert skeleton(key("кот")) != skeleton(key("код"))
