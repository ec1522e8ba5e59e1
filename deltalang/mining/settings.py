"""The settings of a run of the miner: all that reproduces it, besides the scenes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from deltalang.mining.embedding import Gaps
from deltalang.mining.rules.all_rules import RULES
from deltalang.mining.rules.rule import Thresholds

REPEATS, SELECTION = "repeats", "selection"
SWITCHES = (REPEATS, *(rule.name for rule in RULES), SELECTION)
"""What can be switched off: equal scenes of a document count once, the rules, the selection by gain."""
RANKS = ("gain", "leverage")
PER_SUPPORT = 5_000
"""Without a least support a pattern stands in one of so many scenes."""


def _not_negative(_settings: Settings, field: attrs.Attribute[Any], number: float | None) -> None:
    if number is not None and not number >= 0:  # NaN is no number of anything
        raise ValueError(f"{field.name} is a number from 0, not {number}")


def _names(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


def _known(_settings: Settings, field: attrs.Attribute[Any], names: frozenset[str]) -> None:
    unknown = sorted(names - set(SWITCHES))
    if unknown:
        raise ValueError(f"no rule {unknown[0]!r}; there are {', '.join(SWITCHES)}")


@attrs.frozen
class Settings:
    """What to look for, and how long.

    `min_support` is a number of scenes (int) or a share (float), None for the number of documents or one
    scene in `PER_SUPPORT`, whichever is more. `max_length` images at most; `max_time` seconds and
    `max_patterns` candidates end the search early, and the report says so. `without` switches rules
    off. `shuffles` of the data are mined for the null count; `replicate` mines the halves. `seed` is for
    both. Raises ValueError for what makes no sense.
    """

    min_support: float | None = attrs.field(default=None, validator=_not_negative)
    min_documents: int = attrs.field(default=3, validator=_not_negative)
    min_lift: float = attrs.field(default=1.5, validator=_not_negative)
    alpha: float = attrs.field(default=0.05)
    max_length: int = attrs.field(default=7, validator=attrs.validators.ge(2))
    gaps: Gaps = attrs.field(factory=Gaps)
    sums: bool = True
    chains: bool = True
    templates: bool = True
    without: frozenset[str] = attrs.field(factory=frozenset, converter=_names, validator=_known)
    rank: str = attrs.field(default="gain", validator=attrs.validators.in_(RANKS))
    shuffles: int = attrs.field(default=1, validator=_not_negative)
    replicate: bool = True
    max_time: float | None = attrs.field(default=None, validator=_not_negative)
    max_patterns: int | None = attrs.field(default=1_000_000, validator=_not_negative)
    seed: int = attrs.field(default=0, validator=_not_negative)
    engine: str = "auto"

    def __attrs_post_init__(self) -> None:
        if not 0 < self.alpha < 1:
            raise ValueError(f"alpha is between 0 and 1, not {self.alpha}")

    @property
    def thresholds(self) -> Thresholds:
        """What the rules measure against."""
        return Thresholds(documents=self.min_documents, lift=self.min_lift, alpha=self.alpha)

    def uses(self, name: str) -> bool:
        """Tell whether a rule is switched on."""
        return name not in self.without

    def support(self, total: int) -> float:
        """The least support in a corpus of so many scenes, for `Database.absolute`."""
        if self.min_support is not None:
            return self.min_support
        return max(1, self.min_documents, total // PER_SUPPORT)

    def data(self) -> dict[str, object]:
        """The settings as plain data, for the report."""
        plain = attrs.asdict(self, filter=lambda field, _: field.name not in ("engine", "without"))
        return {**plain, "without": sorted(self.without)}
