"""Trees of patterns that were grown apart, put together as one search would have found them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deltalang.mining.database import Codes
from deltalang.mining.kernels.search import Tree


def root_of(terms: Codes, support: int) -> Tree:
    """A tree of one pattern, or of none if there are no terms."""
    one = min(1, len(terms))
    return Tree(
        parent=np.full(one, -1, np.int64),
        depth=np.zeros(one, np.int32),
        support=np.full(one, support, np.int64),
        ends=np.full(one, len(terms), np.int64),
        terms=terms,
    )


def joined(root: Tree, parts: Sequence[Tree]) -> Tree:
    """Trees one after another, all of them below the pattern of the root, if it has one.

    >>> import numpy as np
    >>> a, b = (root_of(np.array(terms, np.int32), 3) for terms in ([4], [7, 8]))
    >>> joined(a, [b]).parent.tolist(), joined(a, [b]).ends.tolist()
    ([-1, 0], [1, 3])
    """
    deeper = len(root.support)
    parents, depths, ends = [root.parent], [root.depth], [root.ends]
    found, terms = deeper, len(root.terms)
    for part in parts:
        parents.append(np.where(part.parent >= 0, part.parent + found, deeper - 1))
        depths.append(part.depth + np.int32(deeper))
        ends.append(part.ends + terms)
        found, terms = found + len(part.support), terms + len(part.terms)
    return Tree(
        parent=np.concatenate(parents),
        depth=np.concatenate(depths),
        support=np.concatenate([root.support, *(part.support for part in parts)]),
        ends=np.concatenate(ends),
        terms=np.concatenate([root.terms, *(part.terms for part in parts)]),
    )


def first(tree: Tree, count: int) -> Tree:
    """The patterns that were found first; parents stand before children, so it is a tree as well."""
    if count >= len(tree.support):
        return tree
    used = int(tree.ends[count - 1]) if count else 0
    return Tree(
        tree.parent[:count],
        tree.depth[:count],
        tree.support[:count],
        tree.ends[:count],
        tree.terms[:used],
    )
