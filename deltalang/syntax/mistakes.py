"""Mistakes: what a person probably did where the parser got stuck.

The tables only know which tokens could follow. Here the place is looked at the way a person would:
an operator forgotten, a bracket left open, a tag, an en dash put in by a word processor.
"""

import unicodedata
from itertools import pairwise

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.source import Source, Span
from deltalang.syntax.layout import crosses_line
from deltalang.syntax.slips import slip
from deltalang.syntax.tokens import CLOSERS, OPENERS, Token, open_brackets
from deltalang.syntax.verbs import EXPECT

_STARTS_OPERAND = {"WORD", "STRING", "DELTA", "HOLE", "BEAT", "NUMBER", "LPAR", "LSQB"}
_ENDS_OPERAND = {"WORD", "STRING", "NUMBER", "PIN", "HOLE", "BEAT", "HASH", "BANG", "QUERY"}
_BINARY = {"PLUS", "MINUS", "ARROW", "BAR", "TILDE", "STAR", "CARET", "SLASH", "EQUAL"}
_POSTFIX = {"STAR", "CARET", "BANG", "QUERY", "LBRACE", "SLASH"}
_MISPLACED = {"COLON": "misplaced-colon"}
_BREAKS = (
    _BINARY - {"TILDE", "STAR", "CARET", "SLASH"} | OPENERS.keys() - {"LBRACE"} | {"COMMA", "COLON"}
)
_MEANT = {
    "–": "-", "—": "-", "‒": "-", "×": "*", "·": "*", "⋅": "*", "∗": "*", "⟶": "→", "⇒": "→", "➔": "→",
    "∼": "~", "〜": "~", "¦": "|", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＋": "+",
}  # fmt: skip


@attrs.frozen
class Stuck:
    """Where the parser stopped: the tokens, the index of the bad one, what could have stood there.

    An index equal to the number of tokens means that the text ended too early, at `end`.
    """

    tokens: tuple[Token, ...]
    index: int
    expected: frozenset[str]
    end: int

    @property
    def previous(self) -> Token | None:
        return self.tokens[self.index - 1] if self.index else None


def stray_indentation(source: Source, span: Span) -> Diagnostic:
    """Report an indented statement with nothing above it to continue."""
    return Diagnostic("E107", "stray-indentation", source, Span(span.start, span.start + 1))


def explain(source: Source, stuck: Stuck) -> Diagnostic:
    """Say what is wrong where the parser stopped."""
    if stuck.index == len(stuck.tokens):
        return _ended_early(source, stuck)
    slipped = slip(source, stuck.tokens, stuck.index)
    if slipped is not None:
        return slipped
    token, previous = stuck.tokens[stuck.index], stuck.previous
    rules = (_unknown, _hash, _delta, _bad_weight, _equal, _closer, _missing_operator, _doubled)
    for rule in rules:
        problem = rule(source, stuck, token, previous)
        if problem is not None:
            return problem
    return _at(source, "E101", _MISPLACED.get(token.type, "unexpected"), token, found=token.value)


def _at(
    source: Source, code: str, message_id: str, place: Token, **arguments: object
) -> Diagnostic:
    return Diagnostic(code, message_id, source, Span(place.start, place.end), arguments)


def _ended_early(source: Source, stuck: Stuck) -> Diagnostic:
    unclosed = open_brackets(stuck.tokens)
    previous = stuck.previous
    if previous is None:
        end = Token("$END", "", stuck.end, stuck.end)
        return _at(source, "E101", "empty-expression", end)
    if previous.type in ("DELTA", "COLON"):
        problem = _delta(source, stuck, previous, previous)
        if problem is not None:
            return problem
    if previous.type in ("STAR", "CARET", "SLASH"):
        return _at(source, "E106", "weight-missing", previous, operator=previous.value)
    if unclosed:
        closer = {"LPAR": ")", "LSQB": "]", "LBRACE": "}"}[unclosed[-1].type]
        return _at(
            source, "E102", "unclosed", unclosed[-1], bracket=unclosed[-1].value, closer=closer
        )
    if previous.type in _BINARY:
        return _at(source, "E101", "operand-missing-after", previous, operator=previous.value)
    return _at(source, "E101", "ended-early", previous, found=previous.value)


def _unknown(
    source: Source, stuck: Stuck, token: Token, _previous: Token | None
) -> Diagnostic | None:
    char = token.value
    if token.type == "UNCLOSED":
        opener = Token(token.type, char[0], token.start, token.start + 1)
        if opener.value == '"':
            return _at(source, "E103", "unclosed-string", opener)
        return _at(source, "E102", "unclosed", opener, bracket="<", closer=">")
    if token.type != "UNKNOWN":
        return None
    if char == ">":
        return _at(source, "E102", "unopened", token, bracket=">", opener="<")
    if char == "@":
        return _at(source, "E104", "bad-pin", token)
    if char in _MEANT:
        return _at(source, "E101", "typographic", token, found=char, try_=_MEANT[char])
    argument = _argument(source, stuck.tokens)
    if argument is not None:
        text = source.text[slice(*argument)]
        found = {"found": char, "name": stuck.tokens[1].value, "argument": text}
        return Diagnostic("E101", "unquoted-argument", source, argument, found)
    name = unicodedata.name(char, f"U+{ord(char):04X}")
    quoted = "\\\\" if char == "\\" else char
    return _at(source, "E101", "unknown-character", token, found=char, name=name, quoted=quoted)


