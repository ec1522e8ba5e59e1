"""Quotes with the images of a pattern marked, in whatever form the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 220
"""A quote is cut around what is marked, to about so many characters."""
_READ = 4_000
_BEFORE = 50
_WORD = re.compile(r"\w+")
_VOWELS = "аеёиоуыэюяйьъaeiouy"
_ENDING = "(?:[аеёиоуыэюяйьхмвг]{1,3}|e?s|e?d|ing|ies)?"
"""What Russian and English words end on when they are inflected: память, памятью, but not памятник."""
Piece = tuple[str, str | None]
"""A piece of a text, and what it is: the name of the group of words that it belongs to, or None."""


def pieces(text: str, **groups: Iterable[str]) -> list[Piece]:
    """Cut a text into pieces, each with the name of the group that has its word in some form.

    Forms are guessed: what begins like the word and has another ending of an inflected word.

    >>> pieces("О памяти и жаре.", term=["память", "жар"])
    [('О ', None), ('памяти', 'term'), (' и ', None), ('жаре', 'term'), ('.', None)]
    """
    pattern = _pattern(groups)
    text = _shortened(" ".join(text[:_READ].split()), pattern)
    return list(_pieces(text, pattern)) if pattern else [(text, None)]


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], None
        yield match[0], match.lastgroup
        at = match.end()
    if at < len(text):
        yield text[at:], None


def _pattern(groups: dict[str, Iterable[str]]) -> re.Pattern[str] | None:
    found = {
        name: [form for term in terms if (form := _form(term))] for name, terms in groups.items()
    }
    alternatives = (
        f"(?P<{name}>{'|'.join(sorted(set(forms), key=lambda form: (-len(form), form)))})"
        for name, forms in found.items()
        if forms
    )
    together = "|".join(alternatives)
    return re.compile(rf"(?<!\w)(?:{together})(?!\w)", re.IGNORECASE) if together else None


def _form(term: str) -> str:
    """A pattern for the forms of a term."""
    return r"\W{1,3}".join(_word(word) for word in _WORD.findall(term))


def _word(word: str) -> str:
    if len(word) > 3 and word[-1].casefold() in _VOWELS:
        word = word[:-1]
    spelled = re.sub("[её]", "[её]", re.escape(word), flags=re.IGNORECASE)
    return spelled + (_ENDING if len(word) > 2 else "")


def _shortened(text: str, pattern: re.Pattern[str] | None) -> str:
    """Cut a long text to the part where the first marked word stands, between words."""
    if len(text) <= LONGEST:
        return text
    match = pattern.search(text) if pattern else None
    start = max(0, match.start() - _BEFORE) if match else 0
    if start + LONGEST > len(text):
        start = len(text) - LONGEST
    end = start + LONGEST
    begun = text.find(" ", start, start + _BEFORE) + 1 if start else 0
    ended = text.rfind(" ", end - _BEFORE, end) if end < len(text) else end
    begun, ended = begun or start, ended if ended > 0 else end
    return ("…" if begun else "") + text[begun:ended] + ("…" if ended < len(text) else "")
