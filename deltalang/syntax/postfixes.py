"""The builder's methods for postfixes: weights, repeats, trust and scopes."""

from fractions import Fraction

from deltalang.syntax import ast
from deltalang.syntax.parts import PartBuilder, Parts, joined, unescaped
from deltalang.syntax.slips import decimal_comma
from deltalang.syntax.tokens import Token

_LONGEST_NUMBER = 100


class Postfixes(PartBuilder):
    """Methods named after the actions of `suffix`, `entry` and `value` in the grammar."""

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
        name = joined(v[0])
        return ast.Entry(name, value.value, value.kind, start=v[0][0].start, end=value.end)

    def word_value(self, v: Parts) -> ast.Entry:
        return ast.Entry(None, joined(v[0]), "word", start=v[0][0].start, end=v[0][-1].end)

    def string_value(self, v: Parts) -> ast.Entry:
        text = unescaped(v[0].value[1:-1])
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


def _trust(value: str, token: Token) -> ast.Scope:
    place = {"start": token.start, "end": token.end}
    return ast.Scope((ast.Entry("trust", value, "word", **place),), **place)
