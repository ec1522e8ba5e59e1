"""Russian words by pymorphy3 and its OpenCorpora dictionary.

M. Korobov, "Morphological analyzer and generator for Russian and Ukrainian languages" (2015).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from deltalang.keys import key
from deltalang.words.lemmas import (
    ADJECTIVE,
    FUNCTION,
    NOUN,
    OTHER,
    VERB,
    Lemma,
    MissingExtraError,
    Prefix,
)

_END = "\x01"  # what stands between a word and its data in the automaton
_MOST_STEPS = 1 << 19
_LONGEST = 32  # letters of a dictionary word that splitting looks for
# Names of people, places and organisations, abbreviations, slips: seldom parts of a glued word.
_ODD = frozenset(
    ["Abbr", "Name", "Surn", "Patr", "Init", "Geox", "Orgn", "Trad", "Erro", "Arch", "Infr", "Slng"]
)
_PARTS: dict[str, str] = {
    **dict.fromkeys(("PREP", "CONJ", "PRCL", "INTJ", "NPRO", "NUMR", "PRED"), FUNCTION),
    **dict.fromkeys(("VERB", "INFN", "GRND", "PRTF", "PRTS"), VERB),
    **dict.fromkeys(("ADJF", "ADJS", "COMP"), ADJECTIVE),
    "NOUN": NOUN,
}
_PRONOUN = frozenset(("Apro", "Anum", "Prnt"))  # мой, первый; кажется


class Russian:
    """Russian by pymorphy3. Raises MissingExtraError where it is not installed.

    >>> Russian().lemmas("жаром")
    (Lemma(text='жар', share=1.0),)
    """

    name = "pymorphy3"

    def __init__(self) -> None:
        try:
            import pymorphy3
        except ImportError as error:
            raise MissingExtraError("ru", "pymorphy3") from error
        self._morph: Any = pymorphy3.MorphAnalyzer()
        self._words: Any = self._morph.dictionary.words
        self._steps: dict[tuple[int, str], int | None] = {}
        # Running text repeats its words; the caches belong to one analyzer and go with it.
        self.lemmas = lru_cache(maxsize=1 << 17)(self._lemmas)
        self.part_of_speech = lru_cache(maxsize=1 << 16)(self._part_of_speech)
        self._graded = lru_cache(maxsize=1 << 17)(self._grade)

    def _lemmas(self, word: str) -> tuple[Lemma, ...]:
        shares: dict[str, float] = {}
        parses = self._morph.parse(word)
        for parse in parses:
            shares[parse.normal_form] = shares.get(parse.normal_form, 0) + parse.score
        total = sum(shares.values()) or 1
        first = parses[0].normal_form
        ordered = sorted(shares, key=lambda lemma: (lemma != first, -shares[lemma], lemma))
        return tuple(Lemma(lemma, round(shares[lemma] / total, 6)) for lemma in ordered)

    def forms(self, lemma: str) -> frozenset[str]:
        """See `Lemmatizer.forms`; a plural has the forms of the plural.

        >>> sorted(Russian().forms("жар"))[:3]
        ['жар', 'жара', 'жаре']
        """
        parses = self._morph.parse(lemma)
        own = [p for p in parses if key(p.normal_form) == key(lemma)]
        forms = {form.word for parse in own for form in parse.lexeme}
        if not own:  # оковы, внутренняя: a name that is a plural, or agrees with another word
            forms = {
                form.word
                for parse in parses
                if "nomn" in parse.tag
                for form in parse.lexeme
                if parse.tag.POS != "NOUN" or form.tag.number == parse.tag.number
            }
        return frozenset((lemma, *forms))

    def knows(self, word: str) -> bool:
        """See `Lemmatizer.knows`."""
        return bool(self._morph.word_is_known(word))

    def _part_of_speech(self, word: str) -> str:
        """See `Lemmatizer.part_of_speech`.

        >>> Russian().part_of_speech("стать"), Russian().part_of_speech("один")
        ('verb', 'function')
        """
        tag = self._morph.parse(word)[0].tag
        if len(word) < 2 or tag.grammemes & _PRONOUN:
            return FUNCTION
        return _PARTS.get(tag.POS, OTHER)

    def prefixes(self, text: str) -> Iterator[Prefix]:
        """See `Lemmatizer.prefixes`; ё may be written е.

        >>> [prefix.lemma for prefix in Russian().prefixes("ледгора")]
        ['л', 'лёд', 'ле']
        """
        for word in self._spellings(text[:_LONGEST]):
            graded = self._graded(word)
            if graded is not None:
                yield Prefix(len(word), *graded)

    def _spellings(self, text: str) -> Iterator[str]:
        """Walk the automaton of all words along a text, both ways at an е."""
        waiting = [(0, self._words.dct.ROOT, "")]
        while waiting:
            at, state, word = waiting.pop()
            if word and self._step(state, _END) is not None:
                yield word
            if at == len(text):
                continue
            for letter in "её" if text[at] == "е" else text[at]:
                reached = self._step(state, letter)
                if reached is not None:
                    waiting.append((at + 1, reached, word + letter))

    def _step(self, state: int, letter: str) -> int | None:
        """Follow a letter from a state of the automaton; steps are remembered, they are few."""
        known = self._steps.get((state, letter), -1)
        if known != -1:
            return known
        if len(self._steps) >= _MOST_STEPS:
            self._steps.clear()
        reached: int | None = self._words.dct.follow_bytes(letter.encode(), state)
        self._steps[state, letter] = reached
        return reached

    def _grade(self, word: str) -> tuple[str, int] | None:
        """Choose the reading of a word that glues best."""
        dictionary, best = self._morph.dictionary, None
        for paradigm, index in self._words.get(word) or ():
            tag = dictionary.build_tag_info(paradigm, index)
            lemma = dictionary.build_normal_form(paradigm, index, word)
            if tag.grammemes & _ODD or tag.POS not in ("NOUN", "ADJF", "INFN"):
                grade = 3
            else:
                grade = 2 if lemma != word else 0 if tag.POS == "NOUN" else 1
            if best is None or grade < best[1]:
                best = (lemma, grade)
        return best
