"""The same text again, with other words in its blanks, is one sighting: a refrain, a quotation, a form."""

import numpy as np

from deltalang.keys import key
from deltalang.mining.candidates import Candidates
from deltalang.mining.ground import Marks
from deltalang.mining.rules.rule import Rule, Thresholds
from deltalang.mining.sightings import Sighting, sightings
from deltalang.words.running import words_in

FEWEST = 2
"""With fewer words around the images nothing tells texts apart: `огонь, вода`."""


def keep(candidates: Candidates, wanted: Thresholds) -> Marks:
    """Mark what stands in enough documents when texts alike count once."""
    ground = candidates.ground
    marks = np.ones(len(candidates), np.bool_)
    for number, rows in enumerate(candidates.rows):
        written = ground.document[rows[~ground.rows.of_text[rows]]]  # scenes of scripts
        found = list(sightings(candidates, number))
        marks[number] = len(np.unique(written)) + different(found, wanted.alike) >= wanted.documents
    return marks


def different(found: list[Sighting], alike: float) -> int:
    """In how many documents texts of their own stand; those that share their words count once."""
    texts: list[frozenset[str]] = []
    documents: set[int] = set()
    for sighting in found:
        if sighting.document in documents:
            continue
        words = surroundings(sighting)
        if len(words) >= FEWEST and any(_likeness(words, other) >= alike for other in texts):
            continue
        texts.append(words)
        documents.add(sighting.document)
    return len(documents)


def surroundings(sighting: Sighting) -> frozenset[str]:
    """The words around the images of a candidate."""
    text, spans = sighting.place.text, sighting.spans
    return frozenset(
        key(word[0])
        for word in words_in(text)
        if not any(begin <= word.start() < end for begin, end in spans)
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words (Jaccard 1912)."""
    return len(one & other) / len(one | other) if one or other else 0.0


TEMPLATES = Rule("templates", keep, textual=True)
