"""Joins: the least scene that holds all of two scenes."""

from collections.abc import Sequence as Row

from deltalang.algebra.letters import Sequence
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene, join
from deltalang.registry.compatibility import extends


def joined(old: Scene, new: Scene) -> Scene:
    """Join two scenes; the result extends the old one.

    Of scenes of which one extends the other that is the larger one. Chains become the shortest chain
    that has the beats of both in order; other scenes get, of each image, the larger weight.

    >>> a, b, c = map(Scene.atom, "abc")
    >>> joined(a * 2 + b, a + c).canonical, joined(a >> c, a >> b).canonical
    ('a*2 + b + c', 'a → c → b')
    """
    if extends(old, new):
        return new
    if extends(new, old):
        return old
    if _is_chain(old) and _is_chain(new):
        return join(_shortest(old.beats, new.beats))
    missing = (
        (value(new.weight(image)) - value(old.weight(image)), Scene.of_image(image))
        for image, _ in new.terms
    )
    return Scene.total([(1, old), *((weight, one) for weight, one in missing if weight > 0)])


def _is_chain(scene: Scene) -> bool:
    return isinstance(scene.pure, Sequence)


def _shortest(old: Row[Scene], new: Row[Scene]) -> tuple[Scene, ...]:
    """The shortest row with the beats of both, each in its order; the old ones come first where they can.

    The table of the longest common subsequence, filled from the end (Wagner and Fischer 1974).
    """
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            same = old[i] == new[j]
            table[i][j] = 1 + table[i + 1][j + 1] if same else max(table[i + 1][j], table[i][j + 1])
    made: list[Scene] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            made.append(old[i])
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            made.append(old[i])
            i += 1
        else:
            made.append(new[j])
            j += 1
    return (*made, *old[i:], *new[j:])
