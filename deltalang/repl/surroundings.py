"""Surroundings: what an expression needs around it to mean what it means in the conversation."""

from deltalang.editing.pieces import Piece
from deltalang.keys import key
from deltalang.repl.console import Console
from deltalang.syntax import ast


def script_about(console: Console, expression: str) -> str | None:
    """Write a script of one scene: an expression, a scene by its label, or the last one.

    The formulas of the conversation stand before it, and the directives that hold for it. None where
    there is no scene yet.

    >>> from deltalang.session import Session
    >>> console = Console(Session())
    >>> answers = [console.submit(text) for text in ("двор: Δ02", ":mode ночь", "лес")]
    >>> script_about(console, "Δ18"), script_about(console, "двор")
    (':mode ночь\\nΔ18\\n', 'двор: Δ02\\n')
    """
    pieces = console.document.buffer.pieces
    about = _meant(console, expression)
    if about is None and not expression:
        return None
    end = len(pieces) if about is None else pieces.index(about)
    kept = [
        piece.text
        for index, piece in enumerate(pieces)
        if isinstance(piece.statement, ast.Definition)
        or (isinstance(piece.statement, ast.Directive) and index < end)
    ]
    return "".join([*kept, f"{expression}\n" if about is None else about.text])


def _meant(console: Console, expression: str) -> Piece | None:
    if not expression:
        return console.last_scene
    scenes = console.document.labels.scenes(key(expression))
    return scenes[0] if scenes else None
