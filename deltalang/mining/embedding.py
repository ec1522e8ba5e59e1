"""Embeddings: where in a row a chain stands."""

from __future__ import annotations

import attrs
import numpy as np

from deltalang.mining.database import Codes, Counts
from deltalang.mining.ground import Ground

KEPT = 50_000
"""So many rows are kept in the form in which they are looked at, some two kilobytes each."""
Element = tuple[int, ...]
"""The codes of one beat of a pattern."""


@attrs.frozen
class Gaps:
    """How far apart the beats of a chain may stand.

    Neighbours from `least` to `most` beats, where 1 is side by side; first and last within `window`
    beats, both counted. None is no bound.
    """

    least: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    most: int | None = None
    window: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.most is not None and self.most < self.least:
            raise ValueError(f"no gap is at least {self.least} beats and at most {self.most}")
        if self.window is not None and self.window < 1:
            raise ValueError(f"a window has a beat at least, not {self.window}")


def elements(codes: Codes, joined: list[bool]) -> list[Element]:
    """A chain as its beats.

    >>> elements(np.array([4, 2, 7]), [False, False, True])
    [(4,), (2, 7)]
    """
    beats: list[Element] = []
    for code, same in zip(codes.tolist(), joined, strict=True):
        beats = [*beats[:-1], (*beats[-1], code)] if same else [*beats, (code,)]
    return beats


def embed(row: list[dict[int, int]], beats: list[Element], gaps: Gaps) -> list[int] | None:
    """Find a chain in a row, whose beats say where each code stands; gives those places in order.

    Of several ways the one is taken that ends first and then begins last. None when there is none.

    >>> embed([{4: 0}, {9: 1}, {4: 2}, {2: 3, 7: 4}], [(4,), (2, 7)], Gaps())
    [2, 3, 4]
    """
    paths: dict[int, tuple[int, ...]] = {
        at: (at,) for at, beat in enumerate(row) if all(code in beat for code in beats[0])
    }
    for element in beats[1:]:
        longer: dict[int, tuple[int, ...]] = {}
        for at, beat in enumerate(row):
            if all(code in beat for code in element):
                near = (
                    path
                    for last, path in paths.items()
                    if gaps.least <= at - last <= (gaps.most or at)
                    and (gaps.window is None or at - path[0] < gaps.window)
                )
                best = max(near, default=None)
                if best is not None:
                    longer[at] = (*best, at)
        paths = longer
    if not paths:
        return None
    path = paths[min(paths)]
    return [row[at][code] for at, element in zip(path, beats, strict=True) for code in element]


class Embedding:
    """Finds chains in the rows of a ground."""

    def __init__(self, ground: Ground, gaps: Gaps = Gaps()) -> None:
        self.ground, self.gaps = ground, gaps
        self._rows: dict[int, list[dict[int, int]]] = {}

    def of(self, codes: Codes, joined: list[bool], rows: Counts) -> Counts:
        """Those of some rows that hold a chain."""
        beats = elements(codes, joined)
        held = (embed(self._row(row), beats, self.gaps) is not None for row in rows.tolist())
        return rows[np.fromiter(held, np.bool_, len(rows))]

    def places(self, codes: Codes, joined: list[bool], row: int) -> list[int]:
        """Where in the items of a row a chain stands, empty where it does not."""
        return embed(self._row(row), elements(codes, joined), self.gaps) or []

    def _row(self, number: int) -> list[dict[int, int]]:
        """The beats of a row: each code with its place among the items of the row."""
        known = self._rows.get(number)
        if known is None:
            data = self.ground.data
            begin, end = data.pointers[number : number + 2]
            codes = data.items[begin:end].tolist()
            beats = range(len(codes)) if data.beats is None else data.beats[begin:end].tolist()
            known = [{} for _ in range((beats[-1] + 1) if codes else 0)]
            for place, (code, beat) in enumerate(zip(codes, beats, strict=True)):
                known[beat].setdefault(code, place)
            if len(self._rows) >= KEPT:
                self._rows.clear()
            self._rows[number] = known
        return known
