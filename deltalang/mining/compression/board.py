"""The state of a search as plain arrays, which is all that a kernel sees."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.compression.encoding import Logs
from deltalang.mining.compression.rows import Masks
from deltalang.mining.database import Codes, Counts

TOTAL, USED, TERMS, SPELLING = range(4)  # what `sums` holds


class Board(NamedTuple):
    """Rows, elements, the cover of every row, and the sums that make its size.

    Row lists: `ids[row, slot]` are the elements of the code table that stand in a row, in cover order,
    `slots[row]` of them, with `masks[row, slot]` (words) and `used[row, slot]`; `rest[row]` is the mask of
    what single terms cover. `usage` and `changed` (the clock of the last change) are by element.
    """

    pointers: Counts
    items: Codes
    weights: Counts
    whole: Masks
    begin: Counts
    length: Counts
    terms: Codes
    place: Counts
    places: Counts
    place_rows: Codes
    place_masks: Masks
    support: Counts
    spelling: Counts
    rank: Counts
    order: Counts
    ids: Codes
    masks: Masks
    used: NDArray[np.bool_]
    slots: Counts
    rest: Masks
    usage: Counts
    changed: Counts
    sums: Counts
    logs: Logs
    delta: Counts
    seen: NDArray[np.int8]
    touched: Counts
