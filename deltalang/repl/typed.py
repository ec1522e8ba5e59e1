"""What was typed, pasted, piped or loaded: as a part of a script, and where it came from."""

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.editing.buffer import Buffer
from deltalang.editing.pieces import Piece
from deltalang.keys import key
from deltalang.repl.relocating import Renamed, before, rewritten
from deltalang.source import BOM, Source, Span
from deltalang.syntax import ast
from deltalang.syntax.layout import common_indent

NAME = "<typed>"
_EARLIER = "defined-twice-earlier"
_MARK = re.compile(rf"^([ \t]*){BOM}+", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_TAB = 4
_COUNTED = frozenset(("defined-twice", "label-twice"))


@attrs.frozen
class Place:
    """Where a text comes from: the name that problems give, and the lines above it there.

    `folder` is the one that its `:use` looks in, where that is not the current one.
    """

    name: str = NAME
    above: int = 0
    folder: Path | None = None


TYPED = Place()


@attrs.frozen(slots=False)
class Typed:
    """Statements that start in column 0, however they were indented, with line feeds alone.

    `renamed` is what they say otherwise than they were written.
    """

    body: str
    place: Place
    written: str
    renamed: tuple[Renamed, ...] = ()

    @classmethod
    def of(cls, text: str, place: Place = TYPED) -> "Typed":
        """Take a text in.

        >>> typed = Typed.of("\\r\\n  Δ02 +\\r\\n    лес")
        >>> typed.body, typed.place.above
        ('Δ02 +\\n  лес', 1)
        """
        text = _MARK.sub(r"\1", text.replace("\r\n", "\n").replace("\r", "\n"))
        body = unindented(text.rstrip()).lstrip("\n")
        above = text[: len(text) - len(text.lstrip("\n"))].count("\n")
        return cls(body, attrs.evolve(place, above=place.above + above), body)

    def saying(self, renamed: tuple[Renamed, ...]) -> "Typed":
        """Say something otherwise."""
        return attrs.evolve(self, body=rewritten(self.written, renamed), renamed=renamed)

    @cached_property
    def source(self) -> Source:
        """The text as problems show it: at its own lines of the place that it comes from."""
        return Source("\n" * self.place.above + self.written, self.place.name)

    def placed(self, problem: Diagnostic, start: int, script: Source) -> Diagnostic:
        """Say where in the place a problem is that was found in a script, the text at `start`."""
        inside = (before(offset - start, self.renamed) for offset in problem.span)
        span = Span(*(offset + self.place.above for offset in inside))
        by = self.place.above + 1 - script.position(max(start, 0)).line
        return attrs.evolve(counted(problem, by), source=self.source, span=span)

    def beside(self, problem: Diagnostic, start: int, script: Source) -> Diagnostic:
        """Say where something is that the problem of another file names, the text at `start`."""
        line = problem.arguments.get("line")
        if not isinstance(line, int) or problem.arguments.get("file") != script.name:
            return problem
        first = script.position(start).line
        if line < first:
            return attrs.evolve(problem, message_id=_EARLIER)
        line += self.place.above + 1 - first
        told = {**problem.arguments, "line": line, "file": self.place.name}
        return attrs.evolve(problem, arguments=told)


def counted(problem: Diagnostic, by: int) -> Diagnostic:
    """Count the line that a problem names in its words from elsewhere."""
    line = problem.arguments.get("line")
    if problem.message_id not in _COUNTED:
        return problem
    assert isinstance(line, int)
    return attrs.evolve(problem, arguments={**problem.arguments, "line": line + by})


def unindented(text: str) -> str:
    """Take away the indentation that every line has, comments and blank lines aside.

    >>> unindented("   a +\\n     b\\n # c"), unindented("    a +\\n\\t\\tb\\n\\tc")
    ('a +\\n  b\\n# c', 'a +\\n    b\\nc')
    """
    width = common_indent(text, 0)
    if not width:
        return text
    if len({indent[0] for indent in _INDENT.findall(text)}) > 1:  # a tab is as wide as some spaces
        text = _INDENT.sub(lambda indent: indent[0].expandtabs(_TAB), text)
        width = common_indent(text, 0)
    return "\n".join(
        line[width:] if not line[:width].strip() else line.lstrip() for line in text.split("\n")
    )


def meaning(piece: Piece) -> object:
    """What a statement gives a meaning to, which can be given anew: a formula or a label."""
    if isinstance(piece.statement, ast.SceneStatement) and piece.statement.label is not None:
        return "label", key(piece.statement.label)
    return None if piece.defined is None else ("formula", piece.defined)


def meanings(pieces: Iterable[Piece]) -> frozenset[object]:
    """What some statements give a meaning to."""
    return frozenset(map(meaning, pieces)) - {None}


def without(buffer: Buffer, anew: Collection[object]) -> str:
    """A script without what is said anew; the comments behind it stay."""
    if not any(meaning(piece) in anew for piece in buffer.pieces):
        return buffer.text
    kept = [buffer.text[: buffer.starts[0]]]
    for piece in buffer.pieces:
        behind = piece.text[piece.statement.end :].partition("\n")[2]
        kept.append(behind if meaning(piece) in anew else piece.text)
    return "".join(kept)
