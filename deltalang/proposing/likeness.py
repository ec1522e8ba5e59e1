"""How much scenes are alike: the angle between the weights of their atoms, wherever these stand.

The index of a registry compares whole images, and to it a chain is one image; here `жар → рост` is like
`жар + рост` and like `жар → рост → свет`.
"""

import math
from collections.abc import Mapping

from deltalang.algebra.letters import Atom, Choice, Cycle, Hole, Letter, Reference, Sequence
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene

HOLE = "<>"
"""The axis of all holes: what they are called makes no difference."""


def weights(scene: Scene) -> dict[str, float]:
    """Give the weight of each atom of a scene, by its key, at every depth.

    >>> weights((Scene.atom("Жар") * 2 >> Scene.atom("рост")) + Scene.atom("рост"))
    {'жар': 2.0, 'рост': 2.0}
    """
    found: dict[str, float] = {}
    _collect(scene, 1.0, found)
    return found


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Give the cosine between weights: 1.0 for the same proportions, 0.0 where nothing is shared.

    >>> round(likeness({"жар": 1, "рост": 1}, {"жар": 1, "рост": 1, "свет": 1}), 3)
    0.816
    """
    shared = sum(weight * other.get(axis, 0.0) for axis, weight in one.items())
    norms = math.hypot(*one.values()) * math.hypot(*other.values())
    return shared / norms if norms else 0.0


def _collect(scene: Scene, factor: float, found: dict[str, float]) -> None:
    for image, weight in scene.terms:
        times = factor * float(value(weight))
        for letter in image.letters:
            inner = _inside(letter)
            for part in inner:
                _collect(part, times, found)
            axis = _axis(letter)
            if axis is not None:
                found[axis] = found.get(axis, 0.0) + times


def _inside(letter: Letter) -> tuple[Scene, ...]:
    match letter:
        case Sequence() | Cycle():
            return letter.beats
        case Choice():
            return letter.options
    return ()


def _axis(letter: Letter) -> str | None:
    match letter:
        case Atom():
            return letter.key
        case Hole():
            return HOLE
        case Reference():
            return letter.text
    return None
