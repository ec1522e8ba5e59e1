"""Advice about the form of a scene: what the figures that were counted show, and nothing beyond.

No piece of advice is a promise: it holds for this text and this counter. An estimate gives advice only
about a difference beyond what 95 of 100 texts keep within: a smaller one may be its own error.
"""

from collections.abc import Callable, Iterator, Mapping

import attrs

from deltalang.economy.counting import Counter

_INCREMENT, _DELTA = "\u2206", "\u0394"
KINDS = ("inline", "inline-rarely", "keep", "glue", "delta")


@attrs.frozen
class Advice:
    """A piece of advice: its kind, and the figures that it follows from."""

    kind: str
    figures: Mapping[str, int]


def advice(
    texts: Mapping[str, str], fact: Callable[[str], int | None], counter: Counter
) -> Iterator[Advice]:
    """Give the advice that the figures of a scene support."""
    yield from _about_formulas(fact, counter)
    words, glued = fact("words") or 0, fact("glued") or 0
    # By their length alone the estimate cannot tell a glued word from a long one, so it says nothing.
    if counter.exact and glued > words:
        yield Advice("glue", {"glued": glued, "words": words})
    if _INCREMENT in texts["written"]:
        as_written = counter.count(texts["written"])
        with_delta = counter.count(texts["written"].replace(_INCREMENT, _DELTA))
        if _more(as_written, with_delta, counter):
            yield Advice("delta", {"written": as_written, "delta": with_delta})


def _about_formulas(fact: Callable[[str], int | None], counter: Counter) -> Iterator[Advice]:
    once, written, canonical = fact("once"), fact("written") or 0, fact("canonical") or 0
    if once is None:
        return
    start, most = fact("break even"), fact("most") or 1
    if start is None:
        if counter.exact or _more(written, canonical, counter):
            yield Advice("inline", {"written": written, "canonical": canonical})
    elif start > most:
        yield Advice("inline-rarely", {"uses": start, "most": most})
    elif _more(canonical * most, once + written * most, counter):
        totals = {"legend": once + written * most, "canonical": canonical * most}
        yield Advice("keep", {"uses": start, "most": most, **totals})


def _more(one: int, other: int, counter: Counter) -> bool:
    """Tell whether a figure is above another by more than the counter may be off."""
    margin = max((one.most for one in counter.accuracy), default=0.0)
    return one > other * (1 + margin)
