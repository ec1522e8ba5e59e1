"""What is said of statements that were taken in: scenes, formulas, expectations; and what holds."""

from bisect import bisect_left
from collections.abc import Iterator

from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax import ast


def told(document: Document, start: int, *, canonical: bool, holds: str) -> Iterator[str]:
    """Say what the statements from an offset on mean; `holds` is what an expectation is answered.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "Δ:ход = Δ02\\nдвор: Δ:ход + лес\\n:expect двор has лес\\n")
    >>> list(told(document, 12, canonical=False, holds="holds"))
    ['двор: жар + лес + рост + сжатие', 'holds']
    """

    def shown(scene: Scene) -> str:
        return scene.canonical if canonical else scene.display

    buffer = document.buffer
    first = bisect_left(buffer.starts, start, hi=len(buffer.pieces))
    for piece in buffer.pieces[first:]:
        match piece.statement:
            case ast.SceneStatement(label):
                scene = scene_of(document, piece)
                if scene is not None:
                    yield (f"{label}: " if label else "") + shown(scene)
            case ast.Definition():
                body = _body(document, piece)
                yield str(piece.defined) + (f" = {shown(body)}" if body is not None else "")
            case ast.Expectation():
                yield holds


def scene_of(document: Document, piece: Piece) -> Scene | None:
    """The scene of a statement, its choices made where a seed was set."""
    scene = document.scene(piece)
    seed = document.layout.settings(piece).seed
    if scene is None or seed is None:
        return scene
    return pick(scene, seed, limits=document.session.limits)


def held(document: Document) -> list[str]:
    """The directives that hold below everything."""
    said: dict[str, str] = {}
    for node in (piece.statement for piece in document.buffer.pieces):
        if isinstance(node, ast.Directive) and node.name in DIRECTIVES:
            name = DIRECTIVES[node.name]
            place = f"use {node.argument}" if name == "use" else name
            said[place] = f":{node.name} {node.argument}" if node.argument else ""
    return list(filter(None, said.values()))


def _body(document: Document, piece: Piece) -> Scene | None:
    """What a statement defines."""
    formula = document.formula(piece)
    return None if formula is None else document.environment.evaluator.formula_scene(formula)
