"""What was typed, pasted, piped or loaded: as a part of a script, and where it came from."""

from functools import cached_property

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.editing.pieces import Piece
from deltalang.keys import key
from deltalang.source import BOM, Source, Span
from deltalang.syntax import ast
from deltalang.syntax.layout import common_indent

NAME = "<typed>"


@attrs.frozen
class Place:
    """Where a text comes from: the name that problems give, and the lines above it there."""

    name: str = NAME
    above: int = 0


TYPED = Place()


@attrs.frozen(slots=False)
class Typed:
    """Statements that start in column 0, however they were indented, with line feeds alone."""

    body: str
    place: Place

    @classmethod
    def of(cls, text: str, place: Place = TYPED) -> "Typed":
        """Take a text in.

        >>> typed = Typed.of("\\r\\n  Δ02 +\\r\\n    лес")
        >>> typed.body, typed.place.above
        ('Δ02 +\\n  лес', 1)
        """
        text = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
        body = unindented(text.rstrip()).lstrip("\n")
        above = text[: len(text) - len(text.lstrip("\n"))].count("\n")
        return cls(body, attrs.evolve(place, above=place.above + above))

    @cached_property
    def source(self) -> Source:
        """The text as problems show it: at its own lines of the place that it comes from."""
        return Source("\n" * self.place.above + self.body, self.place.name)

    def placed(self, problem: Diagnostic, start: int) -> Diagnostic:
        """Say where in the place a problem is that was found in a script, the text at `start`."""
        shift = self.place.above - start
        span = Span(problem.span.start + shift, problem.span.end + shift)
        return attrs.evolve(problem, source=self.source, span=span)


def unindented(text: str) -> str:
    """Take away the indentation that every line has, comments and blank lines aside.

    >>> unindented("   a +\\n     b\\n # c")
    'a +\\n  b\\n# c'
    """
    width = common_indent(text, 0)
    if not width:
        return text
    return "\n".join(
        line[width:] if not line[:width].strip() else line.lstrip() for line in text.split("\n")
    )


def meaning(piece: Piece) -> object:
    """What a statement gives a meaning to, which can be given anew: a formula or a label."""
    if isinstance(piece.statement, ast.SceneStatement) and piece.statement.label is not None:
        return "label", key(piece.statement.label)
    return None if piece.defined is None else ("formula", piece.defined)
