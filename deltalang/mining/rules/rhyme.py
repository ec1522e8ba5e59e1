"""Verse brings rhymes together, not meaning: кровь – любовь."""

import re

import numpy as np

from deltalang.keys import key
from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds
from deltalang.mining.sightings import Sighting, sightings

_VOWELS = frozenset("аеёиоуыэюяaeiouy")
_LINE_END = re.compile(r"[^\w\n]*(?:\n|$)")
SHARE = 0.5
"""In so many of its places in verse a pattern rhymes, and goes out."""


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what does not mostly rhyme at the ends of lines."""
    marks = np.ones(len(candidates), np.bool_)
    for number in range(len(candidates)):
        found = list(sightings(candidates, number))
        if found:
            marks[number] = sum(map(is_rhyme, found)) < SHARE * len(found)
    return marks


def is_rhyme(sighting: Sighting) -> bool:
    """Tell whether two of the images end lines of a stanza and sound alike there."""
    if sighting.place.kind != "stanza":
        return False
    text = sighting.place.text
    last = [
        key(sighting.said(number))
        for number, (_, end) in enumerate(sighting.spans)
        if _LINE_END.match(text, end)
    ]
    return any(rhymes(one, other) for at, one in enumerate(last) for other in last[at + 1 :])


def rhymes(one: str, other: str) -> bool:
    """Tell whether two words end alike: from a vowel on, two letters or more.

    >>> rhymes("кровь", "любовь"), rhymes("ночь", "день"), rhymes("night", "light")
    (True, False, True)
    """
    length = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        length += 1
    ending = one[len(one) - length :]
    return length >= 2 and any(letter in _VOWELS for letter in ending)


RHYME = Rule("rhyme", keep, textual=True)
