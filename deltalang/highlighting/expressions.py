"""Expressions: the class of each token in an expression or in the braces of a scope."""

from collections.abc import Sequence

from deltalang.algebra.scopes import KNOWN
from deltalang.highlighting.classes import TokenClass
from deltalang.syntax.tokens import Token

TRIVIAL = {
    "SPACE": TokenClass.SPACE,
    "NEWLINE": TokenClass.SPACE,
    "COMMENT": TokenClass.COMMENT,
}
BROKEN = {"UNCLOSED": TokenClass.UNCLOSED, "UNKNOWN": TokenClass.ERROR}
SIGNS = {
    "PLUS": TokenClass.TOGETHER, "MINUS": TokenClass.WITHOUT, "ARROW": TokenClass.THEN,
    "BAR": TokenClass.CHOICE, "TILDE": TokenClass.GLUE, "STAR": TokenClass.TIMES,
    "SLASH": TokenClass.TIMES, "CARET": TokenClass.AGAIN, "BANG": TokenClass.ANCHOR,
    "QUERY": TokenClass.HYPOTHESIS, "EQUAL": TokenClass.EQUALS, "COMMA": TokenClass.PUNCTUATION,
    "COLON": TokenClass.PUNCTUATION, "LPAR": TokenClass.BRACKET, "RPAR": TokenClass.BRACKET,
    "LSQB": TokenClass.CYCLE, "RSQB": TokenClass.CYCLE, "LBRACE": TokenClass.BRACE,
    "RBRACE": TokenClass.BRACE, "BEAT": TokenClass.SILENCE, "STRING": TokenClass.QUOTED,
    "PIN": TokenClass.VERSION, "DELTA": TokenClass.REFERENCE, "HASH": TokenClass.ERROR,
    **BROKEN,
}  # fmt: skip
"""What a token is in an expression, whatever stands around it; a `#tag` is a mistake there."""

IN_SCOPE = {
    "STRING": TokenClass.QUOTED, "HASH": TokenClass.HASH, "NUMBER": TokenClass.SCOPE_NUMBER,
    "SLASH": TokenClass.TIMES, "COMMA": TokenClass.PUNCTUATION, "COLON": TokenClass.PUNCTUATION,
    "RBRACE": TokenClass.BRACE, "UNCLOSED": TokenClass.UNCLOSED,
}  # fmt: skip
"""What may stand between braces; everything else is a mistake there."""

AWAITED = {"STAR": TokenClass.WEIGHT, "SLASH": TokenClass.WEIGHT, "CARET": TokenClass.REPEAT}
"""Signs that await a number, and what that number is."""

HOLES = {"~": TokenClass.MODEL_HOLE, "?": TokenClass.PERSON_HOLE}
VALUES = {
    name: use
    for english, use in (("mode", TokenClass.MODE), ("context", TokenClass.CONTEXT))
    for name in (english, KNOWN[english])
}
"""The keys, in both languages, whose words have a class of their own."""


def names_before_colon(code: Sequence[Token]) -> list[bool]:
    """Tell of each token of a line whether it is a word of a name that a colon follows.

    >>> from deltalang.syntax.tokens import significant
    >>> names_before_colon(significant("a b: c d", 0, 8))
    [True, True, False, False, False]
    """
    named = [False] * len(code)
    for index in range(len(code) - 2, -1, -1):
        if code[index].type == "WORD":
            following = code[index + 1].type
            named[index] = following == "COLON" or (following == "WORD" and named[index + 1])
    return named


class ExpressionReader:
    """Reads the significant tokens of one line in order, and keeps what is open behind each.

    `entry` is what words are inside a scope, None outside; `number` is what a number would be now.
    """

    def __init__(
        self, code: Sequence[Token], entry: TokenClass | None, number: TokenClass | None
    ) -> None:
        self.code = code
        self.entry = entry
        self.number = number
        self.named = names_before_colon(code)

    def read(self, index: int) -> TokenClass:
        """Give the class of the token at an index; tokens are read from left to right."""
        kind = self.code[index].type
        if self.entry is not None:
            return self._in_scope(index, kind)
        awaited, self.number = self.number, AWAITED.get(kind)
        if self.in_reference(index):
            return TokenClass.REFERENCE
        if kind == "WORD":
            return TokenClass.PARAMETER if self.named[index] else TokenClass.ATOM
        if kind == "NUMBER":
            nothing = self.code[index].value == "0"
            return awaited or (TokenClass.NOTHING if nothing else TokenClass.ERROR)
        if kind == "HOLE":
            sign = self.code[index].value[1:-1].strip()[:1]
            return HOLES.get(sign, TokenClass.HOLE)
        if kind == "LBRACE":
            self.entry = TokenClass.MODE
        return SIGNS[kind]

    def in_reference(self, index: int) -> bool:
        """Tell whether a token is the number, the colon or the word that belongs to a `Δ` before it."""
        kind = self.code[index].type
        if not index or self.code[index - 1].end != self.code[index].start:
            return False
        if kind in ("NUMBER", "COLON"):
            return self.code[index - 1].type == "DELTA"
        return (
            kind == "WORD" and self.code[index - 1].type == "COLON" and self.in_reference(index - 1)
        )

    def _in_scope(self, index: int, kind: str) -> TokenClass:
        entry = self.entry or TokenClass.MODE
        if kind == "WORD":
            return TokenClass.SCOPE_KEY if self.named[index] else entry
        if kind == "COLON":
            self.entry = self._opened(index)
        elif kind == "COMMA":
            self.entry = TokenClass.MODE
        elif kind == "RBRACE":
            self.entry = None
        return IN_SCOPE.get(kind, TokenClass.ERROR)

    def _opened(self, colon: int) -> TokenClass:
        """Tell what the words behind a colon are, by the key in front of it."""
        several = colon > 1 and self.code[colon - 2].type == "WORD"
        if not colon or self.code[colon - 1].type != "WORD" or several:
            return TokenClass.SCOPE_VALUE
        return VALUES.get(self.code[colon - 1].value.casefold(), TokenClass.SCOPE_VALUE)
