"""The formatter: one way to write a text down, over the same tokens that the parser reads.

    двор:D02+память               двор: Δ02 + память
      ->жар *2 # тепло    becomes     → жар*2  # тепло

It works on tokens, not on the tree, so comments and the author's line breaks stay where they are: a
line of the input is a line of the output. Only white space changes, and the spelling of `Δ`, `→` and
`-`. A statement that cannot be read is kept as it is. Formatting twice changes nothing more.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from deltalang.source import BOM, Source, Span
from deltalang.syntax import ast
from deltalang.syntax.layout import common_indent, statements
from deltalang.syntax.parser import iter_statements
from deltalang.syntax.tokens import CLOSERS, OPENERS, TRIVIA, Token, scan
from deltalang.syntax.verbs import find_verb

_INDENT = "    "
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_SPELLINGS = {"DELTA": "Δ", "ARROW": "→", "MINUS": "-"}

# Roles that tokens play only in some places: a colon in `:mode` and `Δ:slug`, the name and the verb
# of `:expect Δ02 has жар`, the argument of any other directive.
_SIGIL, _KEYWORD, _VERBATIM = "sigil", "keyword", "verbatim"
_SPACED = {"PLUS", "MINUS", "ARROW", "BAR", "EQUAL", _KEYWORD}
_SPACE_AFTER = {"COMMA", "COLON"}
_NO_SPACE_AFTER = {*OPENERS, _SIGIL}
_NO_SPACE_BEFORE = {*CLOSERS, *_SPACE_AFTER}


def format(text: str | Source) -> str:
    """Write a text in the one layout; what cannot be read stays as it is.

    >>> format("двор:∆02( волк )+память-  жар *2\\n  ->лес # тишина")
    'двор: Δ02(волк) + память - жар*2\\n    → лес  # тишина\\n'
    """
    source = Source(text) if isinstance(text, str) else text
    bom = source.text[: source.body_start]
    body = "".join(line + source.newline for line in _squeeze(_lines(source)))
    if body.startswith(BOM) and not bom:  # one that was no byte order mark must not become one
        body = source.newline + body
    return bom + body


def _squeeze(lines: Iterable[str]) -> list[str]:
    """Leave one blank line of several, and none at either end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1] else kept


def _lines(source: Source) -> Iterator[str]:
    """Give the formatted lines of a text; a statement that cannot be read is one of them."""
    text, done = source.text, source.body_start
    base = common_indent(text, done)
    for (span, _stray), statement in zip(statements(source), iter_statements(source), strict=True):
        begin = _line_start(text, done, span.start)
        yield from _loose_lines(source, Span(done, begin), base=None)
        if isinstance(statement, ast.Junk):
            end = _line_end(text, statement, span)
            yield _kept(source, Span(begin, end), base)
            yield from _loose_lines(source, Span(_next_line(text, end), span.end), base=base)
        else:
            yield from _statement_lines(source, span, statement, base)
        done = span.end
    yield from _loose_lines(source, Span(done, len(text)), base=None)


def _line_start(text: str, begin: int, offset: int) -> int:
    return max(begin, text.rfind("\n", begin, offset) + 1, text.rfind("\r", begin, offset) + 1)


def _line_end(text: str, junk: ast.Junk, span: Span) -> int:
    """Find the end of the last line of a statement, without blank lines and comments below."""
    last = junk.start + len(text[junk.start : junk.end].rstrip())
    found = _LINE_BREAK.search(text, last, span.end)
    return found.start() if found else span.end


def _next_line(text: str, end: int) -> int:
    found = _LINE_BREAK.match(text, end)
    return found.end() if found else end


def _kept(source: Source, span: Span, base: int) -> str:
    """Keep the lines of a statement that cannot be read, moved left by the common indentation."""
    margin = re.compile(rf"[^\S\r\n]{{0,{base}}}")
    lines = _LINE_BREAK.split(source.text[span.start : span.end].rstrip())
    return source.newline.join(margin.sub("", line, count=1) for line in lines)


def _loose_lines(source: Source, span: Span, *, base: int | None) -> Iterator[str]:
    """Give comments and blank lines; below a statement (`base`) a comment may be indented."""
    for line in _token_lines(scan(source.text, *span)):
        comment = next((token for token in line if token.type == "COMMENT"), None)
        yield _comment_line(line, comment, base) if comment else ""


def _comment_line(line: list[Token], comment: Token, base: int | None) -> str:
    indented = base is not None and comment.start - line[0].start > base
    return (_INDENT if indented else "") + comment.value.rstrip()


def _statement_lines(
    source: Source, span: Span, statement: ast.Statement, base: int
) -> Iterator[str]:
    tokens = _with_roles(list(scan(source.text, *span)), statement)
    for number, line in enumerate(_token_lines(tokens)):
        code = [token for token in line if token.type not in TRIVIA]
        comment = next((token for token in line if token.type == "COMMENT"), None)
        if code:
            indent = _INDENT if number else ""
            tail = f"  {comment.value.rstrip()}" if comment else ""
            yield indent + _spaced(source.text, code) + tail
        else:
            yield _comment_line(line, comment, base) if comment else ""


def _token_lines(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if token.type == "NEWLINE":
            yield line
            line = []
        else:
            line.append(token)
    if line:
        yield line


def _with_roles(tokens: list[Token], statement: ast.Statement) -> Iterator[Token]:
    """Rename the tokens that play another role than their type says, and respell the others."""
    code = [token for token in tokens if token.type not in TRIVIA]
    keywords = {1, find_verb(code)} if isinstance(statement, ast.Expectation) else {1}
    index, previous = 0, ""
    for token in tokens:
        if token.type in TRIVIA:
            yield token
            continue
        kind = token.type
        if isinstance(statement, ast.Directive | ast.Expectation) and index in {0, *keywords}:
            kind = _KEYWORD if index else _SIGIL
        elif isinstance(statement, ast.Directive):
            kind = _VERBATIM
        elif kind == "COLON" and previous == "DELTA":
            kind = _SIGIL
        yield token._replace(type=kind, value=_SPELLINGS.get(kind, token.value))
        index, previous = index + 1, kind


def _spaced(text: str, code: list[Token]) -> str:
    """Join the tokens of one line."""
    rest = (_gap(text, left, right) + right.value for left, right in pairwise(code))
    return code[0].value + "".join(rest)


def _gap(text: str, left: Token, right: Token) -> str:
    before, after = left.type, right.type
    if before == after == _VERBATIM:
        return text[left.end : right.start]
    if before in _NO_SPACE_AFTER or after in _NO_SPACE_BEFORE:
        return ""
    if before in _SPACED or after in _SPACED or before in _SPACE_AFTER:
        return " "
    return " " if before == after == "WORD" else ""
