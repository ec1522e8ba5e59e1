"""Differences and three-way merges of scenes."""

import attrs

from deltalang.algebra.lineage import Weight
from deltalang.algebra.scene import Scene


@attrs.frozen
class Conflict:
    """An image that both sides changed differently; the weights are 0 where it is absent."""

    image: str
    base: Weight
    ours: Weight
    theirs: Weight


class MergeConflictError(Exception):
    """Both sides changed the same images; `conflicts` lists them by canonical text."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        lines = (f"{c.image}: base {c.base}, ours {c.ours}, theirs {c.theirs}" for c in conflicts)
        super().__init__("both sides changed the same images:\n" + "\n".join(lines))


def diff(old: Scene, new: Scene) -> Scene:
    """Give the scene that leads from the old one to the new one: new − old.

    >>> a, b = Scene.atom("a"), Scene.atom("b")
    >>> diff(a, a * 2 - b).canonical
    'a - b'
    """
    return new - old


def merge(base: Scene, ours: Scene, theirs: Scene) -> Scene:
    """Merge two scenes that grew from one, image by image.

    Raises MergeConflictError when both sides gave an image different new weights.

    >>> a, b, c = map(Scene.atom, "abc")
    >>> merge(a, a + b, a * 2 + c).canonical
    'a*2 + b + c'
    """
    merged: list[tuple[Weight, Scene]] = []
    conflicts: list[Conflict] = []
    spelled = Scene.total((1, Scene.of_image(i)) for s in (base, ours, theirs) for i, _ in s.terms)
    for image, _ in sorted(spelled.terms, key=lambda term: term[0].text):
        text = image.text
        was, mine, other = (scene.weight(text) for scene in (base, ours, theirs))
        if mine != other and was not in (mine, other):
            conflicts.append(Conflict(text, was, mine, other))
            continue
        merged.append((other if mine == was else mine, Scene.of_image(image)))
    if conflicts:
        raise MergeConflictError(tuple(conflicts))
    return Scene.total(merged)
