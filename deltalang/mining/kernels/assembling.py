"""From the tree that a search gives to `Patterns`: in order of depth, with terms for ranks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Codes, Counts
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import Tree
from deltalang.mining.patterns import Patterns, ranges


def assembled(tree: Tree, ranked: Ranked, shortest: int, limit: str | None) -> Patterns:
    """Bring a tree into the order of `Patterns`: by depth, and as the search walked within it.

    Patterns with fewer than `shortest` terms are left out; one whose parent is left out becomes a root
    that holds all of its terms.
    """
    made = _levelled(tree)
    if shortest > 1:
        made = _levelled(_of_length(made, shortest))
    return Patterns(
        made.parent,
        np.concatenate((np.zeros(1, np.int64), made.ends)),
        ranked.codes[made.terms],
        made.support,
        ranked.data.vocabulary,
        limit=limit,
    )


def _levelled(tree: Tree) -> Tree:
    """The same tree, sorted by depth."""
    narrow = tree.depth.max(initial=0) < 2**16  # which can be sorted by digits
    order = np.argsort(tree.depth.astype(np.uint16) if narrow else tree.depth, kind="stable")
    place = np.empty(len(tree), np.int64)
    place[order] = np.arange(len(tree))
    parent = tree.parent[order]
    parent = np.where(parent >= 0, place[parent], -1)
    if len(tree.terms) == len(tree):  # one own term each
        ends, terms = np.arange(1, len(tree) + 1), tree.terms[order]
    else:
        own = np.diff(tree.ends, prepend=0)[order]
        ends, terms = np.cumsum(own), tree.terms[ranges(tree.ends[order] - own, own)]
    return Tree(parent, tree.depth[order], tree.support[order], ends, terms)


def _of_length(tree: Tree, shortest: int) -> Tree:
    """The patterns of a levelled tree with so many terms or more."""
    own = np.diff(tree.ends, prepend=0)
    length, depth = own.copy(), np.zeros(len(tree), np.int32)
    bounds = np.searchsorted(tree.depth, np.arange(int(tree.depth.max(initial=-1)) + 2))
    for begin, end in pairwise(bounds[1:]):
        parent = tree.parent[begin:end]
        length[begin:end] += length[parent]
        depth[begin:end] = np.where(length[parent] >= shortest, depth[parent] + 1, 0)
    keep = np.flatnonzero(length >= shortest)
    parent = np.where(depth[keep] > 0, np.searchsorted(keep, tree.parent[keep]), -1)
    many = np.where(parent >= 0, own[keep], length[keep])
    ends = np.cumsum(many)
    return Tree(parent, depth[keep], tree.support[keep], ends, _terms(tree, keep, ends, parent < 0))


def _terms(tree: Tree, nodes: Counts, ends: Counts, whole: NDArray[np.bool_]) -> Codes:
    """The own terms of some patterns, all terms of those marked, each up to one of the ends."""
    own = np.diff(tree.ends, prepend=0)
    terms = np.empty(int(ends[-1]) if len(ends) else 0, np.int32)
    end = ends.copy()
    while len(nodes):  # from the ends backwards, one ancestor at a time
        many = own[nodes]
        terms[ranges(end - many, many)] = tree.terms[ranges(tree.ends[nodes] - many, many)]
        end, nodes = (end - many)[whole], tree.parent[nodes[whole]]
        more = nodes >= 0
        end, nodes = end[more], nodes[more]
        whole = np.ones(len(nodes), np.bool_)
    return terms
