"""Pages: what is told about a name, as Markdown or as plain text.

What comes from a script or a registry is data: it is escaped, so that no term can end a code block,
make a link or a heading, or hide anything.
"""

import re
from collections.abc import Iterable

import attrs

from deltalang.diagnostics import visible

# Signs that always mean something, those that do at the start of a line, and what becomes a link.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$]|^\s*[#+\-]|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)")
_ITEM = re.compile(r"^(\s*[0-9]{1,9})([.)])")
_BREAK = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
LONGEST = 400
"""So many characters of one thing are shown."""


@attrs.frozen
class Code:
    """A part of a line that is language, or a name."""

    text: str


@attrs.frozen
class Block:
    """Lines of a script."""

    text: str


Line = tuple[str | Code, ...]
Part = Line | Block


def markdown(parts: Iterable[Part]) -> str:
    """Write parts as CommonMark.

    >>> print(markdown([("жар", Code("a`b"), "<b>*")]))
    жар``a`b``\\<b\\>\\*
    """
    return "\n\n".join(map(_marked, parts))


def plain(parts: Iterable[Part]) -> str:
    """Write parts without any markup.

    >>> plain([("×2 = ", Code("Δ02")), Block("жар")])
    '×2 = Δ02\\n\\n    жар'
    """
    return "\n\n".join(map(_plain, parts))


def _marked(part: Part) -> str:
    if isinstance(part, Block):
        fence = _longer(part.text, "`", 3)
        lines = (visible(line, limit=LONGEST) for line in part.text.splitlines())
        return "\n".join([f"{fence}deltalang", *lines, fence])
    texts = (_span(one) if isinstance(one, Code) else _escaped(one) for one in part)
    return "".join(texts).strip()


def _escaped(text: str) -> str:
    text = visible(_BREAK.sub(" ", text), limit=LONGEST)
    return _ITEM.sub(
        r"\1\\\2", _SPECIAL.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)
    )


def _span(code: Code) -> str:
    text = visible(" ".join(code.text.split()), limit=LONGEST)
    if not text:
        return ""
    ticks = _longer(text, "`", 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _longer(text: str, sign: str, least: int) -> str:
    """A run of a sign that is longer than any in a text."""
    runs = (len(run) for run in re.findall(f"{re.escape(sign)}+", text))
    return sign * max(least, max(runs, default=0) + 1)


def _plain(part: Part) -> str:
    if isinstance(part, Block):
        return "\n".join("    " + visible(line, limit=LONGEST) for line in part.text.splitlines())
    texts = (one.text if isinstance(one, Code) else one for one in part)
    return "".join(visible(_BREAK.sub(" ", text), limit=LONGEST) for text in texts)
