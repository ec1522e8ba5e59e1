"""Words of other languages by simplemma (never its Russian: pymorphy3 knows more and starts sooner).

A. Barbaresi, "Simplemma: a simple multilingual lemmatizer for Python" (2023).
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any

from deltalang.words.lemmas import FUNCTION, UNKNOWN, Lemma, MissingExtraError, Prefix

_LONGEST = 32
LOADED_LATE = ("en",)
"""Languages that are known to be there, so that nothing is loaded to find out."""
# The words of English that name nothing. A closed class: it does not grow.
_FUNCTION = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "ain",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "aren",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "cannot",
        "could",
        "couldn",
        "did",
        "didn",
        "do",
        "does",
        "doesn",
        "doing",
        "don",
        "down",
        "during",
        "each",
        "either",
        "else",
        "ever",
        "every",
        "few",
        "for",
        "from",
        "further",
        "get",
        "got",
        "had",
        "hadn",
        "has",
        "hasn",
        "have",
        "haven",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "isn",
        "it",
        "its",
        "itself",
        "just",
        "ll",
        "let",
        "like",
        "may",
        "me",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "neither",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "per",
        "quite",
        "rather",
        "re",
        "s",
        "same",
        "shall",
        "shan",
        "she",
        "should",
        "shouldn",
        "so",
        "some",
        "such",
        "t",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "two",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "ve",
        "very",
        "was",
        "wasn",
        "we",
        "were",
        "weren",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "without",
        "won",
        "would",
        "wouldn",
        "yet",
        "you",
        "your",
        "yours",
        "yourself",
        "yourselves",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "first",
        "second",
    ]
)


class Multilingual:
    """One language by simplemma.

    Raises MissingExtraError where simplemma is not installed, ValueError for a language that it has not.

    >>> Multilingual("en").lemmas("wolves")
    (Lemma(text='wolf', share=1.0),)
    """

    def __init__(self, language: str) -> None:
        try:
            import simplemma
            from simplemma.strategies.dictionaries import DefaultDictionaryFactory
        except ImportError as error:
            raise MissingExtraError("multi", "simplemma") from error
        self.language, self.name = language, f"simplemma-{language}"
        self._lemmatize = simplemma.lemmatize
        self._load = partial(_dictionary, DefaultDictionaryFactory(), language)
        if language not in LOADED_LATE:
            self._load()
        self.lemmas = lru_cache(maxsize=1 << 17)(self._lemmas)

    def _lemmas(self, word: str) -> tuple[Lemma, ...]:
        return (Lemma(self._lemmatize(word, lang=self.language).lower(), 1.0),)

    def forms(self, lemma: str) -> frozenset[str]:
        """See `Lemmatizer.forms`.

        >>> sorted(Multilingual("en").forms("wolf"))
        ['wolf', 'wolfed', 'wolfing', 'wolfs', 'wolves']
        """
        return frozenset((lemma, *self._forms.get(lemma, ())))

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {form.lower(): lemma.lower() for form, lemma in self._load().items()}

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for form, lemma in self._words.items():
            found.setdefault(lemma, []).append(form)
        return found

    def knows(self, word: str) -> bool:
        """See `Lemmatizer.knows`."""
        return word in self._words

    def part_of_speech(self, word: str) -> str:
        """See `Lemmatizer.part_of_speech`; the list of function words is English."""
        return FUNCTION if len(word) < 3 or word in _FUNCTION else UNKNOWN

    def prefixes(self, text: str) -> Iterator[Prefix]:
        """See `Lemmatizer.prefixes`.

        >>> max(Multilingual("en").prefixes("memoryheat")).lemma
        'memory'
        """
        for length in range(3, min(len(text), _LONGEST) + 1):
            word = text[:length]
            lemma = self._words.get(word)
            if lemma is not None and word not in _FUNCTION:
                regular = word.startswith(lemma)  # rocks, houses: as good a part as any
                yield Prefix(length, lemma, 0 if word in self._forms else 1 if regular else 2)


def _dictionary(factory: Any, language: str) -> Mapping[str, str]:
    """Load the forms and lemmas of a language. Raises ValueError for one that is not there."""
    try:
        loaded: Mapping[str, str] = factory.get_dictionary(language)
    except ValueError as error:
        raise ValueError(f"no dictionary for the language {language!r}") from error
    return loaded
