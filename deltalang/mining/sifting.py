"""Sifting: closed patterns of a ground, passed through the rules.

    kernel → rows of each pattern → rule → rule → …

The same sieve serves the corpus, shuffled data (the null count) and halves (replication).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import attrs
import numpy as np

from deltalang.mining.candidates import Candidates, Ground, Marks
from deltalang.mining.itemsets import closed_itemsets
from deltalang.mining.lookup import candidates_of
from deltalang.mining.patterns import Patterns
from deltalang.mining.rules.all_rules import RULES
from deltalang.mining.rules.couplings import COUPLINGS
from deltalang.mining.seen import Rows, Seen
from deltalang.mining.sequences import sequential_patterns
from deltalang.mining.settings import Settings

Progress = Callable[[str, int], None]
"""Is told what is being done and how many patterns there are."""


@attrs.frozen(eq=False)
class Sifted:
    """What passed, what was set aside as couplings, how many each rule took out, which limit bit."""

    passed: Candidates
    couplings: Candidates | None
    candidates: int
    counts: Counter[str]
    limit: str | None


def ground_of(seen: Seen, *, chain: bool) -> Ground:
    """The ground of a corpus: its sums, or its chains."""
    rows: Rows = seen.chains if chain else seen.sums
    data = seen.sequences() if chain else seen.transactions()
    return Ground(seen, data, seen.document[rows.scene], chain, rows)


def part_of(ground: Ground, keep: Marks) -> Ground:
    """The ground of some of the rows."""
    return attrs.evolve(
        ground,
        data=ground.data.where(keep),
        document=ground.document[keep],
        rows=ground.rows.where(keep),
    )


def sift(
    ground: Ground,
    settings: Settings,
    *,
    min_support: float | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Sifted:
    """Mine the closed patterns of a ground and pass them through the rules that are switched on."""
    kind = "chains" if ground.chain else "sums"
    say = progress or _silent
    found = _mined(ground, settings, min_support, seconds, lambda count: say(kind, count))
    candidates = len(found)
    documents = settings.min_documents if settings.uses("documents") else 1
    passed = candidates_of(ground, found, settings.gaps, documents=documents)
    counts = Counter({"documents": candidates - len(passed)})
    couplings = None
    for rule in RULES:
        applies = rule.chains if ground.chain else rule.sums
        if not applies or not settings.uses(rule.name) or (rule.textual and ground.shuffled):
            continue
        keep = rule.keep(passed, settings.thresholds)
        if rule is COUPLINGS:
            couplings = passed.where(~keep)
        counts[rule.name] += int(np.count_nonzero(~keep))
        passed = passed.where(keep)
        say("rules", len(passed))
    return Sifted(passed, couplings, candidates, counts, found.limit)


def _mined(
    ground: Ground,
    settings: Settings,
    min_support: float | None,
    seconds: float | None,
    say: Callable[[int], None],
) -> Patterns:
    """The closed patterns of two images or more."""
    support = settings.support(ground.data.total) if min_support is None else min_support
    if ground.chain:
        return sequential_patterns(
            ground.data,
            min_support=support,
            closed=True,
            min_length=2,
            max_length=settings.max_length,
            min_gap=settings.gaps.least,
            max_gap=settings.gaps.most,
            max_window=settings.gaps.window,
            engine=settings.engine,
            max_patterns=settings.max_patterns,
            max_time=seconds,
            progress=say,
        )
    return closed_itemsets(
        ground.data,
        min_support=support,
        min_length=2,
        max_length=settings.max_length,
        engine=settings.engine,
        max_patterns=settings.max_patterns,
        max_time=seconds,
        progress=say,
    )


def _silent(_what: str, _count: int) -> None:
    """Say nothing."""
