"""Formulas of one's own: what is asked about one that the conversation defines and no registry knows."""

from collections.abc import Iterable

from deltalang.editing.pieces import Piece
from deltalang.registry.asking import asked
from deltalang.repl.answer import Answer
from deltalang.repl.console import Console

VERBS = frozenset(("show", "log", "deps", "dependents"))
"""Commands about a formula."""


def told(console: Console, verb: str, words: Iterable[str]) -> Answer | None:
    """Answer a command about a formula of the conversation; None where it is about another one.

    >>> from deltalang.session import Session
    >>> console = Console(Session())
    >>> answers = [console.submit(text) for text in ("Δ:ход(кто) = <кто> → Δ02", "двор: Δ:ход(Анна)")]
    >>> told(console, "show", ["Δ:ход"]).lines, told(console, "dependents", ["Δ:ход"]).lines
    (('Δ:ход(кто) = <кто> → Δ02',), ('двор: Δ:ход(Анна)',))
    """
    names = [asked(word)[0] for word in words if not word.startswith("--")]
    pieces = console.document.buffer.pieces
    found = next((p for p in pieces if names and p.defined == names[0]), None)
    if found is None or found.defined is None:
        return None
    lines: list[str] = []
    match verb:
        case "show":
            lines = _text(found).split("\n")
        case "deps":
            lines = [found.defined, *(f"  {name}" for name in sorted(found.names))]
        case "dependents":
            lines = [" ".join(_text(p).split()) for p in pieces if found.defined in p.names]
    if not lines:
        message = "own-log" if verb == "log" else "own-unused"
        return Answer((console.said(message, name=found.defined),))
    return Answer(tuple(lines))


def _text(piece: Piece) -> str:
    return piece.text[: piece.statement.end].strip()
