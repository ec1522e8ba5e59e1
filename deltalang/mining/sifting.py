"""Sifting: closed patterns of a ground, passed through the rules.

    kernel → rows of each pattern → rules → critical values from shuffled data → rules

The same sieve serves the corpus, shuffled data (the null count) and halves (replication).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import attrs
import numpy as np

from deltalang.mining.calibrating import LONGER, PAIRS, Critical, critical_values
from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Ground
from deltalang.mining.grounds import shuffled_ground
from deltalang.mining.itemsets import closed_itemsets
from deltalang.mining.judging import log_p_values
from deltalang.mining.patterns import Flat, Patterns
from deltalang.mining.rules.all_rules import RULES
from deltalang.mining.rules.couplings import COUPLINGS
from deltalang.mining.rules.rule import Rule, Thresholds
from deltalang.mining.rules.significance import SIGNIFICANCE
from deltalang.mining.sequences import sequential_patterns
from deltalang.mining.settings import CALIBRATIONS, Settings

LONGEST_CHAIN = 24
"""Chains with beats of several images are looked for up to so many images: the search has no other end."""
LENIENT = 0.01
"""What is likelier than this is never significant."""
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


def sift(
    ground: Ground,
    settings: Settings,
    critical: Critical | None,
    *,
    min_support: float | None = None,
    seconds: float | None = None,
) -> Sifted:
    """What passes all rules, with critical values that are known."""
    first = sifted_first(ground, settings, min_support=min_support, seconds=seconds)
    return sifted_second(first, settings, critical)


def sifted_first(
    ground: Ground,
    settings: Settings,
    *,
    min_support: float | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> Sifted:
    """Mine the closed patterns of a ground and apply the rules that come before significance."""
    say = progress or _silent
    kind = "chains" if ground.chain else "sums"
    found = _mined(ground, settings, min_support, seconds, lambda count: say(kind, count))
    passed = Candidates.of(ground, found, settings.gaps)
    start = Sifted(passed, None, len(found), Counter(), found.limit)
    return _applied(start, RULES[: RULES.index(SIGNIFICANCE)], settings, settings.thresholds)


def nothing_of(ground: Ground) -> Sifted:
    """What a search gives that was called off."""
    empty = np.empty(0, np.int64)
    none = Flat(np.zeros(1, np.int64), empty.astype(np.int32), None)
    return Sifted(Candidates(ground, none, empty), None, 0, Counter(), "cancelled")


def sifted_second(
    first: Sifted,
    settings: Settings,
    critical: Critical | None,
    *,
    progress: Progress | None = None,
) -> Sifted:
    """Apply significance and the rules after it. Without critical values Webb's are used."""
    thresholds = attrs.evolve(settings.thresholds, critical=critical)
    rules = RULES[RULES.index(SIGNIFICANCE) :]
    done = _applied(first, rules, settings, thresholds)
    (progress or _silent)("rules", len(done.passed))
    return done


def calibrated(
    first: Sifted,
    settings: Settings,
    *,
    left: Callable[[], float | None] = lambda: None,
    progress: Progress | None = None,
) -> Critical | None:
    """The critical values of a ground, from shuffles of its data; None for Webb's correction.

    That is also what is left when a limit has cut the search, here or in a shuffle: then nobody knows what
    chance would have brought. `left` tells the seconds that there are.
    """
    if settings.correction != "fdr" or not settings.uses(SIGNIFICANCE.name) or first.limit:
        return None
    if not len(first.passed):
        return {PAIRS: -np.inf, LONGER: -np.inf}
    ground, nulls = first.passed.ground, []
    for number in range(CALIBRATIONS):
        (progress or _silent)("calibration", number)
        seconds = left()
        if seconds is not None and seconds <= 0:
            return None
        null = shuffled_ground(ground, settings.seed + number)
        sifted = sifted_first(null, settings, seconds=seconds)
        if sifted.limit:
            return None
        nulls.append(sifted.passed)
    support = settings.support(ground.data.total)
    return critical_values(_readable(first, settings), nulls, settings.alpha, support=support)


def _readable(first: Sifted, settings: Settings) -> Candidates:
    """The unlikely candidates that pass the rules about texts: the share of chance is one of these.

    Couplings and rhymes are no chance, and would make room for it.
    """
    passed = first.passed.where(log_p_values(first.passed) <= np.log(LENIENT))
    start = attrs.evolve(first, passed=passed)
    textual = tuple(rule for rule in RULES if rule.textual)
    return _applied(start, textual, settings, settings.thresholds).passed


def _applied(
    start: Sifted, rules: tuple[Rule, ...], settings: Settings, thresholds: Thresholds
) -> Sifted:
    passed, couplings, counts = start.passed, start.couplings, Counter(start.counts)
    ground = passed.ground
    for rule in rules:
        applies = rule.chains if ground.chain else rule.sums
        if not applies or not settings.uses(rule.name) or (rule.textual and ground.shuffled):
            continue
        keep = rule.keep(passed, thresholds)
        if rule is COUPLINGS:
            couplings = passed.where(~keep)
        counts[rule.name] += int(np.count_nonzero(~keep))
        passed = passed.where(keep)
    return attrs.evolve(start, passed=passed, couplings=couplings, counts=counts)


def _mined(
    ground: Ground,
    settings: Settings,
    min_support: float | None,
    seconds: float | None,
    say: Callable[[int], None],
) -> Patterns:
    """The closed patterns of two images or more; of any length, since part of one is not closed."""
    support = settings.support(ground.data.total) if min_support is None else min_support
    if seconds is not None:
        seconds = max(seconds, 0.001)  # no time at all: the kernel looks at its clock, and says so
    if ground.chain:
        return sequential_patterns(
            ground.data,
            min_support=support,
            closed=True,
            min_length=2,
            max_length=None if ground.data.beats is None else LONGEST_CHAIN,
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
        engine=settings.engine,
        max_patterns=settings.max_patterns,
        max_time=seconds,
        progress=say,
    )


def _silent(_what: str, _count: int) -> None:
    """Say nothing."""
