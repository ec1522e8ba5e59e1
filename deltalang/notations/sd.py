r"""Prompts of the Stable Diffusion webui, as `modules/prompt_parser.py` of AUTOMATIC1111 reads them.

    (a:1.3), ((b)), [c], \(d\)              a*13/10 + b*121/100 + c*10/11 + "(d)"
    [e|f], {e|f}, [g:h:0.5]                 (e | f) and g → h
    i :0.5 AND j BREAK k                    i*1/2 + j + k
    Negative prompt: l, (m:0.5)             - l - m*1/2
    Steps: 20, Sampler: Euler a             not carried over, like <lora:name:1>

A comma ends a phrase, and so does a change of weight. As in the webui a bracket that is never closed
reaches to the end, and one that closes nothing is text.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from deltalang.notations.building import Builder, Frame, together
from deltalang.notations.dialect import Dialect, escaped, noted, with_negative, words
from deltalang.notations.parts import Beats, Options, Part, Phrase, Reader, Weighted
from deltalang.source import Span

_TOKEN = re.compile(
    r"""(?P<escape>\\.)|(?P<network><\w{1,40}:[^<>\n]{1,300}>)|(?P<comment>\#[^\n]*)
    |(?P<wildcard>__[\w/*-]{1,100}__)|(?P<sign>[()\[\]{}|,:])|(?P<break>\bBREAK\b)
    |(?P<text>[^\\<\#_()\[\]{}|,:B]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_WEIGHT = re.compile(r":\s{0,9}([+-]?[.\d]+)\s{0,9}\)")
_AND = re.compile(r"\bAND\b")
_PROMPT_WEIGHT = re.compile(r":\s{0,9}([-+]?(?:\d+\.?|\d*\.\d+))\s*\Z")
_SETTINGS = re.compile(r"^Steps: \d", re.MULTILINE)
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)\s*")
_STRONGER, _WEAKER = Fraction(11, 10), Fraction(10, 11)
_CLOSES = {"(": ")", "[": "]", "{": "}"}


def parts(reader: Reader) -> Sequence[Part]:
    """Read a prompt, or an infotext with a negative prompt and settings."""
    text = reader.source.text
    settings = _SETTINGS.search(text)
    end = settings.start() if settings else len(text)
    if settings:
        reader.note("notation-settings", end, len(text))
    return with_negative(reader, end, positive=_prompts, negative=_DIALECT.parts)


def _prompts(reader: Reader, start: int, end: int) -> Sequence[Part]:
    """Read the prompts between AND, each with its own weight."""
    breaks = list(_AND.finditer(reader.source.text, start, end))
    if not breaks:
        return _DIALECT.parts(reader, start, end)
    parts: list[Part] = []
    starts, ends = [start, *(b.end() for b in breaks)], [*(b.start() for b in breaks), end]
    for begin, stop in zip(starts, ends, strict=True):
        found = _PROMPT_WEIGHT.search(reader.source.text, begin, stop)
        span = Span(begin, stop)
        weight = reader.number(found[1], Span(*found.span(1))) if found else Fraction(1)
        inner = _DIALECT.parts(reader, begin, found.start() if found else stop)
        parts.append(Weighted(weight, inner, span))
    reader.note("notation-apart", breaks[0].start(), breaks[0].end())
    return parts


def _wildcard(builder: Builder, found: re.Match[str], end: int) -> int:
    """Read the name of a list of words: only the program that has the list can draw from it."""
    builder.reader.note("notation-wildcard", *found.span())
    return words(builder, found, end)


def _sign(builder: Builder, found: re.Match[str], end: int) -> int:
    """Read a sign; gives the place behind it."""
    sign, at = found[0], found.start()
    if sign == ",":
        builder.comma()
    elif sign in _CLOSES:
        builder.enter(sign, at)
    elif sign == ":" and builder.open == "(" and (weight := _WEIGHT.match(found.string, at, end)):
        number = builder.reader.number(weight[1], Span(*weight.span(1)))
        _close(builder, weight.end(), weight=number)
        return weight.end()
    elif (sign == ":" and builder.open == "[") or (sign == "|" and builder.open in ("[", "{")):
        builder.separate(sign)
    elif builder.open and sign == _CLOSES[builder.open]:
        _close(builder, at + 1)
    else:
        if sign in ")]}":
            builder.reader.note("notation-stray", at, at + 1)
        builder.text(sign, at, at + 1)
    return at + 1


def _close(builder: Builder, end: int, *, weight: Fraction = _STRONGER) -> None:
    """Close a bracket that ends at a place."""
    frame = builder.leave()
    span = Span(frame.start, end)
    if frame.sign == "(":
        builder.add(Weighted(weight, together(frame), span))
    elif "|" in frame.separators:
        if frame.sign == "[":
            builder.reader.note("notation-alternation", *span)
        builder.add(Options(tuple(map(tuple, frame.pieces)), span))
    elif frame.separators and _is_moment(builder, frame):
        builder.reader.note("notation-moment", *span)
        beats = tuple(tuple(piece) for piece in frame.pieces[:-1] if piece)
        builder.add(Beats(beats, span))
    elif frame.sign == "[":
        builder.add(Weighted(_WEAKER, together(frame), span))
    else:
        for part in together(frame):
            builder.add(part)


def _is_moment(builder: Builder, frame: Frame) -> bool:
    """Tell whether the last piece is a step, as in `[from:to:0.5]`."""
    last = frame.pieces[-1]
    if len(frame.pieces) > 3 or len(last) != 1 or not isinstance(last[0], Phrase):
        return False
    return _NUMBER.fullmatch(last[0].text) is not None


_DIALECT = Dialect(
    _TOKEN,
    {
        "escape": escaped,
        "network": noted("notation-network", apart=True),
        "comment": noted("notation-comment"),
        "wildcard": _wildcard,
        "break": noted("notation-apart", apart=True),
        "sign": _sign,
        "text": words,
    },
    close=_close,
)
