"""Pygments: the language for `pygmentize`, Sphinx, MkDocs and whatever else colours with Pygments.

Pygments finds the lexer by the entry point of the package; nothing else of deltalang imports it.
"""

from collections.abc import Iterator
from typing import ClassVar

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.texts import highlight

TOKENS: dict[TokenClass, _TokenType] = {
    TokenClass.SPACE: Whitespace,
    TokenClass.COMMENT: Comment.Single,
    TokenClass.DIRECTIVE: Keyword,
    TokenClass.ARGUMENT: String,
    TokenClass.VERB: Operator.Word,
    TokenClass.LABEL: Name.Label,
    TokenClass.DEFINITION: Name.Class,
    TokenClass.REFERENCE: Name.Function,
    TokenClass.VERSION: Name.Decorator,
    TokenClass.PARAMETER: Name.Variable,
    TokenClass.ATOM: Name,
    TokenClass.QUOTED: String.Double,
    TokenClass.HOLE: Name.Variable.Instance,
    TokenClass.MODEL_HOLE: String.Interpol,
    TokenClass.PERSON_HOLE: String.Other,
    TokenClass.SILENCE: Keyword.Constant,
    TokenClass.NOTHING: Keyword.Constant,
    TokenClass.TOGETHER: Operator,
    TokenClass.WITHOUT: Operator,
    TokenClass.THEN: Operator,
    TokenClass.CHOICE: Operator,
    TokenClass.GLUE: Operator,
    TokenClass.TIMES: Operator,
    TokenClass.WEIGHT: Number,
    TokenClass.AGAIN: Operator,
    TokenClass.REPEAT: Number.Integer,
    TokenClass.ANCHOR: Keyword.Pseudo,
    TokenClass.HYPOTHESIS: Keyword.Pseudo,
    TokenClass.EQUALS: Operator,
    TokenClass.MODE: Name.Entity,
    TokenClass.CONTEXT: String.Symbol,
    TokenClass.SCOPE_KEY: Name.Attribute,
    TokenClass.SCOPE_VALUE: String,
    TokenClass.SCOPE_NUMBER: Number,
    TokenClass.HASH: Number.Hex,
    TokenClass.BRACKET: Punctuation,
    TokenClass.CYCLE: Punctuation,
    TokenClass.BRACE: Punctuation,
    TokenClass.PUNCTUATION: Punctuation,
    TokenClass.UNCLOSED: Error,
    TokenClass.ERROR: Error,
}
"""The token type of every class, among those that every Pygments style colours."""


class DeltalangLexer(Lexer):
    """Colours scripts of deltalang.

    >>> [str(kind) for kind, _ in DeltalangLexer().get_tokens("Δ02*2")][:3]
    ['Token.Name.Function', 'Token.Name.Function', 'Token.Operator']
    """

    name = "deltalang"
    aliases: ClassVar[list[str]] = ["deltalang", "delta-lang"]
    filenames: ClassVar[list[str]] = ["*.delta"]
    mimetypes: ClassVar[list[str]] = ["text/x-deltalang"]
    version_added = ""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens of a text as Pygments wants them."""
        for start, end, use in highlight(text):
            yield start, TOKENS[use], text[start:end]
