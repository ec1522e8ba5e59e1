"""The builder: one small function for each rule of the grammar.

The names of the methods are the names after "->" in `grammar/delta.lark`. A method takes the values
of the rule's parts and gives a tree node; what is wrong in an otherwise readable statement
is put on `problems`.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.keys import foreign_letter, key, one_script
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.layout import crosses_line
from deltalang.syntax.slips import decimal_comma
from deltalang.syntax.tables import load_tables
from deltalang.syntax.tokens import CLOSERS, OPENERS, Token

_ESCAPE = re.compile(r"\\(.)")
_LONGEST_NUMBER = 100
VERBS = {
    "has": "has", "есть": "has", "содержит": "has",
    "lacks": "lacks", "нет": "lacks", "лишён": "lacks", "лишена": "lacks",
    "is": "is", "равно": "is",
}  # fmt: skip
EXPECT = ("expect", "ожидать")
Parts = list[Any]


class Builder:
    """Builds the nodes of one source; `problems` collects what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []

    def problem(self, code: str, message_id: str, place: Any, **arguments: object) -> None:
        """Note a problem at a token or node."""
        span = Span(place.start, place.end)
        self.problems.append(Diagnostic(code, message_id, self.source, span, arguments))

    # ------------------------------------------------------------ statements

    def scene(self, v: Parts) -> ast.SceneStatement:
        return ast.SceneStatement(None, v[0], start=v[0].start, end=v[0].end)

    def labelled(self, v: Parts) -> ast.SceneStatement:
        return ast.SceneStatement(_text(v[0]), v[2], start=v[0][0].start, end=v[2].end)

    def definition(self, v: Parts) -> ast.Definition:
        target: ast.Reference = v[0]
        if target.pin is not None:
            self.problem("E104", "pinned-definition", target, pin=target.pin)
        parameters = tuple(self._parameter(argument) for argument in target.arguments)
        seen: set[str] = set()
        for parameter in parameters:
            if key(parameter.name) in seen:
                self.problem("E206", "parameter-twice", parameter, name=parameter.name)
            seen.add(key(parameter.name))
        bare = ast.Reference(target.code, target.slug, start=target.start, end=target.end)
        return ast.Definition(bare, parameters, v[2], start=target.start, end=v[2].end)

    def _parameter(self, argument: ast.Argument) -> ast.Parameter:
        if argument.name is not None:
            return ast.Parameter(
                argument.name, argument.value, start=argument.start, end=argument.end
            )
        value = argument.value
        if isinstance(value, ast.Atom) and not value.quoted:
            return ast.Parameter(value.text, start=argument.start, end=argument.end)
        self.problem("E101", "bad-parameter", argument)
        return ast.Parameter("", start=argument.start, end=argument.end)

    def directive(self, v: Parts) -> ast.Directive:
        name: Token = v[1]
        if name.start != v[0].end:
            self.problem("E101", "spaced-directive", v[0], name=name.value)
        if len(v) == 2:
            return ast.Directive(_directive(name), None, start=v[0].start, end=name.end)
        first, last = v[2][0], v[2][-1]
        text = self._as_written(v[2])
        if len(v[2]) == 1 and first.type == "STRING":
            text = _ESCAPE.sub(r"\1", text[1:-1])
        return ast.Directive(_directive(name), text, start=v[0].start, end=last.end)

    def _as_written(self, tokens: list[Token]) -> str:
        """Join tokens by what stands between them; a line break, comments included, is a space."""
        text = self.source.text
        gaps = (
            " " if crosses_line(text, left.end, right.start) else text[left.end : right.start]
            for left, right in pairwise(tokens)
        )
        return tokens[0].value + "".join(
            gap + token.value for gap, token in zip(gaps, tokens[1:], strict=True)
        )

    def expectation_verb(self, tokens: list[Token]) -> tuple[int, str] | None:
        """Find the verb of `:expect Δ02 has жар`; note a problem when there is none."""
        index = find_verb(tokens)
        if index is None:
            self.problem("E101", "expect-without-verb", tokens[-1])
            return None
        verb = tokens[index]
        if verb is tokens[-1]:
            self.problem("E101", "operand-missing-after", verb, operator=verb.value)
            return None
        return index, VERBS[verb.value.casefold()]

    # ----------------------------------------------------------- expressions

    def choice(self, v: Parts) -> ast.Choice:
        return ast.Choice(tuple(v[0]), **_around(v[0]))

    def then(self, v: Parts) -> ast.Then:
        return ast.Then(tuple(v[0]), **_around(v[0]))

    def sum(self, v: Parts) -> ast.Sum:
        return ast.Sum(tuple(v[0]), **_around(v[0]))

    def glue(self, v: Parts) -> ast.Glue:
        return ast.Glue(tuple(v[0]), **_around(v[0]))

    def two_options(self, v: Parts) -> Parts:
        return [v[0], v[2]]

    def more_options(self, v: Parts) -> Parts:
        v[0].append(v[2])
        return v[0]  # type: ignore[no-any-return]

    two_beats = two_letters = two_options
    more_beats = more_letters = next_item = more_options

    def minus_term(self, v: Parts) -> Parts:
        return [ast.Term(True, v[1], start=v[0].start, end=v[1].end)]

    def plus_terms(self, v: Parts) -> Parts:
        return [ast.Term(False, v[0], start=v[0].start, end=v[0].end), _term(v)]

    minus_terms = plus_terms

    def more_plus(self, v: Parts) -> Parts:
        v[0].append(_term(v))
        return v[0]  # type: ignore[no-any-return]

    more_minus = more_plus

    def postfix(self, v: Parts) -> ast.Postfix:
        body, *suffixes = v[0]
        return ast.Postfix(body, tuple(suffixes), start=body.start, end=suffixes[-1].end)

    def first_suffix(self, v: Parts) -> Parts:
        return v

    def next_suffix(self, v: Parts) -> Parts:
        v[0].append(v[1])
        return v[0]  # type: ignore[no-any-return]

    next_argument = next_suffix

    def group(self, v: Parts) -> ast.Expression:
        return attrs.evolve(v[1], start=v[0].start, end=v[2].end)  # type: ignore[no-any-return]

    def cycle(self, v: Parts) -> ast.Cycle:
        return ast.Cycle(v[1], start=v[0].start, end=v[2].end)

    # -------------------------------------------------------------- postfixes

    def weight(self, v: Parts) -> ast.Weight:
        return ast.Weight(self._number(v[1]), start=v[0].start, end=v[1].end)

    def ratio(self, v: Parts) -> ast.Weight:
        return ast.Weight(self._ratio(v[1], v[3]), start=v[0].start, end=v[3].end)

    def repeat(self, v: Parts) -> ast.Repeat:
        number = self._number(v[1])
        if number.denominator != 1 or "." in v[1].value:
            self.problem("E106", "repeat-number", v[1], found=v[1].value)
        return ast.Repeat(int(number), start=v[0].start, end=v[1].end)

    def anchor(self, v: Parts) -> ast.Scope:
        return _trust("anchor", v[0])

    def hypothesis(self, v: Parts) -> ast.Scope:
        return _trust("hypothesis", v[0])

    def no_scope(self, v: Parts) -> ast.Scope:
        return ast.Scope((), start=v[0].start, end=v[1].end)

    def scope(self, v: Parts) -> ast.Scope:
        return ast.Scope(tuple(v[1]), start=v[0].start, end=v[-1].end)

    def bare_value(self, v: Parts) -> ast.Entry:
        value: ast.Entry = v[0]
        comma = decimal_comma(self.source, value.start) if value.kind == "number" else None
        if comma is not None:
            self.problems.append(comma)
        return value

    def keyed_value(self, v: Parts) -> ast.Entry:
        value: ast.Entry = v[2]
        name = _text(v[0])
        return ast.Entry(name, value.value, value.kind, start=v[0][0].start, end=value.end)

    def word_value(self, v: Parts) -> ast.Entry:
        return ast.Entry(None, _text(v[0]), "word", start=v[0][0].start, end=v[0][-1].end)

    def string_value(self, v: Parts) -> ast.Entry:
        text = _ESCAPE.sub(r"\1", v[0].value[1:-1])
        return ast.Entry(None, text, "string", start=v[0].start, end=v[0].end)

    def number_value(self, v: Parts) -> ast.Entry:
        self._number(v[0])
        return ast.Entry(None, v[0].value, "number", start=v[0].start, end=v[0].end)

    def ratio_value(self, v: Parts) -> ast.Entry:
        value = str(self._ratio(v[0], v[2]))
        return ast.Entry(None, value, "number", start=v[0].start, end=v[2].end)

    def hash_value(self, v: Parts) -> ast.Entry:
        return ast.Entry(None, v[0].value, "hash", start=v[0].start, end=v[0].end)

    def _number(self, token: Token) -> Fraction:
        if len(token.value) > _LONGEST_NUMBER:
            self.problem("E106", "long-number", token, allowed=_LONGEST_NUMBER)
            return Fraction(1)
        return Fraction(int(token.value)) if token.value.isdigit() else Fraction(token.value)

    def _ratio(self, above: Token, below: Token) -> Fraction:
        divisor = self._number(below)
        if not divisor:
            self.problem("E106", "zero-divisor", below)
            return Fraction(1)
        return self._number(above) / divisor

    # --------------------------------------------------------------- primaries

    def first_word(self, v: Parts) -> Parts:
        self._one_script(v[0])
        return v

    def next_word(self, v: Parts) -> Parts:
        words, word = v
        if crosses_line(self.source.text, words[-1].end, word.start):
            self.problem("E107", "words-across-lines", word, left=words[-1].value, found=word.value)
        self._one_script(word)
        words.append(word)
        return words  # type: ignore[no-any-return]

    def _one_script(self, word: Token) -> None:
        offset = foreign_letter(word.value)
        if offset is not None:
            place = Span(word.start + offset, word.start + offset + 1)
            found, letter, better = word.value, word.value[offset], one_script(word.value)
            if foreign_letter(better) is None:
                self.problem("E105", "mixed-scripts", place, word=found, letter=letter, try_=better)
            else:
                self.problem("E105", "mixed-scripts-apart", place, word=found, letter=letter)

    def atom(self, v: Parts) -> ast.Atom:
        words = v[0]
        return ast.Atom(_text(words), start=words[0].start, end=words[-1].end)

    def quoted(self, v: Parts) -> ast.Atom:
        text = _ESCAPE.sub(r"\1", v[0].value[1:-1])
        if not key(text):
            self.problem("E101", "empty-atom", v[0])
        return ast.Atom(text, True, start=v[0].start, end=v[0].end)

    def hole(self, v: Parts) -> ast.Hole:
        inside = v[0].value[1:-1].strip()
        kind = {"~": "llm", "?": "person"}.get(inside[:1], "parameter")
        text = _ESCAPE.sub(r"\1", inside if kind == "parameter" else inside[1:].strip())
        if not key(text):
            self.problem("E101", "empty-hole", v[0])
        return ast.Hole(kind, text, start=v[0].start, end=v[0].end)

    def silence(self, v: Parts) -> ast.Silence:
        return ast.Silence(start=v[0].start, end=v[0].end)

    def nothing(self, v: Parts) -> ast.Nothing:
        if v[0].value != "0":
            comma = decimal_comma(self.source, v[0].start)
            if comma is not None:
                self.problems.append(comma)
            else:
                self.problem("E106", "number-alone", v[0], found=v[0].value)
        return ast.Nothing(start=v[0].start, end=v[0].end)

    # -------------------------------------------------------------- references

    def number_name(self, v: Parts) -> ast.Reference:
        self._adjacent(v)
        if not v[1].value.isdigit():
            self.problem("E104", "fractional-code", v[1], found=v[1].value)
        return ast.Reference(v[1].value, pin=_pin(v), start=v[0].start, end=v[-1].end)

    def slug_name(self, v: Parts) -> ast.Reference:
        self._adjacent(v)
        self._one_script(v[2])
        pin = _pin(v[1:])
        return ast.Reference(None, v[2].value, pin, start=v[0].start, end=v[-1].end)

    def _adjacent(self, tokens: list[Token]) -> None:
        for left, right in pairwise(tokens):
            if left.end != right.start:
                self.problem(
                    "E104", "spaced-reference", right, right="".join(t.value for t in tokens)
                )

    def plain_reference(self, v: Parts) -> ast.Reference:
        return v[0]  # type: ignore[no-any-return]

    def call(self, v: Parts) -> ast.Reference:
        name: ast.Reference = v[0]
        place = {"start": name.start, "end": v[-1].end}
        return ast.Reference(name.code, name.slug, name.pin, tuple(v[2]), **place)

    def first_item(self, v: Parts) -> Parts:
        return v

    first_argument = first_item

    def positional(self, v: Parts) -> ast.Argument:
        return ast.Argument(None, v[0], start=v[0].start, end=v[0].end)

    def named(self, v: Parts) -> ast.Argument:
        return ast.Argument(_text(v[0]), v[2], start=v[0][0].start, end=v[2].end)


