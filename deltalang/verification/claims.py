"""Claims: which beats have a place of their own, since one mention stands for one beat: дом is not дом → дом.

A matching of beats to places. The sets of beats that can all have one are a matroid (J. Edmonds and
D. R. Fulkerson, "Transversals and matroid partition", 1965), so taking the heaviest beats first is best: each
looks for a free place, or for one whose holder can move (H. W. Kuhn, "The Hungarian method", 1955).
"""

from collections import deque
from collections.abc import Iterable, Sequence

from deltalang.verification.order import Beat

MOST_STEPS = 1_000_000
"""Places that are looked at while holders move; afterwards a beat takes only what is free."""


def claimed(beats: Sequence[Beat], first: Iterable[int] = ()) -> frozenset[int]:
    """Choose the beats that have a place each, by number from 0: those of `first`, then the heaviest.

    Mentions that end at the same place are one: `дом` in `старый дом`.

    >>> from deltalang.verification.index import Mention
    >>> from deltalang.verification.order import beat
    >>> day, night = Mention(0, 3, 0, 0), Mention(4, 9, 1, 1)
    >>> sorted(claimed([beat(1, [day]), beat(2, [night]), beat(2, [day])]))
    [1, 2]
    """
    standing = [number for number, own in enumerate(beats) if own.weight and own.places]
    preferred = frozenset(first)
    contested = _contested({number: beats[number].places for number in standing})
    ordered = sorted(contested, key=lambda one: (one not in preferred, -beats[one].weight, one))
    places = _Places({number: sorted(beats[number].places) for number in ordered})
    lost = {number for number in ordered if not places.take(number)}
    return frozenset(standing) - lost


def _contested(wanted: dict[int, frozenset[int]]) -> list[int]:
    """Leave the beats that may go without: not one that has as many places as there are beats left."""
    left = sorted(wanted, key=lambda one: len(wanted[one]))
    while left and len(wanted[left[-1]]) >= len(left):
        left.pop()
    return left


class _Places:
    """Who holds which place."""

    def __init__(self, wanted: dict[int, list[int]]) -> None:
        self.wanted = wanted
        self.holders: dict[int, int] = {}
        self.held: dict[int, int] = {}
        self.full: set[int] = set()
        """Places from which no holder can move on, now or later."""
        self.steps = 0

    def take(self, beat: int) -> bool:
        """Find a place for a beat; others move where they can."""
        reached: dict[int, int] = {}
        """The beat that each place is wanted by."""
        waiting = deque([beat])
        while waiting:
            current = waiting.popleft()
            for place in self.wanted[current]:
                if place in self.full or place in reached:
                    continue
                self.steps += 1
                reached[place] = current
                holder = self.holders.get(place)
                if holder is None:
                    self._move(place, reached)
                    return True
                waiting.append(holder)
            if self.steps > MOST_STEPS:
                return False
        self.full.update(reached)
        return False

    def _move(self, place: int, reached: dict[int, int]) -> None:
        """Give a free place to who reached it, its place to who reached that, and so on."""
        following: int | None = place
        while following is not None:
            beat = reached[following]
            self.holders[following] = beat
            left = self.held.get(beat)
            self.held[beat] = following
            following = left
