"""Replication: a pattern that says something is found again in the other half of the documents.

Whole documents are split, not scenes: scenes of one document resemble each other, and a refrain would
replicate in any split of its own song.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from hashlib import blake2b

import attrs


@attrs.frozen
class Replication:
    """How many patterns of each half there are, and how many of them the other half has too.

    `documents` in the two halves; `found` in each; `shared` is the number found in both.
    """

    documents: tuple[int, int]
    found: tuple[int, int]
    shared: int

    @property
    def shares(self) -> tuple[float, float]:
        """The shares replicated, first half in second and second in first; 0 where none were found."""
        first, second = (self.shared / max(1, count) for count in self.found)
        return first, second

    @property
    def share(self) -> float:
        """Both directions together: of all that was found, how much was found twice."""
        return 2 * self.shared / max(1, sum(self.found))


def halves(names: Iterable[str], *, seed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split documents into halves by a hash of their names; the first has one more when they are odd.

    The order of the names and repeated names do not matter; each half is in the order of the names.
    Raises ValueError for fewer than two documents.

    >>> halves(["a.md", "b.md", "c.md", "d.md"], seed=1)
    (('b.md', 'c.md'), ('a.md', 'd.md'))
    """
    different = set(names)
    if len(different) < 2:
        raise ValueError(f"replication needs two documents or more, not {len(different)}")
    order = sorted(different, key=lambda name: (_digest(name, seed), name))
    middle = (len(order) + 1) // 2
    return tuple(sorted(order[:middle])), tuple(sorted(order[middle:]))


def replication(
    names: Iterable[str],
    mine: Callable[[tuple[str, ...]], Iterable[Hashable]],
    *,
    seed: int,
) -> Replication:
    """Mine both halves and compare.

    `mine` takes the names of some documents and gives the patterns of their scenes, in one form for
    equal patterns, with all the thresholds of the whole corpus, supports made smaller by
    `proportionate`. Raises ValueError for fewer than two documents.

    >>> words = {"a": "x y", "b": "x z", "c": "x y"}
    >>> replication(words, lambda half: {word for name in half for word in words[name].split()}, seed=0)
    Replication(documents=(2, 1), found=(3, 2), shared=2)
    """
    parts = halves(names, seed=seed)
    first, second = (set(mine(part)) for part in parts)
    return Replication(
        (len(parts[0]), len(parts[1])), (len(first), len(second)), len(first & second)
    )


def proportionate(support: int, part: int, whole: int) -> int:
    """The least support in a part of the scenes that stands for `support` in all: rounded up, at least 1.

    Raises ValueError unless part is from 0 to whole.

    >>> proportionate(5, 50, 100)
    3
    """
    if not 0 <= part <= whole:
        raise ValueError(f"a part of {whole} scenes has 0 to {whole}, not {part}")
    return max(1, -(-support * part // max(1, whole)))


def _digest(name: str, seed: int) -> bytes:
    """A hash of the name that depends on nothing but name and seed."""
    text = f"{seed}\n{name}".encode(errors="surrogatepass")  # a name may hold anything
    return blake2b(text, digest_size=16).digest()
