"""Tokens: one lossless, total stream for everybody.

The parser, the formatter, highlighting and the editors all read this one stream. Every character of
a text belongs to exactly one token, so joining the values gives the text back, however broken it is.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from deltalang.syntax.tables import load_tables


class Token(NamedTuple):
    """A piece of text with its terminal's name from `grammar/delta.lark`.

    `start` and `end` are offsets in code points.
    """

    type: str
    value: str
    start: int
    end: int


TRIVIA = frozenset(("SPACE", "NEWLINE", "COMMENT"))
OPENERS = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
CLOSERS = {closer: opener for opener, closer in OPENERS.items()}


def open_brackets(tokens: Iterable[Token]) -> list[Token]:
    """List the brackets that a run of tokens opens and does not close, the outermost first.

    >>> [bracket.value for bracket in open_brackets(lex("(a + [b]) → {c"))]
    ['{']
    """
    stack: list[Token] = []
    for token in tokens:
        if token.type in OPENERS:
            stack.append(token)
        elif token.type in CLOSERS and stack and stack[-1].type == CLOSERS[token.type]:
            stack.pop()
    return stack


def lex(text: str) -> Iterator[Token]:
    """Cut any text into tokens, losing nothing and never failing.

    >>> [token.type for token in lex("Δ02 + $")]
    ['DELTA', 'NUMBER', 'SPACE', 'PLUS', 'SPACE', 'UNKNOWN']
    >>> "".join(token.value for token in lex("half <typ")) == "half <typ"
    True
    """
    return scan(text, 0, len(text))


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """Cut a part of a text into tokens; offsets count from the start of the whole text."""
    for match in load_tables().pattern.finditer(text, start, end):
        yield Token(match.lastgroup or "", match[0], match.start(), match.end())


def significant(text: str, start: int, end: int) -> list[Token]:
    """List the tokens of a part of a text that the parser reads: no white space, no comments."""
    make = Token._make
    return [
        make((kind, match[0], *match.span()))
        for match in load_tables().pattern.finditer(text, start, end)
        if (kind := match.lastgroup) not in TRIVIA
    ]
