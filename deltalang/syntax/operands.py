"""The builder's methods for operands: words, quoted texts, holes, silence, references."""

from itertools import pairwise

from deltalang.keys import foreign_letter, key, one_script
from deltalang.source import Span
from deltalang.syntax import ast
from deltalang.syntax.layout import crosses_line
from deltalang.syntax.parts import PartBuilder, Parts, joined, unescaped
from deltalang.syntax.slips import decimal_comma
from deltalang.syntax.tokens import Token


class Operands(PartBuilder):
    """Methods named after the actions of `primary`, `words`, `reference` and `binding`."""

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
        return ast.Atom(joined(words), start=words[0].start, end=words[-1].end)

    def quoted(self, v: Parts) -> ast.Atom:
        text = unescaped(v[0].value[1:-1])
        if not key(text):
            self.problem("E101", "empty-atom", v[0])
        return ast.Atom(text, True, start=v[0].start, end=v[0].end)

    def hole(self, v: Parts) -> ast.Hole:
        inside = v[0].value[1:-1].strip()
        kind = {"~": "llm", "?": "person"}.get(inside[:1], "parameter")
        text = unescaped(inside if kind == "parameter" else inside[1:].strip())
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
        return ast.Argument(joined(v[0]), v[2], start=v[0][0].start, end=v[2].end)


def _pin(tokens: list[Token]) -> str | None:
    return tokens[2].value[1:] if len(tokens) > 2 else None
