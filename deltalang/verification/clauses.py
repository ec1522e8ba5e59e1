"""Clauses: the words near a mention, up to where its clause ends, and what they tell of its grammar."""

import re
from collections.abc import Container, Iterator

from deltalang.keys import key
from deltalang.verification.index import Index
from deltalang.verification.negators import (
    ADJECTIVE,
    JOINERS,
    NO_ONE,
    NOWHERE,
    PAIRS,
    PARTICLES,
    PREPOSITIONS,
    PSEUDO,
    RIDDING,
    STOPS,
)
from deltalang.words.lemmas import Lemmatizer

_BEHIND = 7
"""Words behind a mention that are looked at."""
_ADJECTIVES = 3
"""Words from a preposition to its noun."""
_END = re.compile(r"[.;:!?…()«»\"“”—–]|\n\s*\n| - ")


class Clauses:
    """The clauses of an answer.

    `spared` are the numbers of words that negate nothing, since an image of the scene has them as its own.
    """

    def __init__(self, index: Index, lemmatizer: Lemmatizer, spared: Container[int]) -> None:
        self.index, self.lemmatizer, self.spared = index, lemmatizer, spared
        self._named: dict[str, bool] = {}

    def word(self, place: int) -> str:
        """The key of a word; nothing for one that is spared, and beyond the last."""
        if place in self.spared or place >= self.index.count:
            return ""
        return self.index.word(place)

    def ends(self, place: int) -> bool:
        """Tell whether a clause ends behind a word."""
        gap = self.index.between(place)
        return gap != " " and _END.search(gap) is not None

    def has_comma(self, place: int) -> bool:
        """Tell whether a comma stands behind a word."""
        return "," in self.index.between(place)

    def behind(self, last: int) -> Iterator[tuple[str, str, str]]:
        """The words behind a mention up to a comma, each with the two that follow it."""
        found: list[str] = []
        for place in range(last, min(last + _BEHIND, self.index.count - 1)):
            if self.has_comma(place) or self.ends(place):
                break
            found.append(self.word(place + 1))
        return zip(found, [*found[1:], ""], [*found[2:], "", ""], strict=False)

    def governor(self, first: int, among: frozenset[str]) -> int:
        """Where the preposition stands that a mention hangs on, adjectives between; -1 for none."""
        for place in range(first - 1, max(-1, first - 1 - _ADJECTIVES), -1):
            if self.has_comma(place) or self.ends(place):
                return -1
            word = self.word(place)
            if word in among:
                return place
            if not ADJECTIVE.fullmatch(word) or word in JOINERS or self.negator(place):
                return -1
        return -1

    def is_subject(self, first: int) -> bool:
        """Tell whether a Russian mention begins its clause, adjectives before it: хозяин | дома does not."""
        for place in range(first - 1, max(-1, first - 1 - _ADJECTIVES), -1):
            word = self.word(place)
            if self.ends(place) or self.has_comma(place) or word in JOINERS or word in STOPS:
                return True
            if not ADJECTIVE.fullmatch(word):
                return False
        return first <= _ADJECTIVES

    def is_named(self, place: int) -> bool:
        """Tell whether a Russian word can only be the name of its thing: без снега | крыша."""
        word = self.index.word(place) if place < self.index.count else ""
        if word not in self._named:
            known = word[:1] > "z" and self.lemmatizer.knows(word)
            self._named[word] = known and all(
                key(one.text) == word for one in self.lemmatizer.lemmas(word)
            )
        return self._named[word]

    def negator(self, place: int, *, verbs: bool = True) -> bool:
        """Tell whether a word negates what follows it; with `verbs` those of avoiding do."""
        word, following = self.word(place), self.word(place + 1)
        if word in PAIRS:
            return following in PAIRS[word]
        if following in PSEUDO.get(word, ()):
            return False
        if word in PARTICLES or word in PREPOSITIONS or word.endswith("n't"):
            return True
        return verbs and RIDDING.fullmatch(word) is not None

    def particle(self, place: int) -> bool:
        """Tell whether a negator belongs to a verb, which may have objects; the others to a noun."""
        word = self.word(place)
        return (
            word in PARTICLES
            or word.endswith("n't")
            or word in NOWHERE
            or (word, self.word(place + 1)) == NO_ONE
        )
