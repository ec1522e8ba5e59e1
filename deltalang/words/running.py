"""Running text as words, references and the rest, without losing a character."""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD, REFERENCE, NUMBER, OTHER = "word", "reference", "number", "other"

# A word begins with a letter; inside it are letters, digits, marks, soft hyphens, joiners, and hyphens
# and apostrophes between letters.
_INSIDE = r"[^\W_]*+(?:[\u0300-\u036f\u0483-\u0487\u00ad\u200d][^\W_]*+)*+"
# What Python takes for a word character and is no letter: ², ½, Ⅷ, ①.
_LETTER = r"(?![\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793])[^\W\d_]"
WORDS = re.compile(rf"(?<![^\W_])(?<![0-9][-‐‑]){_LETTER}{_INSIDE}(?:[-‐‑'’]{_LETTER}{_INSIDE})*+")
"""The words of running text; what begins with a digit is no word."""
REFERENCES = re.compile(
    r"[Δ∆]([0-9]+|:[^\W\d_]\w*(?:[-‐‑'’](?=[^\W_])\w+)*)(?:@(?:\^?[0-9]+|#[0-9A-Fa-f]+|[^\W\d_][\w-]*))?"
)
"""The references of running text; the first group is the number or the name."""
_DELTA = re.compile("[Δ∆]")
_TOKEN = re.compile(
    rf"(?P<reference>{REFERENCES.pattern.replace('([0-9]+', '(?:[0-9]+')})"
    rf"|(?P<word>{WORDS.pattern})"
    r"|(?P<number>[0-9][\w.,:-]*)"
)


def without_references(text: str) -> str:
    """Put full stops in the place of references, so that their words are not read as words.

    >>> without_references("Δ:рост и рост")
    '...... и рост'
    """
    if not _DELTA.search(text):
        return text
    return REFERENCES.sub(lambda found: "." * len(found[0]), text)


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
