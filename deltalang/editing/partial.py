"""Partial texts: statements that nobody asks about are blanked, since to read them takes long."""

import re
from collections.abc import Callable

from deltalang.source import Source, Span
from deltalang.syntax.layout import statements

_VISIBLE = re.compile(r"[^\r\n]")
Needed = Callable[[str, Span], bool]
"""Tells of a statement, by its text and its place, whether it is to be read."""


def partial(source: Source, needed: Needed, *, first: str = " ") -> str:
    """Give a text of the same length in which only the statements are left that are needed.

    `first` stands for the first sign of each other one: `_`, silence, keeps the column in which statements start.

    >>> partial(Source("лес + мох\\nжар\\n"), lambda text, span: "жар" in text)
    '         \\nжар\\n'
    """
    kept, end = [], 0
    for span, _ in statements(source):
        text = source.text[span.start : span.end]
        left = text if needed(text, span) else first + _VISIBLE.sub(" ", text[1:])
        kept += [source.text[end : span.start], left]
        end = span.end
    return "".join(kept) + source.text[end:]
