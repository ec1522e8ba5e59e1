"""The last result: a name for it that no script can have."""

from deltalang.keys import key
from deltalang.syntax.tokens import lex

NAMES = ("last", "последнее")
"""`Δ:last` and `Δ:последнее`. The underscore, which other REPLs use, is the silent beat here."""


def with_last(text: str, last: str | None) -> str:
    """Put the last expression in the place of its name, so that what is kept stands by itself.

    Raises LookupError where it is named and there is none.

    >>> with_last("Δ:last → лес", "Δ02 + память")
    '(Δ02 + память) → лес'
    """
    tokens = list(lex(text))
    written, at = "", 0
    for first, colon, word in zip(tokens, tokens[1:], tokens[2:], strict=False):
        named = (first.type, colon.type, word.type) == ("DELTA", "COLON", "WORD")
        if named and key(word.value) in NAMES:
            if last is None:
                raise LookupError(word.value)
            written += f"{text[at : first.start]}({last})"
            at = word.end
    return written + text[at:]
