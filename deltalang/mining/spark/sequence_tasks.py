"""What Spark's workers do for sequences: cut blocks into projections, search from a group of roots.

It is all plain data in and out, so it runs, and is tested, without Spark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs
import numpy as np

from deltalang.mining.database import Counts
from deltalang.mining.engines import choose
from deltalang.mining.kernels import numpy_sequences
from deltalang.mining.spark.projections import Projection, joined, projections_of
from deltalang.mining.tries import Batch


@attrs.frozen(eq=False)
class Plan:
    """What every worker knows: groups, supports of all terms, and what a search takes, see `kernels`.

    Group `i` has the roots `bounds[i]:bounds[i + 1]`, which are terms. `engine` chooses kernels, see `choose`.
    """

    bounds: Counts
    supports: Counts
    least: int
    longest: int
    memory: int
    insertions: bool
    engine: str = "auto"


class Grown(NamedTuple):
    """The patterns of more than one term from the roots of a group; nodes are counted from 0, terms first."""

    group: int
    nodes: Batch

    def after(self, found: int, terms: int) -> Batch:
        """The same as a batch of a run that found so many patterns before, all `terms` among them."""

        def place(node: Counts) -> Counts:
            return np.where(node < terms, node, node + (found - terms))

        nodes = self.nodes
        return nodes._replace(parent=place(nodes.parent), beaten=place(nodes.beaten))


def cut(plan: Plan, blocks: Iterable[Projection]) -> Iterator[tuple[int, Projection]]:
    """Give each group what it needs of some blocks."""
    for block in blocks:
        yield from projections_of(block, plan.bounds, plan.insertions)


def grow(plan: Plan, group: int, parts: Iterable[Projection]) -> Grown:
    """Find all patterns from the roots of a group."""
    begin, end = plan.bounds[group : group + 2].tolist()
    data = joined(parts, plan.supports, plan.least, (begin, end))
    if choose(plan.engine) == "numba":
        from deltalang.mining.kernels import compiled_sequences  # numba is optional

        search = compiled_sequences.search
    else:
        search = numpy_sequences.search
    batches = search(data, plan.longest, plan.memory, insertions=plan.insertions)
    next(batches)  # the roots, whose supports are known
    columns = zip(Batch.empty(), *batches, strict=True)
    return Grown(group, Batch(*map(np.concatenate, columns)))
