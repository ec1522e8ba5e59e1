"""Order: whether beats come one after another, the occurrences chosen as well as they can be.

The heaviest chain: some of the beats in their order, each with an occurrence that begins where the
occurrence of the one before has ended. For numbers that is the heaviest increasing subsequence
(G. Jacobson and K.-P. Vo, "Heaviest increasing/common subsequence problems", CPM 1992); a beat may occur
many times here, so the state is the least place that a weight can be had at, as in patience sorting.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from deltalang.verification.index import Mention

MOST_TURNS = 64
"""Beats of a cycle whose rotations are all tried; of a longer one, that which begins the text."""


class Chain(NamedTuple):
    """The beats that come in order, by number from 0, and what they weigh."""

    weight: int
    beats: tuple[int, ...]


class Beat(NamedTuple):
    """A beat: what it weighs, where it may begin (in order), and the least end from each place on.

    `places` are all its ends.
    """

    weight: int
    starts: list[int]
    ends: list[int]
    places: frozenset[int]


def beat(weight: int, mentions: Sequence[Mention]) -> Beat:
    """Make a beat of its mentions."""
    ordered = sorted(mentions)
    ends = [one.end for one in ordered]
    places = frozenset(ends)
    for at in range(len(ends) - 2, -1, -1):
        ends[at] = min(ends[at], ends[at + 1])
    return Beat(weight, [one.start for one in ordered], ends, places)


class _State(NamedTuple):
    weight: int
    end: int
    chain: tuple[int, object] | None
    """The last beat and the chain before it."""


def heaviest_chain(beats: Sequence[Beat]) -> Chain:
    """Find the heaviest chain of beats.

    >>> day, night = Mention(0, 3, 0, 0), Mention(4, 9, 1, 1)
    >>> heaviest_chain([beat(1, [night]), beat(1, [day]), beat(1, [night])])
    Chain(weight=2, beats=(1, 2))
    """
    whole = _whole(beats)
    if whole is not None:
        return whole
    states = [_State(0, 0, None)]
    for number, own in enumerate(beats):
        if not own.weight or not own.starts:
            continue
        longer = []
        for state in states:
            at = bisect_left(own.starts, state.end)
            if at < len(own.starts):
                longer.append(
                    _State(state.weight + own.weight, own.ends[at], (number, state.chain))
                )
        states = _best(states + longer)
    return Chain(states[-1].weight, _unrolled(states[-1].chain))


def _whole(beats: Sequence[Beat]) -> Chain | None:
    """The chain of all beats that stand, each as early as it can be; None where they are out of order.

    Nothing is heavier, and thousands of beats in order need no search.
    """
    weight, end, chain = 0, 0, []
    for number, own in enumerate(beats):
        if not own.weight or not own.starts:
            continue
        at = bisect_left(own.starts, end)
        if at == len(own.starts):
            return None
        weight, end = weight + own.weight, own.ends[at]
        chain.append(number)
    return Chain(weight, tuple(chain))


def _best(states: list[_State]) -> list[_State]:
    """Keep the states that no other beats: a greater weight at no later place."""
    kept: list[_State] = []
    for state in sorted(states, key=lambda one: (-one.weight, one.end)):
        if not kept or state.end < kept[-1].end:
            kept.append(state)
    return kept[::-1]


def _unrolled(chain: object) -> tuple[int, ...]:
    found = []
    while isinstance(chain, tuple):
        number, chain = chain
        found.append(number)
    return tuple(reversed(found))


def occurrences(beats: Sequence[Sequence[Mention]]) -> list[Mention]:
    """Choose where each beat of a chain stands: what ends first of what begins behind the one before.

    >>> day, night = Mention(4, 7, 1, 1), Mention(0, 3, 0, 0)
    >>> occurrences([[day], [night, Mention(8, 11, 2, 2)]])[1]
    Mention(start=8, end=11, first=2, last=2)
    """
    found: list[Mention] = []
    for mentions in beats:
        end = found[-1].end if found else 0
        found.append(min((one for one in mentions if one.start >= end), key=lambda one: one.end))
    return found


def heaviest_turn(beats: Sequence[Beat]) -> Chain:
    """Find the heaviest chain of a cycle, which may begin anywhere; of equals, the first beginning.

    >>> day, night = Mention(0, 3, 0, 0), Mention(4, 9, 1, 1)
    >>> heaviest_turn([beat(1, [night]), beat(1, [day])])
    Chain(weight=2, beats=(1, 0))
    """
    turns = range(len(beats))
    if len(beats) > MOST_TURNS:
        first = [own.starts[0] if own.starts else 1 << 62 for own in beats]
        turns = range(least := first.index(min(first)), least + 1)
    best = Chain(0, ())
    for turn in turns:
        found = heaviest_chain([*beats[turn:], *beats[:turn]])
        if found.weight > best.weight:
            best = Chain(
                found.weight, tuple((number + turn) % len(beats) for number in found.beats)
            )
    return best
