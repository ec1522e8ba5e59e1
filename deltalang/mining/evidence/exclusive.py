"""Exclusive domains: what is left of a pattern beside the larger ones that hold it.

The exclusive domain of a pattern is what remains of the scenes without those that hold what a larger
pattern *adds* to it. For a + b beside a + b + c: the scenes without c. Were the scenes of the larger pattern
themselves taken out, a + b would look rarer than chance. Webb (2010), "Self-sufficient itemsets",
section on independent productivity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from deltalang.mining.evidence.counting import Covers
from deltalang.mining.evidence.fisher import log_fisher
from deltalang.mining.evidence.splits import Plan, Tables


def explained(
    patterns: Sequence[Sequence[int]],
    numbers: Iterable[int],
    covers: Covers,
    critical: NDArray[np.float64],
) -> dict[int, int]:
    """Find the patterns that larger ones explain, and for each the most frequent of those.

    Of `patterns` only `numbers` take part: those that passed the other tests. `critical` are logarithms
    by size. Larger patterns are decided first, and one that is itself explained explains nothing.
    """
    found: dict[int, int] = {}
    holding: defaultdict[int, set[int]] = defaultdict(set)
    plans: dict[int, Plan] = {}
    for number in sorted(numbers, key=lambda number: (-len(patterns[number]), number)):
        codes = patterns[number]
        larger = set.intersection(*(holding[code] for code in codes))
        larger -= {other for other in larger if len(patterns[other]) == len(codes)}
        if larger:
            plan = plans.setdefault(len(codes), Plan.of(len(codes)))
            if not _remains(codes, [patterns[n] for n in sorted(larger)], covers, plan, critical):
                scenes = {other: covers.scenes(covers.of_all(patterns[other])) for other in larger}
                found[number] = min(larger, key=lambda other: (-scenes[other], other))
                continue
        for code in codes:
            holding[code].add(number)
    return found


def _remains(
    codes: Sequence[int],
    larger: Sequence[Sequence[int]],
    covers: Covers,
    plan: Plan,
    critical: NDArray[np.float64],
) -> bool:
    """Whether every split of a pattern is significant in its exclusive domain."""
    without = np.zeros(len(covers.scratch), np.bool_)
    for other in larger:
        without[covers.of_all([code for code in other if code not in codes])] = True
    outside = covers.scenes(np.flatnonzero(without).astype(np.int32))
    tables = Tables.of(covers, plan, [codes], without)
    log_p = log_fisher(tables.whole[:, None], tables.left, tables.right, covers.total - outside)
    return bool(log_p.max() <= critical[len(codes)])
