"""Itemsets: sets of terms that stand together in many scenes, all of them or the closed ones.

The *support* of an itemset is the number of scenes that hold all of its terms. It is *closed* when no larger
itemset has the same support. What is found is exact: every non-empty itemset of enough support, those
in every scene too.

The order is the same whatever does the work. Terms are ranked by support, the rarest first, equal ones in
the order of the vocabulary. Frequent itemsets are a tree in which a child has one more term, of a higher
rank; closed ones are the tree of prefix-preserving closures (Uno, Asai, Uchida, Arimura 2004), a child's
own terms are what its closure brings, by rank. The patterns come level by level of the tree, within a
level by the ranks of their own terms from the root on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable

import attrs

from deltalang.mining.database import Database
from deltalang.mining.engines import choose
from deltalang.mining.kernels.assembling import assembled
from deltalang.mining.kernels.ranked import Ranked
from deltalang.mining.kernels.search import (
    UNLIMITED,
    Progress,
    Search,
    Wanted,
    shortest_first,
)
from deltalang.mining.patterns import Patterns

Transactions = Database | Iterable[Iterable[Hashable]]
MEMORY = 2**24


@attrs.frozen
class Asked:
    """What to find: closed itemsets or all, and the limits of `frequent_itemsets`.

    `kernel` chooses bit sets ("dense") or lists of places ("sparse"); "auto" by how dense the rows are.
    """

    closed: bool
    min_length: int = 1
    max_length: int | None = None
    max_patterns: int | None = None
    max_time: float | None = None
    memory: int = MEMORY
    kernel: str = "auto"

    def __attrs_post_init__(self) -> None:
        longest = self.longest
        if not 1 <= self.min_length <= longest:
            raise ValueError(
                f"lengths go from 1 up, the least to the largest, not {self.min_length} to {longest}"
            )
        for name in ("max_patterns", "max_time", "memory"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ValueError(f"{name} is a number above 0, not {value}")

    @property
    def longest(self) -> int:
        """The most terms of a pattern."""
        return UNLIMITED if self.max_length is None else self.max_length


def frequent_itemsets(
    transactions: Transactions,
    *,
    min_support: float,
    min_length: int = 1,
    max_length: int | None = None,
    weights: Iterable[float] | None = None,
    engine: str = "auto",
    max_patterns: int | None = None,
    max_time: float | None = None,
    progress: Progress | None = None,
    memory: int = MEMORY,
) -> Patterns:
    """Find all itemsets in at least `min_support` scenes: an int is a number, a float from 0 to 1 a share.

    `max_patterns` keeps the first in the order above, shorter ones than `min_length` counted; `max_time`
    ends after so many seconds, Ctrl-C at once, with what was found; the limit that bit is named in the
    result. `progress` is told the number of patterns now and then. `memory` is the room in bytes for a
    piece of work of the numpy engine.

    Raises ValueError for a support, a length, a limit or weights that make no sense, MissingEngineError
    for an engine that is not installed.

    >>> found = frequent_itemsets([["жар", "рост"], ["рост"], ["жар", "рост"]], min_support=2)
    >>> list(found)
    [(('жар',), 2), (('рост',), 3), (('жар', 'рост'), 2)]
    """
    asked = Asked(False, min_length, max_length, max_patterns, max_time, memory)
    return mined(_database(transactions, weights), min_support, asked, engine, progress)


def closed_itemsets(
    transactions: Transactions,
    *,
    min_support: float,
    min_length: int = 1,
    max_length: int | None = None,
    weights: Iterable[float] | None = None,
    engine: str = "auto",
    max_patterns: int | None = None,
    max_time: float | None = None,
    progress: Progress | None = None,
    memory: int = MEMORY,
) -> Patterns:
    """Find all closed itemsets in at least `min_support` scenes; see `frequent_itemsets`.

    Lengths choose among the closed itemsets: one of at most `max_length` terms is closed among all.

    >>> found = closed_itemsets([["жар", "рост"], ["рост"], ["жар", "рост"]], min_support=2)
    >>> list(found)
    [(('рост',), 3), (('рост', 'жар'), 2)]
    """
    asked = Asked(True, min_length, max_length, max_patterns, max_time, memory)
    return mined(_database(transactions, weights), min_support, asked, engine, progress)


def mined(
    data: Database, min_support: float, asked: Asked, engine: str, progress: Progress | None
) -> Patterns:
    """Find itemsets in a database; the functions above in one."""
    start = _engine(choose(engine))
    end = None if asked.max_time is None else time.monotonic() + asked.max_time
    ranked = Ranked.of(data.as_sets(), data.absolute(min_support))
    wanted = Wanted(
        asked.closed,
        longest=asked.longest,
        most=UNLIMITED if asked.max_patterns is None else asked.max_patterns,
        kernel=asked.kernel,
        memory=asked.memory,
    )
    tree, limit = shortest_first(lambda one: start(ranked, one), wanted, end, progress)
    return assembled(tree, ranked, asked.min_length, limit)


def _database(transactions: Transactions, weights: Iterable[float] | None) -> Database:
    """Transactions as a database, with weights of their own where there are any."""
    if not isinstance(transactions, Database):
        return Database.of(transactions, weights=weights)
    return transactions if weights is None else transactions.weighted(weights)


def _engine(name: str) -> Callable[[Ranked, Wanted], Search]:
    """How an engine starts a search. numba takes long to load and may not be installed."""
    if name == "numba":
        from deltalang.mining.kernels.compiled_itemsets import CompiledSearch

        return CompiledSearch
    if name == "spark":
        from deltalang.mining.spark.itemsets import SparkSearch

        return SparkSearch
    from deltalang.mining.kernels.numpy_itemsets import search

    return search
