"""What Spark's workers do, without Spark: parts of a corpus, searched apart, make the whole."""

import random
from functools import partial

import numpy as np
import pytest

from deltalang.mining.database import Database
from deltalang.mining.kernels import numpy_itemsets, numpy_sequences
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import UNLIMITED, Tree, Wanted, run
from deltalang.mining.occurrences import Occurrences, Spacing
from deltalang.mining.spark import itemset_tasks, sequence_tasks, shards
from deltalang.mining.spark.groups import bounds_of, groups_for, itemset_costs
from deltalang.mining.spark.projections import Projection
from deltalang.mining.spark.projections import blocks_of as sequence_blocks_of
from deltalang.mining.spark.trees import first, joined, root_of
from deltalang.mining.tries import Batch, Trie

TREE = ("parent", "depth", "support", "ends", "terms")
TRIE = ("parent", "step", "support", "beaten")


@pytest.fixture(params=["numpy", "numba"])
def worker(request):
    """The kernel that workers have."""
    if request.param == "numba":
        pytest.importorskip("numba")
    return request.param


def bounds_at_random(source: random.Random, size: int) -> np.ndarray:
    """Some groups of so many roots."""
    inner = [cut for cut in range(1, size) if source.random() < 0.4]
    return np.array([0, *inner, size])


def sets_at_random(source: random.Random) -> Database:
    """A small corpus of sets, sometimes with weights, never with a term in every scene."""
    share = source.choice([0.3, 0.6, 0.9])
    rows = [[c for c in "abcdefg" if source.random() < share] for _ in range(source.randint(1, 12))]
    weights = [source.randint(1, 3) for _ in range(len(rows) + 1)]
    data = Database.of([*rows, []])
    return data.weighted(weights) if source.random() < 0.5 else data


def grown_apart(plan: itemset_tasks.Plan, blocks: list[shards.Block]) -> list[Tree]:
    """The tree of every group."""
    parts = [part for block in blocks for part in itemset_tasks.cut(plan, [block])]
    return [
        itemset_tasks.grow(plan, group, [part for to, part in parts if to == group]).tree
        for group in range(len(plan.bounds) - 1)
    ]


@pytest.mark.parametrize("closed", [False, True])
def test_itemsets_of_groups_are_those_of_one_search(worker, closed):
    for seed in range(150):
        source = random.Random(seed)
        ranked = Ranked.of(sets_at_random(source), source.randint(1, 3))
        wanted = Wanted(closed, longest=source.choice([1, 2, 3, UNLIMITED]), kernel="sparse")
        size = len(ranked.codes)
        bounds = bounds_at_random(source, size)
        plan = itemset_tasks.Plan(
            ranked.rank, bounds, ranked.supports, ranked.minimum, wanted, worker
        )
        blocks = list(shards.blocks_of(ranked.data, source.randint(1, 3)))
        whole = numpy_itemsets.search(ranked, wanted)
        run(whole, None, None)
        parts = grown_apart(plan, blocks) if size else []
        assert walked(joined(root_of(np.zeros(0, np.int32), 0), parts)) == walked(whole.tree())


def walked(tree: Tree) -> list[tuple[int, int, tuple[int, ...], int]]:
    """Patterns by depth, then as they were found: depth, number of the parent so, own ranks, support."""
    order = np.argsort(tree.depth, kind="stable").tolist()
    place = {node: number for number, node in enumerate(order)} | {-1: -1}
    begins = [0, *tree.ends.tolist()]
    return [
        (
            int(tree.depth[node]),
            place[int(tree.parent[node])],
            tuple(tree.terms[begins[node] : begins[node + 1]].tolist()),
            int(tree.support[node]),
        )
        for node in order
    ]


def sequences_at_random(source: random.Random) -> Database:
    """A small corpus of sequences, some with beats, some with weights."""
    count = source.randint(1, 12)
    if source.random() < 0.3:
        beat = partial(source.choices, "abcd")
        rows = [
            [beat(k=source.randint(1, 3)) for _ in range(source.randint(0, 5))]
            for _ in range(count)
        ]
        data = Database.of_beats(rows)
    else:
        rows = [source.choices("abcdef", k=source.randint(0, 8)) for _ in range(count)]
        data = Database.of_sequences(rows)
    weights = [source.randint(1, 3) for _ in range(count)]
    return data.weighted(weights) if source.random() < 0.5 else data


