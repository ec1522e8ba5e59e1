"""Compatibility: what an edition is to the one before it, computed from what both mean.

*same*: the same meaning and the same parameters. *extends*: nothing became weaker or went away, the
beats of sequences and cycles are kept in order, and every call that worked still works.
*breaks*: anything else.
"""

from collections.abc import Mapping

import attrs

from deltalang.algebra.letters import Cycle, Image, Letter, Sequence
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene

SAME, EXTENDS, BREAKS = "same", "extends", "breaks"
_ORDER = (SAME, EXTENDS, BREAKS)


@attrs.frozen
class Meaning:
    """What a formula means: its body with holes for parameters, and the defaults in their order."""

    body: Scene
    parameters: Mapping[str, Scene | None] = attrs.field(factory=dict)


def compatibility(old: Meaning, new: Meaning) -> str:
    """Give the class of a new edition: the worst of body, defaults and parameters.

    >>> a, b = Scene.atom("a"), Scene.atom("b")
    >>> compatibility(Meaning(a), Meaning(a + b)), compatibility(Meaning(a + b), Meaning(a))
    ('extends', 'breaks')
    """
    classes = [scene_class(old.body, new.body), _parameters_class(old.parameters, new.parameters)]
    for name, default in old.parameters.items():
        following = new.parameters.get(name)
        if default is not None and following is not None:
            classes.append(scene_class(default, following))
    return max(classes, key=_ORDER.index)


def _parameters_class(old: Mapping[str, Scene | None], new: Mapping[str, Scene | None]) -> str:
    """Calls by position and by name go on working when old names stay in front."""
    kept = list(new)[: len(old)] == list(old)
    demands = any(
        default is None and (name not in old or old[name] is not None)
        for name, default in new.items()
    )
    if not kept or demands:
        return BREAKS
    loosened = any(old[name] is None and new[name] is not None for name in old)
    return EXTENDS if loosened or len(new) > len(old) else SAME


def scene_class(old: Scene, new: Scene) -> str:
    """Give the class of a scene that follows another."""
    if old == new:
        return SAME
    return EXTENDS if extends(old, new) else BREAKS


def extends(old: Scene, new: Scene) -> bool:
    """Tell whether a scene holds all of another: `new − old` has no negative weight.

    An image with a sequence counts as kept where an image of the new scene has the same letters with
    the old beats, in order, among its beats.

    >>> a, b, c = map(Scene.atom, "abc")
    >>> extends(a >> c, a >> b >> c), extends(a >> c, c >> a)
    (True, False)
    """
    lost: list[Image] = []
    for text in {image.text for scene in (old, new) for image, _ in scene.terms}:
        was, now = value(old.weight(text)), value(new.weight(text))
        if now >= was:
            continue
        if now != 0 or was < 0:
            return False
        lost += [image for image, _ in old.terms if image.text == text]
    if not lost:
        return True
    added = [image for image, _ in new.terms if old.weight(image) == 0]
    takers = {
        image.text: [
            other.text
            for other in added
            if value(new.weight(other)) >= value(old.weight(image)) and _image_extends(image, other)
        ]
        for image in lost
    }
    return _all_matched(takers)


def _image_extends(old: Image, new: Image) -> bool:
    return len(old.letters) == len(new.letters) and all(
        map(_letter_extends, old.letters, new.letters)
    )


def _letter_extends(old: Letter, new: Letter) -> bool:
    if old.text == new.text:
        return True
    if isinstance(old, Sequence) and isinstance(new, Sequence):
        return _in_order(old.beats, new.beats)
    if isinstance(old, Cycle) and isinstance(new, Cycle):
        turns = range(len(new.beats))
        return any(_in_order(old.beats, new.beats[t:] + new.beats[:t]) for t in turns)
    return False


def _in_order(old: tuple[Scene, ...], new: tuple[Scene, ...]) -> bool:
    """Find the old beats among the new in order; taking the first that fits is best."""
    rest = iter(new)
    return all(any(extends(beat, other) for other in rest) for beat in old)


def _all_matched(takers: Mapping[str, list[str]]) -> bool:
    """Tell whether each key can have a taker of its own (Kuhn's augmenting paths)."""
    taken: dict[str, str] = {}

    def place(image: str, seen: set[str]) -> bool:
        for other in takers[image]:
            if other not in seen:
                seen.add(other)
                if other not in taken or place(taken[other], seen):
                    taken[other] = image
                    return True
        return False

    return all(place(image, set()) for image in takers)
