"""Inlay hints: what a word of a scene weighs after resonance, where that is not what is written."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.editing.weights import decimal, readings, traced, weighed, without_sources
from deltalang.limits import LimitExceededError
from deltalang.semantics.build import SceneBuilder
from deltalang.semantics.resolver import references
from deltalang.syntax import ast


@attrs.frozen
class Hint:
    """A text to show behind an offset, and where the weight comes from."""

    offset: int
    text: str
    why: str


def hints(document: Document, start: int, end: int, *, lang: str = "en") -> list[Hint]:
    """Find the hints of the statements between two offsets.

    >>> from deltalang.session import Session
    >>> hints(Document(Session(), "Δ02 + жар + память"), 0, 18)
    [Hint(offset=9, text='×2', why='1 (written here) + 1 (Δ02@1)')]
    """
    buffer = document.buffer
    first = buffer.at(start) or 0
    found: list[Hint] = []
    for piece, base in zip(buffer.pieces[first:], buffer.starts[first:], strict=False):
        if base > end:
            break
        for hint in _of_piece(document, piece, lang):
            if start <= base + hint.offset <= end:
                found.append(attrs.evolve(hint, offset=base + hint.offset))
    return found


def _of_piece(document: Document, piece: Piece, lang: str) -> Iterator[Hint]:
    node = piece.statement
    if not isinstance(node, ast.SceneStatement | ast.Definition):
        return
    terms = _terms(node.body)
    if len(terms) == 1 or not terms:
        return
    scene = traced(document, piece)
    if scene is None:
        return
    found = {without_sources(document, one.image).text: one for one in readings(document, scene)}
    for term in terms:
        image, own = _image(document, piece, term)
        if image is None:
            continue
        reading = found.get(image)
        if reading is None:
            yield Hint(term.end, "×0", "")
        elif value(reading.weight) != own:
            total = weighed(document, piece, reading, lang)
            yield Hint(term.end, f"×{decimal(value(reading.weight))}", total.sources)


def _terms(body: ast.Expression) -> tuple[ast.Term, ...]:
    return body.terms if isinstance(body, ast.Sum) else ()


def _image(document: Document, piece: Piece, term: ast.Term) -> tuple[str | None, Fraction | int]:
    """The one image that a term writes out, with the weight that it has there."""
    if next(references(term.body), None) is not None:
        return None, 0
    limits = document.session.limits
    try:
        scene: Scene = SceneBuilder(piece.source, limits).build(term.body)
    except (DeltaError, LimitExceededError):  # reported with the statement
        return None, 0
    if isinstance(piece.statement, ast.SceneStatement):
        scene = scene.within(document.layout.settings(piece).scope, limits)
    if len(scene.terms) != 1:
        return None, 0
    image, weight = scene.terms[0]
    number = value(weight)
    return image.text, -number if term.negative else number
