"""Judging: what of each wanted image an answer holds, as a value from 0 to 1.

words      1 where it stands; of several letters 1 where all stand near each other, else half of the
share that stands
beats      (sum of the values + heaviest chain of the values) / twice the number of beats
choice     the value of its best option; where another cannot be looked for, only if it is whole
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from deltalang.verification.finding import WINDOW, Finder, Said, near
from deltalang.verification.index import Mention, tokens
from deltalang.verification.judged import Judged, JudgedGroup, JudgedPart, coverage
from deltalang.verification.negation import Negation
from deltalang.verification.order import beat, heaviest_chain, heaviest_turn
from deltalang.verification.wanted import CHOICE, CYCLE, Group, Part, Wanted

_ZERO, _ONE = Fraction(0), Fraction(1)


class Judge:
    """Judges the images of a scene against one answer.

    With `negation`, a letter whose every mention is denied does not stand.
    """

    def __init__(
        self, finder: Finder, *, window: int = WINDOW, negation: Negation | None = None
    ) -> None:
        self.finder, self.window, self.negation = finder, window, negation

    def part(self, part: Part) -> JudgedPart:
        """Judge a scene: its anchors weigh, or where it has none its hypotheses."""
        images = tuple(map(self.image, part.wanted))
        return JudgedPart(part, coverage(images), images)

    def image(self, wanted: Wanted) -> Judged:
        """Judge an image."""
        groups = tuple(map(self._group, wanted.groups))
        if not groups:
            return self._words(wanted)
        words = self._words(wanted)
        values = [value for group in groups if (value := group.value) is not None]
        values += [words.value] if words.value is not None else []
        mentions = [
            mention for group in groups for part in group.parts for mention in part.mentions
        ]
        standing = words.mentions if words.value else ()
        return Judged(
            wanted,
            sum(values, _ZERO) / len(values) if values else None,
            tuple(sorted({*standing, *mentions})),
            (*words.missing, *(text for group in groups for text in group.missing)),
            words.synonym,
            groups,
            standing,
            words.denied,
        )

    def _words(self, wanted: Wanted) -> Judged:
        """Judge the plain letters of an image."""
        if not wanted.atoms:
            return Judged(wanted, None)
        said, denied = self._said(wanted.atoms)
        missing = tuple(
            atom for atom, one in zip(wanted.atoms, said, strict=True) if not one.mentions
        )
        if len(said) == 1:
            value = _ZERO if missing else _ONE
            places = denied or said[0].mentions
            return Judged(wanted, value, places, missing, said[0].synonym, denied=denied)
        together = [] if missing else near([one.mentions for one in said], self.window)
        together += self._glued(wanted.atoms)
        if together:
            synonym = any(one.synonym for one in said)
            return Judged(wanted, _ONE, tuple(sorted(set(together))), (), synonym)
        apart = sorted({mention for one in said for mention in one.mentions})
        share = Fraction(len(said) - len(missing), 2 * len(said))
        return Judged(wanted, share, tuple(apart) or denied, missing, denied=denied)

    def _said(self, atoms: Sequence[str]) -> tuple[list[Said], tuple[Mention, ...]]:
        """Find letters; what is only denied counts as not said, and is given apart."""
        said = [self.finder.find(atom) for atom in atoms]
        denied: list[Mention] = []
        if self.negation is None:
            return said, ()
        for number, one in enumerate(said):
            if one.mentions and all(map(self.negation.denies, one.mentions)):
                denied += one.mentions
                said[number] = Said()
        return said, tuple(sorted(denied))

    def _glued(self, atoms: Sequence[str]) -> list[Mention]:
        """The places where the letters are written as one word: памятьжара."""
        index = self.finder.index
        word = "".join(piece for atom in atoms for piece in tokens(atom))
        return [index.mention(place, place) for place in index.positions([word])]

    def _group(self, group: Group) -> JudgedGroup:
        parts = tuple(map(self.part, group.parts))
        values = [part.value for part in parts if part.value is not None]
        if not values:
            return JudgedGroup(group, None, parts)
        if group.kind == CHOICE:
            may_be_silent = len(values) < len(parts)  # лес | _: its absence says nothing
            best = max(values)
            return JudgedGroup(group, None if may_be_silent and best < 1 else best, parts)
        if not group.is_sequence:
            return JudgedGroup(group, sum(values, _ZERO) / len(values), parts)
        scale = lcm(*(value.denominator for value in values))
        beats = [beat(int((part.value or 0) * scale), part.mentions) for part in parts]
        chain = heaviest_turn(beats) if group.kind == CYCLE else heaviest_chain(beats)
        value = (sum(values, _ZERO) + Fraction(chain.weight, scale)) / (2 * len(values))
        return JudgedGroup(group, value, parts, chain.beats)
