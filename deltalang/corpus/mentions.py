"""Mentions: the terms that a piece of running text is about, in the order of the text."""

import re
from functools import lru_cache

from deltalang.keys import key
from deltalang.words.lemmas import FUNCTION, Lemmatizer
from deltalang.words.running import REFERENCES, words_in
from deltalang.words.terms import Found, Term, Terms

_DELTA = re.compile("[Δ∆]")


def _start(found: Found) -> int:
    return found.start


class Mentions:
    """Finds registered terms and references, and with `free` every other word that names something.

    With `every` function words count too.

    >>> from deltalang.words.lemmas import Identity
    >>> mentions = Mentions(Terms([], Identity()), Identity(), free=True)
    >>> [term.name for term in mentions.of("И снова жара: Δ02.")]
    ['снова', 'жара', 'Δ02']
    """

    def __init__(
        self, terms: Terms, lemmatizer: Lemmatizer, *, free: bool = False, every: bool = False
    ) -> None:
        self.terms, self.free, self.every = terms, free, every
        self._lemmatizer = lemmatizer
        self._free_term = lru_cache(maxsize=1 << 16)(self._lemma)

    def of(self, text: str) -> tuple[Term, ...]:
        """Name the terms of a text, repeats included."""
        return tuple(one.term for one in self.found(text))

    def found(self, text: str) -> list[Found]:
        """Find the terms of a text, in its order."""
        found = list(self.terms.find(text))
        if _DELTA.search(text):
            found += (
                Found(reference.start(), reference.end(), Term("Δ" + reference[1]))
                for reference in REFERENCES.finditer(text)
            )
        if self.free:
            found += self._others(text, found)
        return sorted(found, key=_start)

    def _others(self, text: str, found: list[Found]) -> list[Found]:
        """The words of a text that stand outside of the terms found and name something."""
        taken = {at for one in found for at in range(one.start, one.end)}
        return [
            Found(word.start(), word.end(), term)
            for word in words_in(text)
            if word.start() not in taken and (term := self._free_term(key(word[0]))) is not None
        ]

    def written(self, name: str) -> Term:
        """The term of an atom as a script has it, with its idea where the lexicon knows it."""
        known = self.terms.exact(name)
        return Term(name, known.idea if known is not None else None)

    def _lemma(self, word: str) -> Term | None:
        function = self._lemmatizer.part_of_speech(word) == FUNCTION
        if not word or (function and not self.every):
            return None
        return Term(self._lemmatizer.lemmas(word)[0].text)
