"""Lemmas: what the dictionaries say, and what happens without them."""

import sys
from functools import cache
from pathlib import Path

import pytest

from deltalang.keys import key
from deltalang.words.analysis import analyse
from deltalang.words.lemmas import Identity, Lemma, Lemmatizer, MissingExtraError, Prefix, likely
from deltalang.words.lemmatizer import ByScript, lemmatizer
from deltalang.words.terms import Spoken, Term, Terms

ENGLISH_MISSES = {"gone": "gan", "hyperlexemes": "hyperlexemes"}


@cache
def dictionary() -> Lemmatizer:
    """The lemmatizer of Russian and English."""
    return lemmatizer(strict=True)[0]


def never() -> Lemmatizer:
    """A lemmatizer that must not be made."""
    raise AssertionError


def misses(file: Path) -> dict[str, str]:
    """Give the words of a hand-picked set whose first lemma is none of those wanted."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        word, wanted = line.split("\t")[:2]
        lemma = dictionary().lemmas(word.lower())[0].text
        if key(lemma) not in map(key, wanted.split("|")):
            found[word] = lemma
    return found


def test_every_handpicked_russian_form_is_right(data_folder: Path) -> None:
    assert misses(data_folder / "texts" / "morphology" / "ru_handpicked.tsv") == {}


def test_the_handpicked_english_forms_are_right_but_these(data_folder: Path) -> None:
    assert misses(data_folder / "texts" / "morphology" / "en_handpicked.tsv") == ENGLISH_MISSES


@pytest.mark.parametrize("word", ["памяти", "memories", "", "🔥", "что-то", "ᏣᎳᎩ"])
def test_identity_gives_every_word_back(word: str) -> None:
    known = Identity()
    assert known.lemmas(word) == (Lemma(word, 1.0),)
    assert known.forms(word) == {word}
    assert not known.knows(word)
    assert list(known.prefixes(word)) == []
    assert likely(known, word, word)


@pytest.mark.parametrize("word", ["жары", "сталь", "дома", "wolves", "абырвалг", "qwrtpsd"])
def test_lemmas_are_never_nothing_and_share_the_probability(word: str) -> None:
    found = dictionary().lemmas(word)
    assert found
    assert sum(one.share for one in found) == pytest.approx(1, abs=1e-4)


def test_a_lemma_is_one_of_its_forms() -> None:
    for word in ("жара", "лёд", "внутренний", "wolf", "нетслова"):
        assert word in dictionary().forms(word)
    assert {"жары", "жарой"} <= dictionary().forms("жара")


@pytest.mark.parametrize("word", ["april", "американец", "american", "нетслова", "häuser"])
def test_words_go_out_in_lower_case(word: str) -> None:
    assert all(one.text == one.text.lower() for one in dictionary().lemmas(word))


# ------------------------------------------------------------------------------- routing


@pytest.mark.parametrize("word", ["memory", "Łódź", "d02"])
def test_latin_words_never_reach_the_cyrillic_one(word: str) -> None:
    assert ByScript({"cyrillic": never}).lemmas(word) == (Lemma(word, 1.0),)


@pytest.mark.parametrize("word", ["LLM-память", "пaмять", "02", "λόγος", ""])
def test_mixed_words_and_other_scripts_go_to_identity(word: str) -> None:
    both = ByScript({"cyrillic": never, "latin": never})
    assert both.lemmas(word) == (Lemma(word, 1.0),)
    assert both.forms(word) == {word}
    assert not both.knows(word)
    assert list(both.prefixes(word)) == []


@pytest.mark.parametrize(("word", "script"), [("память", "cyrillic"), ("memory", "latin")])
def test_a_word_goes_to_the_one_of_its_alphabet(word: str, script: str) -> None:
    others = dict.fromkeys(("cyrillic", "latin"), never)
    known = Identity()
    assert ByScript({**others, script: lambda: known}).of(word) is known


def test_a_dictionary_is_made_once_and_when_it_is_needed() -> None:
    made: list[Identity] = []

    def make() -> Identity:
        made.append(Identity())
        return made[-1]

    known = ByScript({"cyrillic": make})
    assert made == []
    assert known.of("память") is known.of("жара")
    assert len(made) == 1


# -------------------------------------------------------------------------------- extras


@pytest.mark.parametrize(
    ("package", "extra", "lost", "kept"),
    [("pymorphy3", "ru", "памяти", "wolves"), ("simplemma", "multi", "wolves", "памяти")],
)
def test_a_missing_extra_is_named_and_its_words_stay(
    package: str, extra: str, lost: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    found, [missing] = lemmatizer()
    assert (missing.extra, missing.package) == (extra, package)
    assert str(missing) == f"{package} is not installed: pip install 'deltalang[{extra}]'"
    assert found.lemmas(lost) == (Lemma(lost, 1.0),)
    assert found.lemmas(kept)[0].text != kept


@pytest.mark.parametrize("package", ["pymorphy3", "simplemma"])
def test_strict_raises_for_a_missing_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=package):
        lemmatizer(strict=True)


@pytest.mark.parametrize(
    ("languages", "script"),
    [(("ru", "uk"), "cyrillic"), (("en", "de"), "latin"), (("ru", "en", "ru"), "cyrillic")],
)
def test_refuses_two_languages_of_one_alphabet(languages: tuple[str, ...], script: str) -> None:
    with pytest.raises(ValueError, match=f"two languages are written in {script} letters"):
        lemmatizer(languages)


@pytest.mark.parametrize("code", ["xx", "", "EN", "english"])
def test_refuses_a_language_that_nobody_knows(code: str) -> None:
    with pytest.raises(ValueError, match="no dictionary for the language"):
        lemmatizer((code,))


@pytest.mark.parametrize(
    ("code", "form", "lemma"), [("en", "went", "go"), ("el", "λόγοι", "λόγος")]
)
def test_a_language_that_it_takes_is_one_that_it_uses(code: str, form: str, lemma: str) -> None:
    try:
        found, _ = lemmatizer((code,))
    except ValueError:
        return
    assert found.lemmas(form)[0].text == lemma


# -------------------------------------------------------------------------------- readings


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("жара", "noun"),
        ("тихий", "adjective"),
        ("тише", "adjective"),
        ("гореть", "verb"),
        ("горящий", "verb"),
        ("стать", "verb"),
        ("один", "function"),
        ("и", "function"),
        ("мой", "function"),
        ("быстро", "other"),
        ("the", "function"),
        ("memory", "unknown"),
        ("ox", "function"),
    ],
)
def test_tells_the_part_of_speech(word: str, wanted: str) -> None:
    assert dictionary().part_of_speech(word) == wanted


@pytest.mark.parametrize("lemma", ["жара", "жар"])
def test_a_registered_reading_comes_before_the_likeliest(lemma: str) -> None:
    terms = Terms([Spoken(lemma, Term(lemma))], dictionary())
    [word] = analyse("жару", dictionary(), terms)
    assert (word.lemma, word.term) == (lemma, Term(lemma))


def test_of_two_registered_readings_the_likelier_wins() -> None:
    likeliest = dictionary().lemmas("жару")[0].text
    for order in (("жара", "жар"), ("жар", "жара")):
        terms = Terms([Spoken(lemma, Term(lemma)) for lemma in order], dictionary())
        assert [word.lemma for word in analyse("жару", dictionary(), terms)] == [likeliest]


def test_the_words_of_a_phrase_keep_lemmas_of_their_own() -> None:
    terms = Terms([Spoken("внутренний мир", Term("внутренний мир"))], dictionary())
    found = list(analyse("О внутреннем мире", dictionary(), terms))
    assert [word.lemma for word in found] == ["о", "внутренний", "мир"]
    assert [word.term is not None for word in found] == [False, True, True]


def test_references_and_numbers_are_no_words() -> None:
    text = "Δ02 и Δ:рост-жаром@3, 80000hours, 90-е"
    assert [word.word for word in analyse(text, Identity(), Terms([], Identity()))] == ["и"]


def test_dictionary_words_at_the_beginning_come_with_their_grade() -> None:
    found = set(dictionary().prefixes("ледгора"))
    assert {Prefix(3, "лёд", 0)} <= found
    assert {p.lemma: p.length for p in dictionary().prefixes("memoryheat")}["memory"] == 6
