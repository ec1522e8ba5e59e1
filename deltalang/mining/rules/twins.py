"""A sum whose images mostly come in one order is said better by the chain."""

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks

NAME = "twins"
SHARE = 0.8
"""A chain that stands in such a share of the scenes of the sum takes its place."""


def keep(sums: Candidates, chains: Candidates) -> Marks:
    """Mark the sums that no chain says better."""
    support: dict[frozenset[int], int] = {}
    for images, count in zip(chains.images(), chains.support.tolist(), strict=True):
        support[images] = max(support.get(images, 0), count)
    better = (
        support.get(images, 0) >= SHARE * count
        for images, count in zip(sums.images(), sums.support.tolist(), strict=True)
    )
    return np.fromiter((not one for one in better), np.bool_, len(sums))
