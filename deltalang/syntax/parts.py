"""Parts: what the methods of the builder take, and where they note what is wrong."""

import re
from typing import Any

from deltalang.diagnostics import Diagnostic
from deltalang.source import Source, Span
from deltalang.syntax.tokens import Token

_ESCAPE = re.compile(r"\\(.)")
Parts = list[Any]
"""The values of a rule's parts, in order: tokens and nodes."""


class PartBuilder:
    """Builds nodes of one source; `problems` collects what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []

    def problem(self, code: str, message_id: str, place: Any, **arguments: object) -> None:
        """Note a problem at a token or node."""
        span = Span(place.start, place.end)
        self.problems.append(Diagnostic(code, message_id, self.source, span, arguments))


def joined(words: list[Token]) -> str:
    """Write words in a row with single spaces.

    >>> joined([Token("WORD", "inner", 0, 5), Token("WORD", "world", 8, 13)])
    'inner world'
    """
    return words[0].value if len(words) == 1 else " ".join(word.value for word in words)


def unescaped(text: str) -> str:
    r"""Read what stands inside quotes or a hole: `\"` is a quote, `\\` a backslash.

    >>> unescaped(r"say \"a\\b\"")
    'say "a\\b"'
    """
    return _ESCAPE.sub(r"\1", text)
