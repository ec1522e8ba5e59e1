"""The settings of a run of the miner: all that reproduces it, besides the scenes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import attrs

from deltalang.mining.database import absolute
from deltalang.mining.embedding import Gaps
from deltalang.mining.rules import twins
from deltalang.mining.rules.all_rules import RULES
from deltalang.mining.rules.rule import Thresholds

REPEATS, SELECTION = "repeats", "selection"
SWITCHES = (REPEATS, *(rule.name for rule in RULES), twins.NAME, SELECTION)
"""What can be switched off: equal scenes of a document count once, the rules, the selection by gain."""
RANKS = ("gain", "leverage")
CORRECTIONS = ("fdr", "fwer")
CALIBRATIONS = 6
"""So many shuffles calibrate the false discovery rate."""
FEWEST, ENOUGH = 3, 10
"""Without a least number of documents a pattern stands in so many at least, and more are never wanted."""
PER_DOCUMENTS = 180
"""Between these two it stands in one of so many documents."""
PER_SUPPORT = 5_000
"""Without a least support a pattern stands in one of so many scenes."""


def _number(_settings: Settings, field: attrs.Attribute[Any], number: float | None) -> None:
    """A finite number from 0."""
    if number is not None and not 0 <= number < math.inf:  # NaN is not
        raise ValueError(f"{field.name} is a number from 0, not {number}")


def _whole(_settings: Settings, field: attrs.Attribute[Any], number: int | None) -> None:
    """A whole number from 0."""
    if number is not None and (type(number) is not int or number < 0):
        raise ValueError(f"{field.name} is a whole number from 0, not {number}")


def _some(_settings: Settings, field: attrs.Attribute[Any], number: int | None) -> None:
    """A whole number from 1."""
    if number is not None and (type(number) is not int or number < 1):
        raise ValueError(f"{field.name} is a whole number from 1, not {number}")


def _support(_settings: Settings, _field: attrs.Attribute[Any], support: float | None) -> None:
    if support is not None:
        absolute(support, 1)


def _names(given: Iterable[str]) -> frozenset[str]:
    return frozenset((given,) if isinstance(given, str) else given)


def _known(_settings: Settings, field: attrs.Attribute[Any], names: frozenset[str]) -> None:
    unknown = sorted(names - set(SWITCHES))
    if unknown:
        raise ValueError(f"no rule {unknown[0]!r}; there are {', '.join(SWITCHES)}")


@attrs.frozen
class Settings:
    """What to look for, and how long.

    `min_documents` is a number of documents, None for one in `PER_DOCUMENTS`, from `FEWEST` to `ENOUGH`: what returns in three of two thousand poems is seldom found again in others. `min_support` is a
    number of scenes (int) or a share (float), None for the number of documents or one scene in
    `PER_SUPPORT`. `max_length` images at most; `max_time` seconds and
    `max_patterns` candidates end the search early, and the report says so. `without` switches rules
    off. With the correction "fdr" a share `alpha` of the patterns may be chance, as measured on shuffled
    data; with "fwer" `alpha` is the risk of one chance pattern among all. `shuffles` of the data are mined
    for the null count; `replicate` mines the halves. `seed` is for all of these. Raises ValueError for what makes no sense.
    """

    min_support: float | None = attrs.field(default=None, validator=_support)
    min_documents: int | None = attrs.field(default=None, validator=_some)
    min_lift: float = attrs.field(default=1.5, validator=_number)
    alpha: float = 0.03
    correction: str = attrs.field(default="fdr", validator=attrs.validators.in_(CORRECTIONS))
    max_length: int = attrs.field(default=7, validator=_some)
    gaps: Gaps = attrs.field(factory=Gaps)
    sums: bool = True
    chains: bool = True
    templates: bool = True
    without: frozenset[str] = attrs.field(factory=frozenset, converter=_names, validator=_known)
    rank: str = attrs.field(default="gain", validator=attrs.validators.in_(RANKS))
    shuffles: int = attrs.field(default=1, validator=_whole)
    replicate: bool = True
    max_time: float | None = attrs.field(default=None, validator=_number)
    max_patterns: int | None = attrs.field(default=1_000_000, validator=_some)
    seed: int = attrs.field(default=0, validator=_whole)
    engine: str = "auto"

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.alpha, float) or not 0 < self.alpha < 1:
            raise ValueError(f"alpha is between 0 and 1, not {self.alpha}")

    @property
    def thresholds(self) -> Thresholds:
        """What the rules measure against."""
        documents = FEWEST if self.min_documents is None else self.min_documents
        return Thresholds(
            length=self.max_length, documents=documents, lift=self.min_lift, alpha=self.alpha
        )

    def uses(self, name: str) -> bool:
        """Tell whether a rule is switched on."""
        return name not in self.without

    def for_documents(self, count: int) -> Settings:
        """The same for a corpus of so many documents, with the number that a pattern stands in."""
        if self.min_documents is not None:
            return self
        return attrs.evolve(self, min_documents=min(ENOUGH, max(FEWEST, count // PER_DOCUMENTS)))

    def support(self, total: int) -> int:
        """The least support in a corpus of so many scenes, as a number of scenes."""
        if self.min_support is not None:
            return absolute(self.min_support, total)
        return max(1, self.thresholds.documents, total // PER_SUPPORT)

    def data(self) -> dict[str, object]:
        """The settings as plain data, for the report."""
        plain = attrs.asdict(self, filter=lambda field, _: field.name not in ("engine", "without"))
        return {**plain, "without": sorted(self.without)}
