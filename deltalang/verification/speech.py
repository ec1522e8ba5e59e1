"""How an atom may be said: its own word in every form, and the other words for its idea."""

import re
from collections.abc import Iterable, Iterator

import attrs

from deltalang.keys import key
from deltalang.lexicon.ideas import Lexicon
from deltalang.verification.index import SENTENCE_END, signs_of, token_key, tokens
from deltalang.words.lemmas import Lemmatizer, likely

_SHORTENED = re.compile(r"[a-z]+(?:n't|'(?:ll|re|ve|d|m))")
"""English words that are two: a dictionary that takes don't for a form of do would find half of it."""


@attrs.frozen
class Way:
    """One way to say an atom: the forms of each of its words.

    `own` is its own word, not another word for the idea; `lemmas` are those that a form of a single word
    must plausibly belong to; `apart` allows an end of sentence between the words, where the atom has one.
    `signs` are those that stand before, between and behind the words, where there are any: 100%, C++.
    """

    text: str
    words: tuple[frozenset[str], ...]
    own: bool = True
    lemmas: tuple[str, ...] = ()
    apart: bool = False
    signs: tuple[str, ...] = ()


class Speech:
    """The ways to say atoms, by a lemmatizer and a lexicon (None: no other words for an idea).

    `taken` are the atoms of the scene: a word that is an image of its own is no synonym of another.

    >>> from deltalang.lexicon.loading import standard_lexicon
    >>> from deltalang.words.lemmas import Identity
    >>> speech = Speech(Identity(), standard_lexicon(), taken=["огонь"])
    >>> [way.text for way in speech.ways("огонь")][:3]
    ['огонь', 'пламя', 'fire']
    """

    def __init__(
        self, lemmatizer: Lemmatizer, lexicon: Lexicon | None, *, taken: Iterable[str] = ()
    ) -> None:
        self.lemmatizer, self.lexicon = lemmatizer, lexicon
        self._taken = frozenset(map(key, taken))
        self._known: dict[str, tuple[Way, ...]] = {}
        self._forms: dict[str, frozenset[str]] = {}

    def ways(self, atom: str) -> tuple[Way, ...]:
        """Give the ways to say an atom, its own word first; none for what has no words in it."""
        if atom not in self._known:
            self._known[atom] = tuple(self._ways(atom))
        return self._known[atom]

    def _ways(self, atom: str) -> Iterator[Way]:
        own = self._way(atom, own=True)
        if own is None:
            return
        yield own
        if len(own.words) > 1 and not own.signs:  # written together
            together = "".join(tokens(atom))
            yield Way(atom, (frozenset((together,)),), lemmas=(together,))
        idea = self.lexicon.find(atom) if self.lexicon is not None else None
        if idea is None:
            return
        for name in dict.fromkeys(name for names in idea.names.values() for name in names):
            if key(name) not in self._taken and key(name) != key(atom):
                way = self._way(name, own=False)
                if way is not None:
                    yield way
        for form in (form for forms in idea.forms.values() for form in forms):
            words = tuple(frozenset((word,)) for word in tokens(form))
            if words and key(form) not in self._taken:
                yield Way(form, words, own=False, lemmas=tuple(next(iter(word)) for word in words))

    def _way(self, text: str, *, own: bool) -> Way | None:
        words = tokens(text)
        if not words:
            return None
        apart = bool(SENTENCE_END.search(text))
        lemmas = self._lemmas(words[0]) if len(words) == 1 else ()
        signs = signs_of(text)
        forms = tuple(map(self._forms_of, words))
        return Way(text, forms, own, lemmas, apart, signs if any(signs) else ())

    def _lemmas(self, word: str) -> tuple[str, ...]:
        found = self.lemmatizer.lemmas(word)
        own = [one.text for one in found if key(one.text) == word]
        return tuple(own[:1]) or (found[0].text,)

    def _forms_of(self, word: str) -> frozenset[str]:
        """Every form of a word; a word that is itself a form brings the others of its lemma."""
        if word not in self._forms and _SHORTENED.fullmatch(word):
            self._forms[word] = frozenset((word,))
        elif word not in self._forms:
            forms = {word, *map(token_key, self.lemmatizer.forms(word))}
            for lemma in self._lemmas(word):
                forms.update(map(token_key, self.lemmatizer.forms(lemma)))
            self._forms[word] = frozenset(
                form for form in forms if form == word or not _SHORTENED.fullmatch(form)
            )
        return self._forms[word]

    def is_likely(self, form: str, way: Way) -> bool:
        """Tell whether a form that was found is a plausible reading of the word that is looked for."""
        if not way.lemmas or form == token_key(way.text):
            return True
        return any(likely(self.lemmatizer, form, lemma) for lemma in way.lemmas)
