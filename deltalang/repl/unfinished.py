"""Unfinished statements: where Enter goes on instead of sending what was typed."""

from deltalang.syntax.tokens import TRIVIA, Token, lex, open_brackets
from deltalang.syntax.verbs import EXPECT

_GO_ON = frozenset(
    ("PLUS", "MINUS", "ARROW", "BAR", "TILDE", "STAR", "SLASH", "CARET", "COMMA", "COLON", "EQUAL")
)


def unfinished(text: str) -> bool:
    """Tell whether the last statement obviously goes on: a bracket is open, or an operator waits.

    A directive other than `:expect` ends with its line, and so does everything behind an empty line.

    >>> [unfinished(text) for text in ("Δ02 +", "лес{ночь", "двор:", "a + b", ":mode", "a +\\n\\n")]
    [True, True, True, False, False, False]
    >>> unfinished("a +\\nb"), unfinished("a\\nb +"), unfinished("a\\n:mode (b"), unfinished("a\\n  + (b")
    (False, True, False, True)
    """
    if text.endswith("\n\n"):
        return False
    statement = text[last_statement(text) :].lstrip()
    tokens = [token for token in lex(statement) if token.type not in TRIVIA]
    if not tokens or (tokens[0].type == "COLON" and not _expects(tokens)):
        return False
    return bool(open_brackets(tokens)) or tokens[-1].type in _GO_ON


def last_statement(text: str) -> int:
    """Find where the last statement starts, read from the end: what is above may be long.

    >>> text = "a +\\n  b\\n# note\\nc +\\n  # note\\n  d"
    >>> text[last_statement(text):]
    'c +\\n  # note\\n  d'
    """
    base, end = _indent(text[len(text) - len(text.lstrip("\n")) :]), len(text)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].rstrip("\r")
        content = line.strip()
        if content and not content.startswith("# ") and content != "#" and _indent(line) <= base:
            return start
        end = start - 1
    return 0


def _expects(tokens: list[Token]) -> bool:
    return len(tokens) > 1 and tokens[1].value.casefold() in EXPECT


def _indent(text: str) -> int:
    line = text[: text.find("\n") + 1 or len(text)]
    return len(line) - len(line.lstrip())
