"""The Spark engine for sequences: a kernel like any other, whose batches are found by workers.

Occurrences travel in blocks to the workers, which cut them into projections, one for each group of first
terms; a shuffle brings the projections of a group together, and the same kernel as in one process
searches them. Groups are neighbours in the order of terms, and are handed on in this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from deltalang.mining.database import Counts
from deltalang.mining.occurrences import Occurrences
from deltalang.mining.spark.groups import bounds_of, groups_for
from deltalang.mining.spark.jobs import TICK, Job
from deltalang.mining.spark.projections import Projection, blocks_of
from deltalang.mining.spark.sequence_tasks import Grown, Plan, cut, grow
from deltalang.mining.spark.session import spark_context, worker_kernels
from deltalang.mining.tries import Batch

if TYPE_CHECKING:
    from pyspark import RDD, Broadcast, SparkContext


def search(
    data: Occurrences, longest: int, memory: int, *, insertions: bool = False
) -> Iterator[Batch]:
    """Find all frequent patterns of at most `longest` terms, a batch for each group, roots first.

    Batches without anything come while there is nothing new. The groups share `memory` (bytes);
    `insertions` is as for the other kernels. Raises MissingEngineError as `spark_context` does.
    """
    yield Batch.of_roots(data.supports)
    if longest == 1 or not len(data.codes):
        return
    found = len(data.codes)
    with ExitStack() as stack:
        job = _begun(stack, data, longest, memory, insertions)
        group, ended = 0, False
        while not ended:
            ended = job.ended(TICK)
            waiting = {grown.group: grown for grown in job.results}
            while group in waiting:
                batch = waiting[group].after(found, len(data.codes))
                found += len(batch.step)
                group += 1
                yield batch
            yield Batch.empty()


def _begun(
    stack: ExitStack, data: Occurrences, longest: int, memory: int, insertions: bool
) -> Job[Grown]:
    """Send the sequences on their way; the stack cleans up behind them."""
    context: SparkContext = stack.enter_context(spark_context())
    cores = context.defaultParallelism
    bounds = _bounds(data, groups_for(len(data.items), cores))
    share = memory // (len(bounds) - 1)
    plan = context.broadcast(
        Plan(bounds, data.supports, data.least, longest, share, insertions, worker_kernels())
    )
    stack.callback(plan.destroy)
    blocks = list(blocks_of(Projection.of(data), cores))
    rows: RDD[Projection] = context.parallelize(blocks, len(blocks))
    parts = rows.mapPartitions(partial(_cut, plan)).partitionBy(len(bounds) - 1, int)
    job = Job(context, parts.mapPartitionsWithIndex(partial(_grow, plan)))
    stack.callback(job.stop)
    return job


def _bounds(data: Occurrences, groups: int) -> Counts:
    """Groups of roots; one costs what stands behind its first place in every sequence."""
    first = np.flatnonzero(data.previous < 0)
    behind = (data.end[first] - first).astype(np.float64)
    costs = np.zeros(len(data.codes))
    np.add.at(costs, data.items[first], behind)
    return bounds_of(costs, groups)


def _cut(plan: Broadcast[Plan], blocks: Iterable[Projection]) -> Iterator[tuple[int, Projection]]:
    return cut(plan.value, blocks)


def _grow(
    plan: Broadcast[Plan], group: int, parts: Iterable[tuple[int, Projection]]
) -> Iterator[Grown]:
    yield grow(plan.value, group, (part for _, part in parts))
