"""Sightings: where in the texts the images of a candidate stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from deltalang.mining.candidates import Candidates
from deltalang.mining.seen import Place

MOST = 200
"""So many sightings of a candidate are looked at: enough to tell what most of them are like."""


class Sighting(NamedTuple):
    """A passage of a text that holds a candidate: its place, its document, the spans of the images.

    `spans` are in the order of the text; `others` are the spans of the other terms in the passage.
    """

    place: Place
    document: int
    spans: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]

    def said(self, number: int) -> str:
        """The words of one of the images, as they stand in the text."""
        begin, end = self.spans[number]
        return self.place.text[begin:end]


def sightings(candidates: Candidates, number: int) -> Iterator[Sighting]:
    """Give the sightings of a candidate in texts, those in scripts left out, at most `MOST`."""
    return islice(_all(candidates, number), MOST)


def _all(candidates: Candidates, number: int) -> Iterator[Sighting]:
    ground = candidates.ground
    rows, seen = ground.rows, ground.seen
    begin, end = candidates.patterns.offsets[number : number + 2]
    codes, joined = candidates.patterns.terms[begin:end], candidates.joined(number)
    wanted = set((codes % len(seen.images)).tolist())
    embedding = candidates.embedding
    for row in candidates.rows[number].tolist():
        first, last = rows.pointers[row : row + 2]
        if not rows.of_text[row]:
            continue
        scene = int(rows.scene[row])
        if rows.begins[first] < 0:  # read from elsewhere, without the places of its terms
            yield Sighting(seen.places[scene], int(seen.document[scene]), (), ())
            continue
        cells = list(
            zip(
                rows.items[first:last].tolist(),
                rows.begins[first:last].tolist(),
                rows.ends[first:last].tolist(),
                strict=True,
            )
        )
        if embedding is not None:
            mine = set(embedding.places(codes, joined, row))
        else:
            mine = {place for place, (code, _, _) in enumerate(cells) if code in wanted}
        spans = tuple(sorted((b, e) for place, (_, b, e) in enumerate(cells) if place in mine))
        others = tuple((b, e) for place, (_, b, e) in enumerate(cells) if place not in mine)
        yield Sighting(seen.places[scene], int(seen.document[scene]), spans, others)
