"""What a rule is."""

from collections.abc import Callable, Mapping

import attrs

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks


@attrs.frozen
class Thresholds:
    """What rules measure against.

    `length`: a pattern has so many different images at most; `documents`: it stands in so many; `lift`: it is so many times as frequent as chance has it;
    `alpha`: the risk of one false pattern among all, unless `critical` has the logarithms of the critical
    p-values of pairs (2) and longer patterns (3); `adjacent`: a coupling stands side by side in such a
    share of its places; `alike`: texts that share such a share of their words are the same text.
    """

    length: int = 7
    documents: int = 3
    lift: float = 1.5
    alpha: float = 0.05
    critical: Mapping[int, float] | None = None
    adjacent: float = 0.6
    alike: float = 0.5


@attrs.frozen
class Rule:
    """A rule: `keep` marks the candidates that pass.

    A rule that looks at texts (`textual`) says nothing about shuffled data. `chains` and `sums` tell
    what it is about.
    """

    name: str
    keep: Callable[[Candidates, Thresholds], Marks]
    textual: bool = False
    sums: bool = True
    chains: bool = True
