"""Judged: what was found of each wanted image, as a value from 0 to 1, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from deltalang.verification.index import Mention
from deltalang.verification.wanted import CHOICE, Group, Part, Wanted

FOUND, PARTLY, MISSING, NEGATED, UNCHECKED = (
    "found", "partly", "missing", "negated", "unchecked",
)  # fmt: skip


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
    """Beats or options with their values; `chain` are the beats that come in order, numbered from 0.

    `kept` is the value of the beats that are needed alone; None where none is.
    """

    group: Group
    value: Fraction | None
    parts: tuple[JudgedPart, ...]
    chain: tuple[int, ...] = ()
    kept: Fraction | None = None

    @property
    def present(self) -> tuple[int, ...]:
        """The parts of which something stands, numbered from 0."""
        return tuple(number for number, part in enumerate(self.parts) if part.value)

    @property
    def lost(self) -> tuple[int, ...]:
        """The beats that are needed and of which nothing stands, numbered from 0."""
        if not self.group.is_sequence:
            return ()
        return tuple(
            number
            for number, part in enumerate(self.parts)
            if part.value == 0 and part.part.is_needed
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The beats that are lost, and what is needed inside those that stand, as they were written."""
        lost = frozenset(self.lost)
        return tuple(
            text
            for number, part in enumerate(self.chosen)
            for text in (
                (part.part.text,)
                if number in lost
                else (one.wanted.text for one in missing(part.images))
            )
        )

    @property
    def chosen(self) -> tuple[JudgedPart, ...]:
        """The parts that the answer has to hold: every beat, the best option; of others, what stands."""
        if self.group.is_sequence:
            return self.parts
        standing = tuple(part for part in self.parts if part.value)
        best = [part for part in standing if part.value == self.value]
        return tuple(best[:1]) if self.group.kind == CHOICE else standing

    @property
    def is_ordered(self) -> bool:
        """Tell whether the beats that stand come in order, those inside beats too.

        A beat of hypotheses beside others is not needed, and neither is its place.
        """
        needed = [number for number in self.present if self.parts[number].part.is_needed]
        own = not self.group.is_sequence or set(needed or self.present) <= set(self.chain)
        return own and all(one.is_ordered for part in self.chosen for one in part.images)

    @property
    def in_order(self) -> bool:
        """Tell whether every beat that is needed stands, and all come in order."""
        inner = all(one.in_order for part in self.chosen for one in part.images)
        return inner and not self.lost and self.is_ordered


@attrs.frozen
class Judged:
    """An image and what was found of it. `value` is None where nothing can be looked for."""

    wanted: Wanted
    value: Fraction | None
    mentions: tuple[Mention, ...] = ()
    missing: tuple[str, ...] = ()
    """The letters, and of a sequence the beats, that do not stand anywhere."""
    synonym: bool = False
    groups: tuple[JudgedGroup, ...] = ()
    words: tuple[Mention, ...] = ()
    """Of an image with scenes inside, the mentions of its plain letters."""
    denied: tuple[Mention, ...] = ()
    """The mentions of letters that the text says are not there; a letter with no others does not stand."""

    @property
    def kept(self) -> Fraction | None:
        """The share of what may not be missing; None where nothing is needed or can be looked for."""
        if self.wanted.is_anchor:
            return self.value
        return self.groups[0].kept if self.wanted.is_needed else None

    @property
    def status(self) -> str:
        """`found`, `partly`, `missing`, `negated` (it is said not to be there), or `unchecked`."""
        if self.value is None:
            return UNCHECKED
        if not self.value and self.denied:
            return NEGATED
        return FOUND if self.value == 1 else PARTLY if self.value else MISSING

    @property
    def is_ordered(self) -> bool:
        """Tell whether those of its beats that stand come in order."""
        return all(group.is_ordered for group in self.groups)

    @property
    def in_order(self) -> bool:
        """Tell whether all its beats stand at least in part, and come in order."""
        return all(group.in_order for group in self.groups)


def missing(images: Iterable[Judged]) -> Iterator[Judged]:
    """Give what an answer may not do without and of which nothing was found, that inside beats too."""
    for image in images:
        if image.value == 0 and image.wanted.is_anchor:
            yield image
        elif image.kept is not None and image.wanted.is_needed:
            for group in image.groups:
                for part in group.chosen:
                    yield from missing(part.images)


def coverage(images: Iterable[Judged]) -> Fraction | None:
    """The share of the images that stands, by weight: of the anchors, or of the hypotheses alone."""
    judged = tuple(images)
    anchors = kept_share(judged)
    return share(judged) if anchors is None else anchors


def kept_share(images: Iterable[Judged]) -> Fraction | None:
    """The share of the anchors that stands, by weight, those of sequences too; None for none."""
    return _mean([(one.wanted.weight, one.kept) for one in images])


def share(images: Iterable[Judged]) -> Fraction | None:
    """The mean of the values by weight; None for no images."""
    return _mean([(one.wanted.weight, one.value) for one in images])


def _mean(values: Sequence[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    judged = [(weight, value) for weight, value in values if value is not None]
    total = sum((weight for weight, _ in judged), Fraction(0))
    return sum((weight * value for weight, value in judged), Fraction(0)) / total if total else None
