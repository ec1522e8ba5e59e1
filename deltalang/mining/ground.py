"""A ground: what candidates of one kind are mined from, and judged by."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts, Database
from deltalang.mining.seen import Rows, Seen

Marks = NDArray[np.bool_]


@attrs.frozen(eq=False)
class Ground:
    """What candidates of one kind are mined from, and judged by: rows, and the documents of rows.

    `chain` tells sequences from sets. `rows` are those of `seen`; of `shuffled` data they say no more
    than which scene a row is of.
    """

    seen: Seen
    data: Database
    document: Codes
    chain: bool
    rows: Rows
    shuffled: bool = False

    @cached_property
    def sets(self) -> Database:
        """The rows as sets."""
        return self.data.as_sets()

    @cached_property
    def supports(self) -> Counts:
        """In how many rows each code stands."""
        return self.sets.supports()

    @cached_property
    def _postings(self) -> tuple[Counts, Counts]:
        """For each code the rows that hold it (CSR)."""
        rows, items = self.sets.rows, self.sets.items
        order = np.argsort(items, kind="stable")
        ends = np.cumsum(np.bincount(items, minlength=len(self.supports)))
        return np.concatenate(([0], ends)), rows[order]

    def holding(self, codes: Codes) -> Counts:
        """The rows that hold all of some codes, ascending."""
        starts, rows = self._postings
        found: Counts | None = None
        for code in sorted(
            set(codes.tolist()), key=lambda code: int(starts[code + 1] - starts[code])
        ):
            here = rows[starts[code] : starts[code + 1]]
            if found is None:
                found = here
            elif len(here):
                place = np.minimum(np.searchsorted(here, found), len(here) - 1)
                found = found[here[place] == found]
            else:
                found = here
        return np.empty(0, np.int64) if found is None else found
