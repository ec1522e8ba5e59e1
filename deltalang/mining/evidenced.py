"""From candidates to proposals: expression, statistics, quotes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from deltalang.algebra.scene import Scene
from deltalang.mining.candidates import Candidates
from deltalang.mining.database import Counts
from deltalang.mining.judging import p_values
from deltalang.mining.measures import measures
from deltalang.mining.proposals import Coupling, Proposal, Quote, Statistics
from deltalang.mining.rules.couplings import adjacent_share
from deltalang.mining.seen import Seen
from deltalang.mining.sightings import sightings
from deltalang.mining.wording import scene_of, terms_of

QUOTES = 5
"""A proposal is shown with so many quotes, of different documents where there are."""
LENGTH = 300
"""A quote has at most so many characters."""


class Evidence:
    """What speaks for candidates, measured for all of them at once; gives proposals one by one."""

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        self._found = measures(candidates)
        self._p_values = p_values(candidates)
        self._support, self._documents = candidates.support, candidates.documents

    def proposal(self, number: int, gain: float, *, cycle: Scene | None = None) -> Proposal:
        """The proposal of a candidate that saves so many bits; of the `cycle` that it shows."""
        candidates, found = self._candidates, self._found
        ground, rows = candidates.ground, candidates.rows[number]
        scene = scene_of(candidates, number) if cycle is None else cycle
        terms = terms_of(scene)
        statistics = Statistics(
            support=int(self._support[number]),
            documents=int(self._documents[number]),
            expected=shown(found.expected[number]),
            lift=shown(found.lift[number]),
            leverage=shown(found.leverage[number]),
            npmi=shown(found.npmi[number]),
            p_value=float(f"{self._p_values[number]:.3g}"),
            gain_bits=shown(gain),
            gain_tokens=int(self._support[number]) * (len(terms) - 1),
        )
        return Proposal(
            kind="cycle" if cycle is not None else "chain" if ground.chain else "sum",
            expression=scene.display,
            terms=terms,
            statistics=statistics,
            quotes=tuple(quotes(ground.seen, scenes_of(candidates, number))),
            places=tuple(np.unique(ground.document[rows]).tolist()),
        )


def scenes_of(candidates: Candidates, number: int) -> Counts:
    """The scenes that hold a candidate, by their numbers."""
    scenes: Counts = candidates.ground.rows.scene[candidates.rows[number]].astype(np.int64)
    return scenes


def quotes(seen: Seen, scenes: Counts) -> Iterator[Quote]:
    """Quote some scenes: the shortest of each document first, in the order of the documents."""
    best: dict[int, int] = {}
    for scene in scenes.tolist():
        document = int(seen.document[scene])
        known = best.get(document)
        if known is None or len(seen.places[scene].text) < len(seen.places[known].text):
            best[document] = scene
    shortest = sorted(best.items(), key=lambda item: (len(seen.places[item[1]].text), item[0]))
    for _, scene in sorted(shortest[:QUOTES]):
        place = seen.places[scene]
        said = " ".join(place.text.split())
        yield Quote(place.file, place.line, said if len(said) <= LENGTH else said[:LENGTH] + "…")


def couplings_of(candidates: Candidates | None) -> list[Coupling]:
    """Words that stand side by side, the most frequent first."""
    if candidates is None:
        return []
    made = []
    for number in range(len(candidates)):
        made.append(
            Coupling(
                words=_words(candidates, number),
                support=int(candidates.support[number]),
                documents=int(candidates.documents[number]),
                adjacent=shown(adjacent_share(candidates, number)),
                quotes=tuple(quotes(candidates.ground.seen, scenes_of(candidates, number))),
            )
        )
    return sorted(made, key=lambda one: (-one.support, one.words))


def _words(candidates: Candidates, number: int) -> tuple[str, ...]:
    """The words of a coupling in the order in which texts mostly have them."""
    orders: dict[tuple[str, ...], int] = {}
    for sighting in sightings(candidates, number):
        said = tuple(sighting.said(at).casefold() for at in range(len(sighting.spans)))
        orders[said] = orders.get(said, 0) + 1
    return min(orders.items(), key=lambda item: (-item[1], item[0]))[0]


def shown(number: float) -> float:
    """A figure as reports have it: six significant digits, so that it is the same everywhere."""
    return float(f"{float(number):.6g}")
