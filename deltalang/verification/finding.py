"""Finding: where an atom is said in an answer, and where letters stand near each other."""

import re
from collections.abc import Iterable, Sequence
from heapq import merge

import attrs

from deltalang.verification.index import Index, Mention
from deltalang.verification.speech import Speech, Way

GAP = 2
"""Other words that may stand between two words of a phrase."""
WINDOW = 12
"""Words from one letter of a glued image to the next."""
_CYRILLIC = re.compile("[\u0400-\u052f]")


@attrs.frozen
class Said:
    """What was found of an atom: its mentions in order, and which of them are its own word."""

    mentions: tuple[Mention, ...] = ()
    own: frozenset[Mention] = frozenset()

    @property
    def synonym(self) -> bool:
        """Tell whether only other words for its idea were found."""
        return bool(self.mentions) and self.own.isdisjoint(self.mentions)


class Finder:
    """Finds atoms in one answer; each atom is looked for once.

    >>> from deltalang.source import Source
    >>> from deltalang.words.lemmas import Identity
    >>> finder = Finder(Index(Source("внутренний, тихий мир")), Speech(Identity(), None))
    >>> [(one.start, one.end) for one in finder.find("внутренний мир").mentions]
    [(0, 21)]
    """

    def __init__(self, index: Index, speech: Speech) -> None:
        self.index, self.speech = index, speech
        self._known: dict[str, Said] = {}

    def find(self, atom: str) -> Said:
        """Find an atom, in its own words and in the other words for its idea."""
        if atom not in self._known:
            self._known[atom] = self._find(atom)
        return self._known[atom]

    def _find(self, atom: str) -> Said:
        ways = self.speech.ways(atom)
        if not ways:  # "?" and the like
            exactly = tuple(self.index.exactly(atom))
            return Said(exactly, frozenset(exactly))
        found: set[Mention] = set()
        own: set[Mention] = set()
        for way in ways:
            mentions = self._signed(way)
            found.update(mentions)
            own.update(mentions if way.own else ())
        return Said(tuple(sorted(found)), frozenset(own))

    def _signed(self, way: Way) -> list[Mention]:
        """The mentions that have the signs of the atom: where 100% is looked for, 100 is not it."""
        found = self._mentions(way)
        return [one for one in found if not way.signs or self.index.has_signs(one, way.signs)]

    def _mentions(self, way: Way) -> Iterable[Mention]:
        index = self.index
        present = [[form for form in forms if index.has(form)] for forms in way.words]
        if not all(present):
            return ()
        if len(present) == 1:
            forms = [form for form in present[0] if self.speech.is_likely(form, way)]
            return [index.mention(place, place) for place in index.positions(forms)]
        places = [index.positions(forms) for forms in present]
        spans = self._phrases(places, way.apart)
        if len(places) == 2 and _CYRILLIC.search(way.text):  # мир внутренний
            spans |= self._phrases(places[::-1], way.apart, gap=0)
        return [index.mention(first, last) for first, last in sorted(spans)]

    def _phrases(
        self, places: Sequence[list[int]], apart: bool, gap: int = GAP
    ) -> set[tuple[int, int]]:
        """Follow a phrase word by word: for each word where it may end, the nearest beginning."""
        reached = {place: place for place in places[0]}
        for following in places[1:]:
            reached = {
                place: max(begun)
                for place in following
                if (
                    begun := [
                        reached[before]
                        for before in range(place - 1 - gap, place)
                        if before in reached
                        and (apart or not self.index.ends_sentence(before, place))
                    ]
                )
            }
        least: dict[int, int] = {}  # внутренний мир и мир: the phrase ends at the first мир
        for last in sorted(reached):
            least.setdefault(reached[last], last)
        return set(least.items())


def near(letters: Sequence[Sequence[Mention]], window: int = WINDOW) -> list[Mention]:
    """Find where all letters stand near each other: the tightest stretches, from left to right.

    From one letter of a stretch to the next there are at most `window` words on average. A sweep over
    all mentions with the last place of each letter (the smallest range that covers a list of each kind).

    >>> a, b = Mention(0, 1, 0, 0), Mention(50, 51, 9, 9)
    >>> near([[a], [b]]), near([[a], [b]], window=8)
    ([Mention(start=0, end=51, first=0, last=9)], [])
    """
    last: dict[int, Mention] = {}
    found: list[Mention] = []
    most = window * max(1, len(letters) - 1)
    marked = ([(mention, number) for mention in own] for number, own in enumerate(letters))
    for mention, number in merge(*marked):
        last[number] = mention
        if len(last) < len(letters):
            continue
        first = min(last.values())
        end = max(one.end for one in last.values())
        final = max(one.last for one in last.values())
        if final - first.first <= most and (not found or found[-1].start < first.start):
            found.append(Mention(first.start, end, first.first, final))
    return found
