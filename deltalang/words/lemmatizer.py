"""Lemmatizers: one protocol, three answers.

Identity knows nothing and is always there; pymorphy3 (`deltalang[ru]`) knows Russian, simplemma
(`deltalang[multi]`) other languages. A dictionary update never changes what a script means: the core
language compares keys, and only the edges (notes, glued words, lints) ask for lemmas.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec

from deltalang.words.lemmas import Identity, Lemma, Lemmatizer, MissingExtraError, Prefix

LANGUAGES = ("ru", "en")
"""The languages of notes when none are named: Cyrillic words are Russian, Latin ones English."""
_ALPHABETS = {
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "latin": re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f]"),
    "greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "armenian": re.compile("[\u0530-\u058f]"),
    "georgian": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
}
_ALPHABET_OF = {
    "ru": "cyrillic", "uk": "cyrillic", "bg": "cyrillic", "mk": "cyrillic",
    "el": "greek", "hy": "armenian", "ka": "georgian", "hi": "devanagari",
}  # fmt: skip
"""The languages that are not written in Latin letters."""


class ByScript:
    """Routes each word to the lemmatizer of its alphabet, so that Latin words never reach the Russian one.

    A lemmatizer is made when the first word of its alphabet comes: dictionaries take a while to load.

    >>> ByScript({"cyrillic": Identity}).lemmas("memory")
    (Lemma(text='memory', share=1.0),)
    """

    name = "by-script"

    def __init__(self, scripts: Mapping[str, Callable[[], Lemmatizer]]) -> None:
        self._makers = dict(scripts)
        self._made: dict[str, Lemmatizer] = {}
        self._identity = Identity()

    def of(self, word: str) -> Lemmatizer:
        """Choose by the alphabet of a word; a mixture has no lemmatizer but identity."""
        found = [name for name, letters in _ALPHABETS.items() if letters.search(word)]
        if len(found) != 1 or found[0] not in self._makers:
            return self._identity
        if found[0] not in self._made:
            self._made[found[0]] = self._makers[found[0]]()
        return self._made[found[0]]

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
    scripts: dict[str, Callable[[], Lemmatizer]] = {}
    missing: list[MissingExtraError] = []
    for language in languages:
        script = _ALPHABET_OF.get(language, "latin")
        if script in scripts:
            raise ValueError(f"two languages are written in {script} letters: give one of them")
        extra, package = ("ru", "pymorphy3") if language == "ru" else ("multi", "simplemma")
        if not find_spec(package):
            error = MissingExtraError(extra, package)
            if strict:
                raise error
            missing.append(error)
            scripts[script] = Identity
        else:
            scripts[script] = partial(_of_language, language)
            if language not in LANGUAGES:  # may be one that there is no dictionary for
                scripts[script]()
    return ByScript(scripts), tuple(missing)


def _of_language(language: str) -> Lemmatizer:
    # The dictionaries are heavy and optional: each is imported when its language is asked for.
    if language == "ru":
        from deltalang.words.russian import Russian

        return Russian()
    from deltalang.words.multilingual import Multilingual

    return Multilingual(language)
