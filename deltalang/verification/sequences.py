"""Sequences: what beats come to together, as a value from 0 to 1.

    (heaviest beats with a place each + heaviest chain of beats) / twice the number of beats

A mention stands for one beat only (`claims`); the chain is that of `order`. What is needed is valued the same
way without the beats that hold hypotheses alone.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

from deltalang.verification.claims import claimed
from deltalang.verification.judged import JudgedGroup, JudgedPart
from deltalang.verification.order import Beat, Chain, beat, heaviest_chain, heaviest_turn
from deltalang.verification.wanted import CYCLE, Group, Part


def judged_sequence(
    group: Group, parts: tuple[JudgedPart, ...], *, unsaid: Callable[[Part], JudgedPart]
) -> JudgedGroup:
    """Judge the beats of a sequence or cycle; `unsaid` judges one of which nothing stands.

    At least one part has a value.
    """
    values = [part.value for part in parts if part.value is not None]
    scale = lcm(*(value.denominator for value in values))
    beats = [beat(int((part.value or 0) * scale), part.mentions) for part in parts]
    needed = [part.part.is_needed for part in parts]
    mixed = any(needed) and not all(needed)
    chain = _chain(group, _needed_first(beats, needed) if mixed else beats)
    standing = claimed(beats, chain.beats)
    final = tuple(
        unsaid(part.part) if part.value and number not in standing else part
        for number, part in enumerate(parts)
    )
    order = _chain(group, beats) if mixed else chain
    value = _value(beats, order, len(values) * scale)
    kept = value if any(needed) else None
    if mixed:
        own = [one if need else beat(0, []) for one, need in zip(beats, needed, strict=True)]
        count = sum(part.part.is_needed for part in parts if part.value is not None)
        kept = _value(own, _chain(group, own), count * scale) if count else None
    return JudgedGroup(group, value, final, chain.beats, kept)


def _value(beats: Sequence[Beat], chain: Chain, most: int) -> Fraction:
    """What beats come to: half what stands, half what comes in order."""
    standing = sum(beats[number].weight for number in claimed(beats))
    return Fraction(standing + chain.weight, 2 * most)


def _chain(group: Group, beats: Sequence[Beat]) -> Chain:
    return heaviest_turn(beats) if group.kind == CYCLE else heaviest_chain(beats)


def _needed_first(beats: Sequence[Beat], needed: Sequence[bool]) -> list[Beat]:
    """Weigh each beat that is needed more than all hypotheses, so that none of these parts them."""
    pairs = list(zip(beats, needed, strict=True))
    more = 1 + sum(one.weight for one, need in pairs if not need)
    return [one._replace(weight=one.weight * more) if need else one for one, need in pairs]
