"""What a closure brings, for many patterns at a time: the part of the work that both kernels share."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.numpy_chunks import Nodes
from deltalang.mining.kernels.search import Wanted


@attrs.frozen(eq=False)
class Closures:
    """Closed pairs: the patterns of those that are short enough, and how the others go on.

    Of each pair: `number` (of its pattern, where it has one), `length`, `deeper` (whether it may have
    children) and its own terms, `own` of them in `terms`.
    """

    nodes: Nodes
    number: Counts
    length: Counts
    deeper: NDArray[np.bool_]
    own: Counts
    terms: Codes


def closed(
    parent: Nodes, added_to: Counts, added: Codes, length: Counts, wanted: Wanted, base: int
) -> Closures:
    """Close pairs, which come as the patterns they would be with one own term each.

    `added`: the terms that are in all rows of a pair, beside `added_to`, the pairs, both ascending;
    `length`: the terms of the patterns that are extended; `base`: the number of the first new pattern.
    """
    many = len(length)
    order = np.argsort(np.concatenate((np.arange(many), added_to)), kind="stable")
    terms = np.concatenate((parent.terms, added))[order]
    own = 1 + np.bincount(added_to, minlength=many)
    length = length + own
    short = length <= wanted.longest
    nodes = Nodes(
        parent.parent[short],
        parent.depth,
        parent.support[short],
        own[short],
        terms[np.repeat(short, own)],
    )
    deeper = short & (length < wanted.longest)
    if parent.depth + 1 >= wanted.levels:
        deeper[:] = False
    return Closures(nodes, base - 1 + np.cumsum(short), length, deeper, own, terms)
