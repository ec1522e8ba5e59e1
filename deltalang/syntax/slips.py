"""Slips: what the hand is used to from another notation.

An arrow as programs write it, a decimal comma, a colon forgotten in braces. Each is looked for
before the general mistakes, because what it looks like to the parser is something else.
"""

import re
from collections.abc import Sequence

from deltalang.diagnostics import Diagnostic
from deltalang.source import Source, Span
from deltalang.syntax.tokens import Token, open_brackets

_ARROW = re.compile("[-=–—−]+>+")
_ARROW_SIGNS = frozenset("-=–—−>")
# What stands before the comma: no more of the text is looked at than a number may be long.
_WHOLE = re.compile(r"([*^/:{])\s*([0-9]+),\Z")
_PART = re.compile(r"[0-9]+(?![\w.])")
_LOOK_BACK = 110


def slip(source: Source, tokens: Sequence[Token], index: int) -> Diagnostic | None:
    """Recognise a slip at the token where the parser stopped."""
    return (
        _arrow(source, tokens, index)
        or decimal_comma(source, tokens[index].end)
        or _missing_colon(source, tokens, index)
    )


def _arrow(source: Source, tokens: Sequence[Token], index: int) -> Diagnostic | None:
    """`=>` and `-->` are several tokens; the parser stops at any of them."""
    if not _ARROW_SIGNS.issuperset(tokens[index].value):
        return None
    first = last = index
    while first and _goes_on(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _goes_on(tokens[last], tokens[last + 1]):
        last += 1
    span = Span(tokens[first].start, tokens[last].end)
    found = source.text[slice(*span)]
    if found == "->" or not _ARROW.fullmatch(found):
        return None
    return Diagnostic("E101", "foreign-arrow", source, span, {"found": found})


def _goes_on(left: Token, right: Token) -> bool:
    return left.end == right.start and _ARROW_SIGNS.issuperset(left.value + right.value)


def decimal_comma(source: Source, start: int) -> Diagnostic | None:
    """Recognise a number with a comma, by the offset where its part after the comma starts.

    Without a space: `Δ07(a*1, 5)` has two arguments.

    >>> decimal_comma(Source("a*1,5"), 4).message()
    '`1,5` is not a number: a fraction has a point, not a comma'
    """
    whole = _WHOLE.search(source.text[max(0, start - _LOOK_BACK) : start])
    part = _PART.match(source.text, start)
    if whole is None or part is None:
        return None
    operator, digits = whole.groups()
    span = Span(start - len(digits) - 1, part.end())
    point = f"{digits}.{part[0]}"
    if operator == "^":  # a point would not help here
        return Diagnostic("E106", "repeat-number", source, span, {"found": point})
    arguments = {"found": source.text[slice(*span)], "point": point}
    return Diagnostic("E106", "decimal-comma", source, span, arguments)


def _missing_colon(source: Source, tokens: Sequence[Token], index: int) -> Diagnostic | None:
    """`{tension 0.7}`: words, then what can only be their value."""
    value, first = tokens[index], index
    while first and tokens[first - 1].type == "WORD":
        first -= 1
    if value.type not in ("NUMBER", "STRING", "HASH") or first in (0, index):
        return None
    inside = open_brackets(tokens[:first])
    starts_entry = tokens[first - 1].type in ("LBRACE", "COMMA")
    if not starts_entry or not inside or inside[-1].type != "LBRACE":
        return None
    name = source.text[tokens[first].start : tokens[index - 1].end]
    span = Span(tokens[first].start, value.end)
    arguments = {"name": name, "value": value.value}
    return Diagnostic("E101", "missing-colon", source, span, arguments)
