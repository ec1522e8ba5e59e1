"""Terms: the words and phrases that are registered, found in running text in any of their forms.

    … внутреннего мира …   →   внутренний мир       (the longest match wins)

A term knows all its forms, so text is looked up and never parsed: only a form that is found and has
several readings is asked about.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from deltalang.keys import key
from deltalang.words.lemmas import Lemmatizer, likely
from deltalang.words.running import WORDS, without_references

_ALPHABETS = (re.compile("[\u0400-\u052f]"), re.compile("[a-z\u00c0-\u024f]"))
_ANY = re.compile("")
_NEXT_WORD = re.compile(rf"\s+({WORDS.pattern})")
SHORTEST = 3
"""Letters of a word that can be a part of a glued one."""


@attrs.frozen
class Term:
    """A registered term: the name it goes by, and the id of the idea it names, if the lexicon has one."""

    name: str
    idea: str | None = None


class Spoken(NamedTuple):
    """One way to say a term: a name, an alias or a listed form; `exact` ones are not inflected."""

    text: str
    term: Term
    exact: bool = False


class Beginning(NamedTuple):
    """A term that a glued text begins with: the letters, the term, and whether they are inflected.

    The term is None where the letters are a form of several terms.
    """

    text: str
    term: Term | None
    inflected: bool


class Found(NamedTuple):
    """A term found in a text: it covers the characters from `start` up to `end`."""

    start: int
    end: int
    term: Term


class _Node:
    """A word of a phrase: what may follow it, in every form, and the term that ends with it."""

    __slots__ = ("following", "term")

    def __init__(self) -> None:
        self.following: dict[str, dict[str, _Node]] = {}
        """Form of a word → the words (lemmas) that have this form."""
        self.term: Term | None = None


class Terms:
    """The registered terms, ready to be looked for.

    Of two terms that are said alike the first given wins, so a project comes before the library.

    >>> from deltalang.words.lemmas import Identity
    >>> terms = Terms([Spoken("внутренний мир", Term("внутренний мир"))], Identity())
    >>> list(terms.find("Внутренний мир и тишина"))
    [Found(start=0, end=14, term=Term(name='внутренний мир', idea=None))]
    """

    def __init__(self, spoken: Iterable[Spoken], lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self._exact: dict[str, Term] = {}
        self._root = _Node()
        self._forms: dict[str, tuple[str, ...]] = {}
        self._by_start: dict[str, list[Beginning]] = {}
        self._waiting: dict[re.Pattern[str], list[tuple[str, Spoken]]] = {}
        for way in spoken:
            folded = key(way.text)
            if folded and self._exact.setdefault(folded, way.term) is way.term:
                alphabet = next((one for one in _ALPHABETS if one.search(folded)), _ANY)
                self._waiting.setdefault(alphabet, []).append((folded, way))
        self._glued = {name.replace(" ", ""): term for name, term in self._exact.items()}

    def __len__(self) -> int:
        return len(self._exact)

    def exact(self, text: str) -> Term | None:
        """The term that is said exactly so, forms aside; its words may be written together."""
        folded = key(text)
        return self._exact.get(folded) or self._glued.get(folded)

    def of_form(self, word: str) -> Term | None:
        """The term of one word that a word is a form of, where that is a likely reading of it."""
        folded = key(word)
        if folded in self._exact:
            return self._exact[folded]
        self._get_ready(folded)
        nodes = self._root.following.get(folded, {})
        readings = {lemma: node.term for lemma, node in nodes.items() if node.term is not None}
        if len(readings) > 1:  # жару: жара or жар
            shares = {key(one.text): one.share for one in self.lemmatizer.lemmas(folded)}
            lemmas = {word: key(self._lemma_of(word)) for word in readings}
            order = sorted(readings, key=lambda word: (-shares.get(lemmas[word], 0), word))
            readings = {word: readings[word] for word in order}
        for word_of_term, term in readings.items():
            if likely(self.lemmatizer, folded, self._lemma_of(word_of_term)):
                return term
        return None

    def _lemma_of(self, word: str) -> str:
        """The lemma of a registered word, which may itself be a plural: оковы."""
        lemmas = self.lemmatizer.lemmas(word)
        return next((one.text for one in lemmas if key(one.text) == word), lemmas[0].text)

    def beginnings(self, text: str) -> Iterator[Beginning]:
        """Give the terms that a glued text begins with, in any of their forms of three letters or more."""
        self._get_ready(text)
        for known, term, inflected in self._by_start.get(text[:SHORTEST], ()):
            if text.startswith(known):
                yield Beginning(known, term or self.of_form(known), inflected)

    def find(self, text: str) -> Iterator[Found]:
        """Find terms in running text, from left to right, the longest at each place.

        Only white space may part the words of a phrase. An English 's is no part of a term.
        """
        text = without_references(text)
        self._get_ready(text)
        following, done = self._root.following, 0
        genitives = "'s" in text or "’s" in text
        for word in WORDS.finditer(text):
            folded = key(word[0])
            if genitives and folded not in following:
                folded = folded.removesuffix("'s").removesuffix("’s")
            if folded not in following or word.start() < done:
                continue
            found = self._longest(text, word, folded)
            if found is not None:
                yield found
                done = found.end

    def _longest(self, text: str, word: re.Match[str], folded: str) -> Found | None:
        """The longest term that begins with a word, None when no reading of the word is one."""
        start, end = word.span()
        term = self.of_form(folded)
        best = Found(start, end, term) if term is not None else None
        nodes = list(self._root.following[folded].values())
        while any(node.following for node in nodes):
            more = _NEXT_WORD.match(text, end)
            if more is None:
                break
            end, said = more.end(), key(more[1])
            nodes = [inner for node in nodes for inner in node.following.get(said, {}).values()]
            whole = next((node.term for node in nodes if node.term is not None), None)
            if whole is not None:
                best = Found(start, end, whole)
        return best

    def learn(self, word: str) -> None:
        """Add a word that is a term from now on, exactly as it stands."""
        folded = key(word)
        if self._exact.setdefault(folded, term := Term(word)) is term:
            self._get_ready(folded)
            self._plant(folded.split(" "), Spoken(word, term, exact=True))
            self._glued[folded.replace(" ", "")] = term
            self._note(Beginning(folded.replace(" ", ""), term, False))

    def _get_ready(self, text: str) -> None:
        """Make the forms of the terms in the alphabets of a text: a dictionary is loaded when it is needed."""
        for alphabet in [one for one in self._waiting if one.search(text)]:
            ways = self._waiting.pop(alphabet)
            for folded, way in ways:
                self._plant(folded.split(" "), way)
            for folded, way in ways:
                self._note(Beginning(folded.replace(" ", ""), way.term, False))
            for form in dict.fromkeys(
                form for folded, _ in ways for form in self._forms.get(folded, ())
            ):
                terms = [n.term for n in self._root.following[form].values() if n.term is not None]
                if form not in self._glued and len(form) >= SHORTEST:
                    self._note(Beginning(form, terms[0] if len(terms) == 1 else None, True))

    def _note(self, beginning: Beginning) -> None:
        self._by_start.setdefault(beginning.text[:SHORTEST], []).append(beginning)

    def _plant(self, words: list[str], way: Spoken) -> None:
        node = self._root
        for word in words:
            child = node.following.get(word, {}).get(word) or _Node()
            for form in (word,) if way.exact else self._forms_of(word):
                node.following.setdefault(form, {}).setdefault(word, child)
            node = child
        node.term = node.term or way.term

    def _forms_of(self, word: str) -> tuple[str, ...]:
        """Every form of a word; one that the dictionary cannot inflect stands as it is."""
        if word not in self._forms:
            self._forms[word] = tuple(sorted({word, *map(key, self.lemmatizer.forms(word))}))
        return self._forms[word]
