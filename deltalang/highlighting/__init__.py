"""Highlighting: what each piece of a text is for, in one stream that the REPL, the editors and Pygments share."""

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.lines import Piece, State, highlight_line
from deltalang.highlighting.texts import first_state, highlight, highlighted_lines

__all__ = [
    "Piece",
    "State",
    "TokenClass",
    "first_state",
    "highlight",
    "highlight_line",
    "highlighted_lines",
]
