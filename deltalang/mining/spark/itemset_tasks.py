"""What Spark's workers do for itemsets: cut blocks of rows into shards, search from a group of roots.

It is all plain data in and out, so it runs, and is tested, without Spark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.engines import choose
from deltalang.mining.kernels import numpy_itemsets
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Search, Tree, Wanted, run
from deltalang.mining.spark.shards import Block, joined, shards_of


@attrs.frozen(eq=False)
class Plan:
    """What every worker knows: the rank of each code, the groups, supports by rank, what is wanted.

    Group `i` has the roots `bounds[i]:bounds[i + 1]`, which are ranks. `engine` chooses kernels, see `choose`.
    """

    rank: Codes
    bounds: Counts
    supports: Counts
    minimum: int
    wanted: Wanted
    engine: str = "auto"


class Grown(NamedTuple):
    """The patterns from the roots of a group, in the order of the search, and the limit that bit."""

    group: int
    tree: Tree
    limit: str | None


def cut(plan: Plan, blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Give each group what it needs of some blocks."""
    for block in blocks:
        yield from shards_of(block, plan.rank, plan.bounds, plan.wanted.closed)


def grow(plan: Plan, group: int, shards: Iterable[Block]) -> Grown:
    """Find all patterns from the roots of a group; the terms of the tree are ranks."""
    begin, end = plan.bounds[group : group + 2].tolist()
    first = 0 if plan.wanted.closed else begin  # what stands before decides what is closed
    supports = plan.supports[first:]
    data = joined(shards, first)
    every = np.arange(len(supports), dtype=np.int32)
    roots = begin - first, end - first
    ranked = Ranked(data, plan.minimum, every, supports, every, data.total, roots)
    search = _search(plan, ranked)
    limit = run(search, None, None)
    tree = search.tree()
    return Grown(group, attrs.evolve(tree, terms=tree.terms + np.int32(first)), limit)


def _search(plan: Plan, ranked: Ranked) -> Search:
    """A search by the kernels of the plan."""
    if choose(plan.engine) == "numba":
        from deltalang.mining.kernels.compiled_itemsets import CompiledSearch  # numba is optional

        return CompiledSearch(ranked, plan.wanted)
    return numpy_itemsets.search(ranked, plan.wanted)
