"""HTML as values: what is markup says so by its type, and everything else is escaped.

    tag("b", "<i>")            <b>&lt;i&gt;</b>
    tag("b", tag("i", "x"))    <b><i>x</i></b>

A page has no place at all where text from notes could stand unescaped, which is what a templating
library would be wanted for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from deltalang.mining.reporting.wordings import plain

_EMPTY = frozenset({"meta", "br", "input", "path", "line", "rect", "circle", "polygon"})


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


Inside = str | Iterable[str] | None
"""What stands in an element: markup as it is, other text escaped, nothing."""


def tag(name: str, /, *inside: Inside, **attributes: str | float | bool | None) -> Markup:
    """Make an element. None and False leave an attribute out, True writes its name alone.

    `class_` is `class`, `data_v` is `data-v`; floats have two decimals at most.

    >>> tag("td", "<script>", class_="n", data_v=0.5)
    '<td class="n" data-v="0.5">&lt;script&gt;</td>'
    """
    opened = name + "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY and not inside:
        return Markup(f"<{opened}>" if name in ("meta", "br", "input") else f"<{opened}/>")
    return Markup(f"<{opened}>{''.join(_texts(inside))}</{name}>")


def raw(text: str) -> Markup:
    """Take a text of ours as markup: a script, a style sheet, a path."""
    return Markup(text)


def lines(parts: Iterable[str]) -> Markup:
    """Put elements on lines of their own."""
    return Markup("\n".join(_escaped(part) for part in parts))


def _texts(inside: Iterable[Inside]) -> Iterator[str]:
    for part in inside:
        if isinstance(part, str):
            yield _escaped(part)
        elif part is not None:
            yield from map(_escaped, part)


def _escaped(text: str) -> str:
    return text if isinstance(text, Markup) else escape(_harmless(text))


def _harmless(text: str) -> str:
    """Let no control work in a text; a blank at its ends stays, it parts words of neighbours."""
    inner = plain(text)
    before = " " if text[:1].isspace() and inner else ""
    after = " " if text[-1:].isspace() and inner else ""
    return f"{before}{inner}{after}" if inner else " " * bool(text)


def _attribute(key: str, value: str | float | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    text = number(value) if isinstance(value, (int, float)) else plain(value)
    return f' {name}="{escape(text)}"'


def number(value: float) -> str:
    """Write a coordinate with two decimals at most.

    >>> number(3.0), number(1 / 3)
    ('3', '0.33')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
