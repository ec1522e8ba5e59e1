"""Expectations: what `:expect` and the `expect` lines of a record claim about a scene."""

from deltalang.algebra.lineage import Weight, value
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import parts
from deltalang.diagnostics import Diagnostic
from deltalang.source import Source
from deltalang.syntax import ast


def failure(
    node: ast.Expectation, source: Source, found: Scene, wanted: Scene
) -> Diagnostic | None:
    """Compare the scenes of an expectation, their weights plain; gives the problem if it fails."""
    if not unmet(found, node.verb, wanted):
        return None
    arguments = {
        "subject": source.text[node.subject.start : node.subject.end],
        "verb": node.verb,
        "wanted": wanted.display,
        "found": found.display,
    }
    return Diagnostic("E211", "expectation-failed", source, node.span, arguments)


def unmet(scene: Scene, verb: str, wanted: Scene) -> bool:
    """Tell whether a claim fails. Weights must be plain.

    `has`: each image occurs, at any depth, with a positive weight (`has жар*2`: at least twice).
    `lacks`: none occurs with a positive weight. `is`: the scenes are equal.

    >>> heat, cold = Scene.atom("жар"), Scene.atom("холод")
    >>> unmet(heat >> cold, "has", cold), unmet(heat, "lacks", heat)
    (False, True)
    """
    if verb == "is":
        return scene != wanted
    strongest = {image.text: strongest_weight(scene, image.text) for image, _ in wanted.terms}
    if verb == "has":
        return any(
            value(strongest[image.text]) <= 0
            or (weight != 1 and value(strongest[image.text]) < value(weight))
            for image, weight in wanted.terms
        )
    return any(value(weight) > 0 for weight in strongest.values())


def strongest_weight(scene: Scene, image: str) -> Weight:
    """The greatest weight an image has at any depth of a scene, 0 where it does not occur."""
    weights = [scene.weight(image)]
    for outer, _ in scene.terms:
        for letter in outer.letters:
            weights += [strongest_weight(part, image) for part in parts(letter)]
    return max(weights, key=value)