SPACINGS = [
    Spacing(),
    Spacing(min_gap=2),
    Spacing(max_gap=2),
    Spacing(max_window=3),
    Spacing(1, 3, 4),
]


@pytest.mark.parametrize("spacing", SPACINGS)
def test_sequences_of_groups_are_those_of_one_search(worker, spacing):
    for seed in range(60):
        source = random.Random(seed)
        data = Occurrences.of(sequences_at_random(source), source.randint(1, 4), spacing)
        terms = len(data.codes)
        if not terms:
            continue
        longest, insertions = source.choice([2, 3, 100]), data.free and source.random() < 0.5
        bounds = bounds_at_random(source, terms)
        asked = longest, 2**24, insertions
        plan = sequence_tasks.Plan(bounds, data.supports, data.least, *asked, worker)
        blocks = list(sequence_blocks_of(Projection.of(data), source.randint(1, 3)))
        parts = [part for block in blocks for part in sequence_tasks.cut(plan, [block])]
        batches, found = [Batch.of_roots(data.supports)], terms
        for group in range(len(bounds) - 1):
            mine = [part for to, part in parts if to == group]
            batches.append(sequence_tasks.grow(plan, group, mine).after(found, terms))
            found += len(batches[-1].step)
        one = Trie.of(list(numpy_sequences.search(data, longest, 2**24, insertions=insertions)))
        apart = Trie.of(batches)
        assert apart.levels == one.levels
        for name in TRIE:
            assert getattr(apart, name).tolist() == getattr(one, name).tolist(), (seed, name)


def test_a_block_is_whole_rows_and_all_of_them():
    data = Database.of([["a", "b"], [], ["c"], ["a", "b", "c"]])
    blocks = list(shards.blocks_of(data, 3))
    assert len(blocks) > 1
    assert [length for block in blocks for length in block.lengths.tolist()] == [2, 0, 1, 3]
    assert np.concatenate([block.items for block in blocks]).tolist() == data.items.tolist()


def test_blocks_of_nothing_hold_nothing():
    assert sum(len(block.lengths) for block in shards.blocks_of(Database.of([]), 4)) == 0
    nothing = Projection.of(Occurrences.of(Database.of_sequences([]), 1, Spacing()))
    assert sum(len(block.lengths) for block in sequence_blocks_of(nothing, 4)) == 0


def test_a_group_gets_only_what_follows_its_first_root():
    block = shards.Block(np.array([4, 1]), np.array([0, 3, 4, 7, 3]), None)
    rank = np.arange(9, dtype=np.int32)
    got = dict(shards.shards_of(block, rank, np.array([0, 3, 6, 9]), False))
    assert {group: part.items.tolist() for group, part in got.items()} == {
        0: [0, 3, 4, 7],
        1: [3, 4, 7],
    }
    whole = dict(shards.shards_of(block, rank, np.array([0, 3, 6, 9]), True))
    assert whole[1].items.tolist() == [0, 3, 4, 7, 3]
    assert whole[2].items.tolist() == [0, 3, 4, 7]


def test_shards_are_as_narrow_as_the_ranks():
    block = shards.Block(np.array([2]), np.array([0, 1], np.int32), None)
    rank = np.array([0, 1], np.int32)
    ((_, part),) = shards.shards_of(block, rank, np.array([0, 2]), False)
    assert part.items.dtype == np.uint8


def test_groups_cost_about_the_same():
    costs = np.random.default_rng(1).random(1000)
    bounds = bounds_of(costs, 8)
    sums = np.add.reduceat(costs, bounds[:-1])
    assert len(sums) == 8
    assert sums.max() < 1.1 * sums.mean()


def test_groups_are_never_empty():
    assert bounds_of(np.array([9.0, 0, 0]), 3).tolist() == [0, 1, 3]
    assert bounds_of(np.zeros(2), 5).tolist() == [0, 2]
    assert bounds_of(itemset_costs(np.zeros(0, np.int64), 0, True), 3).tolist() == [0]
    assert groups_for(0, 3) == 3


def test_the_first_patterns_of_a_tree_are_a_tree():
    one = root_of(np.array([3, 4], np.int32), 7)
    tree = joined(one, [root_of(np.array([1], np.int32), 5), root_of(np.array([2], np.int32), 4)])
    assert tree.parent.tolist() == [-1, 0, 0]
    assert first(tree, 2).terms.tolist() == [3, 4, 1]
    assert len(first(tree, 0).terms) == 0
    assert first(tree, 9) is tree
