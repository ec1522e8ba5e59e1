r"""The compel target: a prompt for the compel library, and so for diffusers and InvokeAI.

    память, (жар)1.5
    Negative prompt: холод

    ("дверь, (тишина)1.2", "шаг").and()

The syntax is that of https://github.com/damian0815/compel, doc/syntax.md and prompt_parser.py (2.5):
`(phrase)1.2` with a weight from 0 to 2, `\(`, `\)` and `\"` for text, `("a", "b").and()` for clauses
that are encoded apart, which beats are here. Today's compel and InvokeAI take the negative prompt as
a text of its own (`negative_prompt=`, the second field), so it has a line of its own with the
webui's label, which is not part of it; the `[..]` of InvokeAI 2 would be plain text now. A choice is
`{a|b}`, which InvokeAI draws one by one; in a program make the choice first (`--seed`).

A term stays a term: compel unescapes nothing but brackets and quotes, so every other sign that it
reads (`+` and `=`, `-` outside of a word, `[]{}|<>` and the backslash) gets its full-width twin,
the same character to the language.
"""

import re

from deltalang.renderers.document import Document
from deltalang.renderers.image_prompt import Dialect, full_width
from deltalang.renderers.picture import picture

_SIGNS = re.compile(r"[+=\[\]{}|<>\\]|(?<!\w)-|-(?!\w)")
_ESCAPED = re.compile(r'[()"]')
_LABEL = re.compile(r"(?i)(?<=^negative prompt):")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a prompt and, where it avoids anything, a line with the negative prompt."""
    drawn = picture(document, lang)
    clauses = [_DIALECT.segment(segment) for segment in drawn.segments]
    quoted = ", ".join(f'"{clause}"' for clause in clauses)
    text = f"({quoted}).and()" if len(clauses) > 1 else "".join(clauses)
    return _DIALECT.lines(text, drawn.avoid)


def term(text: str) -> str:
    r"""Write a term so that compel reads nothing but text.

    >>> term('C++ (a).swap("b") что-то')
    'C＋＋ \\(a\\).swap\\(\\"b\\"\\) что-то'
    """
    return _ESCAPED.sub(r"\\\g<0>", _SIGNS.sub(full_width, _LABEL.sub(full_width, text)))


def _weighed(body: str, weight: str) -> str:
    return f"({body}){weight}" if weight != "1" else body


_DIALECT = Dialect(term, _weighed)
