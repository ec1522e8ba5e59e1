"""Asides: stretches of an answer that speak about the text instead of being it.

I cannot write about war and a child.       a refusal
Avoid: cold, noise.                         an order that is repeated
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

_REFUSAL = re.compile(
    r"\b(?:(?:cannot|can not|can['’]t|won['’]t|will not|unable to|not able to|not going to|decline to"
    r"|refuse to)\s+(?:\w+\s+){0,2}?(?:write|create|generate|provide|produce|compose|fulfill?|comply"
    r"|assist|help (?:you|with))"
    r"|(?:не\s+(?:могу|можем|буду|будем|стану|станем|готова?|готовы|вправе|смогу|сможем)"
    r"|отказываюсь)\s+(?:\w+\s+){0,2}?"
    r"(?:напи|писа|сочин|созда|генерир|сгенерир|помо[чг]|выполн|предостав|состав|придум)\w*)"
    r"[^.!?\n]*+",
    re.IGNORECASE,
)
_RUSSIAN = re.compile(r"[а-я]", re.IGNORECASE)
_SPEAKER = re.compile(r"\b(?:I|we|AI|model)\b[^.!?\n]*$", re.IGNORECASE)
_NEAR = 40
"""Characters from who speaks to what is refused."""
_ORDER = re.compile(
    r"(?:^|(?<=[.!?;]))[ \t*#_>-]*+(?:avoid|exclude|leave out|without|negative(?: prompt)?"
    r"|do not (?:mention|use|include)|избегай(?:те)?|избегать|исключи(?:ть|те)?|без|не (?:упоминай|используй|упоминать)(?:те)?)"
    r"(?: (?:the|these|this|following|images?|words?|эти|этих|образов|слов|следующ\w{2,3}))*"
    r"[*_]*:[*_]*[^.!?\n]*+(?:\n[ \t]*+[-*•–][^\n]*+)*+",
    re.IGNORECASE | re.MULTILINE,
)


class Asides:
    """The refusals and repeated orders of a text.

    >>> asides = Asides("Avoid: cold. It is cold.")
    >>> asides.holds(7), asides.holds(19)
    (True, False)
    """

    def __init__(self, text: str) -> None:
        found = sorted(_spans(text))
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def holds(self, offset: int) -> bool:
        """Tell whether a place is in an aside."""
        at = bisect_right(self._starts, offset)
        return at > 0 and offset < self._ends[at - 1]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _ORDER.finditer(text))
    for found in _REFUSAL.finditer(text):  # "he cannot write" is no refusal, "не могу" needs no "я"
        start = found.start()
        if _RUSSIAN.match(text, start) or _SPEAKER.search(text[max(0, start - _NEAR) : start]):
            yield found.span()
