"""Two scenes beside each other: what goes in red, what comes in green, what changes in yellow."""

from collections.abc import Iterator

import click

from deltalang.algebra.lineage import value
from deltalang.algebra.scene import Scene
from deltalang.cli.printing import harmless
from deltalang.diagnostics import display_width

WIDEST = 48
"""Columns of the left half; a longer image is cut there, never on the right."""


def side_by_side(old: Scene, new: Scene, *, color: bool = False) -> Iterator[str]:
    """Give a line for each image of either scene, by canonical text.

    `-` and `+` stand where an image is on one side only, `~` where its weight differs.

    >>> a, b = Scene.atom("a"), Scene.atom("b")
    >>> for line in side_by_side(a + b, a * 2):
    ...     print(line)
    ~ a  a*2
    - b
    """
    rows = []
    shown = {image.text: image.display for scene in (old, new) for image, _ in scene.terms}
    for text in sorted(shown):
        before, after = (value(scene.weight(text)) for scene in (old, new))
        mark = " " if before == after else "+" if not before else "-" if not after else "~"
        rows.append((mark, _weighted(shown[text], before), _weighted(shown[text], after)))
    rows = [(mark, _cut(harmless(left)), harmless(right)) for mark, left, right in rows]
    width = max((display_width(left) for _, left, _ in rows), default=0)
    for mark, left, right in rows:
        line = f"{mark} {left}{' ' * (width - display_width(left))}  {right}".rstrip()
        tint = {"-": "red", "+": "green", "~": "yellow"}.get(mark)
        yield click.style(line, fg=tint) if color and tint else line


def _weighted(text: str, weight: object) -> str:
    if not weight:
        return ""
    return text if weight == 1 else f"- {text}" if weight == -1 else f"{text}*{weight}"


def _cut(text: str) -> str:
    while display_width(text) > WIDEST:
        text = text[: max(1, len(text) - 2)].removesuffix("…") + "…"
    return text
