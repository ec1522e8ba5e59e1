"""Running text: its words and its references."""

import re
from collections.abc import Iterator

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


def without_references(text: str) -> str:
    """Put full stops in the place of references, so that their words are not read as words.

    >>> without_references("Δ:рост и рост")
    '...... и рост'
    """
    if not _DELTA.search(text):
        return text
    return REFERENCES.sub(lambda found: "." * len(found[0]), text)


def words_in(text: str) -> Iterator[re.Match[str]]:
    """Give the words of a text, each with its place; references, and what is in them, aside.

    >>> [word[0] for word in words_in("Δ02: что-то тихо…")]
    ['что-то', 'тихо']
    """
    return WORDS.finditer(without_references(text))
