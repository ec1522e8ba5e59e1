"""Words of a text with their lemmas, so that the text can be rebuilt from them exactly."""

from collections.abc import Iterator

import attrs

from deltalang.keys import key
from deltalang.words.endings import Ending, take_out
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.running import words_in
from deltalang.words.terms import Term, Terms


@attrs.frozen
class Analysis:
    """A word of a text: where it starts, its lemma, its ending, the registered term that it belongs to.

    `put_back(lemma, ending)` is the word again, to the letter.
    """

    word: str
    start: int
    lemma: str
    ending: Ending
    term: Term | None


def analyse(text: str, lemmatizer: Lemmatizer, terms: Terms) -> Iterator[Analysis]:
    """Analyse every word of a text, from left to right.

    The lemma is that of the registered term where the word is one, else the likeliest. The words of a
    registered phrase keep lemmas of their own and share its term.

    >>> from deltalang.words.lemmas import Identity
    >>> [(a.word, a.lemma) for a in analyse("Жар!", Identity(), Terms([], Identity()))]
    [('Жар', 'жар')]
    """
    owner = {at: found for found in terms.find(text) for at in range(found.start, found.end)}
    for word in words_in(text):
        found = owner.get(word.start())
        alone = found is not None and " " not in key(text[found.start : found.end])
        said = found.term.name if found is not None and alone else None
        lemma = _lemma(word[0], said, lemmatizer)
        term = found.term if found is not None else None
        yield Analysis(word[0], word.start(), lemma, take_out(word[0], lemma), term)


def _lemma(word: str, name: str | None, lemmatizer: Lemmatizer) -> str:
    """The likeliest lemma, or a less likely one that is the name of the term."""
    lemmas = lemmatizer.lemmas(word.lower())
    own = (one.text for one in lemmas if name is not None and key(one.text) == key(name))
    return next(own, lemmas[0].text)
