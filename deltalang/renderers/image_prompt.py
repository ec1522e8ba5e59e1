"""The image prompt: what the targets with weights in brackets share, and the twins of signs.

    память, (жар:1.5)         the prompt: phrases between commas, weights other than 1 in brackets
    Negative prompt: холод    a line for what is avoided, where there is any

What differs is a value: how a program is told that a term is text, and where it reads a weight.
"""

import re
from collections.abc import Callable

import attrs

from deltalang.renderers.picture import Phrase, Segment, decimal

MOST = 2
"""The greatest weight: beyond it the webui draws noise, and the syntax of compel speaks of no more."""


@attrs.frozen
class Dialect:
    """How a program writes a term, and a text with its weight, a decimal that may be 1.

    >>> from fractions import Fraction
    >>> plain = Dialect(str.lower, lambda body, weight: f"({body}:{weight})")
    >>> plain.segment((Phrase(("A", "B"), Fraction(3, 2)), Phrase(("C",), Fraction(1))))
    '(a, b:1.5), (c:1)'
    """

    term: Callable[[str], str]
    weighed: Callable[[str, str], str]

    def segment(self, segment: Segment) -> str:
        """Write what is drawn together."""
        return ", ".join(map(self.phrase, segment))

    def phrase(self, phrase: Phrase) -> str:
        """Write a term with the words beside it, or options, with the weight."""
        body = ", ".join(map(self.term, phrase.words))
        if phrase.options:
            body = "{" + "|".join(map(self.segment, phrase.options)) + "}"
        return self.weighed(body, decimal(phrase.weight, MOST))

    def lines(self, prompt: str, avoid: Segment) -> str:
        """Put the line with the negative prompt below a prompt, where anything is avoided."""
        return prompt + "\n" + (f"Negative prompt: {self.segment(avoid)}\n" if avoid else "")


def full_width(found: re.Match[str]) -> str:
    """Give the full-width twins of ASCII characters; NFKC makes them the same again.

    >>> re.sub("[{}]", full_width, "{a}")
    '｛a｝'
    """
    return "".join(chr(ord(char) + 0xFEE0) for char in found[0])
