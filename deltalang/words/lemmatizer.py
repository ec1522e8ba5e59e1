"""Lemmatizers: one protocol, three answers.

Identity knows nothing and is always there; pymorphy3 (`deltalang[ru]`) knows Russian, simplemma
(`deltalang[multi]`) other languages. A dictionary update never changes what a script means: the core
language compares keys, and only the edges (notes, glued words, lints) ask for lemmas.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from deltalang.keys import key

LANGUAGES = ("ru", "en")
"""The languages of notes when none are named: Cyrillic words are Russian, Latin ones English."""
NOUN, ADJECTIVE, VERB, OTHER = "noun", "adjective", "verb", "other"
FUNCTION, UNKNOWN = "function", "unknown"
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
CYRILLIC_LANGUAGES = ("ru", "uk", "bg", "mk")
"""The languages that Cyrillic words may be in; simplemma has those after the first."""


class MissingExtraError(Exception):
    """A feature needs a package that is not installed; `extra` is the extra that brings it."""

    def __init__(self, extra: str, package: str) -> None:
        self.extra, self.package = extra, package
        super().__init__(f"{package} is not installed: pip install 'deltalang[{extra}]'")


class Lemma(NamedTuple):
    """A dictionary form that a word may belong to; `share` is its part of the probability, 0 to 1."""

    text: str
    share: float


class Prefix(NamedTuple):
    """A dictionary word at the beginning of a text: its length, its lemma, how well it may be glued.

    `grade` is 0 for the dictionary form of a noun, 1 for that of an adjective or verb, 2 for other
    forms of these, 3 for names and whatever else the dictionary has.
    """

    length: int
    lemma: str
    grade: int


class Lemmatizer(Protocol):
    """What the rest asks about words. Words come and go in lower case."""

    name: str

    def lemmas(self, word: str) -> tuple[Lemma, ...]:
        """Give every lemma a word may have, the likeliest first; never nothing."""
        ...

    def forms(self, lemma: str) -> frozenset[str]:
        """Give every form of a lemma, itself included."""
        ...

    def knows(self, word: str) -> bool:
        """Tell whether the dictionary has the word."""
        ...

    def part_of_speech(self, word: str) -> str:
        """Give the likeliest of "noun", "adjective", "verb", "other", "function"; "unknown" if it cannot tell.

        Function words name nothing: conjunctions, prepositions, particles, pronouns, numerals.
        """
        ...

    def prefixes(self, text: str) -> Iterator[Prefix]:
        """Give the dictionary words that a text begins with."""
        ...


class Identity:
    """The lemmatizer without a dictionary: every word is its own lemma.

    >>> Identity().lemmas("памяти")
    (Lemma(text='памяти', share=1.0),)
    """

    name = "identity"

    def lemmas(self, word: str) -> tuple[Lemma, ...]:
        """See `Lemmatizer.lemmas`."""
        return (Lemma(word, 1.0),)

    def forms(self, lemma: str) -> frozenset[str]:
        """See `Lemmatizer.forms`."""
        return frozenset((lemma,))

    def knows(self, word: str) -> bool:
        """See `Lemmatizer.knows`."""
        return False

    def part_of_speech(self, word: str) -> str:
        """See `Lemmatizer.part_of_speech`: without a dictionary, the length is all there is."""
        return FUNCTION if len(word) <= 3 else UNKNOWN

    def prefixes(self, text: str) -> Iterator[Prefix]:
        """See `Lemmatizer.prefixes`."""
        return iter(())


class ByScript:
    """Routes each word to the lemmatizer of its alphabet, so that Latin words never reach the Russian one.

    >>> ByScript({"cyrillic": Identity()}).lemmas("memory")
    (Lemma(text='memory', share=1.0),)
    """

    def __init__(self, scripts: Mapping[str, Lemmatizer]) -> None:
        self._scripts = dict(scripts)
        self._identity = Identity()
        self.name = "+".join(sorted({known.name for known in scripts.values()})) or "identity"

    def of(self, word: str) -> Lemmatizer:
        """Choose by the alphabet of a word; a mixture has no lemmatizer but identity."""
        cyrillic, latin = bool(_CYRILLIC.search(word)), bool(_LATIN.search(word))
        script = "cyrillic" if cyrillic else "latin"
        return self._identity if cyrillic == latin else self._scripts.get(script, self._identity)

    def lemmas(self, word: str) -> tuple[Lemma, ...]:
        """See `Lemmatizer.lemmas`."""
        return self.of(word).lemmas(word)

    def forms(self, lemma: str) -> frozenset[str]:
        """See `Lemmatizer.forms`."""
        return self.of(lemma).forms(lemma)

    def knows(self, word: str) -> bool:
        """See `Lemmatizer.knows`."""
        return self.of(word).knows(word)

    def part_of_speech(self, word: str) -> str:
        """See `Lemmatizer.part_of_speech`."""
        return self.of(word).part_of_speech(word)

    def prefixes(self, text: str) -> Iterator[Prefix]:
        """See `Lemmatizer.prefixes`."""
        return self.of(text).prefixes(text)


def lemmatizer(
    languages: Iterable[str] = LANGUAGES, *, strict: bool = False
) -> tuple[Lemmatizer, tuple[MissingExtraError, ...]]:
    """Make the lemmatizer for the languages of some notes, and say which extras it would want.

    Words of a language whose extra is missing go through identity; with `strict` that is a
    MissingExtraError. Raises ValueError for a language that no extra knows, and for two languages
    of one alphabet.

    >>> lemmatizer(())[0].lemmas("дома")
    (Lemma(text='дома', share=1.0),)
    """
    scripts: dict[str, Lemmatizer] = {}
    missing: list[MissingExtraError] = []
    for language in languages:
        script = "cyrillic" if language in CYRILLIC_LANGUAGES else "latin"
        if script in scripts:
            raise ValueError(f"two languages are written in {script} letters: give one of them")
        try:
            scripts[script] = _of_language(language)
        except MissingExtraError as error:
            if strict:
                raise
            scripts[script] = Identity()
            missing.append(error)
    return ByScript(scripts), tuple(missing)


def _of_language(language: str) -> Lemmatizer:
    # The dictionaries are heavy and optional: each is imported when its language is asked for.
    if language == "ru":
        from deltalang.words.russian import Russian

        return Russian()
    from deltalang.words.multilingual import Multilingual

    return Multilingual(language)


def likely(lemmatizer: Lemmatizer, word: str, lemma: str, *, least: float = 1 / 8) -> bool:
    """Tell whether a lemma is a plausible reading of a word: no rarer than an eighth of the likeliest.

    >>> likely(Identity(), "дома", "дома")
    True
    """
    found = lemmatizer.lemmas(word)
    shares = [one.share for one in found if key(one.text) == key(lemma)]
    return bool(shares) and max(shares) >= least * found[0].share
