"""Self-sufficient itemsets: patterns that nothing smaller and nothing larger explains away.

Webb (2010), "Self-sufficient itemsets: an approach to screening potentially interesting associations
between items"; Webb & Vreeken (2014), "Efficient discovery of the most interesting associations" (OPUS
Miner). Three tests, in this order:

1. *Productive.* However the pattern is split in two, the sides meet more often than independence
   allows: Fisher's exact test, one-sided, significant for every split. So a + b with a popular c beside
   it fails, on the split ab | c. Patterns above 10 terms are tested on some of their splits only, see
   `splits`, so such a pattern may pass though a split that was not tried would have stopped it.
2. *Not redundant.* No term is implied by others in a proper part of the pattern: "pregnant, woman,
   oedema" says no more than "pregnant, oedema". With `strict` that is the paper's test. Without it
   (default) the shorter pattern must also be among those given, and productive. A closed miner gives
   only the longest of the patterns that stand in the same scenes; the paper's test would leave none
   of them, so then the pattern stays and `implied` names its implied terms.
3. *Independently productive.* Every split is significant still in the pattern's exclusive domain, see
   `exclusive`. So a + b, found only because of a + b + c, is explained by that one.

All tests use the critical value of the pattern's size, corrected for the number of possible patterns, see
`layers`. All splits must be significant, which needs no further correction. The tests take scenes for
independent of each other and of one length: where lengths differ widely, long scenes hold more of
everything, and popular terms look associated. What that adds is the same in shuffled data (`shuffling`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from deltalang.mining.database import Counts, Database
from deltalang.mining.evidence.association import split_leverage
from deltalang.mining.evidence.counting import LONGEST, Covers, Marks
from deltalang.mining.evidence.exclusive import explained
from deltalang.mining.evidence.fisher import log_fisher
from deltalang.mining.evidence.layers import critical_values
from deltalang.mining.evidence.splits import Plan, Tables
from deltalang.mining.patterns import Flat

Floats = NDArray[np.float64]

_TABLES = 1 << 18  # tables in a batch: some twenty arrays of this size, about 40 MB


class Verdict(IntEnum):
    """What the tests found out about a pattern, the first that applies."""

    SELF_SUFFICIENT = 0
    SINGLE = 1  # fewer than two terms: nothing to split
    TOO_LONG = 2  # more than 62 terms: not tested
    UNPRODUCTIVE = 3  # some split is no more than chance, or not surely more
    REDUNDANT = 4  # a term is implied by others
    EXPLAINED = 5  # nothing is left of it beside a larger pattern


@attrs.frozen(eq=False)
class SelfSufficiency:
    """Columns beside the patterns, read-only.

    `verdict` int64, a `Verdict`; `support` int64 in scenes; `log_p` float64, natural logarithm of the
    largest p-value of the splits; `critical` float64, logarithm of what it must not exceed; `worst`
    int64, the split with that p-value, as a mask of the positions on the side of the first term;
    `leverage` float64, the least over the splits, as a share of the scenes; `explained_by` int64, the
    number of the most frequent pattern that helped to explain it, else -1; `implied` int64, a mask of the
    positions of terms that others imply. A pattern that was not tested (`SINGLE`, `TOO_LONG`) has support
    0, log_p 0, critical -inf, worst 0, leverage 0 and implied 0.
    """

    verdict: Counts
    support: Counts
    log_p: Floats
    critical: Floats
    worst: Counts
    leverage: Floats
    explained_by: Counts
    implied: Counts

    def __attrs_post_init__(self) -> None:
        for array in attrs.astuple(self, recurse=False):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.verdict)

    @property
    def accepted(self) -> Marks:
        """Which patterns are self-sufficient."""
        accepted: Marks = self.verdict == Verdict.SELF_SUFFICIENT
        return accepted

    @property
    def p_value(self) -> Floats:
        """The p-values themselves; 0 where they are below 10⁻³²³."""
        values: Floats = np.exp(self.log_p)
        return values


class _Columns(NamedTuple):
    """The columns of `SelfSufficiency` while they are being filled."""

    verdict: Counts
    support: Counts
    log_p: Floats
    critical: Floats
    worst: Counts
    leverage: Floats
    explained_by: Counts
    implied: Counts

    @classmethod
    def untested(cls, patterns: Sequence[Sequence[int]]) -> _Columns:
        lengths = np.fromiter(map(len, patterns), np.int64, len(patterns))
        verdict = np.zeros(len(patterns), np.int64)
        verdict[lengths < 2] = Verdict.SINGLE
        verdict[lengths > LONGEST] = Verdict.TOO_LONG
        whole, real = np.zeros(len(patterns), np.int64), np.zeros(len(patterns))
        return cls(
            verdict=verdict,
            support=whole,
            log_p=real,
            critical=real - np.inf,
            worst=whole.copy(),
            leverage=real.copy(),
            explained_by=whole - 1,
            implied=whole.copy(),
        )


def self_sufficient(
    data: Database,
    patterns: Flat | Sequence[Sequence[int]],
    *,
    alpha: float = 0.05,
    terms: int | None = None,
    critical: Sequence[float] | None = None,
    observed: Counts | None = None,
    strict: bool = False,
) -> SelfSufficiency:
    """Judge patterns by the scenes that they were found in.

    `patterns` hold different codes of `data`, in any order; `terms` is how many terms patterns could be
    made of (default: all that occur). It may depend on how frequent terms are, never on how they meet.
    `critical` gives logarithms of critical values of one's own by size, from 0 to that of the largest
    pattern, instead of those. `observed` is what tests take for the supports of the patterns, at most as
    large: the number of documents where scenes of one document are no independent sightings.
    Raises ValueError for alpha outside (0, 1), unknown or repeated codes, and fewer terms than the
    patterns use.

    >>> scenes = ["abc"] * 20 + ["d"] * 50 + ["abd", "c"]
    >>> found = self_sufficient(Database.of(scenes), [[0, 1, 2], [0, 1, 3]])
    >>> [Verdict(verdict).name for verdict in found.verdict]
    ['SELF_SUFFICIENT', 'UNPRODUCTIVE']
    """
    rows = _code_lists(patterns, len(data.vocabulary))
    used = np.unique(np.array([code for row in rows for code in row], np.int32))
    possible = int((data.supports() > 0).sum()) if terms is None else terms
    if possible < len(used):
        raise ValueError(f"the patterns are made of {len(used)} terms, not of {possible}")
    longest = min(LONGEST, max(map(len, rows), default=0))
    levels = critical_values(alpha, longest, possible)
    if critical is not None:
        levels[: longest + 1] = np.asarray(critical, np.float64)[: longest + 1]
    covers = Covers.of(data, used)
    columns = _Columns.untested(rows)
    by_size: defaultdict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(columns.verdict == 0).tolist():
        by_size[len(rows[number])].append(number)
    for size, numbers in by_size.items():
        plan = Plan.of(size)
        step = max(1, _TABLES // len(plan.subsets))
        for begin in range(0, len(numbers), step):
            batch = numbers[begin : begin + step]
            tables = Tables.of(covers, plan, [rows[number] for number in batch])
            seen = tables.whole if observed is None else observed[batch]
            _judge(columns, np.array(batch), tables, seen, covers.total, levels[size])
    columns.verdict[_redundant(columns, rows, strict=strict)] = Verdict.REDUNDANT
    passed = np.flatnonzero(columns.verdict == Verdict.SELF_SUFFICIENT).tolist()
    for number, larger in explained(rows, passed, covers, levels).items():
        columns.verdict[number] = Verdict.EXPLAINED
        columns.explained_by[number] = larger
    return SelfSufficiency(*columns)


def _judge(
    columns: _Columns,
    batch: NDArray[np.intp],
    tables: Tables,
    seen: Counts,
    total: int,
    critical: float,
) -> None:
    """Fill in the columns for patterns of one size, as far as they can be judged one by one."""
    least = tables.left + tables.right - total  # so often do the sides meet in any case
    log_p = log_fisher(np.maximum(seen[:, None], least), tables.left, tables.right, total)
    worst = log_p.argmax(axis=1)
    largest = log_p[np.arange(len(batch)), worst]
    columns.support[batch] = tables.whole
    columns.log_p[batch] = largest
    columns.critical[batch] = critical
    columns.worst[batch] = tables.plan.subsets[tables.plan.left[worst]]
    columns.leverage[batch] = split_leverage(tables.whole, tables.left, tables.right, total)
    columns.implied[batch] = tables.implied()
    columns.verdict[batch[largest > critical]] = Verdict.UNPRODUCTIVE


def _redundant(columns: _Columns, patterns: list[list[int]], *, strict: bool) -> list[int]:
    """The numbers of the productive patterns that are redundant."""
    productive = np.flatnonzero(columns.verdict == Verdict.SELF_SUFFICIENT).tolist()
    implied = columns.implied.tolist()
    if strict:
        return [number for number in productive if implied[number]]
    known = {frozenset(patterns[number]) for number in productive}
    return [
        number
        for number in productive
        if any(
            implied[number] >> position & 1 and frozenset(patterns[number]) - {code} in known
            for position, code in enumerate(patterns[number])
        )
    ]


def _code_lists(patterns: Flat | Sequence[Sequence[int]], known: int) -> list[list[int]]:
    """Patterns as lists of codes; ValueError when they are not sets of known codes."""
    if isinstance(patterns, Flat):
        terms = patterns.terms.tolist()
        steps = pairwise(patterns.offsets.tolist())
        rows = [terms[begin:end] for begin, end in steps]
    else:
        rows = [[int(code) for code in row] for row in patterns]
    for number, row in enumerate(rows):
        if row and not 0 <= min(row) <= max(row) < known:
            raise ValueError(f"pattern {number} holds a code that is not from 0 to {known - 1}")
        if len(set(row)) != len(row):
            raise ValueError(f"pattern {number} holds a term twice, and a set holds it once")
    return rows
