"""The forms in which a scene can be handed on: each of them as the text that would be sent."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from deltalang.renderers.document import Document
from deltalang.renderers.json import dumps
from deltalang.renderers.outline import is_glued
from deltalang.renderers.prompt import render

FORMS = ("written", "canonical", "words", "commas", "glued", "json", "prompt", "legend")
"""Every form, in the order of the table. The legend is made of formulas: see `costs`."""
_STRUCTURES = ("beats", "cycles", "choices")


def forms(document: Document, *, lang: str | None = None) -> dict[str, str]:
    """Write a scene in every form but the legend.

    `words`, `commas` and `glued` say less than the others: weights, order and what to avoid are gone.

    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.renderers.document import Origin, document
    >>> made = forms(document(Scene.atom("heat") * 2 + Scene.atom("growth"), Origin("heat*2 + growth")))
    >>> made["words"], made["commas"], made["glued"]
    ('heat growth', 'heat, growth', 'heatgrowth')
    >>> made["json"]
    '{"images":[{"text":"heat","weight":2},{"text":"growth"}]}'
    """
    said = list(words(document))
    return {
        "written": document["source"],
        "canonical": document["canonical"],
        "words": " ".join(said),
        "commas": ", ".join(said),
        "glued": "".join("".join(word.split()) for word in said),
        "json": dumps(profile(document), separators=(",", ":")),
        "prompt": render(document, lang).rstrip("\n"),
    }


def words(scene: Document) -> Iterator[str]:
    """Give the words of a scene, without what is to be avoided and without silences."""
    for name in ("images", *_STRUCTURES, "holes"):
        for entry in scene[name]:
            if name in _STRUCTURES and not is_glued(entry):
                for part in entry["parts"]:
                    yield from words(part)
            else:
                yield from (atom for atom in entry["atoms"] if atom != "_")


def profile(scene: Document) -> dict[str, Any]:
    """Reduce a scene document to what somebody would send by hand: no shares, sources or digests."""
    made: dict[str, Any] = {}
    for name in ("images", "holes", "avoid"):
        if scene[name]:
            made[name] = [_reduced(entry) for entry in scene[name]]
    for name in _STRUCTURES:
        if scene[name]:
            made[name] = [[profile(part) for part in entry["parts"]] for entry in scene[name]]
    return made


def _reduced(entry: Document) -> dict[str, Any]:
    weight = abs(Fraction(entry["weight"]))
    made: dict[str, Any] = {"text": " ".join(entry["atoms"])}
    if weight != 1:
        made["weight"] = int(weight) if weight.denominator == 1 else entry["weight"].lstrip("-")
    return made | dict(entry["scope"])
