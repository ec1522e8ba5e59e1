"""Frames: a page inside a notebook, where it can neither run nor style nor fetch anything.

The frame is sandboxed (a page of no origin, without scripts, forms or links that lead out of it),
and the page forbids itself the same by its own policy. No script may measure it, so its height is
estimated from its text; it can be pulled longer, and scrolls when the estimate was too short.
"""

import re
from html import escape, unescape

from deltalang.diagnostics import display_width

_COLUMNS, _LINE, _MARGIN = 85, 26, 38
_LOWEST, _HIGHEST = 90, 640
_TAG = re.compile("<[^>]*>")
_STYLE = (
    "width: 100%; border: 1px solid #8886; border-radius: 8px; resize: vertical; overflow: auto"
)


def framed(page: str, title: str) -> str:
    """Put a page in a frame of its own.

    >>> framed("<!doctype html><body><p>a</p>", "a scene")[:54]
    '<iframe sandbox="" title="a scene" height="90" style="'
    """
    return (
        f'<iframe sandbox="" title="{escape(title)}" height="{height(page)}" style="{_STYLE}" '
        f'referrerpolicy="no-referrer" srcdoc="{escape(page)}"></iframe>'
    )


def height(page: str) -> int:
    """Estimate how high a page is, in pixels: every line of its source with a text is a block.

    >>> height("<body>\\n" + "<p>line</p>\\n" * 5), height("<body>" + "<p>long</p>\\n" * 500)
    (168, 640)
    """
    body = page.partition("<body>")[2]
    widths = (display_width(unescape(_TAG.sub("", line)).strip()) for line in body.split("\n"))
    lines = sum(-(-width // _COLUMNS) for width in widths)
    return min(max(_MARGIN + lines * _LINE, _LOWEST), _HIGHEST)
