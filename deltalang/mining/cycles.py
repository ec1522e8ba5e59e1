"""Cycles among chains: a chain whose beats come around again, `a → b → c → a`."""

from __future__ import annotations

from typing import Any

import attrs

from deltalang.algebra.rotation import least_rotation
from deltalang.mining.patterns import Patterns

Beat = tuple[Any, ...]


@attrs.frozen
class Cycle:
    """A cycle that chains show.

    `root` are the beats of one turn, from its least rotation; each beat holds its terms. `support` is
    the largest support of a chain that comes around; `chains` are all such chains, by their index.
    """

    root: tuple[Beat, ...]
    support: int
    chains: tuple[int, ...]


def cycles(patterns: Patterns) -> tuple[Cycle, ...]:
    """Find the cycles that chains show, in the order of the first chain of each.

    A chain shows a cycle when its first beat returns and everything goes on as before up to its end:
    one turn and at least a beat of the next. Rotations of one cycle are one cycle. A beat that only
    repeats itself is no cycle.

    >>> import numpy as np
    >>> steps = np.arange(0, 13, 4)
    >>> chains = Patterns(np.full(3, -1), steps, np.array([0, 1, 2, 0, 2, 0, 1, 2, 0, 1, 2, 1]),
    ...     np.array([5, 7, 3]), ["весна", "лето", "осень"])
    >>> cycles(chains)
    (Cycle(root=(('весна',), ('лето',), ('осень',)), support=7, chains=(0, 1)),)
    """
    found: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    flat = patterns.flat()
    bounds, terms = flat.offsets.tolist(), flat.terms.tolist()
    joined = [False] * len(terms) if flat.joined is None else flat.joined.tolist()
    for index in range(len(patterns)):
        own = slice(bounds[index], bounds[index + 1])
        root = _root(_beats(terms[own], joined[own]))
        if root is not None:
            found.setdefault(root, []).append(index)
    names = patterns.vocabulary
    return tuple(
        Cycle(
            root=tuple(tuple(names[code] for code in beat) for beat in root),
            support=max(int(patterns.support[chain]) for chain in chains),
            chains=tuple(chains),
        )
        for root, chains in found.items()
    )


def _beats(terms: list[int], joined: list[bool]) -> list[tuple[int, ...]]:
    """The terms of a chain, beat by beat."""
    beats: list[tuple[int, ...]] = []
    for term, same in zip(terms, joined, strict=True):
        if same:
            beats[-1] = (*beats[-1], term)
        else:
            beats.append((term,))
    return beats


def _root(beats: list[tuple[int, ...]]) -> tuple[tuple[int, ...], ...] | None:
    """One turn of a chain that comes around, from its least rotation; None if it does not."""
    words = [" ".join(f"{code:010d}" for code in beat) for beat in beats]  # in the order of codes
    turn = _turn(words)
    if turn == len(beats) or turn < 2:
        return None
    start = least_rotation(words[:turn])
    return (*beats[start:turn], *beats[:start])


def _turn(words: list[str]) -> int:
    """The least number of beats after which a chain repeats itself up to its end.

    >>> _turn(["a", "b", "c", "a", "b"]), _turn(["a", "b"])
    (3, 2)
    """
    return next(
        turn
        for turn in range(1, len(words) + 1)
        if all(word == again for word, again in zip(words, words[turn:], strict=False))
    )
