"""The Spark engine for itemsets: a search like any other, whose pieces are done by workers.

Supports are counted where the data is (first pass). Blocks of rows travel to the workers, which cut
them into shards, one for each group of roots (second pass); a shuffle brings the shards of a group
together, and the group is searched by the same kernel as in one process. Groups are neighbours in the order
of roots, so their trees one after another are the tree of one search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import attrs
import numpy as np

from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Tree, Wanted
from deltalang.mining.spark.groups import bounds_of, groups_for, itemset_costs
from deltalang.mining.spark.itemset_tasks import Grown, Plan, cut, grow
from deltalang.mining.spark.jobs import TICK, Job
from deltalang.mining.spark.session import spark_context, worker_kernels
from deltalang.mining.spark.shards import Block, blocks_of
from deltalang.mining.spark.trees import first, joined, root_of

if TYPE_CHECKING:
    from pyspark import RDD, Broadcast, SparkContext


class SparkSearch:
    """A search for itemsets by Spark, see `Search`; it begins with the first piece.

    A limit keeps the groups that are finished. Raises MissingEngineError as `spark_context` does.
    """

    def __init__(self, ranked: Ranked, wanted: Wanted) -> None:
        self._ranked, self._wanted = ranked, wanted
        self._everywhere = ranked.everywhere if wanted.closed else 0
        self._root = _root(ranked, self._everywhere, wanted.longest)
        self._open = ExitStack()
        self._job: Job[Grown] | None = None
        self._grown: list[Grown] = []

    @property
    def _goes_on(self) -> bool:
        """Whether there can be patterns beside that of the terms in every scene."""
        terms, levels = min(self._wanted.longest, len(self._ranked.codes)), self._wanted.levels
        return terms > self._everywhere and levels > min(1, self._everywhere)

    @property
    def found(self) -> int:
        """How many patterns there are so far, in groups that are finished."""
        return len(self._root.support) + sum(len(grown.tree.support) for grown in self._grown)

    def piece(self) -> str | None:
        """Wait a little: None when there is more, "" at the end, else the limit that bit."""
        if not self._goes_on:
            return ""
        try:
            if self._job is None:
                self._job = self._begun(self._open.enter_context(spark_context()))
            ended = self._job.ended(TICK)
            self._grown = sorted(self._job.results, key=lambda grown: grown.group)
        except Exception:
            self._open.close()
            raise
        enough = self._is_enough()
        if not ended and not enough:
            return None
        self._open.close()
        return "patterns" if enough else ""

    def tree(self) -> Tree:
        """The patterns found so far; what still runs is cancelled."""
        self._open.close()
        return first(joined(self._root, [grown.tree for grown in self._grown]), self._wanted.most)

    def _begun(self, context: SparkContext) -> Job[Grown]:
        """Send the rows on their way."""
        cores = context.defaultParallelism
        number = groups_for(len(self._ranked.data.items), cores)
        made = _plan(self._ranked, self._everywhere, self._wanted, number)
        plan = context.broadcast(made)
        self._open.callback(plan.destroy)
        groups = len(made.bounds) - 1
        blocks = list(blocks_of(self._ranked.data, cores))
        rows: RDD[Block] = context.parallelize(blocks, len(blocks))
        shards = rows.mapPartitions(partial(_cut, plan)).partitionBy(groups, int)
        job = Job(context, shards.mapPartitionsWithIndex(partial(_grow, plan)))
        self._open.callback(job.stop)
        return job

    def _is_enough(self) -> bool:
        """Whether the first groups, all of them finished, have more patterns than are wanted."""
        found = len(self._root.support)
        for number, grown in enumerate(self._grown):
            if grown.group != number:
                return False
            found += len(grown.tree.support)
            if found > self._wanted.most or grown.limit is not None:
                return True
        return False


def _cut(plan: Broadcast[Plan], blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    return cut(plan.value, blocks)


def _grow(
    plan: Broadcast[Plan], group: int, shards: Iterable[tuple[int, Block]]
) -> Iterator[Grown]:
    yield grow(plan.value, group, (shard for _, shard in shards))


def _root(ranked: Ranked, everywhere: int, longest: int) -> Tree:
    """The pattern of the terms in every scene, which all closed patterns extend."""
    size = len(ranked.codes)
    if everywhere > longest:
        everywhere = 0
    return root_of(np.arange(size - everywhere, size, dtype=np.int32), ranked.total)


def _plan(ranked: Ranked, everywhere: int, wanted: Wanted, groups: int) -> Plan:
    """What workers are told; terms in every scene are left out, for they are in the root."""
    size = len(ranked.codes) - everywhere
    supports = ranked.supports[:size]
    below = attrs.evolve(
        wanted,
        longest=wanted.longest - everywhere,
        levels=wanted.levels - min(1, everywhere),
        most=max(0, wanted.most - min(1, everywhere)),
        kernel="sparse" if wanted.kernel == "sparse" else "auto",
    )
    return Plan(
        rank=np.where(ranked.rank < size, ranked.rank, np.int32(-1)),
        bounds=bounds_of(itemset_costs(supports, ranked.total, wanted.closed), groups),
        supports=supports,
        minimum=ranked.minimum,
        wanted=below,
        engine=worker_kernels(),
    )
