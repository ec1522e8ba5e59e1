"""Colours: a style for each use of a token, readable on dark and on light terminals."""

from collections.abc import Sequence
from itertools import pairwise

from deltalang.editing.alike import alike
from deltalang.editing.coloring import Coloring
from deltalang.editing.lines import Lines
from deltalang.highlighting import Piece, TokenClass

Fragments = tuple[tuple[str, str], ...]
"""Styles with texts, as prompt_toolkit takes them."""
Range = tuple[int, int, str]
"""Where a style goes in a line: start, end, class."""

STYLE: dict[str, str] = {
    TokenClass.COMMENT: "italic ansibrightblack",
    TokenClass.DIRECTIVE: "bold ansimagenta",
    TokenClass.VERB: "ansimagenta",
    TokenClass.LABEL: "bold",
    TokenClass.DEFINITION: "bold ansicyan",
    TokenClass.REFERENCE: "ansicyan",
    TokenClass.VERSION: "ansiblue",
    TokenClass.PARAMETER: "italic",
    TokenClass.QUOTED: "ansigreen",
    TokenClass.HOLE: "ansiyellow",
    TokenClass.MODEL_HOLE: "ansiyellow",
    TokenClass.PERSON_HOLE: "ansiyellow",
    TokenClass.SILENCE: "ansibrightblack",
    TokenClass.TOGETHER: "ansimagenta",
    TokenClass.WITHOUT: "ansired",
    TokenClass.THEN: "ansimagenta",
    TokenClass.CHOICE: "ansimagenta",
    TokenClass.GLUE: "ansimagenta",
    TokenClass.EQUALS: "ansimagenta",
    TokenClass.WEIGHT: "ansiblue",
    TokenClass.TIMES: "ansiblue",
    TokenClass.AGAIN: "ansiblue",
    TokenClass.REPEAT: "ansiblue",
    TokenClass.MODE: "ansigreen",
    TokenClass.CONTEXT: "ansigreen",
    TokenClass.SCOPE_KEY: "italic ansigreen",
    TokenClass.SCOPE_VALUE: "ansigreen",
    TokenClass.SCOPE_NUMBER: "ansiblue",
    TokenClass.HASH: "ansiblue",
    TokenClass.UNCLOSED: "ansired",
    TokenClass.ERROR: "ansired",
}


def class_name(use: str) -> str:
    """The class of a style sheet that a use has.

    >>> class_name("scope-key")
    'delta-scope-key'
    """
    return f"delta-{use}"


_CLASSES = {use: f"class:{class_name(use)}" for use in TokenClass}


class Painter:
    """Colours lines, again only those that changed and those below whose beginning they change.

    >>> painter = Painter()
    >>> painter.paint(["лес{", "  ночь}"])[1][1]
    ('class:delta-mode', 'ночь')
    >>> painter.paint(["лес", "  ночь}"])[1][1]
    ('class:delta-atom', 'ночь')
    """

    def __init__(self) -> None:
        self._lines = Lines("")
        self._coloring = Coloring(self._lines, _fragments)

    def paint(self, lines: Sequence[str]) -> list[Fragments]:
        """Give the fragments of each line, which joined are the line."""
        given = "\n".join(lines)
        text, old = given.replace("\r", " "), self._lines.text  # `\r` ends no line of a terminal
        start = alike(old, text)
        end = alike(old[start:][::-1], text[start:][::-1])
        change = self._lines.edit(start, len(old) - end, text[start : len(text) - end])
        self._coloring.redraw(change)
        made = self._coloring.drawn(0, len(lines))
        return made if text == given else list(map(_with_letters, made, lines))


def _fragments(line: str, pieces: tuple[Piece, ...]) -> Fragments:
    """The fragments of a line, without its line break; a byte order mark in front has no use."""
    length = len(line.rstrip("\n"))
    first = pieces[0].start if pieces else length
    made = [("", line[:first])] if first else []
    made += [(_CLASSES[use], line[at : min(to, length)]) for at, to, use in pieces if at < length]
    return tuple(made)


def _with_letters(fragments: Fragments, line: str) -> Fragments:
    """Fragments with the text of a line, which is as long."""
    made, at = list[tuple[str, str]](), 0
    for style, text in fragments:
        made.append((style, line[at : at + len(text)]))
        at += len(text)
    return tuple(made)


def underlined(fragments: Fragments, ranges: Sequence[Range]) -> Fragments:
    """Add styles to some ranges of a line.

    >>> underlined((("class:a", "память"),), [(2, 4, "wrong")])
    (('class:a', 'па'), ('class:a class:wrong', 'мя'), ('class:a', 'ть'))
    """
    made: list[tuple[str, str]] = []
    at = 0
    for style, text in fragments:
        inner = {c - at for start, end, _ in ranges for c in (start, end)}
        cuts = sorted({0, len(text)} | {cut for cut in inner if 0 < cut < len(text)})
        for left, right in pairwise(cuts):
            over = [look for start, end, look in ranges if start <= at + left < end]
            looks = "".join(f" class:{look}" for look in dict.fromkeys(over))
            made.append((style + looks, text[left:right]))
        at += len(text)
    return tuple(made)
