"""Splitting: a glued word comes apart again, `памятьжаратишина` → `память~жара~тишина`.

    vocabulary   registered terms in any form; the dictionary's words where there is a dictionary
    search       the cheapest path through the letters: fewest parts first, then the better known parts
    answer       the path, the runner-up, and the margin between the two in parts

What is known is never split. What cannot be told is said to be ambiguous or unknown, never guessed.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import attrs

from deltalang.algebra.scopes import quote
from deltalang.keys import is_bare, key
from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.terms import SHORTEST, Terms

KNOWN, SPLIT, AMBIGUOUS, UNKNOWN = "known", "split", "ambiguous", "unknown"
REGISTERED, DICTIONARY = "registered", "dictionary"
MARGIN = 0.02
"""Below this distance to the runner-up, in parts, an answer is ambiguous."""
LONGEST = 200
"""Letters of a word that is still looked at."""

# What a part costs: a part more costs more than any doubt about a part.
_PART = 100
_FORM = 4  # a registered term in another form
_GRADES = (55, 62, 75, 90)  # a word of the dictionary: noun, other word, inflected word, the rest
_SHORT = 12  # a word of the dictionary with three letters
_GAP, _GAP_LETTER = 300, 40  # what nobody knows
# Words that begin or end derived words oftener than glued ones (Shvedova, "Russian Grammar", 1980).
_PREFIXES = frozenset(["без", "бес", "воз", "вос", "до", "за", "на", "не", "над", "об", "от", "пере", "перед", "под", "пол", "полу", "пре", "пред", "при", "про", "раз", "рас", "само", "сверх", "со", "ультра"])  # fmt: skip
_SUFFIXES = frozenset(["вый", "ель", "ер", "еры", "ец", "ечка", "ечки", "ина", "ино", "ка", "кий", "кина", "кино", "кой", "лет", "лог", "ник", "ном", "ный", "овец", "очка", "очки", "ушка", "ушки", "ушко", "чик", "юшка", "юшки", "юшко"])  # fmt: skip
_KEPT = 3  # paths kept at each letter


@attrs.frozen
class Part:
    """A part of a split word: its letters, the term it stands for, and who knows it.

    `source` is "registered", "dictionary" or "unknown".
    """

    text: str
    term: str
    source: str


@attrs.frozen
class Split:
    """The answer for one word.

    `status` is "known" (one word, left whole), "split", "ambiguous" (see `runner_up`) or "unknown";
    `margin` is the distance to the runner-up in parts, None without one.
    """

    word: str
    status: str
    parts: tuple[Part, ...]
    margin: float | None = None
    runner_up: tuple[Part, ...] = ()

    @property
    def canonical(self) -> str:
        """The parts joined by `~`; the word itself when it is not split."""
        if self.status in (KNOWN, UNKNOWN):
            return _written(self.word)
        return joined(self.parts)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The letters that nobody knows."""
        return tuple(part.text for part in self.parts if part.source == UNKNOWN)


class _Path(NamedTuple):
    cost: int
    parts: tuple[Part, ...]


_Steps = Callable[[str], Iterator[tuple[int, Part]]]
"""Gives the parts that a text may begin with, and what each costs."""


