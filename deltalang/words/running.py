"""Running text as words, references and the rest, without losing a character."""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD, REFERENCE, NUMBER, OTHER = "word", "reference", "number", "other"

# A word begins with a letter; inside it are letters, digits, marks, soft hyphens, joiners, and hyphens
# and apostrophes between letters.
_INSIDE = r"[^\W_]*+(?:[\u0300-\u036f\u0483-\u0487\u00ad\u200d][^\W_]*+)*+"
WORDS = re.compile(rf"(?<![^\W_])[^\W\d_]{_INSIDE}(?:[-‐‑'’][^\W\d_]{_INSIDE})*+")
"""The words of running text; what begins with a digit is no word."""
_TOKEN = re.compile(
    r"(?P<reference>[Δ∆](?:[0-9]+|:\w[\w-]*)(?:@(?:\^?[0-9]+|#[0-9A-Fa-f]+|[^\W\d_][\w-]*))?)"
    rf"|(?P<word>{WORDS.pattern})"
    r"|(?P<number>[0-9][\w.,:-]*)"
)


class RunningToken(NamedTuple):
    """A piece of running text: "word", "reference", "number" or "other", and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)


def running_tokens(text: str) -> Iterator[RunningToken]:
    """Cut a text into tokens that give the text when put together.

    >>> [(t.kind, t.text) for t in running_tokens("Δ02: что-то тихо…")][:3]
    [('reference', 'Δ02'), ('other', ': '), ('word', 'что-то')]
    """
    done = 0
    for match in _TOKEN.finditer(text):
        if match.start() > done:
            yield RunningToken(OTHER, text[done : match.start()], done)
        yield RunningToken(match.lastgroup or OTHER, match[0], match.start())
        done = match.end()
    if done < len(text):
        yield RunningToken(OTHER, text[done:], done)
