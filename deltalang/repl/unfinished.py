"""Unfinished statements: where Enter goes on instead of sending what was typed."""

from deltalang.syntax.tokens import TRIVIA, lex, open_brackets

_GO_ON = frozenset(
    ("PLUS", "MINUS", "ARROW", "BAR", "TILDE", "STAR", "SLASH", "CARET", "COMMA", "COLON", "EQUAL")
)


def unfinished(text: str) -> bool:
    """Tell whether a statement obviously goes on: a bracket is open, or an operator waits.

    A directive ends with its line, and so does everything behind an empty line.

    >>> [unfinished(text) for text in ("Δ02 +", "лес{ночь", "двор:", "a + b", ":mode", "a +\\n\\n")]
    [True, True, True, False, False, False]
    """
    if text.endswith("\n\n") or text.lstrip().startswith(":"):
        return False
    tokens = [token for token in lex(text) if token.type not in TRIVIA]
    if not tokens:
        return False
    return bool(open_brackets(tokens)) or tokens[-1].type in _GO_ON
