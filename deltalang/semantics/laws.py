"""The laws that need texts and formulas: reading back, formatting, expanding."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from deltalang.algebra.laws import Draw, Law
from deltalang.algebra.scene import Scene
from deltalang.limits import DEFAULT_LIMITS, LimitExceededError, Limits
from deltalang.semantics.build import SceneBuilder
from deltalang.source import Source
from deltalang.syntax.formatter import format
from deltalang.syntax.parser import parse_expression


def read_scene(text: str, *, limits: Limits = DEFAULT_LIMITS) -> Scene:
    """Read a text as a scene in which references stand unexpanded.

    Raises DeltaError.

    >>> read_scene("Δ02 + a*2").canonical
    'a*2 + Δ02'
    """
    source = Source(text)
    return SceneBuilder(source, limits).build(parse_expression(source, limits=limits))


TEXT_LAWS: tuple[Law, ...] = (
    Law("identity", "parse(canonical(a)) = a", lambda d: read_scene(d.a.canonical) == d.a),
    Law(
        "identity",
        "canonical(parse(canonical(a))) = canonical(a)",
        lambda d: read_scene(d.a.canonical).canonical == d.a.canonical,
    ),
    Law("text", "parse(display(a)) = a", lambda d: read_scene(d.a.display) == d.a),
    Law("text", "fmt(fmt(t)) = fmt(t)", lambda d: _formatted_once(d.a.display)),
    Law(
        "text",
        "meaning(fmt(t)) = meaning(t)",
        lambda d: read_scene(format(d.a.display).rstrip("\n")) == d.a,
    ),
)


def _formatted_once(text: str) -> bool:
    return format(format(text)) == format(text)


def draws(scenes: Sequence[Scene]) -> Iterator[Draw]:
    """Every scene with two others, a different pair each time round."""
    count = len(scenes)
    for step in (1, 2, 5):
        for index, scene in enumerate(scenes):
            other, third = scenes[(index + step) % count], scenes[(index + 2 * step) % count]
            weights = Fraction(index + 1, 3), Fraction(-5, index + 2)
            yield Draw(scene, other, third, *weights, index % 3, step % 3)


def holds(law: Law, draw: Draw) -> bool | None:
    """Try a law; None when the scene that it speaks of is too large to be built."""
    try:
        return law.holds(draw)
    except LimitExceededError:
        return None
