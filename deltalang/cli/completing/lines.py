"""A half-typed line of a shell, taken apart into words as the shell would."""

import re

import attrs

_OPERATORS = frozenset(";&|\n")


@attrs.frozen
class Word:
    """A word of a line: what it says, how it is written, and where each character of it begins.

    `places` has one more entry than `text`, for what would come next. `quote` is the quotation mark
    that is open at the end, or empty.
    """

    text: str = ""
    raw: str = ""
    places: tuple[int, ...] = (0,)
    quote: str = ""


def split(line: str, *, escape: str = "\\") -> list[Word]:
    """Take the last command of a line apart; the last word is the one at the cursor, maybe empty.

    `escape` is the sign that takes the meaning from the next one: a backslash, in PowerShell "`".

    >>> [word.text for word in split("deltalang expand 'Δ02 + жа")]
    ['deltalang', 'expand', 'Δ02 + жа']
    >>> split("expand ")[-1], split("a | b c")[-1].text
    (Word(text='', raw='', places=(0,), quote=''), 'c')
    """
    words: list[Word] = []
    at = 0
    while True:
        while at < len(line) and line[at] in " \t":
            at += 1
        if at < len(line) and line[at] in _OPERATORS:
            words, at = [], at + 1
            continue
        word, at = _word(line, at, escape)
        words.append(word)
        if at >= len(line):
            return words


def _word(line: str, start: int, escape: str) -> tuple[Word, int]:
    """Read a word from a place on; gives the place behind it."""
    text: list[str] = []
    places: list[int] = []
    quote, at = "", start
    while at < len(line):
        sign = line[at]
        if not quote and (sign in " \t" or sign in _OPERATORS):
            break
        if sign == quote:
            quote = ""
            at += 1
            continue
        if not quote and sign in "\"'":
            quote = sign
            at += 1
            continue
        escaped = sign == escape and _escapes(line[at + 1 : at + 2], quote, escape)
        if escaped and at + 1 == len(line):  # what it is to escape has not been typed yet
            at += 1
            break
        places.append(at - start)
        at += escaped
        text.append(line[at])
        at += 1
    word = Word("".join(text), line[start:at], (*places, at - start), quote)
    return word, at


def _escapes(following: str, quote: str, escape: str) -> bool:
    """Tell whether an escape sign takes effect before a character."""
    if quote == "'":
        return False
    return escape == "`" or not quote or following in ('"', "\\", "$", "`", "")


def quoted(text: str, quote: str, *, escape: str = "\\") -> str:
    """Write a text so that a shell reads it back, inside an open quotation mark or outside of any.

    >>> quoted("a b", ""), quoted("it's", "'"), quoted('"a"', '"')
    ('a\\\\ b', "it'\\\\''s", '\\\\"a\\\\"')
    """
    if quote == "'":
        return text.replace("'", "''" if escape == "`" else "'\\''")
    special = r'(["$`])' if escape == "`" else r'(["$`\\])'
    if not quote:
        special = r"([^\w@%+=:,./\-→~^])"
    return re.sub(special, lambda found: escape + found[1], text)