ACTIONS: dict[str, Callable[[Builder, Parts], Any]] = {
    rule.action: getattr(Builder, rule.action) for rule in load_tables().rules if rule.action
}


def find_verb(tokens: list[Token]) -> int | None:
    """Find the verb of an expectation: the first one outside brackets, after `:expect x`."""
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.type in OPENERS) - (token.type in CLOSERS)
        is_verb = token.type == "WORD" and token.value.casefold() in VERBS
        if is_verb and index > 2 and depth <= 0:
            return index
    return None


def _text(words: list[Token]) -> str:
    return words[0].value if len(words) == 1 else " ".join(word.value for word in words)


def _around(parts: Parts) -> dict[str, int]:
    return {"start": parts[0].start, "end": parts[-1].end}


def _term(v: Parts) -> ast.Term:
    return ast.Term(v[1].type == "MINUS", v[2], start=v[1].start, end=v[2].end)


def _trust(value: str, token: Token) -> ast.Scope:
    place = {"start": token.start, "end": token.end}
    return ast.Scope((ast.Entry("trust", value, "word", **place),), **place)


def _pin(tokens: list[Token]) -> str | None:
    return tokens[2].value[1:] if len(tokens) > 2 else None


def _directive(name: Token) -> str:
    folded = name.value.casefold()
    return "expect" if folded in EXPECT else folded
