"""The parser: from text to a `Module` of statements.

Each statement is cut out by layout, cut into tokens, and read by a shift-reduce loop over Lark's
tables (Aho et al., Compilers, section 4.5). The loop keeps its own stack, so depth of nesting costs
memory, not recursion. A statement that cannot be read becomes `Junk` and the rest goes on.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.builder import ACTIONS, Builder
from deltalang.syntax.layout import statements
from deltalang.syntax.mistakes import Stuck, explain, stray_indentation
from deltalang.syntax.tables import load_tables
from deltalang.syntax.tokens import TRIVIA, Token, significant


@attrs.frozen
class Module:
    """Everything a text says: its statements in order, `Junk` included."""

    source: Source
    statements: tuple[ast.Statement, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every problem of the text, in order."""
        return tuple(
            problem
            for statement in self.statements
            if isinstance(statement, ast.Junk)
            for problem in statement.diagnostics
        )


def parse(source: Source | str, *, limits: Limits = DEFAULT_LIMITS) -> Module:
    """Read a script. Never fails: what cannot be read is `Junk` with its diagnostics.

    >>> module = parse("двор: Δ02 + память\\nΔ02 память\\nсвет")
    >>> [type(statement).__name__ for statement in module.statements]
    ['SceneStatement', 'Junk', 'SceneStatement']
    """
    if isinstance(source, str):
        source = Source(source)
    return Module(source, tuple(iter_statements(source, limits=limits)))


def iter_statements(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[ast.Statement]:
    """Read a script statement by statement, keeping nothing of what was read."""
    builder = Builder(source)
    for span, stray in statements(source):
        yield _parse_statement(builder, span, stray, limits)


def parse_statement(
    source: Source, *, stray: bool = False, limits: Limits = DEFAULT_LIMITS
) -> ast.Statement:
    """Read a text that layout has cut out as one statement; `stray` as layout says it.

    >>> parse_statement(Source("двор: свет"))
    SceneStatement(label='двор', body=Atom(text='свет', quoted=False))
    """
    return _parse_statement(Builder(source), Span(0, len(source.text)), stray, limits)


def parse_expression(source: Source | str, *, limits: Limits = DEFAULT_LIMITS) -> ast.Expression:
    """Read a text that is one expression.

    Raises DeltaError when it is not.

    >>> parse_expression("a + b").terms[1].body
    Atom(text='b', quoted=False)
    """
    if isinstance(source, str):
        source = Source(source)
    builder = Builder(source)
    whole = Span(source.body_start, len(source.text))
    if not _fits(builder, whole, limits):
        raise DeltaError(builder.problems)
    tokens = significant(source.text, *whole)
    value: ast.Expression = _read(builder, tokens, "expression", whole, limits)
    if builder.problems:
        raise DeltaError(builder.problems)
    return value


def _parse_statement(builder: Builder, span: Span, stray: bool, limits: Limits) -> ast.Statement:
    builder.problems = []
    if stray:
        builder.problems.append(stray_indentation(builder.source, span))
    tokens = significant(builder.source.text, *span) if _fits(builder, span, limits) else []
    value: ast.Statement | None = None
    if tokens:
        value = _read(builder, tokens, "statement", span, limits)
        if isinstance(value, ast.Directive) and value.name == "expect":
            value = _expectation(builder, tokens, limits)
    if builder.problems or value is None:
        end = tokens[-1].end if tokens else span.end
        return ast.Junk(tuple(builder.problems), start=span.start, end=end)
    return value


def _fits(builder: Builder, span: Span, limits: Limits) -> bool:
    """Refuse a monstrous statement before its tokens take memory."""
    if span.end - span.start <= limits.statement:
        return True
    counted = 0
    for match in load_tables().pattern.finditer(builder.source.text, *span):
        if match.lastgroup not in TRIVIA:
            counted += 1 + (match.end() - match.start()) // 100  # a monstrous word counts as many
        if counted > limits.statement:
            place = Span(span.start, span.start + 1)
            arguments = {"allowed": limits.statement}
            problem = Diagnostic("E306", "statement-limit", builder.source, place, arguments)
            builder.problems.append(problem)
            return False
    return True


def _read(builder: Builder, tokens: list[Token], start: str, span: Span, limits: Limits) -> Any:
    too_deep = _too_deep(tokens, limits.nesting)
    if too_deep is not None:
        builder.problem("E303", "nesting-limit", too_deep, allowed=limits.nesting)
        return None
    result = _shift_reduce(builder, tokens, start, span)
    if isinstance(result, Stuck):
        if not any(problem.code.startswith("E1") for problem in builder.problems):
            builder.problems.append(explain(builder.source, result))
        return None
    return result


def _too_deep(tokens: list[Token], allowed: int) -> Token | None:
    steps = [
        1 if kind in ("LPAR", "LSQB", "LBRACE") else -1 if kind in ("RPAR", "RSQB", "RBRACE") else 0
        for kind, *_ in tokens
    ]
    if steps.count(1) <= allowed:
        return None
    depths = accumulate(steps)
    return next((token for token, deep in zip(tokens, depths, strict=True) if deep > allowed), None)


def _shift_reduce(builder: Builder, tokens: list[Token], start: str, span: Span) -> Any:
    """Run the tables over the tokens; give the value, or `Stuck` at the first bad token."""
    tables = load_tables()
    table, rules, skips = tables.states, tables.rules, tables.skips
    final = tables.ends[start]
    top = tables.starts[start]
    states = [top]
    values: list[object] = []
    end = tokens[-1].end if tokens else span.end
    for index, token in enumerate([*tokens, Token("$END", "", end, end)]):
        kind = token[0]
        while top != final or kind != "$END":
            step = table[top].get(kind)
            if step is None:
                return Stuck(tuple(tokens), index, frozenset(table[top]), end)
            if step >= 0:
                states.append(step)
                values.append(token)
                top = step
                break
            length, action, origin = rules[~step]
            if action is None:  # the value stays, only the state moves
                chain = (states[-2], top, kind)
                top = skips.get(chain) or tables.skip(*chain)
                states[-1] = top
                continue
            taken = values[-length:]
            del values[-length:], states[-length:]
            values.append(ACTIONS[action](builder, taken))
            top = table[states[-1]][origin]
            states.append(top)
    return values[0]


def _expectation(builder: Builder, tokens: list[Token], limits: Limits) -> ast.Statement | None:
    """Read `:expect subject verb scene` out of a directive's tokens."""
    split = builder.expectation_verb(tokens)
    if split is None:
        return None
    index, verb = split
    sides = []
    for part in (tokens[2:index], tokens[index + 1 :]):
        span = Span(tokens[index].end, tokens[index].end)
        sides.append(_read(builder, part, "expression", span, limits))
    if builder.problems:
        return None
    return ast.Expectation(sides[0], verb, sides[1], start=tokens[0].start, end=tokens[-1].end)
