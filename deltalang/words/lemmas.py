"""Lemmas: what the rest asks about words, and the answer without a dictionary.

The core language compares keys and knows nothing of this; only the edges ask (notes, glued words,
lints), so that a dictionary update never changes what a script means.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from deltalang.keys import key

NOUN, ADJECTIVE, VERB, OTHER = "noun", "adjective", "verb", "other"
FUNCTION, UNKNOWN = "function", "unknown"


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
        """Give every form of a lemma or other name, itself included; of any other word only itself."""
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


def likely(lemmatizer: Lemmatizer, word: str, lemma: str, *, least: float = 1 / 8) -> bool:
    """Tell whether a lemma is a plausible reading of a word: no rarer than an eighth of the likeliest.

    >>> likely(Identity(), "дома", "дома")
    True
    """
    found = lemmatizer.lemmas(word)
    shares = [one.share for one in found if key(one.text) == key(lemma)]
    return bool(shares) and max(shares) >= least * found[0].share
