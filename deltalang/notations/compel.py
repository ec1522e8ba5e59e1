r"""Prompts of compel, and so of InvokeAI, as its doc/syntax.md and prompt_parser.py tell.

a+, (b c)--, (d)1.3, "e"0.5             a*11/10 + b c*81/100 + d*13/10 + e*1/2
("f", "g").and(1, 0.5)                  f + g*1/2; of .blend() the same
h.swap(i), withLora(x, 0.8)             h; the rest is not carried over
[j]                                     - j (InvokeAI 2)
Negative prompt: k                      - k
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from deltalang.notations.building import Builder, Frame, together
from deltalang.notations.dialect import Dialect, escaped, noted, with_negative
from deltalang.notations.parts import Options, Part, Reader, Weighted
from deltalang.source import Span

_TOKEN = re.compile(
    r"""(?P<escape>\\[()"])|(?P<lora>\b(?:use|with)Lora\([^()]{0,300}\))|(?P<sign>[()"\[\]{}|,])
    |(?P<swap>\.swap\([^()]{0,300}\))|(?P<space>\s+)|(?P<word>[^\s()"\[\]{}|,\\.]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_WEIGHT = re.compile(r"\++|-+(?!\d)|[+-]?(?:\d+\.\d*|\.\d+|\d+)")
_ATTEND = re.compile(r"\.attend\(\s*([^()\s]{1,150})\s*\)")
_TOGETHER = re.compile(r"\.(and|add|blend)\(([^()]{0,2000})\)")
_CLOSES = {"(": ")", "[": "]", "{": "}", '"': '"'}
_PLUS, _MINUS = Fraction(11, 10), Fraction(9, 10)


def parts(reader: Reader) -> Sequence[Part]:
    """Read a prompt, with a negative prompt on a line of its own or in square brackets."""
    end = len(reader.source.text)
    return with_negative(reader, end, positive=_DIALECT.parts, negative=_DIALECT.parts)


def _space(builder: Builder, found: re.Match[str], _end: int) -> int:
    builder.text(" ", *found.span())
    return found.end()


def _word(builder: Builder, found: re.Match[str], end: int) -> int:
    """Read a word; plus or minus signs at its end weigh it alone."""
    word, start = found[0], found.start()
    bare = word.rstrip(word[-1]) if word[-1] in "+-" else ""
    following = found.string[found.end() : min(found.end() + 1, end)]
    if not bare or following == "\\":
        builder.text(word, *found.span())
        return found.end()
    if "".join(builder.words[-1:])[-1:] in ("", " "):  # else the word began before, with an escape
        builder.comma()
    before = len(builder.frames[-1].pieces[-1])
    builder.text(bare, start, start + len(bare))
    builder.comma()
    pieces = builder.frames[-1].pieces[-1]
    if len(pieces) > before:  # else nothing visible was weighed
        span = Span(*found.span())
        weight = _marks(builder, word[len(bare) :], span)
        pieces[-1] = Weighted(weight, (pieces[-1],), span)
    return found.end()


def _sign(builder: Builder, found: re.Match[str], end: int) -> int:
    """Read a sign; gives the place behind it and behind its weight."""
    sign, at = found[0], found.start()
    if sign == ",":
        builder.comma()
    elif builder.open and sign == _CLOSES[builder.open]:
        return _close(builder, at + 1, end)
    elif sign in _CLOSES:
        builder.enter(sign, at)
    elif sign == "|" and builder.open == "{":
        builder.separate(sign)
    else:
        if sign != "|":
            builder.reader.note("notation-stray", at, at + 1)
        builder.text(sign, at, at + 1)
    return at + 1


def _close(builder: Builder, at: int, end: int) -> int:
    """Close a bracket or quote; gives the place behind its weight or call."""
    frame, text = builder.leave(), builder.reader.source.text
    if frame.sign == "{" and frame.separators:
        builder.add(Options(tuple(map(tuple, frame.pieces)), Span(frame.start, at)))
        return at
    weight = Fraction(-1) if frame.sign == "[" else Fraction(1)
    parts = together(frame)
    if frame.sign in ("(", '"'):
        attend = _ATTEND.match(text, at, end)
        number = attend or _WEIGHT.match(text, at, end)
        if number:
            written = attend[1] if attend else number[0]
            weight = _marks(builder, written, Span(*number.span()))
            at = number.end()
        elif call := _TOGETHER.match(text, at, end):
            parts = _clauses(builder, frame, call)
            at = call.end()
    builder.add(Weighted(weight, parts, Span(frame.start, at)))
    return at


def _clauses(builder: Builder, frame: Frame, call: re.Match[str]) -> tuple[Part, ...]:
    """Give the clauses of `.and()` and `.blend()`, each with its weight where there is one."""
    message = "notation-blend" if call[1] == "blend" else "notation-apart"
    builder.reader.note(message, *call.span())
    clauses = together(frame)
    span = Span(*call.span(2))
    written = [one.strip() for one in call[2].split(",")] if call[2].strip() else []
    weights = [builder.reader.number(one, span) for one in written if one != "no_normalize"]
    if not weights:
        return clauses
    if len(weights) != len(clauses):
        counts = {"weights": len(weights), "clauses": len(clauses)}
        raise builder.reader.error("E501", "notation-clauses", span, **counts)
    pairs = zip(weights, clauses, strict=True)
    return tuple(Weighted(weight, (clause,), span) for weight, clause in pairs)


def _marks(builder: Builder, text: str, span: Span) -> Fraction:
    """Read a weight: plus signs, minus signs or a number."""
    if not text.strip("+") or not text.strip("-"):
        if len(text) > builder.reader.limits.digits:
            allowed = builder.reader.limits.digits
            raise builder.reader.error("E502", "notation-digits", span, allowed=allowed)
        return (_PLUS if text[0] == "+" else _MINUS) ** len(text)
    return builder.reader.number(text, span)


_DIALECT = Dialect(
    _TOKEN,
    {
        "escape": escaped,
        "lora": noted("notation-network", apart=True),
        "sign": _sign,
        "swap": noted("notation-swap"),
        "space": _space,
        "word": _word,
    },
    close=lambda builder, end: _close(builder, end, end),
)
