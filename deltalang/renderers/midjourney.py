r"""The midjourney target: a prompt for Midjourney, in one line.

    память::2 жар, рост::1 шум::-0.5 --no холод

After Midjourney's documentation (docs.midjourney.com: Multi-Prompts, Permutation Prompts, Parameter
List): `::` ends a part and its weight follows at once; weights count in proportion to each other, and
their sum must be positive; `--no` is a part with -0.5; `{a, b}` draws every option in turn, with
`\,` for a comma that is text. Images of one weight share a part, a beat is a part of its own, and
without weights there are no parts at all. What is avoided with weight 1 goes to `--no`; another
negative weight is written out while the sum stays positive, else it goes to `--no` too.

A term stays a term: `::`, `--`, `://` (an image prompt), braces and backslashes get their full-width
twins, the same characters to the language; a dash that telephones make of `--` gets its small one.
No parameter but `--no` is ever written.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from deltalang.renderers.document import Document
from deltalang.renderers.image_prompt import full_width
from deltalang.renderers.picture import Phrase, Segment, decimal, picture

MOST = 100
"""The greatest weight: others are small beside it already."""

_SIGNS = re.compile(r":{2,}|:$|:(?=//)|-{2,}|[{}\\]")
_DASH = re.compile(r"(?<!\S)[—–](?=\w)")
_SMALL_DASH = {"—": "﹘", "–": "︲"}
_NO = Fraction(1, 2)


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a prompt for Midjourney."""
    drawn = picture(document, lang)
    parts = [part for segment in drawn.segments for part in _parts(segment)]
    against = [phrase for phrase in drawn.avoid if phrase.weight != 1]
    plain = [phrase for phrase in drawn.avoid if phrase.weight == 1]
    left = sum((Fraction(weight) for _, weight in parts), Fraction(0)) - (_NO if plain else 0)
    if sum((Fraction(decimal(phrase.weight, MOST)) for phrase in against), Fraction(0)) >= left:
        plain, against = list(drawn.avoid), []
    parts += [(_text(phrase), "-" + decimal(phrase.weight, MOST)) for phrase in against]
    if len(parts) == 1 and parts[0][1] == "1":
        text = parts[0][0]
    else:
        text = " ".join(f"{said}::{weight}" for said, weight in parts)
    # a comma separates what is avoided, so there is none in it
    avoided = ", ".join(" ".join(_text(phrase, comma=" ").split()) for phrase in plain)
    return " ".join(filter(None, (text, f"--no {avoided}" if avoided else ""))) + "\n"


def _parts(segment: Segment) -> Iterator[tuple[str, str]]:
    """Join neighbours of one weight."""
    for weight, phrases in groupby(segment, key=lambda phrase: decimal(phrase.weight, MOST)):
        yield ", ".join(map(_text, phrases)), weight


def _text(phrase: Phrase, *, comma: str = ",") -> str:
    if not phrase.options:
        return f"{comma} ".join(term(word).replace(",", comma) for word in phrase.words)
    # weights inside an option would end a part: only the words stay
    options = ("\\, ".join(_text(one, comma="\\,") for one in option) for option in phrase.options)
    return "{" + ", ".join(options) + "}"


def term(text: str) -> str:
    r"""Write a term so that Midjourney reads nothing but text.

    >>> term("a::2 --v 6 {b}"), term("12:30"), term("дом — это")
    ('a：：2 －－v 6 ｛b｝', '12:30', 'дом — это')
    """
    return _SIGNS.sub(full_width, _DASH.sub(lambda dash: _SMALL_DASH[dash[0]], text))
