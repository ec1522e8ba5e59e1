r"""Prompts of Midjourney, as its documentation tells (Multi-Prompts, Permutations, Parameter List).

    a, b::2 c::-.5 d        a*2 + b*2 - c*1/2 + d
    {e, f\, g}              (e | f + g)
    --no h, i --ar 16:9     - h - i; other parameters are not carried over

`/imagine prompt:` in front is passed over, and image prompts (addresses) are reported.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from deltalang.notations.building import Builder
from deltalang.notations.dialect import Dialect, comma, noted, words
from deltalang.notations.parts import Options, Part, Reader, Weighted
from deltalang.source import Span

_PARAMETER = re.compile(r"(?<!\S)(?:--|[—–])([A-Za-z]\w*)")
_IMAGINE = re.compile(r"\s*/imagine(?:\s+prompt:?)?\s")
_TOKEN = re.compile(
    r"""(?P<address>https?://\S+)|(?P<weight>::(?:[-+]?(?:\d+\.?\d*|\.\d+)(?![\w.]))?)
    |(?P<comma>\\,)|(?P<sign>[{},])|(?P<text>[^:{},\\h]+|.)""",
    re.VERBOSE | re.DOTALL,
)


def parts(reader: Reader) -> Sequence[Part]:
    """Read a prompt with its parameters."""
    text = reader.source.text
    imagine = _IMAGINE.match(text)
    parameters = list(_PARAMETER.finditer(text))
    end = parameters[0].start() if parameters else len(text)
    whole = list(_DIALECT.parts(reader, imagine.end() if imagine else 0, end))
    for number, found in enumerate(parameters, start=1):
        stop = parameters[number].start() if number < len(parameters) else len(text)
        if found[1].lower() == "no":
            avoided = _DIALECT.parts(reader, found.end(), stop)
            whole.append(Weighted(Fraction(-1), avoided, Span(found.start(), stop)))
        else:
            reader.note("notation-settings", found.start(), stop)
    return whole


def _weight(builder: Builder, found: re.Match[str], _end: int) -> int:
    """Read a weight: that of everything since the one before it; inside braces it counts for nothing."""
    builder.comma()
    span = Span(*found.span())
    if builder.open:
        builder.reader.note("notation-inner-weight", *span)
        return span.end
    weight = builder.reader.number(found[0][2:].strip() or "1", span)
    pieces = builder.frames[0].pieces
    inner = tuple(pieces[-1])
    start = inner[0].span.start if inner else span.start
    pieces[-1:] = [[Weighted(weight, inner, Span(start, span.end))], []]
    return span.end


def _sign(builder: Builder, found: re.Match[str], _end: int) -> int:
    sign, at = found[0], found.start()
    if sign == "{":
        builder.enter(sign, at)
    elif sign == "}" and builder.open:
        _close(builder, at + 1)
    elif sign == "," and builder.open:
        builder.separate(sign)
    elif sign == ",":
        builder.comma()
    else:
        builder.reader.note("notation-stray", at, at + 1)
        builder.text(sign, at, at + 1)
    return at + 1


def _close(builder: Builder, end: int) -> None:
    frame = builder.leave()
    builder.add(Options(tuple(map(tuple, frame.pieces)), Span(frame.start, end)))


_DIALECT = Dialect(
    _TOKEN,
    {
        "address": noted("notation-image", apart=True),
        "weight": _weight,
        "comma": comma,
        "sign": _sign,
        "text": words,
    },
    close=_close,
)
