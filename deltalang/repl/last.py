"""The last result: a name for it that no script can have."""

from collections.abc import Callable

from deltalang.keys import key
from deltalang.syntax.tokens import lex

NAMES = ("last", "последнее")
"""`Δ:last` and `Δ:последнее`. The underscore, which other REPLs use, is the silent beat here."""


def with_last(text: str, last: str | None, *, taken: Callable[[str], bool]) -> str:
    """Put the last expression in the place of its name, so that what is kept stands by itself.

    A name that is `taken`, since a formula is called so, means that formula. Raises LookupError where
    the last expression is named and there is none.

    >>> with_last("Δ:last → лес", "Δ02 + память", taken=lambda name: False)
    '(Δ02 + память) → лес'
    >>> with_last("Δ:last → лес", None, taken=lambda name: name == "last")
    'Δ:last → лес'
    """
    if ":" not in text or not any(name in key(text) for name in NAMES):
        return text
    tokens = list(lex(text))
    written, at = "", 0
    for first, colon, word in zip(tokens, tokens[1:], tokens[2:], strict=False):
        named = (first.type, colon.type, word.type) == ("DELTA", "COLON", "WORD")
        if named and key(word.value) in NAMES and not taken(key(word.value)):
            if last is None:
                raise LookupError(text[first.start : word.end])
            written += f"{text[at : first.start]}({last})"
            at = word.end
    return written + text[at:]
