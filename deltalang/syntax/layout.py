"""Layout: cut a text into statements before anything is parsed.

A statement starts in column 0; an indented line continues the statement above; blank lines and
comments go anywhere. A text whose every line is indented alike counts from that column.
"""

import re
from collections.abc import Iterator

from deltalang.source import Source, Span

# A line: its indentation, and its first character unless the line is blank or only a comment.
_LINE = re.compile(
    r"(?P<indent>[^\S\r\n]*)(?P<content>(?!#(?:\s|\Z))[^\r\n])?[^\r\n]*(?:\r\n|\n|\r|\Z)"
)


def statements(source: Source, *, base: int | None = None) -> Iterator[tuple[Span, bool]]:
    """Give the span of each statement and whether it is stray: indented below nothing.

    `base` is the column that statements start in, where the source is a part of a text.

    >>> text = "память +\\n  жар  # тепло\\n\\nсвет"
    >>> [text[a:b] for (a, b), stray in statements(Source(text))]
    ['память +\\n  жар  # тепло\\n\\n', 'свет']
    """
    text, begin = source.text, source.body_start
    base = common_indent(text, begin) if base is None else base
    start, stray = None, False
    for match in _lines(text, begin):
        if match["content"] is None:
            continue
        continues = len(match["indent"]) > base
        if continues and start is not None:
            continue
        if start is not None:
            yield Span(start, match.start()), stray
        start, stray = match.start("content"), continues
    if start is not None:
        yield Span(start, len(text)), stray


def _lines(text: str, begin: int) -> Iterator[re.Match[str]]:
    for match in _LINE.finditer(text, begin):
        if match.end() > match.start():
            yield match


def common_indent(text: str, begin: int) -> int:
    """Count the columns by which every line of a text is indented, blank lines and comments aside.

    >>> common_indent("  память\\n    + жар", 0)
    2
    """
    indents = (match["indent"] for match in _lines(text, begin) if match["content"] is not None)
    smallest: str | None = None
    for indent in indents:
        if smallest is None or len(indent) < len(smallest):
            smallest = indent
        if not smallest:
            return 0
    return len(smallest or "")


def crosses_line(text: str, start: int, end: int) -> bool:
    """Tell whether a range of a text holds a line break."""
    return any(text.find(mark, start, end) >= 0 for mark in "\n\r")
