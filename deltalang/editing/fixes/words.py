"""Fixes of warnings: words that are probably meant another way."""

import re

from deltalang.algebra.scopes import quote
from deltalang.editing.fixes.fix import Fix, Fixes, Spot
from deltalang.editing.renaming import Edit

_HYPHEN = re.compile("[-‐‑]")


def cancelled(spot: Spot) -> Fixes:
    """What is to be avoided has to stay negative."""
    last = spot.before(spot.end)
    if last is not None and last.type in ("WORD", "STRING"):
        yield spot.insert(spot.end, "*2")


def hyphen_minus(spot: Spot) -> Fixes:
    left, right = _HYPHEN.split(spot.text, maxsplit=1)
    yield spot.replace(f"{left} - {right}")
    yield _quoted(spot)


def look_alike(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("left"))
    yield _quoted(spot)


def look_alike_code(spot: Spot) -> Fixes:
    left, right = spot.said("left"), spot.said("right")
    yield spot.replace(left, end=spot.start + len(right))


def inflected(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("lemma"))
    yield _quoted(spot)


def glued_word(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("split"), sure=True)
    yield _quoted(spot)


def glued_word_ambiguous(spot: Spot) -> Fixes:
    yield spot.replace(spot.said("split"))
    yield spot.replace(spot.said("other"))
    yield _quoted(spot)


def forgotten_colon(spot: Spot) -> Fixes:
    yield spot.replace(f"{spot.said('name')}: {spot.said('value')}")
    yield spot.replace(f"mode: {spot.said('mode')}")


def _quoted(spot: Spot) -> Fix:
    new = quote(spot.text)
    return spot.other("ui.fix-quote", Edit(spot.start, spot.end, new), new=new)
