"""Fold: write a scene shorter with the formulas at hand.

A greedy rewriting by exact subtraction: if `s = k·f + rest`, then `k·Δf + rest` means the same, and
it is taken when its canonical text is shorter. Runs of beats are folded likewise. Because expanding
is a homomorphism the result always expands to the input.
"""

from collections.abc import Sequence as Row
from fractions import Fraction

import attrs

from deltalang.algebra import letters as make
from deltalang.algebra.letters import Choice, Cycle, Sequence
from deltalang.algebra.lineage import Weight
from deltalang.algebra.scene import Scene, choose, join


@attrs.frozen
class Known:
    """A formula to fold with: its reference as a scene and what it expands to."""

    reference: Scene
    body: Scene


def cost(scene: Scene) -> int:
    """What a scene costs: the characters of its canonical text."""
    return len(scene.canonical)


def fold(scene: Scene, formulas: Row[Known]) -> Scene:
    """Rewrite a scene with references; never costs more than the input.

    >>> a, b, c = map(Scene.atom, ("сжатие", "жар", "рост"))
    >>> known = Known(Scene.of(make.reference("Δ02")), a + b + c)
    >>> fold(a + b * 2 + c + Scene.atom("память"), [known]).canonical
    'Δ02 + жар + память'
    """
    useful = [
        known for known in formulas if known.body and cost(known.reference) < cost(known.body)
    ]
    useful.sort(key=lambda known: (-cost(known.body), known.reference.canonical))
    folded = _fold(scene, useful)
    return folded if cost(folded) < cost(scene) else scene


def _fold(scene: Scene, formulas: list[Known]) -> Scene:
    whole = next((known.reference for known in formulas if known.body == scene), None)
    if whole is not None:
        return whole
    inner = Scene.total((weight, _inside(image, formulas)) for image, weight in scene.terms)
    return min(
        (_sums(scene, formulas), _sums(inner, formulas)), key=lambda s: (cost(s), s.canonical)
    )


def _inside(image: make.Image, formulas: list[Known]) -> Scene:
    """Fold within the sequences, cycles and choices of an image."""
    product: Scene | None = None
    for letter in image.letters:
        match letter:
            case Sequence():
                factor = join(_beats(letter.beats, formulas))
            case Cycle():
                factor = join(_beats(letter.beats, formulas)).cycle()
            case Choice():
                factor = choose(_fold(option, formulas) for option in letter.options)
            case _:
                factor = Scene.of(letter)
        product = factor if product is None else product @ factor
    assert product is not None
    return product


def _beats(beats: tuple[Scene, ...], formulas: list[Known]) -> list[Scene]:
    """Replace runs of beats that are a formula, the longest bodies first, then fold each beat."""
    rows: list[Scene | None] = list(beats)
    texts = [beat.canonical for beat in beats]
    result: dict[int, Scene] = {}
    for known in formulas:
        run = [beat.canonical for beat in known.body.beats]
        for start in range(len(texts) - len(run) + 1) if len(run) > 1 else ():
            free = all(row is not None for row in rows[start : start + len(run)])
            if free and texts[start : start + len(run)] == run:
                rows[start : start + len(run)] = [None] * len(run)
                result[start] = known.reference
    for index, row in enumerate(rows):
        if row is not None:
            result[index] = _fold(row, formulas)
    return [result[index] for index in sorted(result)]


def _sums(scene: Scene, formulas: list[Known]) -> Scene:
    """Take out multiples of formulas while that makes the text shorter."""
    best = scene
    while True:
        candidates = [
            best - known.body * factor + known.reference * factor
            for known in formulas
            for factor in _factors(best, known.body)
        ]
        shortest = min(candidates, key=lambda s: (cost(s), s.canonical), default=best)
        if cost(shortest) >= cost(best):
            return best
        best = shortest


def _factors(scene: Scene, body: Scene) -> set[Weight]:
    """The multiples of a body that cancel at least one image of a scene."""
    factors: set[Weight] = set()
    for image, weight in body.terms:
        present = scene.weight(image)
        if present and isinstance(present, (int, Fraction)) and isinstance(weight, (int, Fraction)):
            factors.add(Fraction(present) / Fraction(weight))
    shared = sum(1 for image, _ in body.terms if scene.weight(image))
    return factors if 2 * shared > len(body.terms) else set()