def _argument(source: Source, tokens: tuple[Token, ...]) -> Span | None:
    """The argument of a directive, where quotes around all of it would do."""
    if len(tokens) < 3 or (tokens[0].type, tokens[1].type) != ("COLON", "WORD"):
        return None
    span = Span(tokens[2].start, tokens[-1].end)
    is_whole = '"' not in source.text[slice(*span)] and not crosses_line(source.text, *span)
    return span if is_whole and tokens[1].value.casefold() not in EXPECT else None


def _hash(
    source: Source, _stuck: Stuck, token: Token, _previous: Token | None
) -> Diagnostic | None:
    if token.type != "HASH":
        return None
    return _at(source, "E101", "tag", token, found=token.value, word=token.value[1:])


def _delta(
    source: Source, stuck: Stuck, _token: Token, previous: Token | None
) -> Diagnostic | None:
    if previous is None:
        return None
    if previous.type == "DELTA":
        return _at(source, "E104", "delta-alone", previous)
    before = stuck.tokens[stuck.index - 2] if stuck.index > 1 else None
    if previous.type == "COLON" and before is not None and before.type == "DELTA":
        return _at(source, "E104", "delta-alone", before)
    return None


def _bad_weight(
    source: Source, _stuck: Stuck, token: Token, previous: Token | None
) -> Diagnostic | None:
    if previous is None or previous.type not in ("STAR", "CARET", "SLASH"):
        return None
    if token.type == "MINUS":
        return _at(source, "E106", "negative-weight", token)
    arguments = {"operator": previous.value, "found": token.value}
    return _at(source, "E106", "weight-not-a-number", token, **arguments)


def _equal(source: Source, stuck: Stuck, token: Token, previous: Token | None) -> Diagnostic | None:
    if token.type != "EQUAL":
        return None
    if previous is None:
        return _at(source, "E101", "leading-equal", token)
    inside = open_brackets(stuck.tokens[: stuck.index])
    message_id = "equal-in-brackets" if inside else "equal-without-name"
    return _at(source, "E101", message_id, token, left=previous.value)


def _closer(
    source: Source, stuck: Stuck, token: Token, previous: Token | None
) -> Diagnostic | None:
    if token.type not in CLOSERS:
        return None
    unclosed = open_brackets(stuck.tokens[: stuck.index])
    if not unclosed or unclosed[-1].type != CLOSERS[token.type]:
        opener = {"RPAR": "(", "RSQB": "[", "RBRACE": "{"}[token.type]
        if unclosed:
            closer = {"LPAR": ")", "LSQB": "]", "LBRACE": "}"}[unclosed[-1].type]
            arguments = {"bracket": unclosed[-1].value, "closer": closer, "found": token.value}
            return _at(source, "E102", "wrong-closer", token, **arguments)
        return _at(source, "E102", "unopened", token, bracket=token.value, opener=opener)
    if previous is not None and previous.type in OPENERS:
        both = Token(token.type, previous.value + token.value, previous.start, token.end)
        return _at(source, "E101", "empty-brackets", both, found=both.value)
    operator = previous.value if previous else ""
    return _at(source, "E101", "operand-missing-after", previous or token, operator=operator)


def _missing_operator(
    source: Source, stuck: Stuck, token: Token, previous: Token | None
) -> Diagnostic | None:
    if previous is None or token.type not in _STARTS_OPERAND:
        return None
    if previous.type not in _ENDS_OPERAND and previous.type not in CLOSERS:
        return None
    left = _operand_before(stuck.tokens[: stuck.index], source)
    right = _operand_after(stuck.tokens[stuck.index :], source)
    place = Token(token.type, right, token.start, token.start + len(right))
    if crosses_line(source.text, previous.end, token.start):
        arguments = {"left": left, "found": right}
        return _at(source, "E107", "words-across-lines", place, **arguments)
    if token.type == "NUMBER":
        arguments = {"left": left, "found": token.value}
        return _at(source, "E106", "number-after-operand", token, **arguments)
    glued = f"{left}~{right}" if "TILDE" in stuck.expected else f"({left})~{right}"
    return _at(source, "E101", "missing-operator", place, left=left, right=right, glued=glued)


def _operand_before(tokens: tuple[Token, ...], source: Source) -> str:
    """The operand that ends a run of tokens, brackets whole, as a person would name it."""
    first, deep = len(tokens), 0
    while first and (
        deep
        or first == len(tokens)
        or (tokens[first - 1].end == tokens[first].start and tokens[first - 1].type not in _BREAKS)
    ):
        first -= 1
        deep += (tokens[first].type in CLOSERS) - (tokens[first].type in OPENERS)
    return source.text[tokens[first].start : tokens[-1].end]


def _operand_after(tokens: tuple[Token, ...], source: Source) -> str:
    """The operand that starts a run of tokens, on its line."""
    last, deep = 0, int(tokens[0].type in OPENERS)
    for left, right in pairwise(tokens):
        apart = left.end != right.start or right.type in _BREAKS or right.type in CLOSERS
        if (apart and not deep) or crosses_line(source.text, left.end, right.start):
            break
        last, deep = last + 1, deep + (right.type in OPENERS) - (right.type in CLOSERS)
    return source.text[tokens[0].start : tokens[last].end]


def _doubled(
    source: Source, stuck: Stuck, token: Token, previous: Token | None
) -> Diagnostic | None:
    after = previous is not None and previous.type not in _BINARY and previous.type not in OPENERS
    if token.type == "TILDE" and after:
        return _at(source, "E101", "glue-after-postfix", token)
    if token.type not in _BINARY | _POSTFIX:
        return None
    if previous is None or previous.type in OPENERS:
        return _at(source, "E101", "operand-missing-before", token, operator=token.value)
    if previous.type in _BINARY:
        arguments = {"left": previous.value, "found": token.value}
        return _at(source, "E101", "two-operators", token, **arguments)
    return None
