"""The place of a cursor in half-typed text: what is being written there.

Told from the classes of the tokens before the cursor alone, so it never fails and needs no tree.
"""

import re
from enum import StrEnum

import attrs

from deltalang.highlighting import TokenClass, highlight
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax.tokens import CLOSERS, OPENERS, TRIVIA, Token, lex
from deltalang.syntax.verbs import EXPECT

ESCAPE = re.compile(r"\\(?:[dDΔ∆]|delta|Delta)?[0-9]*\Z")
"""What is typed for a delta, at the end of a text."""
_USE = re.compile(
    rf"\s*:(?:{'|'.join(n for n, one in DIRECTIVES.items() if one == 'use')})\s", re.I
)
_NAMES = frozenset((TokenClass.REFERENCE, TokenClass.DEFINITION, TokenClass.VERSION))
_NOWHERE = frozenset((TokenClass.COMMENT, TokenClass.QUOTED))


class Kind(StrEnum):
    """What may be written at a place."""

    NOTHING = "nothing"
    TERM = "term"  # an atom, a formula by a word of it
    REFERENCE = "reference"  # Δ0 Δ:ро Δ02@
    HOLE = "hole"  # <ге
    SCOPE = "scope"  # {но: a mode or a key
    VALUE = "value"  # {tempo: al
    ARGUMENT = "argument"  # Δ07(ге: a parameter or a term
    DIRECTIVE = "directive"  # :mo
    DIRECTIVE_VALUE = "directive-value"  # :mode но
    SUBJECT = "subject"  # :expect дв: a label or a term
    VERB = "verb"  # :expect двор ha


_TERMS = frozenset((Kind.TERM, Kind.REFERENCE, Kind.ARGUMENT, Kind.SUBJECT))


@attrs.frozen
class Place:
    """What is written at a cursor: `typed` is what there is of it, from the offset `start` on.

    `about` says of what: the key of a scope value, the name of a directive, the reference of an
    argument. `given` are the arguments before: their names, nothing for those without one.
    """

    kind: Kind
    start: int
    typed: str
    about: str = ""
    given: tuple[str, ...] = ()

    @property
    def takes_formula(self) -> bool:
        """Whether a formula may stand here.

        >>> [place_of(text).takes_formula for text in ("лес + жа", "жар{режим: но", '"🔥 + жа')]
        [True, False, False]
        """
        return self.kind in _TERMS


def place_of(text: str) -> Place:
    """Find what is being written at the end of a statement's beginning.

    >>> place_of("лес{tempo: al")
    Place(kind=<Kind.VALUE: 'value'>, start=11, typed='al', about='tempo', given=())
    >>> place_of("двор: внутренний ми").typed, place_of("a + \\\\D0").kind.value
    ('внутренний ми', 'reference')
    """
    if found := ESCAPE.search(text):
        return Place(Kind.REFERENCE, found.start(), found[0])
    pieces = [piece for piece in highlight(text) if piece.use is not TokenClass.SPACE]
    if not pieces:
        return Place(Kind.NOTHING, len(text), "")
    last = pieces[-1]
    touches = last.end == len(text)
    if touches and last.use in _NOWHERE:
        return Place(Kind.NOTHING, len(text), "")
    tokens = [token for token in lex(text) if token.type not in TRIVIA]
    if last.use is TokenClass.UNCLOSED:
        if _USE.match(text):  # the name of a script, which may need quotes
            return _in_directive(text, tokens)
        kind = Kind.HOLE if text[last.start] == "<" else Kind.NOTHING
        return Place(kind, last.start + 1, text[last.start + 1 :])
    if touches and (last.use in _NAMES or text.endswith("@")):
        start = next((t.start for t in reversed(tokens) if t.type == "DELTA"), last.start)
        return Place(Kind.REFERENCE, start, text[start:])
    if tokens and tokens[0].type == "COLON":
        return _in_directive(text, tokens)
    return _in_expression(text, tokens)


def _in_directive(text: str, tokens: list[Token]) -> Place:
    name = tokens[1].value.casefold() if len(tokens) > 1 and tokens[1].type == "WORD" else ""
    end = tokens[1].end if name else tokens[0].end
    if len(text) == end:
        return Place(Kind.DIRECTIVE, tokens[0].end, text[tokens[0].end :])
    start = len(text) - len(text[end:].lstrip())
    if name not in EXPECT:
        return Place(Kind.DIRECTIVE_VALUE, start, text[start:], DIRECTIVES.get(name, name))
    verb = next(
        (p for p in highlight(text) if p.use is TokenClass.VERB and p.end < len(text)), None
    )
    if verb is not None:
        return _in_expression(text, [token for token in tokens if token.start >= verb.end])
    if len(tokens) == 2 or tokens[2].end == len(text):
        return Place(Kind.SUBJECT, start, text[start:])
    inner = _in_expression(text, tokens)
    if inner.kind is not Kind.TERM:
        return inner
    start = len(text) - len(re.split(r"\s", text)[-1])
    return Place(Kind.VERB, start, text[start:])


def _in_expression(text: str, tokens: list[Token]) -> Place:
    start = _words_start(text, tokens)
    before = [token for token in tokens if token.end <= start]
    inside, at = _open_bracket(before)
    typed = text[start:]
    if inside == "{":
        if before[-1].type == "COLON":
            words = [token.value for token in before[at + 1 : -1]]
            cut = max((i for i, word in enumerate(words) if word == ","), default=-1)
            return Place(Kind.VALUE, start, typed, " ".join(words[cut + 1 :]))
        fits = before[-1].type in ("LBRACE", "COMMA")
        return Place(Kind.SCOPE if fits else Kind.NOTHING, start, typed)
    named = inside == "(" and at > 0 and before[at - 1].type in ("NUMBER", "WORD", "PIN")
    if named and before[-1].type in ("LPAR", "COMMA"):
        delta = max((i for i in range(at) if before[i].type == "DELTA"), default=None)
        if delta is not None:
            reference = text[before[delta].start : before[at - 1].end]
            return Place(Kind.ARGUMENT, start, typed, reference, _given(before[at + 1 :]))
    return Place(Kind.TERM if typed else Kind.NOTHING, start, typed)


def _given(tokens: list[Token]) -> tuple[str, ...]:
    """The names of the arguments that some tokens are, each behind a comma; nothing where it has none."""
    names = list[str]()
    name, words, depth = "", list[str](), 0
    for token in tokens:
        depth += (token.type in OPENERS) - (token.type in CLOSERS)
        if depth == 0 and token.type == "COMMA":
            names.append(name)
            name, words = "", []
        elif depth == 0 and token.type == "COLON" and not name and "Δ" not in words:
            name = " ".join(words)
        else:
            words.append("Δ" if token.type == "DELTA" else token.value)
    return tuple(names)


def _words_start(text: str, tokens: list[Token]) -> int:
    """Find where the words before the cursor begin, which are one atom on one line."""
    start = len(text)
    for token in reversed(tokens):
        gap = text[token.end : start]
        if token.type != "WORD" or "\n" in gap or "\r" in gap:
            break
        start = token.start
    return start


def _open_bracket(tokens: list[Token]) -> tuple[str, int]:
    """Give the innermost bracket that is open behind some tokens, and its index."""
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.type in OPENERS:
            stack.append(index)
        elif token.type in CLOSERS and stack and tokens[stack[-1]].type == CLOSERS[token.type]:
            stack.pop()
    return (tokens[stack[-1]].value, stack[-1]) if stack else ("", -1)
