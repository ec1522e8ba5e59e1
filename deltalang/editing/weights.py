"""Weights: what the images of a statement weigh once everything is added up, and where that comes from."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from deltalang.algebra.letters import Image
from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import parts
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.messages import template
from deltalang.semantics.evaluator import HERE
from deltalang.semantics.reading import Reading, read
from deltalang.syntax import ast

_LONGEST = 15


def traced(document: Document, piece: Piece) -> Scene | None:
    """The scene of a piece where it stands, its weights with their sources; None where it has none.

    That of a definition is its meaning, the parameters left open.
    """
    environment, limits = document.environment, document.session.limits
    evaluator = environment.traced
    scene: Scene | None = None
    match piece.statement:
        case ast.SceneStatement(_, body):
            scene = evaluator.evaluate(body, piece.source)
            if scene is not None:
                scene = scene.within(document.layout.settings(piece).scope, limits)
        case ast.Definition():
            formula = document.formula(piece)
            scene = evaluator.formula_scene(formula) if formula is not None else None
    evaluator.resolver.take_problems()  # they are the business of `Document.problems`
    return scene


def readings(document: Document, scene: Scene) -> list[Reading]:
    """Read the images of a scene, the heaviest first."""
    found = document.environment.traced.resolver.found.values()
    statuses = {formula.edition: formula.status for formula in found if formula.version}
    own = read(scene, statuses, limits=document.session.limits)
    return sorted(own, key=lambda one: (-value(one.weight), one.image.text))


def all_readings(document: Document, scene: Scene) -> Iterator[Reading]:
    """Read the images of a scene, then those of its beats and options."""
    own = readings(document, scene)
    yield from own
    for reading in own:
        for letter in reading.image.letters:
            for part in parts(letter):
                yield from all_readings(document, part)


def without_sources(document: Document, image: Image) -> Image:
    """Give an image without the sources of the weights inside it."""
    limits = document.session.limits
    terms = Scene.of_image(image, limits=limits).plain(limits).terms
    return terms[0][0] if terms else image


@attrs.frozen
class Sum:
    """A weight with the words for where it comes from: `1 (written here) + 1 (Δ02@1)`."""

    weight: str
    sources: str


def weighed(document: Document, piece: Piece, reading: Reading, lang: str) -> Sum:
    """Say what an image weighs and why. What is written in a definition comes from its name."""
    here = template("ui.written-here", lang)
    name = piece.defined or ""
    text = ""
    for source, weight in reading.why:
        number = value(weight)
        sign = ("-" if number < 0 else "") if not text else (" - " if number < 0 else " + ")
        said = " · ".join(here if one in (HERE, name) else one for one in source.split(" · "))
        text += f"{sign}{decimal(max(number, -number))} ({said})"
    return Sum(decimal(value(reading.weight)), text)


def decimal(number: int | Fraction) -> str:
    """Write a weight as a short decimal where that is exact.

    >>> decimal(Fraction(5, 2)), decimal(Fraction(1, 3)), decimal(2)
    ('2.5', '1/3', '2')
    """
    written = str(number)
    if len(written) > _LONGEST:
        return written[: _LONGEST - 1] + "…"
    short = f"{float(number):g}"
    return short if Fraction(short) == number else written
