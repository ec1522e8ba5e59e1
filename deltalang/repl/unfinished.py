"""Unfinished statements: where Enter goes on instead of sending, and what is no mistake yet."""

from deltalang.diagnostics import Diagnostic
from deltalang.editing.place import ESCAPE
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax.tokens import TRIVIA, Token, lex, open_brackets
from deltalang.syntax.verbs import EXPECT, find_verb

_GO_ON = frozenset(
    ("PLUS", "MINUS", "ARROW", "BAR", "TILDE", "STAR", "SLASH", "CARET", "COMMA", "COLON", "EQUAL")
)

_WITH_ARGUMENT = frozenset(("use", "lang"))
"""Directives that say something wrong while what stands behind them is not written."""
_OPEN = frozenset(("unclosed", "unclosed-string", "delta-alone", "bad-pin"))
"""What is wrong from a sign on that stands before the end."""


def unfinished(text: str) -> bool:
    """Tell whether the last statement obviously goes on: a bracket is open, an operator or a verb waits.

    A directive other than `:expect` ends with its line, and so does everything behind an empty line.

    >>> [unfinished(text) for text in ("Δ02 +", "лес{ночь", "двор:", "a + b", ":mode", "a +\\n\\n")]
    [True, True, True, False, False, False]
    >>> unfinished(":expect двор has"), unfinished(":expect двор")
    (True, False)
    >>> unfinished("a +\\nb"), unfinished("a\\nb +"), unfinished("a\\n:mode (b"), unfinished("a\\n  + (b")
    (False, True, False, True)
    """
    tokens = _last_tokens(text)
    if not tokens:
        return False
    if tokens[0].type == "COLON":
        if not _expects(tokens):
            return False
        if find_verb(tokens) == len(tokens) - 1:
            return True
    return bool(open_brackets(tokens)) or tokens[-1].type in _GO_ON


def begun(text: str) -> bool:
    """Tell whether what stands at the end is the beginning of something: `Δ`, `Δ02@`, `<`, `:use`.

    Enter sends it all the same.

    >>> [begun(text) for text in ("лес + Δ", "Δ02@", "<ге", ":", ":use ", ":expect двор", "Δ02 память")]
    [True, True, True, True, True, True, False]
    """
    tokens = _last_tokens(text)
    if not tokens:
        return False
    if tokens[0].type != "COLON":
        return _is_begun(tokens)
    if _expects(tokens):
        return find_verb(tokens) is None or _is_begun(tokens)
    name = tokens[1].value.casefold() if len(tokens) > 1 else ""
    most = 3 if DIRECTIVES.get(name) == "lang" else 2  # `:lang e` goes on, a name may be whole
    return not name or (DIRECTIVES.get(name) in _WITH_ARGUMENT and len(tokens) <= most)


def _is_begun(tokens: list[Token]) -> bool:
    """Tell whether a reference without its name or its edition, a hole or a text stands at the end."""
    last = tokens[-1]
    if last.type in ("DELTA", "UNCLOSED"):
        return True
    if last.type == "COLON":
        return len(tokens) > 1 and tokens[-2].type == "DELTA"
    pin = tokens[-2] if last.value in ("^", "#") and len(tokens) > 1 else last
    return pin.type == "UNKNOWN" and pin.value == "@"


def is_unfinished(problem: Diagnostic, text: str, span: tuple[int, int]) -> bool:
    """Tell whether a problem in a text is only that more is to come.

    >>> from deltalang.session import Session
    >>> [is_unfinished(one, "a + Δ", one.span) for one in Session().check("a + Δ")]
    [True]
    """
    if not problem.code.startswith("E1") or span[0] < last_statement(text):
        return False
    if (delta := ESCAPE.search(text)) and span[0] == delta.start():
        return True
    at_end = not text[span[1] :].strip() or problem.message_id in _OPEN
    return at_end and (unfinished(text) or begun(text))


def _last_tokens(text: str) -> list[Token]:
    """The tokens of the last statement that mean something; none behind an empty line."""
    if text.endswith("\n\n"):
        return []
    statement = text[last_statement(text) :].lstrip()
    return [token for token in lex(statement) if token.type not in TRIVIA]


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
