"""What is wanted of an answer: the images of a scene document, with the letters that words can show.

жар*3/2                    words   жар
память~жара                words   память, жара (near each other)
дом → улица                beats   two scenes, in order
<~опиши>~дом               words   дом; the hole is nothing to look for
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import attrs

from deltalang.diagnostics import DeltaError
from deltalang.renderers.document import Document
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_expression

WORDS, BEATS, CYCLE, CHOICE, TOGETHER, OPEN = (
    "words", "beats", "cycle", "choice", "together", "open",
)  # fmt: skip
LISTS = ("images", "beats", "cycles", "choices", "holes")


@attrs.frozen
class Group:
    """A letter with scenes inside: beats of a sequence or cycle, options of a choice."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def is_sequence(self) -> bool:
        """Tell whether its parts are beats, which come one after another."""
        return self.kind in (BEATS, CYCLE)


@attrs.frozen
class Wanted:
    """An image: its plain letters and its letters with scenes inside.

    An image with neither is `open`: silence, or a hole that stands alone; no word can show it.
    """

    text: str
    weight: Fraction
    trust: str
    atoms: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def kind(self) -> str:
        """`words`, `open`, or the kind of the group."""
        if self.groups:
            return self.groups[0].kind
        return WORDS if self.atoms else OPEN

    @property
    def is_anchor(self) -> bool:
        """Tell whether it must be kept exactly."""
        return self.trust == "anchor"

    @property
    def is_needed(self) -> bool:
        """Tell whether an answer may not do without it: an anchor, or a sequence with an anchor in it.

        A sequence counts as a hypothesis as soon as one of its beats is one; the others are still asked for.
        """
        return self.is_anchor or (
            len(self.groups) == 1
            and not self.atoms
            and self.groups[0].is_sequence
            and any(part.is_needed for part in self.groups[0].parts)
        )


@attrs.frozen
class Part:
    """A scene: what is wanted, what is to be avoided."""

    canonical: str
    wanted: tuple[Wanted, ...]
    avoid: tuple[Wanted, ...]

    @property
    def text(self) -> str:
        """Its images as they were written; the canonical text where none is wanted."""
        return " + ".join(one.text for one in self.wanted) or self.canonical

    @property
    def is_needed(self) -> bool:
        """Tell whether something in it is needed: a beat of hypotheses alone may be left out."""
        return any(one.is_needed for one in self.wanted)


def wanted_of(document: Document) -> Part:
    """Read a scene document, or a part of one.

    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.renderers.document import Origin, document
    >>> part = wanted_of(document(Scene.atom("дом") >> Scene.atom("лес"), Origin("дом → лес")))
    >>> part.wanted[0].kind, [one.canonical for one in part.wanted[0].groups[0].parts]
    ('beats', ['дом', 'лес'])
    """
    wanted = tuple(_image(entry) for name in LISTS for entry in document[name])
    return Part(document["canonical"], wanted, tuple(map(_image, document["avoid"])))


def _image(entry: Document) -> Wanted:
    atoms, structures = _letters(entry)
    parts = tuple(wanted_of(part) for part in entry.get("parts", ()))
    weight = abs(Fraction(entry["weight"]))
    groups = tuple(_groups(structures, parts)) if parts else ()
    return Wanted(entry["text"], weight, entry["trust"], atoms, groups)


def _letters(entry: Document) -> tuple[tuple[str, ...], list[ast.Expression]]:
    """Tell the plain letters of an image from those with scenes inside; holes and silence go."""
    holes = Counter(hole["text"] for hole in entry.get("fill", ()))
    atoms: dict[str, None] = {}
    structures = []
    for text in entry["atoms"]:
        structure = _structure(text) if entry.get("parts") else None
        if structure is not None:
            structures.append(structure)
        elif holes[text]:
            holes[text] -= 1
        elif text != "_":
            atoms["_" if text == '"_"' else text] = None
    return tuple(atoms), structures


def _structure(text: str) -> ast.Expression | None:
    """Read the text of a letter that has scenes inside; None for a plain one."""
    if text[:1] not in "([Δ":
        return None
    try:
        found = parse_expression(text)
    except DeltaError:  # a plain letter that begins with a bracket
        return None
    while isinstance(found, ast.Postfix):
        found = found.body
    return found if isinstance(found, (ast.Then, ast.Cycle, ast.Choice, ast.Reference)) else None


def _groups(structures: list[ast.Expression], parts: tuple[Part, ...]) -> Iterator[Group]:
    """Deal the parts of an image out to its letters; together where the counts do not tell."""
    counts = [len(_children(one)) for one in structures]
    if len(structures) == 1:
        yield Group(_kind(structures[0]), parts)
    elif sum(counts) == len(parts) and structures:
        at = 0
        for structure, count in zip(structures, counts, strict=True):
            yield Group(_kind(structure), parts[at : at + count])
            at += count
    else:
        yield Group(TOGETHER, parts)


def _kind(structure: ast.Expression) -> str:
    match structure:
        case ast.Then():
            return BEATS
        case ast.Cycle():
            return CYCLE
        case ast.Choice():
            return CHOICE
    return TOGETHER


def _children(structure: ast.Expression) -> tuple[object, ...]:
    match structure:
        case ast.Then():
            return structure.beats
        case ast.Cycle():
            return _children(structure.body)
        case ast.Choice():
            return structure.options
        case ast.Reference():
            return structure.arguments
    return (structure,)


def every_atom(part: Part) -> Iterator[str]:
    """Give every plain letter of a scene, avoided ones too."""
    for image in (*part.wanted, *part.avoid):
        yield from image.atoms
        for group in image.groups:
            for inner in group.parts:
                yield from every_atom(inner)
