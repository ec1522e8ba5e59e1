"""Mentions: the terms that a piece of running text is about, in the order of the text."""

import re
from functools import lru_cache

from deltalang.keys import key
from deltalang.words.lemmas import FUNCTION, Lemmatizer
from deltalang.words.running import REFERENCE, WORD, running_tokens
from deltalang.words.terms import Term, Terms

_DELTA = re.compile("[Δ∆]")


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
        if not self.free and not _DELTA.search(text) and not self.terms.may_be_in(text):
            return ()
        tokens = list(running_tokens(text))
        found = {match.start: match for match in self.terms.find(tokens)}
        mentioned: list[Term] = []
        at = 0
        while at < len(tokens):
            token, match = tokens[at], found.get(at)
            if match is not None:
                mentioned.append(match.term)
            elif token.kind == REFERENCE:
                mentioned.append(Term("Δ" + token.text[1:].partition("@")[0]))
            elif self.free and token.kind == WORD:
                term = self._free_term(key(token.text))
                if term is not None:
                    mentioned.append(term)
            at = match.end if match is not None else at + 1
        return tuple(mentioned)

    def written(self, name: str) -> Term:
        """The term of an atom as a script has it, with its idea where the lexicon knows it."""
        known = self.terms.exact(name)
        return Term(name, known.idea if known is not None else None)

    def _lemma(self, word: str) -> Term | None:
        function = self._lemmatizer.part_of_speech(word) == FUNCTION
        if not word or (function and not self.every):
            return None
        return Term(self._lemmatizer.lemmas(word)[0].text)
