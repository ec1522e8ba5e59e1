"""Lines: the class of every token of one line, from the line and what the lines above left open.

No token spans lines, and what a token is for can be told from its own line and a small `State`:

    Δ07(герой) = лес{тревога,      definition, parameter, atom, mode; a scope is left open
        context:                   scope key; a context is awaited
        детство}                   context

So an editor reads a changed line again, and the ones below only until the state at a line's end is
what it was. Three uses are seen only when they are written on one line: a name and its colon, a
directive and its name, and a definition's left side with its `=`.
"""

from enum import Enum
from typing import NamedTuple

import attrs

from deltalang.highlighting.classes import TokenClass
from deltalang.highlighting.expressions import BROKEN, TRIVIAL, VALUES, ExpressionReader
from deltalang.highlighting.heads import head_classes, is_head
from deltalang.syntax.tokens import TRIVIA, Token, scan
from deltalang.syntax.verbs import EXPECT, VERBS


class Piece(NamedTuple):
    """A range of code points and what it is for."""

    start: int
    end: int
    use: TokenClass


class Within(Enum):
    """What kind of statement a line is in."""

    NOTHING = "nothing"  # no statement has begun yet
    EXPRESSION = "expression"
    ARGUMENTS = "arguments"  # of a directive
    EXPECTATION = "expectation"  # the left side of `:expect Δ02 has жар`


@attrs.frozen
class State:
    """What the lines above leave open. Equal states read a line alike.

    `base` counts the columns by which every line of the text is indented. `words` is what the words
    of a directive are, `depth` counts the open brackets of an expectation, `entry` is what words in
    an open scope are, `number` what a number would be.
    """

    base: int = 0
    within: Within = Within.NOTHING
    words: TokenClass = TokenClass.ARGUMENT
    depth: int = 0
    entry: TokenClass | None = None
    number: TokenClass | None = None


def highlight_line(
    text: str, state: State, *, start: int = 0, end: int | None = None
) -> tuple[tuple[Piece, ...], State]:
    r"""Give the pieces of one line of a text, and the state behind it.

    The line is the part of `text` from `start` to `end`, with its line break if it has one. Never
    fails; the pieces joined are the line.

    >>> pieces, state = highlight_line("лес{context:", State())
    >>> [str(piece.use) for piece in pieces]
    ['atom', 'brace', 'scope-key', 'punctuation']
    >>> str(state.entry)
    'context'
    """
    tokens = list(scan(text, start, len(text) if end is None else end))
    code = [token for token in tokens if token.type not in TRIVIA]
    if not code:
        return tuple(Piece(t.start, t.end, TRIVIAL[t.type]) for t in tokens), state
    begins = state.within is Within.NOTHING or code[0].start - start <= state.base
    classes, state = _begun(code, state.base) if begins else _continued(code, state)
    uses = iter(classes)
    pieces = (Piece(t.start, t.end, TRIVIAL.get(t.type) or next(uses)) for t in tokens)
    return tuple(pieces), state


def _begun(code: list[Token], base: int) -> tuple[list[TokenClass], State]:
    """Read a line that starts a statement."""
    if code[0].type == "COLON":
        return _directive(code, base)
    reader = ExpressionReader(code, None, None)
    classes: list[TokenClass] = []
    if is_head(reader):
        classes = head_classes(reader)
    else:
        labelled = reader.named.index(False)  # the colon itself is not a word of the name
        classes = [TokenClass.LABEL] * labelled
    return _expression(reader, classes, State(base, Within.EXPRESSION))


def _directive(code: list[Token], base: int) -> tuple[list[TokenClass], State]:
    if len(code) == 1 or code[1].type != "WORD":
        return _arguments(code, [TokenClass.DIRECTIVE], State(base, Within.ARGUMENTS))
    classes = [TokenClass.DIRECTIVE, TokenClass.DIRECTIVE]
    name = code[1].value.casefold()
    if name in EXPECT:
        if len(code) > 2 and code[2].type == "WORD":
            classes.append(TokenClass.ATOM)  # what is spoken of, even if it is called `has`
        return _expectation(code, classes, State(base, Within.EXPECTATION))
    words = VALUES.get(name, TokenClass.ARGUMENT)
    return _arguments(code, classes, State(base, Within.ARGUMENTS, words))


def _continued(code: list[Token], state: State) -> tuple[list[TokenClass], State]:
    """Read a line that goes on with the statement above."""
    if state.within is Within.ARGUMENTS:
        return _arguments(code, [], state)
    if state.within is Within.EXPECTATION:
        return _expectation(code, [], state)
    return _expression(ExpressionReader(code, state.entry, state.number), [], state)


def _arguments(
    code: list[Token], classes: list[TokenClass], state: State
) -> tuple[list[TokenClass], State]:
    """A directive takes what follows as it is; only what is no token at all is a mistake."""
    for token in code[len(classes) :]:
        if token.type == "WORD":
            classes.append(state.words)
        elif token.type == "STRING":
            classes.append(TokenClass.QUOTED)
        else:
            classes.append(BROKEN.get(token.type, TokenClass.ARGUMENT))
    return classes, state


def _expectation(
    code: list[Token], classes: list[TokenClass], state: State
) -> tuple[list[TokenClass], State]:
    """Read an expectation up to its verb, the first outside brackets, and what is behind as ever."""
    reader = ExpressionReader(code, state.entry, state.number)
    depth = state.depth
    for index in range(len(classes), len(code)):
        token, outside = code[index], not depth and reader.entry is None
        if outside and _is_verb(token) and not reader.in_reference(index):
            reader.number = None
            return _expression(
                reader, [*classes, TokenClass.VERB], State(state.base, Within.EXPRESSION)
            )
        use = reader.read(index)
        classes.append(TokenClass.ATOM if outside and use is TokenClass.PARAMETER else use)
        if use in (TokenClass.BRACKET, TokenClass.CYCLE):
            depth = max(0, depth + (1 if token.type in ("LPAR", "LSQB") else -1))
    return classes, attrs.evolve(state, depth=depth, entry=reader.entry, number=reader.number)


def _is_verb(token: Token) -> bool:
    return token.type == "WORD" and token.value.casefold() in VERBS


def _expression(
    reader: ExpressionReader, classes: list[TokenClass], state: State
) -> tuple[list[TokenClass], State]:
    classes += [reader.read(index) for index in range(len(classes), len(reader.code))]
    if (reader.entry, reader.number) == (state.entry, state.number):
        return classes, state
    return classes, attrs.evolve(state, entry=reader.entry, number=reader.number)
