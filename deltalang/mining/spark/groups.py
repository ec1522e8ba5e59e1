"""Groups of roots: neighbours that cost about as much together as any other group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts

EACH = 2
"""At most so many groups for each core: one that is done early finds more to do."""

CELLS = 2**20
"""At least so many items for each group, but for the groups that give every core one."""


def groups_for(items: int, cores: int) -> int:
    """How many groups so many items are worth: as many for each core.

    >>> groups_for(1000, 2), groups_for(3 * 10**6, 2), groups_for(10**9, 2)
    (2, 2, 4)
    """
    return cores * min(EACH, max(1, items // (cores * CELLS)))


def bounds_of(costs: NDArray[np.float64], groups: int) -> Counts:
    """Cut roots into at most so many groups; group `i` has the roots `bounds[i]:bounds[i + 1]`.

    No group is empty. `costs` are at least 0.

    >>> bounds_of(np.array([1.0, 1, 1, 1, 4]), 2).tolist()
    [0, 4, 5]
    """
    total = np.cumsum(costs)
    if not len(costs):
        return np.zeros(1, np.int64)
    marks = np.arange(1, groups) * (total[-1] / groups)
    inner = np.searchsorted(total - costs / 2, marks, "right")  # a root is where its middle is
    return np.unique(np.concatenate(([0], inner, [len(costs)])))


EARLIER = 8
"""What a look at an earlier term costs, measured in looks at pairs of later ones."""


def itemset_costs(supports: Counts, total: int, closed: bool) -> NDArray[np.float64]:
    """Estimate what the search from each root costs, roots by rank.

    A root is in `supports` scenes, each of which holds, on average, as many later terms as their
    supports say; the search looks at all of them, and at their pairs. For closed patterns it looks at
    earlier terms as well, which takes longer as they are not cut down to what is frequent.
    """
    shares = supports / max(1, total)
    until = np.cumsum(shares)
    later = until[-1:] - until
    costs = supports * (1 + later) ** 2
    if closed:
        costs += EARLIER * supports * (until - shares)
    return np.asarray(costs, np.float64)
