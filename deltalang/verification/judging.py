"""Judging: what of each wanted image an answer holds, as a value from 0 to 1.

words      1 where it stands; of several letters 1 where all stand near each other, else half of the
share that stands
beats      (sum of the values + heaviest chain of the values) / twice the number of beats
choice     the value of its best option
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

import attrs

from deltalang.verification.finding import WINDOW, Finder, Said, near
from deltalang.verification.index import Mention, tokens
from deltalang.verification.negation import Negation
from deltalang.verification.order import beat, heaviest_chain, heaviest_turn
from deltalang.verification.wanted import BEATS, CHOICE, CYCLE, Group, Part, Wanted

FOUND, PARTLY, MISSING, NEGATED, UNCHECKED = (
    "found", "partly", "missing", "negated", "unchecked",
)  # fmt: skip
_ZERO, _ONE = Fraction(0), Fraction(1)


@attrs.frozen
class JudgedPart:
    """A beat or an option: its value (None where nothing in it can be looked for) and its images."""

    part: Part
    value: Fraction | None
    images: tuple[Judged, ...]

    @property
    def mentions(self) -> list[Mention]:
        """Every mention of an image in it that stands."""
        return [mention for image in self.images if image.value for mention in image.mentions]


@attrs.frozen
class JudgedGroup:
    """Beats or options with their values; `chain` are the beats that come in order, numbered from 0."""

    group: Group
    value: Fraction | None
    parts: tuple[JudgedPart, ...]
    chain: tuple[int, ...] = ()

    @property
    def present(self) -> tuple[int, ...]:
        """The parts of which something stands, numbered from 0."""
        return tuple(number for number, part in enumerate(self.parts) if part.value)

    @property
    def in_order(self) -> bool:
        """Tell whether the parts that stand come in order."""
        return self.group.kind not in (BEATS, CYCLE) or len(self.chain) == len(self.present)


@attrs.frozen
class Judged:
    """An image and what was found of it. `value` is None where nothing can be looked for."""

    wanted: Wanted
    value: Fraction | None
    mentions: tuple[Mention, ...] = ()
    missing: tuple[str, ...] = ()
    """The letters that do not stand anywhere."""
    synonym: bool = False
    groups: tuple[JudgedGroup, ...] = ()
    words: tuple[Mention, ...] = ()
    """Of an image with scenes inside, the mentions of its plain letters."""
    denied: tuple[Mention, ...] = ()
    """The mentions of letters that the text says are not there; such a letter does not stand."""

    @property
    def status(self) -> str:
        """`found`, `partly`, `missing`, `negated` (it is said not to be there), or `unchecked`."""
        if self.value is None:
            return UNCHECKED
        if not self.value and self.denied:
            return NEGATED
        return FOUND if self.value == 1 else PARTLY if self.value else MISSING

    @property
    def in_order(self) -> bool:
        """Tell whether its beats come in order, those inside beats too."""
        return all(
            group.in_order and all(one.in_order for part in group.parts for one in part.images)
            for group in self.groups
        )


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
            words.missing,
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
            return JudgedGroup(group, max(values), parts)
        if group.kind not in (BEATS, CYCLE):
            return JudgedGroup(group, sum(values, _ZERO) / len(values), parts)
        scale = lcm(*(value.denominator for value in values))
        beats = [beat(int((part.value or 0) * scale), part.mentions) for part in parts]
        chain = heaviest_turn(beats) if group.kind == CYCLE else heaviest_chain(beats)
        value = (sum(values, _ZERO) + Fraction(chain.weight, scale)) / (2 * len(values))
        return JudgedGroup(group, value, parts, chain.beats)


def coverage(images: Iterable[Judged]) -> Fraction | None:
    """The share of the images that stands, by weight: of the anchors, or of the hypotheses alone."""
    judged = [one for one in images if one.value is not None]
    anchors = [one for one in judged if one.wanted.is_anchor]
    return share(anchors or judged)


def share(images: Sequence[Judged]) -> Fraction | None:
    """The mean of the values by weight; None for no images."""
    total = sum((one.wanted.weight for one in images), _ZERO)
    if not total:
        return None
    return sum((one.wanted.weight * (one.value or 0) for one in images), _ZERO) / total
