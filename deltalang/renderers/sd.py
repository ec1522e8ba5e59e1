r"""The sd target: a prompt for the Stable Diffusion webui of AUTOMATIC1111, and for Forge.

    память, (жар:1.5) BREAK тишина
    Negative prompt: холод, (шум:0.5)

The syntax is that of `modules/prompt_parser.py` of the webui: `(word:1.2)` is attention, `\(` a bracket
that is text, BREAK begins a new chunk of tokens, AND would add whole prompts. Beats are chunks, so
that they do not run into each other. A choice is `{a|b}` of the Dynamic Prompts extension: the
webui's own `[a|b]` alternates at every step and draws both, which is not what a choice means.

A term stays a term. What the webui can escape is escaped, for a backslash is dropped before any
character; what belongs to extensions, which know no escape, gets its full-width twin (`{`, `|`, `<`,
`$`, `#`, `__`), the same character to the language; AND and BREAK become lower case, which CLIP makes of
every word anyway. At the end of a prompt the webui would read `12:30` as a prompt with weight 30, so
such a term stands in brackets.
"""

import re

from deltalang.renderers.document import Document
from deltalang.renderers.image_prompt import Dialect, full_width
from deltalang.renderers.picture import picture

_FULL_WIDTH = str.maketrans("{}|<>#$", "｛｝｜＜＞＃＄")
_EXTENSIONS = re.compile(r"_{2,}|//|/(?=\*)|^[@!~]")
_ESCAPED = re.compile(r"[\\()\[\]:,]")
_WORDS = re.compile(r"\b(?:AND|BREAK)(?:_\w+)?\b|\bADD(?:COMM|BASE|COL|ROW)\b")
_NUMBER_LAST = re.compile(r":\s*[-+]?[\d.]+\s*$")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a prompt and, where it avoids anything, a negative prompt."""
    drawn = picture(document, lang)
    text = " BREAK ".join(map(_DIALECT.segment, drawn.segments))
    return _DIALECT.lines(text, drawn.avoid)


def term(text: str) -> str:
    r"""Write a term so that the webui and its extensions read nothing but text.

    >>> term("a (b) [c]: <lora:x:1> AND __d__")
    'a \\(b\\) \\[c\\]\\: ＜lora\\:x\\:1＞ and ＿＿d＿＿'
    """
    shown = _EXTENSIONS.sub(full_width, text.translate(_FULL_WIDTH))
    return _WORDS.sub(lambda word: word[0].lower(), _ESCAPED.sub(r"\\\g<0>", shown))


def _weighed(body: str, weight: str) -> str:
    return f"({body}:{weight})" if weight != "1" or _NUMBER_LAST.search(body) else body


_DIALECT = Dialect(term, _weighed)
