"""Self-sufficient patterns: every split is significant, corrected for multiple testing (Webb 2010).

The correction is Webb's layered one, or the critical values are calibrated on shuffled data. That a pattern is
redundant beside a smaller one is a question of sets: chains of the same images in another order are not.
"""

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.evidence.selfsufficient import SelfSufficiency, Verdict
from deltalang.mining.ground import Marks
from deltalang.mining.judging import judged, log_p_values
from deltalang.mining.rules.rule import Rule, Thresholds


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark the self-sufficient ones; of `жар, жар*2` the one that says more is tested."""
    if not len(candidates):
        return np.zeros(0, np.bool_)
    if wanted.critical is None:
        found = judged(candidates, alpha=wanted.alpha)
        productive: Marks = found.log_p <= found.critical
        return productive if candidates.ground.chain else _told(found)
    pairs, longer = wanted.critical[2], wanted.critical[3]
    sizes = np.diff(candidates.tops.offsets)
    marks: Marks = log_p_values(candidates) <= np.where(sizes > 2, longer, pairs)
    if (
        marks.any() and not candidates.ground.chain
    ):  # whether others make them redundant remains to be seen
        critical = [0.0, 0.0, pairs] + [longer] * int(sizes.max())
        marks[marks] = _told(judged(candidates.where(marks), critical=critical))
    return marks


def _told(found: SelfSufficiency) -> Marks:
    """Mark what is productive and not redundant.

    What larger patterns explain stays: whether `a + b` or `a + b + c` says a scene better is for the
    selection to tell, which asks what both cost.
    """
    kept = (Verdict.SELF_SUFFICIENT, Verdict.EXPLAINED)
    marks: Marks = np.isin(found.verdict, kept)
    return marks


SIGNIFICANCE = Rule("significance", keep)
