"""The terms that can be in a pattern, by rank: the rarest first, terms of equal support by code.

    supports  a 9  b 3  c 1  d 3        minimum 2
    ranks     b 0  d 1  a 2             c has none

A pattern is written from its rarest term on, so a pattern's children add terms that are more frequent:
the rows left to look at are few from the first step.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database

Words = NDArray[np.uint64]


@attrs.frozen(eq=False)
class Ranked:
    """A database of sets beside the ranks of its frequent terms.

    `codes` int32: the term of each rank; `supports` int64 beside it; `rank` int32: the rank of each term
    of the vocabulary, -1 for those below `minimum` scenes; `total`: scenes in all. `roots`, ranks from and to,
    bound the ranks that patterns start with, where the database is the part of a larger one that these
    need; supports are those of the larger one then.
    """

    data: Database
    minimum: int
    codes: Codes
    supports: Counts
    rank: Codes
    total: int
    roots: tuple[int, int] | None = None

    @classmethod
    def of(cls, data: Database, minimum: int) -> Ranked:
        """Rank the terms of a database of sets.

        >>> data = Database.of([["a", "b"], ["a"], ["a", "c"], ["b"]])
        >>> Ranked.of(data, 2).codes.tolist()
        [1, 0]
        """
        supports = data.supports()
        codes = np.flatnonzero(supports >= minimum).astype(np.int32)
        codes = codes[np.argsort(supports[codes], kind="stable")]
        rank = np.full(len(supports), -1, np.int32)
        rank[codes] = np.arange(len(codes), dtype=np.int32)
        return cls(data, minimum, codes, supports[codes], rank, data.total)

    @property
    def everywhere(self) -> int:
        """How many of the ranks, the last ones, stand for terms that are in every scene."""
        if self.roots is not None:
            return 0
        return len(self.codes) - int(np.searchsorted(self.supports, self.total))

    @property
    def is_dense(self) -> bool:
        """Whether a frequent term is in so many rows that bit sets of all rows cost less than lists."""
        if self.roots is not None:
            return False
        return int(self.supports.sum()) * 16 >= len(self.codes) * self.total

    @property
    def weighted(self) -> bool:
        """Whether some row stands for more than one scene."""
        return self.total != len(self.data)


def planes_of(weights: Counts) -> Counts:
    """Where the bit sets of rows begin for each power of two of their weights, in words; see `size`.

    >>> planes_of(np.array([1, 1, 5])).tolist()
    [0, 1, 1, 2]
    """
    most = max(1, int(weights.max(initial=1)).bit_length())
    rows = [int(np.count_nonzero(weights >> plane & 1)) for plane in range(most)]
    return np.concatenate(([0], np.cumsum([(one + 63) // 64 for one in rows])))
