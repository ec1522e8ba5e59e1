"""The estimate: how many tokens a text has, where no tokenizer is at hand.

A text is cut into pieces of one kind - letters of a script, digits, marks, symbols - and each piece
has a price that grows with its length:

    Δ02 + память     Δ | 02 | + | память
                     a symbol, digits, a mark, a Cyrillic word

A space before a piece is free, as it is for the tokenizers that the prices were fitted to, so the price
of words is the sum of the prices of each word. Prices are whole thousandths: the same text has the same
estimate on every machine. `tests/benchmarks/calibrate_tokens.py` writes the prices and their error.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from deltalang._resources import load_yaml, read_resource

_THOUSANDTHS = 1000
# The kinds of pieces, in the order in which they are tried; the last one takes whatever is left.
_PIECES = re.compile(
    r"(?P<latin>[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?:['’](?:s|t|re|ve|m|ll|d)\b)?)"
    r"|(?P<cyrillic>[\u0400-\u052f\u0300-\u0301]+)"
    r"|(?P<digits>[0-9]+)"
    r"|(?P<lines>[\r\n]+)"
    r"|(?P<indent>[ \t]{2,})"
    r"|(?P<space>\s)"
    r"|(?P<marks>[!-/:-@\[-`{-~]+)"
    r"|(?P<quotes>[«»“”„‘’—–…])"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])"
    r"|(?P<emoji>[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d])"
    r"|(?P<symbols>[\u0370-\u03ff\u2000-\u2bff\u00a1-\u00bf\u00d7\u00f7])"
    r"|(?P<other>.)",
    re.DOTALL,
)


@attrs.frozen
class Price:
    """What a piece costs in thousandths: `first`, and `more` for each character past `free` ones."""

    first: int
    more: int = 0
    free: int = 1

    def of(self, length: int) -> int:
        """Give the price of a piece.

        >>> Price(1000, 250, 4).of(6)
        1500
        """
        return self.first + self.more * max(0, length - self.free)


@attrs.frozen
class Accuracy:
    """How far the estimate lay from the tokenizer on texts that it was not fitted to.

    Shares of the exact count: the mean, and what 95 of 100 texts keep within.
    """

    lang: str
    mean: float
    most: float


@attrs.frozen
class Estimate:
    """The shipped prices, with the tokenizer, the day and the error that they were measured with."""

    tokenizer: str
    measured: str
    prices: Mapping[str, Price]
    accuracy: tuple[Accuracy, ...] = ()

    def count(self, text: str) -> int:
        """Estimate the tokens of a text: never fewer for a longer one, at least 1 where there is any.

        >>> estimate = Estimate("none", "", {"latin": Price(1000), "marks": Price(1000)})
        >>> estimate.count("heat + growth")
        3
        """
        total = sum(
            self.prices[kind].of(length) for kind, length in pieces(text) if kind in self.prices
        )
        return max(1 if text else 0, (total + _THOUSANDTHS // 2) // _THOUSANDTHS)


def pieces(text: str) -> list[tuple[str, int]]:
    """Cut a text into pieces: the kind of each and its length; single spaces are among none.

    >>> pieces("Δ02 + жар")
    [('symbols', 1), ('digits', 2), ('marks', 1), ('cyrillic', 3)]
    """
    found = ((match.lastgroup or "other", len(match[0])) for match in _PIECES.finditer(text))
    return [(kind, length) for kind, length in found if kind != "space"]


def kinds() -> tuple[str, ...]:
    """Name the kinds of pieces that have a price."""
    return tuple(kind for kind in _PIECES.groupindex if kind != "space")


@cache
def shipped_estimate() -> Estimate:
    """Load the estimate that ships with the package."""
    return read_estimate(load_yaml(read_resource("stdlib", "tokens", "estimate.yaml")))


def read_estimate(fields: Mapping[str, Any]) -> Estimate:
    """Make an estimate of what its file holds."""
    return Estimate(
        fields["tokenizer"],
        str(fields["measured"]),
        {kind: Price(*prices) for kind, prices in fields["prices"].items()},
        tuple(Accuracy(lang, *shares) for lang, shares in fields["error"].items()),
    )
