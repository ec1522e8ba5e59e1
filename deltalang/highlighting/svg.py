"""SVG: a text with its colours as a picture, for pages that do not colour the language themselves.

The same text gives the same bytes on every machine. Colours follow the reader's choice of light or
dark; every piece is put in its column, so a font that lacks a sign does not push the rest aside.
"""

import re
from collections.abc import Iterator
from html import escape

from wcwidth import wcswidth

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.lines import Piece
from deltalang.highlighting.texts import highlighted_lines

_COLUMN, _LINE, _MARGIN = 8.4, 20, 16
_FONT = "14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_TAB = "    "
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_USE = TokenClass
_LOOKS: dict[str, tuple[str, str, frozenset[TokenClass]]] = {  # light, dark, of which classes
    "quiet": ("#6e7781", "#8b949e", frozenset({_USE.COMMENT, _USE.PUNCTUATION, _USE.BRACKET,
                                               _USE.CYCLE, _USE.BRACE})),
    "plain": ("#24292f", "#e6edf3", frozenset({_USE.ATOM, _USE.SPACE})),
    "sign": ("#cf222e", "#ff7b72", frozenset({_USE.TOGETHER, _USE.WITHOUT, _USE.THEN, _USE.CHOICE,
                                             _USE.GLUE, _USE.TIMES, _USE.AGAIN, _USE.ANCHOR,
                                             _USE.HYPOTHESIS, _USE.EQUALS, _USE.VERB})),
    "directive": ("#8250df", "#d2a8ff", frozenset({_USE.DIRECTIVE})),
    "formula": ("#0550ae", "#79c0ff", frozenset({_USE.REFERENCE, _USE.VERSION})),
    "defined": ("#0550ae", "#79c0ff", frozenset({_USE.DEFINITION})),
    "name": ("#953800", "#ffa657", frozenset({_USE.LABEL, _USE.PARAMETER, _USE.HOLE})),
    "number": ("#0a7d6c", "#56d4bc", frozenset({_USE.WEIGHT, _USE.REPEAT, _USE.SCOPE_NUMBER,
                                               _USE.HASH, _USE.SILENCE, _USE.NOTHING})),
    "text": ("#116329", "#7ee787", frozenset({_USE.QUOTED, _USE.ARGUMENT, _USE.SCOPE_VALUE,
                                             _USE.MODE})),
    "context": ("#7d4e00", "#e3b341", frozenset({_USE.CONTEXT})),
    "key": ("#57606a", "#b1bac4", frozenset({_USE.SCOPE_KEY})),
    "asked": ("#bf3989", "#f778ba", frozenset({_USE.MODEL_HOLE, _USE.PERSON_HOLE})),
    "wrong": ("#ffffff", "#ffffff", frozenset({_USE.ERROR, _USE.UNCLOSED})),
}  # fmt: skip
_LOOK = {use: look for look, (_, _, uses) in _LOOKS.items() for use in uses}
_PAPER = {"light": "#f6f8fa", "dark": "#161b22"}
_BOLD, _WRONG = ".directive, .defined", "wrong"


def svg(text: str, *, title: str) -> str:
    """Draw a text with its colours; the title says to those who do not see it what it is.

    >>> svg("Δ02", title="A reference").count('class="formula"')
    2
    """
    lines = [list(_line(pieces, text)) for pieces in highlighted_lines(text)]
    columns = max((sum(width for *_, width in line) for line in lines), default=0)
    width = round(2 * _MARGIN + columns * _COLUMN)
    height = 2 * _MARGIN + len(lines) * _LINE
    body = "".join(_drawn(line, _MARGIN + number * _LINE) for number, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{escape(_clean(title))}</title>\n<style>\n{_style()}</style>\n"
        f'<rect class="paper" width="{width}" height="{height}" rx="6"/>\n{body}</svg>\n'
    )


def _line(pieces: tuple[Piece, ...], text: str) -> Iterator[tuple[TokenClass, str, int]]:
    """Give the class, the text and the number of columns of each piece of a line."""
    for start, end, use in pieces:
        shown = _clean(text[start:end].rstrip("\r\n").replace("\t", _TAB))
        if shown:
            yield use, shown, max(wcswidth(shown), 0) or len(shown)


def _drawn(line: list[tuple[TokenClass, str, int]], top: int) -> str:
    column, backs, words = 0, "", ""
    for use, shown, width in line:
        left = f"{_MARGIN + column * _COLUMN:.1f}"
        if _LOOK[use] == _WRONG:
            backs += (
                f'<rect class="mark" x="{left}" y="{top}" '
                f'width="{width * _COLUMN:.1f}" height="{_LINE}" rx="2"/>\n'
            )
        if not shown.isspace():
            words += f'<tspan class="{_LOOK[use]}" x="{left}">{escape(shown)}</tspan>'
        column += width
    return f'{backs}<text y="{top + 15}">{words}</text>\n' if words else ""


def _style() -> str:
    shared = f"text {{ font: {_FONT}; white-space: pre; }}\n{_BOLD} {{ font-weight: 600; }}\n"
    dark = f"@media (prefers-color-scheme: dark) {{\n{_colours('dark')}}}\n"
    return shared + _colours("light") + dark


def _colours(scheme: str) -> str:
    which = 0 if scheme == "light" else 1
    rules = [f".{look} {{ fill: {colours[which]}; }}\n" for look, colours in _LOOKS.items()]
    marks = ("#cf222e", "#b62324")[which]
    return f".paper {{ fill: {_PAPER[scheme]}; }}\n.mark {{ fill: {marks}; }}\n" + "".join(rules)


def _clean(text: str) -> str:
    """Put the replacement character for what a picture in XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
