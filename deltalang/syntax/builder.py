"""The builder: one small function for each rule of the grammar.

The names of the methods are the names after "->" in `grammar/delta.lark`. A method takes the values
of the rule's parts and gives a tree node; what is wrong in an otherwise readable statement
is put on `problems`. Statements and expressions are here, what is smaller in `operands` and `postfixes`.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import attrs

from deltalang.keys import key
from deltalang.syntax import ast
from deltalang.syntax.layout import crosses_line
from deltalang.syntax.operands import Operands
from deltalang.syntax.parts import Parts, joined, unescaped
from deltalang.syntax.postfixes import Postfixes
from deltalang.syntax.tables import load_tables
from deltalang.syntax.tokens import Token
from deltalang.syntax.verbs import EXPECT, VERBS, find_verb


class Builder(Operands, Postfixes):
    """Builds the statements and expressions of one source; its bases build what these are made of."""

    # ------------------------------------------------------------ statements

    def scene(self, v: Parts) -> ast.SceneStatement:
        return ast.SceneStatement(None, v[0], start=v[0].start, end=v[0].end)

    def labelled(self, v: Parts) -> ast.SceneStatement:
        return ast.SceneStatement(joined(v[0]), v[2], start=v[0][0].start, end=v[2].end)

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
            text = unescaped(text[1:-1])
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


ACTIONS: dict[str, Callable[[Builder, Parts], Any]] = {
    rule.action: getattr(Builder, rule.action) for rule in load_tables().rules if rule.action
}


def _around(parts: Parts) -> dict[str, int]:
    return {"start": parts[0].start, "end": parts[-1].end}


def _term(v: Parts) -> ast.Term:
    return ast.Term(v[1].type == "MINUS", v[2], start=v[1].start, end=v[2].end)


def _directive(name: Token) -> str:
    folded = name.value.casefold()
    return "expect" if folded in EXPECT else folded
