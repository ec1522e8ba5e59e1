"""The order in which patterns are shown, the same on every run.

Patterns are ordered by what they explain: leverage (how many scenes beyond chance) or MDL gain (how many
bits saved). Lift is a ratio and loves the rare: the largest lifts are those of terms that met twice and
never else. So lift is a threshold here and cannot be an order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEAST_LIFT = 1.5


def lifted(lift: ArrayLike, *, least: float = LEAST_LIFT) -> NDArray[np.bool_]:
    """Mark the patterns that meet often enough beyond chance to be looked at.

    >>> lifted([1.2, 1.5, 40.0]).tolist()
    [False, True, True]
    """
    found: NDArray[np.bool_] = np.asarray(lift, np.float64) >= least
    return found


def ranking(
    score: ArrayLike, support: ArrayLike, length: ArrayLike, text: Sequence[str]
) -> NDArray[np.intp]:
    """Numbers of the patterns, best first.

    `score` is leverage or MDL gain; equal scores are ordered by support, then length, both the larger
    first, then `text` by code points, then number. Raises ValueError for columns of different lengths
    and scores that are not numbers.

    >>> ranking([0.1, 0.3, 0.1, 0.1], [5, 9, 7, 5], [2, 2, 2, 2], ["b + c", "a + b", "a + d", "a + c"]).tolist()
    [1, 2, 3, 0]
    """
    scores = np.asarray(score, np.float64)
    supports = np.asarray(support, np.int64)
    lengths = np.asarray(length, np.int64)
    if not scores.shape == supports.shape == lengths.shape == (len(text),):
        sizes = [scores.size, supports.size, lengths.size, len(text)]
        raise ValueError(f"score, support, length and text are columns of one length, not {sizes}")
    if np.isnan(scores).any():
        raise ValueError(
            f"pattern {int(np.argmax(np.isnan(scores)))} has a score that is no number"
        )
    by_text = np.empty(len(text), np.int64)
    by_text[sorted(range(len(text)), key=text.__getitem__)] = np.arange(len(text))
    return np.lexsort((by_text, -lengths, -supports, -scores))
