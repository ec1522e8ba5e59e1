"""Templates: near misses anti-unified into formulas with holes.

    рыцарь + дорога + волк
    рыцарь + дорога + старик      →   рыцарь + дорога + <встреча>
    рыцарь + дорога + река

Scenes that differ in one image, or in two where both places are held by images of one kind each, are
instances of one template: the least general generalisation (Plotkin 1970), kept where it makes the
corpus shorter, as library learning does for programs (Bowers et al. 2023, Stitch; Cao et al. 2023,
babble). The normal form has settled the order of sums already. Scenes of scripts are taken whole:
what stands in a passage of a text is seldom one composition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import attrs
import numpy as np

from deltalang.mining.database import Counts
from deltalang.mining.ground import Ground
from deltalang.mining.savings import Savings

SHORTEST, LONGEST = 3, 7
"""A scene that becomes an instance has so many images."""
FILLERS = 3
"""A hole was filled in so many different ways at least."""
Shape = tuple[int | None, ...]
"""Image codes in their order; None is a hole."""


@attrs.frozen(eq=False)
class Template:
    """A template: its shape, the rows that are instances, what filled each hole and how often.

    `gain` is what it saves, in bits, by itself; `kinds` names the kind of each hole, None where the
    fillers have none in common.
    """

    shape: Shape
    rows: Counts
    fillers: tuple[Mapping[int, int], ...]
    kinds: tuple[str | None, ...]
    gain: float


def templates(
    ground: Ground, *, documents: int, kinds: Mapping[int, str] | None = None
) -> list[Template]:
    """Find the templates of the scripts in a corpus, those that save most first.

    `kinds` says of image codes what kind of image they are. Of templates that share most of their
    instances the best is kept.
    """
    known = kinds or {}
    groups: defaultdict[Shape, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for row, codes in _instances(ground):
        for shape, filled in _generalised(codes, typed=known):
            # A sum has no places: holes come last there, in the order of their kinds.
            place, what = (shape, filled) if ground.chain else _settled(shape, filled, known)
            groups[place].append((row, what))
    savings = Savings(ground)
    found = [
        made
        for shape, instances in groups.items()
        if len(instances) >= FILLERS
        and (made := _template(ground, shape, instances, known, savings, documents)) is not None
    ]
    found.sort(key=lambda one: (-one.gain, [-1 if code is None else code for code in one.shape]))
    return list(_distinct(found))


def _instances(ground: Ground) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The rows of scripts that are short enough, each with its codes."""
    data, width = ground.data, len(ground.seen.images)
    lengths = np.diff(data.pointers)
    short = (lengths >= SHORTEST) & (lengths <= LONGEST)
    for row in np.flatnonzero(short & ~ground.rows.of_text).tolist():
        begin, end = data.pointers[row : row + 2]
        if data.beats is not None and (np.diff(data.beats[begin:end]) == 0).any():
            continue  # beats of several images have no one shape
        codes = data.items[begin:end].tolist()
        held = set(codes)
        # Of `жар, жар*2` the one that says more.
        codes = codes if ground.chain else [one for one in codes if one + width not in held]
        if len(codes) >= SHORTEST and len(held) == end - begin:
            yield row, tuple(codes)


def _generalised(
    codes: tuple[int, ...], typed: Mapping[int, str]
) -> Iterator[tuple[Shape, tuple[int, ...]]]:
    """Give a scene with one hole in it, and with two where both images are of a known kind."""
    for at in range(len(codes)):
        yield (*codes[:at], None, *codes[at + 1 :]), (codes[at],)
    for one, other in combinations(range(len(codes)), 2):
        if codes[one] in typed and codes[other] in typed:
            shape = tuple(None if at in (one, other) else code for at, code in enumerate(codes))
            yield shape, (codes[one], codes[other])


def _settled(
    shape: Shape, filled: tuple[int, ...], typed: Mapping[int, str]
) -> tuple[Shape, tuple[int, ...]]:
    fixed = (code for code in shape if code is not None)
    ordered = sorted(filled, key=lambda code: (typed.get(code, ""), code))
    return (*fixed, *[None] * len(filled)), tuple(ordered)


def _template(
    ground: Ground,
    shape: Shape,
    instances: list[tuple[int, tuple[int, ...]]],
    typed: Mapping[int, str],
    savings: Savings,
    documents: int,
) -> Template | None:
    """The template of some instances; None when they are too few, too alike, or save nothing."""
    rows = np.array([row for row, _ in instances], np.int64)
    fillers = tuple(_counted(column) for column in zip(*(f for _, f in instances), strict=True))
    if min(map(len, fillers)) < FILLERS or len(np.unique(ground.document[rows])) < documents:
        return None
    kinds = tuple(_common(column, typed) for column in fillers)
    fixed = [code for code in shape if code is not None]
    if len(fillers) > 1 and (None in kinds or not fixed):
        return None
    gain = savings.of(fixed, len(rows), holes=len(fillers))
    return Template(shape, rows, fillers, kinds, gain) if gain > 0 and fixed else None


def _counted(column: tuple[int, ...]) -> Mapping[int, int]:
    counts: dict[int, int] = {}
    for code in column:
        counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _common(column: Mapping[int, int], typed: Mapping[int, str]) -> str | None:
    """The kind that all fillers of a hole share."""
    found = {typed.get(code) for code in column}
    return found.pop() if len(found) == 1 else None


def _distinct(found: list[Template]) -> Iterator[Template]:
    """Give templates whose instances are mostly not those of a better one."""
    taken: set[int] = set()
    for template in found:
        rows = set(template.rows.tolist())
        if 2 * len(rows & taken) < len(rows):
            taken |= rows
            yield template
