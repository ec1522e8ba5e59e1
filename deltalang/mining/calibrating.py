"""Calibrating: how unlikely a pattern must be, measured on shuffled data.

The same sieve finds, in data shuffled with margins preserved, what chance alone brings about. The critical
p-value is the largest at which patterns of chance are no more than a small share of the patterns found: the
false discovery rate (Benjamini & Hochberg 1995), estimated by permutation, which knows how
dependent, how discrete and how many the tests really are (Westfall & Young 1993; for itemsets Gionis et
al. 2007). Pairs and longer patterns are calibrated apart, since there are far more of the latter.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.evidence.layers import critical_values as layered_values
from deltalang.mining.judging import log_p_values

PAIRS, LONGER = 2, 3
Critical = dict[int, float]
"""The natural logarithm of the critical p-value: of pairs, and of longer patterns."""


def critical_values(
    found: Candidates, nulls: Sequence[Candidates], share: float, *, support: int
) -> Critical:
    """The largest p-values at which at most such a share of the patterns is expected to be chance.

    `found` and `nulls` have passed the same rules; of `n` shuffles one more pattern is assumed to have been
    seen, so that few shuffles err on the safe side. Where few patterns are found that is hopeless, so what
    Webb's correction lets pass, passes in any case; it is for the images that have the least `support`.
    """
    real, layered = _log_p(found), _layered(found, share, support)
    null = [_log_p(one) for one in nulls]
    critical: Critical = {}
    for size in (PAIRS, LONGER):
        chance = np.sort(np.concatenate([one[size] for one in null]))
        observed = np.sort(real[size])
        false = (np.searchsorted(chance, observed, side="right") + 1) / len(nulls)
        good = np.flatnonzero(false <= share * np.arange(1, len(observed) + 1))
        critical[size] = max(layered[size], float(observed[good[-1]]) if len(good) else -np.inf)
    return critical


def _layered(found: Candidates, alpha: float, support: int) -> Critical:
    """Webb's critical values, for as many images as are frequent enough to be in a pattern."""
    images = int(np.count_nonzero(found.ground.supports >= support))
    levels = layered_values(alpha, LONGER, max(images, LONGER))
    return {size: float(levels[size]) for size in (PAIRS, LONGER)}


def _log_p(candidates: Candidates) -> dict[int, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The logarithms of the p-values of candidates, pairs and longer ones apart."""
    log_p = log_p_values(candidates)
    longer = np.diff(candidates.tops.offsets) > PAIRS
    return {PAIRS: log_p[~longer], LONGER: log_p[longer]}
