"""Colours: a style for each use of a token, readable on dark and on light terminals."""

from functools import lru_cache

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


@lru_cache(maxsize=20_000)  # at a keystroke every line but one is as it was
def colored(line: str, state: State) -> tuple[Fragments, State]:
    """Colour one line without its line break; gives the state behind it."""
    pieces, after = highlight_line(line, state)
    made = tuple((f"class:{class_name(use)}", line[start:end]) for start, end, use in pieces)
    return made, after
