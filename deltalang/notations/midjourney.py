r"""Prompts of Midjourney, as its documentation tells (Multi-Prompts, Permutations, Parameter List).

    a, b::2 c::-.5 d        a*2 + b*2 - c*1/2 + d
    {e, f\, g}              (e | f + g)
    --no h, i --ar 16:9     - h - i; other parameters are not carried over

`/imagine prompt:` in front is passed over, and image prompts (addresses) are reported.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from deltalang.notations.building import Builder, together
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
    whole = list(_parts(reader, imagine.end() if imagine else 0, end))
    for number, found in enumerate(parameters, start=1):
        stop = parameters[number].start() if number < len(parameters) else len(text)
        if found[1].lower() == "no":
            avoided = _parts(reader, found.end(), stop)
            whole.append(Weighted(Fraction(-1), avoided, Span(found.start(), stop)))
        else:
            reader.note("notation-settings", found.start(), stop)
    return whole


def _parts(reader: Reader, start: int, end: int) -> tuple[Part, ...]:
    """Read parts; a weight is that of everything since the one before it."""
    builder, text, at, begin = Builder(reader), reader.source.text, start, start
    done: list[Part] = []
    while at < end:
        found = _TOKEN.match(text, at, end)
        assert found is not None  # the last alternative takes any character
        at = found.end()
        if found.lastgroup == "address":
            builder.comma()
            reader.note("notation-image", *found.span())
        elif found.lastgroup == "weight" and not builder.open:
            builder.comma()
            number = found[0][2:].strip() or "1"
            weight = reader.number(number, Span(*found.span()))
            done.append(Weighted(weight, together(builder.frames[0]), Span(begin, at)))
            builder.frames[0].pieces = [[]]
            begin = at
        elif found.lastgroup == "weight":
            builder.comma()
            reader.note("notation-inner-weight", *found.span())
        elif found.lastgroup == "comma":
            builder.comma()
        elif found.lastgroup == "sign":
            _sign(builder, found)
        else:
            builder.text(found[0], *found.span())
    while builder.open:
        frame = builder.frames[-1]
        reader.note("notation-unclosed", frame.start, frame.start + 1)
        _close(builder, end)
    return (*done, Weighted(Fraction(1), builder.parts(), Span(begin, end)))


def _sign(builder: Builder, found: re.Match[str]) -> None:
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


def _close(builder: Builder, end: int) -> None:
    frame = builder.leave()
    builder.add(Options(tuple(map(tuple, frame.pieces)), Span(frame.start, end)))
