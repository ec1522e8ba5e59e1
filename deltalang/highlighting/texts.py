"""Texts: the pieces of a whole text, line by line."""

import re
from collections.abc import Iterator

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.lines import Piece, State, highlight_line
from deltalang.source import BOM
from deltalang.syntax.layout import common_indent

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def first_state(text: str) -> State:
    """Give the state in front of a text's first line: it knows how far every line is indented.

    >>> first_state("  память\\n    + жар").base
    2
    """
    return State(common_indent(text, _body(text)))


def highlight(text: str) -> tuple[Piece, ...]:
    """Say of every piece of a text what it is for.

    Never fails, on half-typed text neither, and loses nothing: the pieces joined are the text.

    >>> for start, end, use in highlight("Δ02{детство} # тепло"):
    ...     print(repr("Δ02{детство} # тепло"[start:end]), use)
    'Δ' reference
    '02' reference
    '{' brace
    'детство' mode
    '}' brace
    ' ' space
    '# тепло' comment
    """
    return tuple(piece for line in highlighted_lines(text) for piece in line)


def highlighted_lines(text: str) -> Iterator[tuple[Piece, ...]]:
    """Give the pieces of each line of a text, its line break among them.

    >>> [len(line) for line in highlighted_lines("a +\\n  b")]
    [4, 2]
    """
    state = first_state(text)
    if begin := _body(text):
        yield (Piece(0, begin, TokenClass.SPACE),)
    for match in _LINE.finditer(text, begin):
        pieces, state = highlight_line(text, state, start=match.start(), end=match.end())
        yield pieces


def _body(text: str) -> int:
    """Find where a text begins behind its byte order mark."""
    return 1 if text.startswith(BOM) else 0
