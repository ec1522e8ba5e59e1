"""Words that stand side by side (точка зрения, feedback loop) are a term to register, no formula."""

import re
from itertools import pairwise

import numpy as np

from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds
from deltalang.mining.sightings import MOST, Sighting, sightings

_BETWEEN = re.compile(r"[\s\u00ad]*(?:[-‐‑~]\s*)?")


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what does not stand side by side in most of its places."""
    shares = (adjacent_share(candidates, number) for number in range(len(candidates)))
    return np.fromiter((share < wanted.adjacent for share in shares), np.bool_, len(candidates))


def adjacent_share(candidates: Candidates, number: int) -> float:
    """In which share of its rows the images of a candidate stand side by side, as one phrase."""
    found = list(sightings(candidates, number))
    if not found:
        return 0.0
    return sum(map(is_phrase, found)) / min(len(candidates.rows[number]), MOST)


def is_phrase(sighting: Sighting) -> bool:
    """Tell whether nothing but blanks or a hyphen stands between the images."""
    text, spans = sighting.place.text, sighting.spans
    between = (text[a[1] : b[0]] for a, b in pairwise(spans))
    return len(spans) > 1 and all(_BETWEEN.fullmatch(gap) for gap in between)


COUPLINGS = Rule("couplings", keep, textual=True)
