"""A sum whose images mostly come in one order is said better by the chain."""

import numpy as np

from deltalang.mining.candidates import Candidates, Marks

NAME = "twins"
SHARE = 0.8
"""A chain that stands in such a share of the scenes of the sum takes its place."""


def keep(sums: Candidates, chains: Candidates) -> Marks:
    """Mark the sums that no chain says better."""
    support: dict[frozenset[int], int] = {}
    for codes, count in zip(chains.tops, chains.support.tolist(), strict=True):
        images = frozenset(codes.tolist())
        support[images] = max(support.get(images, 0), count)
    better = (
        support.get(frozenset(codes.tolist()), 0) >= SHARE * count
        for codes, count in zip(sums.tops, sums.support.tolist(), strict=True)
    )
    return np.fromiter((not one for one in better), np.bool_, len(sums))
