"""Counting tokens: exactly where the data of a tokenizer is at hand, else by the shipped estimate."""

from collections.abc import Callable

import attrs

from deltalang.economy.estimate import Accuracy, shipped_estimate
from deltalang.economy.refusals import TokenizerError
from deltalang.economy.vocabulary import TABLES, file_counter, table_counter

ESTIMATE = "estimate"
"""The name of the counter that is always there."""


@attrs.frozen
class Counter:
    """Counts tokens; `name` says by what, `exact` whether the figure is that of a tokenizer.

    `error` is the mean error of the estimate, as a share of the exact count, in the language that it
    knows worst; 0 for an exact counter. `accuracy` has the errors of each language, and `against` is
    the tokenizer that they were measured with.
    """

    name: str
    exact: bool
    _count: Callable[[str], int] = attrs.field(eq=False, repr=False)
    accuracy: tuple[Accuracy, ...] = ()
    against: str | None = None

    @property
    def error(self) -> float:
        """The mean error, as a share: 0.07 is 7 in 100."""
        return max((one.mean for one in self.accuracy), default=0.0)

    def count(self, text: str) -> int:
        """Count the tokens of a text."""
        return self._count(text)


def counter(name: str | None = None) -> Counter:
    """Find the counter of a name: an encoding of tiktoken, a path to a `tokenizer.json`, "estimate".

    No name is the estimate, which is the same on every machine. Nothing is ever downloaded. Raises
    TokenizerError for a name that is none, or whose library or data is not on the machine.

    >>> found = counter()
    >>> found.name, found.exact, found.count("Δ02 + память") > 0
    ('estimate', False, True)
    """
    if name is None or name == ESTIMATE:
        shipped = shipped_estimate()
        return Counter(ESTIMATE, False, shipped.count, shipped.accuracy, shipped.tokenizer)
    if name in TABLES:
        return Counter(name, True, table_counter(name))
    if name.endswith(".json") or "/" in name or "\\" in name:
        return Counter(name, True, file_counter(name))
    raise TokenizerError("ui.tokenizer-unknown", name=name, names=", ".join((ESTIMATE, *TABLES)))
