"""The fenced blocks of a Markdown text, by markdown-it-py: where they stand, and whether they end.

A fence that is never closed takes in all that follows; whoever reads answers out of fences has to know.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple


class Fenced(NamedTuple):
    """A fenced block: what stands behind its first mark, its text, the line of that mark from 1."""

    info: str
    text: str
    line: int
    closed: bool


def fenced_blocks(text: str) -> Iterator[Fenced]:
    """Give the fenced blocks of a Markdown text, in lists and quotations too, in order.

    >>> [tuple(one) for one in fenced_blocks("# a\\n```answer 1\\nпамять\\n```\\n~~~\\nb")]
    [('answer 1', 'память\\n', 2, True), ('', 'b\\n', 5, False)]
    """
    for token in _parser().parse(text if text.endswith(("\n", "\r")) else text + "\n"):
        if token.type == "fence":
            start, end = token.map
            closed = end - start - 2 == token.content.count("\n")
            yield Fenced(token.info.strip(), token.content, start + 1, closed)


@cache
def _parser() -> Any:
    """The block structure alone."""
    from markdown_it import MarkdownIt  # only where there is Markdown

    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
