"""Judging: what of each wanted image an answer holds, as a value from 0 to 1.

words      1 where it stands; of several letters 1 where all stand near each other, else half of the
share that stands
beats      see `sequences`
choice     the value of its best option; where another cannot be looked for, only if it is whole
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import attrs

from deltalang.source import Source
from deltalang.verification.finding import WINDOW, Finder, Said, near
from deltalang.verification.index import Index, Mention, tokens
from deltalang.verification.judged import Judged, JudgedGroup, JudgedPart, coverage
from deltalang.verification.negation import Negation
from deltalang.verification.sequences import judged_sequence
from deltalang.verification.wanted import CHOICE, Group, Part, Wanted

_ZERO, _ONE = Fraction(0), Fraction(1)


class Judge:
    """Judges the images of a scene against one answer.

    With `negation`, a letter stands only where it is not denied: No bread. Then bread.
    """

    def __init__(
        self, finder: Finder, *, window: int = WINDOW, negation: Negation | None = None
    ) -> None:
        self.finder, self.window, self.negation = finder, window, negation
        self._denied: dict[Mention, bool] = {}

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
            places = said[0].mentions or denied
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
        """Find letters; the places where one is denied count as none, and are given apart."""
        said = [self.finder.find(atom) for atom in atoms]
        if self.negation is None:
            return said, ()
        standing = [attrs.evolve(one, mentions=self._standing(one.mentions)) for one in said]
        kept = {mention for one in standing for mention in one.mentions}
        denied = {mention for one in said for mention in one.mentions} - kept
        return standing, tuple(sorted(denied))

    def _standing(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions that are not denied; each is asked about once."""
        if self.negation is None:
            return mentions
        for one in mentions:
            if one not in self._denied:
                self._denied[one] = self.negation.denies(one)
        return tuple(one for one in mentions if not self._denied[one])

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
        return judged_sequence(group, parts, unsaid=self._unsaid.part)

    @cached_property
    def _unsaid(self) -> Judge:
        """Judges an answer that says nothing."""
        return Judge(Finder(Index(Source("")), self.finder.speech))
