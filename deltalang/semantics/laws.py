"""The laws that need texts and formulas: reading back, formatting, expanding."""

from deltalang.algebra.laws import Law
from deltalang.algebra.scene import Scene
from deltalang.limits import DEFAULT_LIMITS, Limits
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
