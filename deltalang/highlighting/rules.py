"""Rules: the building blocks of a TextMate grammar, and the expressions that its rules share."""

from collections.abc import Iterable
from typing import Any

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.oniguruma import IN_WORD, SPACES, terminals
from deltalang.highlighting.scopes import SCOPES

Rule = dict[str, Any]
"""A rule of a TextMate grammar, as JSON data."""
Uses = tuple[TokenClass, ...]

TERMINALS = terminals()
NOT_COMMENT = f"#(?![{SPACES}]|$)"
GAP = f"[{SPACES}]*"
_LETTER, _CONTINUATION = TERMINALS["WORD"].split(f"{IN_WORD}*(?:", 1)
_NO_DELTA = f"(?!{TERMINALS['DELTA']})"
WORD = f"{_NO_DELTA}{TERMINALS['WORD']}"
"""A word where the lexer sees one: `D02` is none."""
NAME = f"(?>(?:{WORD}(?:[{SPACES}]+(?={_NO_DELTA}{_LETTER}))?)+)"
"""Words in a row; what was read is not read again, however the rest goes on."""
REFERENCE = f"(?:{TERMINALS['DELTA']})(?:{TERMINALS['NUMBER']}|:(?:{WORD})?)?"
_WORD_END = rf"(?!{IN_WORD}|(?:{_CONTINUATION.removesuffix('*')})"


def spelled(words: Iterable[str]) -> str:
    """Give an expression for certain words, each a whole word, in any case."""
    return f"(?i:{'|'.join(sorted(words))}){_WORD_END}"


def match(use: TokenClass, pattern: str) -> Rule:
    """Give all that an expression matches one class."""
    return {"match": pattern, "name": SCOPES[use]}


def groups(pattern: str, *uses: TokenClass) -> Rule:
    """Give the groups of an expression a class each, in order."""
    return {"match": pattern, "captures": _captures(uses)}


def context(begin: str, uses: Uses, end: str, end_uses: Uses, patterns: list[Rule]) -> Rule:
    """Give a rule that opens a context, and closes it where `end` matches."""
    return {
        "begin": begin,
        "beginCaptures": _captures(uses),
        "end": end,
        "endCaptures": _captures(end_uses),
        "patterns": patterns,
    }


def patterns(*rules: Rule) -> Rule:
    """Give one rule for several, the first of those that match nearest."""
    return {"patterns": list(rules)}


def include(*names: str) -> list[Rule]:
    """Name contexts of the repository whose rules hold here too, in order."""
    return [{"include": f"#{name}"} for name in names]


def _captures(uses: Uses) -> Rule:
    return {str(number): {"name": SCOPES[use]} for number, use in enumerate(uses, start=1)}
