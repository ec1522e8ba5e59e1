"""Colours: a style for each use of a token, readable on dark and on light terminals."""

from collections.abc import Sequence

from deltalang.editing.alike import alike
from deltalang.highlighting import State, TokenClass, highlight_line

Fragments = tuple[tuple[str, str], ...]
"""Styles with texts, as prompt_toolkit takes them."""

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
        self._lines: list[str] = []
        self._made: list[Fragments] = []
        self._states = [State()]  # before each line, and behind the last one

    def paint(self, lines: Sequence[str]) -> list[Fragments]:
        """Give the fragments of each line, which joined are the line."""
        lines, old = list(lines), self._lines
        first = alike(lines, old)
        last = alike(lines[first:][::-1], old[first:][::-1])
        shift = len(old) - len(lines)
        made, states = self._made[:first], self._states[: first + 1]
        for number in range(first, len(lines)):
            if number >= len(lines) - last and states[-1] == self._states[number + shift]:
                made += self._made[number + shift :]
                states += self._states[number + shift + 1 :]
                break
            line = lines[number]
            pieces, after = highlight_line(line, states[-1])
            made.append(tuple((_CLASSES[use], line[start:end]) for start, end, use in pieces))
            states.append(after)
        self._lines, self._made, self._states = lines, made, states
        return list(made)