class Splitter:
    """Splits words over a vocabulary. `dictionary` adds to the registered terms what it knows.

    With `glued` every word is taken to be glued: short and inflected words of the dictionary count
    as parts too, and what is left over is named.

    >>> from deltalang.words.terms import Spoken, Term
    >>> words = [Spoken(word, Term(word)) for word in ("память", "жара", "тишина")]
    >>> Splitter(Terms(words, Identity())).split("памятьжаратишина").canonical
    'память~жара~тишина'
    """

    def __init__(
        self, terms: Terms, dictionary: Lemmatizer | None = None, *, glued: bool = False
    ) -> None:
        self.terms, self.glued = terms, glued
        self.dictionary = dictionary if dictionary is not None else Identity()

    def split(self, word: str) -> Split:
        """Split a word, or say why not. A word longer than `LONGEST` is unknown."""
        folded = key(word)
        exact = self.terms.exact(folded) or self.terms.of_form(folded)
        if exact is not None:
            return Split(word, KNOWN, (Part(folded, exact.name, REGISTERED),))
        if self.dictionary.knows(folded):
            lemma = self.dictionary.lemmas(folded)[0].text
            return Split(word, KNOWN, (Part(folded, lemma, DICTIONARY),))
        return self.apart(word)

    def apart(self, word: str) -> Split:
        """Split a word without asking whether it is known as a whole."""
        folded = key(word)
        whole = (Part(folded, folded, UNKNOWN),)
        if not folded.isalpha() or len(folded) > LONGEST:
            return Split(word, UNKNOWN, whole)
        for search in (self._registered_steps, self._steps):
            paths = _paths(folded, search)
            if paths and len(paths[0].parts) > 1 and (self.glued or _is_convincing(paths[0])):
                return _answer(word, paths)
        return Split(word, UNKNOWN, self._with_gaps(folded) or whole)

    def _registered_steps(self, rest: str) -> Iterator[tuple[int, Part]]:
        """Give the registered terms that a text begins with, at their cost."""
        for text, term, inflected in self.terms.beginnings(rest):
            if term is not None:
                yield _PART + _FORM * inflected, Part(text, term.name, REGISTERED)

    def _steps(self, rest: str) -> Iterator[tuple[int, Part]]:
        """The same with the words of the dictionary."""
        yield from self._registered_steps(rest)
        for length, lemma, grade in self.dictionary.prefixes(rest):
            if length >= SHORTEST and (grade < 2 or self.glued):
                cost = _PART + _GRADES[grade] + (_SHORT if length == SHORTEST else 0)
                yield cost, Part(rest[:length], lemma, DICTIONARY)

    def _with_gaps(self, word: str) -> tuple[Part, ...]:
        """Find the cheapest path that may leave letters unknown; none without registered parts."""
        reached: list[_Path | None] = [_Path(0, ()), *(None for _ in word)]
        for start in range(len(word)):
            here = reached[start]
            if here is None:
                continue
            gaps = (
                (_GAP + _GAP_LETTER * length, Part(word[start:][:length], "", UNKNOWN))
                for length in range(1, len(word) - start + 1)
                if not (here.parts and here.parts[-1].source == UNKNOWN)
            )
            for cost, part in (*self._steps(word[start:]), *gaps):
                path = _Path(here.cost + cost, (*here.parts, part))
                known = reached[start + len(part.text)]
                if known is None or path.cost < known.cost:
                    reached[start + len(part.text)] = path
        best = reached[-1]
        least = 1 if self.glued else 2
        parts = best.parts if best is not None else ()
        return parts if sum(part.source == REGISTERED for part in parts) >= least else ()


def _answer(word: str, paths: list[_Path]) -> Split:
    """Make the answer of the best path and the next."""
    best, *others = paths
    if not others:
        return Split(word, SPLIT, best.parts)
    margin = (others[0].cost - best.cost) / _PART
    status = SPLIT if margin >= MARGIN else AMBIGUOUS
    return Split(word, status, best.parts, margin, others[0].parts)


def _is_convincing(path: _Path) -> bool:
    """Tell whether chance is unlikely to put such parts side by side in an ordinary word.

    Three letters of the dictionary, three of an ending and what is an affix as well as a word turn up in
    many a derived word (бес|сонность, крыш|кина): one of them is believed among four parts or more.
    """
    last = len(path.parts) - 1
    doubts = 0
    for index, part in enumerate(path.parts):
        exact = part.source == REGISTERED and part.text == key(part.term).replace(" ", "")
        affix = (not index and part.text in _PREFIXES) or (index == last and part.text in _SUFFIXES)
        doubts += affix or (not exact and len(part.text) <= SHORTEST)
    return 4 * doubts <= len(path.parts)


def _paths(word: str, steps: _Steps) -> list[_Path]:
    """Find the cheapest paths through a word, the best first, from the letters that can be reached."""
    reached: list[list[_Path]] = [[] for _ in range(len(word) + 1)]
    reached[0].append(_Path(0, ()))
    for start in range(len(word)):
        if not reached[start]:
            continue
        reached[start] = _cheapest(reached[start])
        for cost, part in steps(word[start:]):
            end = start + len(part.text)
            if len(part.text) == len(word):
                continue
            reached[end] += [_Path(p.cost + cost, (*p.parts, part)) for p in reached[start]]
    return _cheapest(reached[-1])


def _cheapest(paths: list[_Path]) -> list[_Path]:
    """Keep the best paths of those that read differently."""
    kept: dict[tuple[str, ...], _Path] = {}
    for path in sorted(paths, key=lambda p: (p.cost, [part.term for part in p.parts])):
        kept.setdefault(tuple(key(part.term) for part in path.parts), path)
    return list(kept.values())[:_KEPT]


def joined(parts: tuple[Part, ...]) -> str:
    """Write parts as a script does: the terms joined by `~`, quoted where a script needs it."""
    return "~".join(_written(part.term or part.text) for part in parts)


def _written(text: str) -> str:
    return text if is_bare(text) else quote(text)


def glue(words: list[str]) -> str:
    """Write the words of a hyperlexeme together, the way back from `split`.

    >>> glue(["память", "жара", "внутренний мир"])
    'памятьжаравнутренниймир'
    """
    return "".join("".join(word.split()) for word in words)
