"""Saying: problems, places and edits in the words of the protocol."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from deltalang.diagnostics import Diagnostic, visible
from deltalang.editing.lines import Lines
from deltalang.editing.navigation import Place
from deltalang.editing.renaming import Edit
from deltalang.lsp.files import uri_of
from deltalang.lsp.text import OpenText
from deltalang.lsp.units import Units
from deltalang.source import Source

_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
}
_TAGS = {
    "deprecated": types.DiagnosticTag.Deprecated,
    "deprecated-alone": types.DiagnosticTag.Deprecated,
    "retired": types.DiagnosticTag.Deprecated,
    "retired-alone": types.DiagnosticTag.Deprecated,
    "cancelled": types.DiagnosticTag.Unnecessary,
    "unused-parameter": types.DiagnosticTag.Unnecessary,
}


def diagnostics(
    text: OpenText, problems: Iterable[Diagnostic], lang: str, *, related: bool
) -> Iterator[types.Diagnostic]:
    """Say problems; those of other files stand where the text uses the file, with the place in it."""
    for problem in problems:
        inside = problem.source.name == text.name
        span = problem.span if inside else _used_at(text)
        tag = _TAGS.get(problem.message_id)
        yield types.Diagnostic(
            range=text.range(*span),
            message=_message(problem, lang, inside=inside),
            severity=_SEVERITY[problem.severity],
            code=problem.code,
            source="deltalang",
            tags=[tag] if tag is not None else None,
            related_information=_related(problem, lang) if related and not inside else None,
        )


def _message(problem: Diagnostic, lang: str, *, inside: bool) -> str:
    message, hint = problem.message(lang), problem.hint(lang)
    if not inside:
        line, column = problem.source.position(problem.span.start)
        message = f"{visible(problem.source.name, limit=200)}:{line}:{column}: {message}"
    return f"{message}\n{hint}" if hint else message


def _used_at(text: OpenText) -> tuple[int, int]:
    """The first `:use` of a text, else its first line."""
    for piece, start in zip(text.document.buffer.pieces, text.document.buffer.starts, strict=False):
        if piece.uses:
            return start + piece.statement.start, start + piece.statement.end
    return 0, len(text.lines.line(0))


def _related(problem: Diagnostic, lang: str) -> list[types.DiagnosticRelatedInformation] | None:
    path = Path(problem.source.name)
    if not path.is_file():
        return None
    place = Elsewhere(problem.source, "utf-16").range(*problem.span)
    where = types.Location(uri_of(path), place)
    return [types.DiagnosticRelatedInformation(where, problem.message(lang))]


class Elsewhere:
    """A text that no editor has open; its positions. A byte order mark is not shown by editors."""

    def __init__(self, source: Source, encoding: str) -> None:
        self._skipped = source.body_start
        self._lines, self._encoding = Lines(source.text[self._skipped :]), encoding

    def position(self, offset: int) -> types.Position:
        """Give the position of an offset."""
        offset = max(0, offset - self._skipped)
        line = self._lines.at(offset)
        units = Units(self._lines.line(line), self._encoding)
        return types.Position(line, units.of(offset - self._lines.starts[line]))

    def range(self, start: int, end: int) -> types.Range:
        """Give the range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def edit(self, edit: Edit) -> types.TextEdit:
        """Say an edit in positions."""
        return types.TextEdit(self.range(edit.start, edit.end), edit.text)


def location(text: OpenText, place: Place) -> types.Location:
    """Say a place of a text or of another file."""
    if place.source.name == text.name:
        return types.Location(text.uri, text.range(*place.span))
    elsewhere = Elsewhere(place.source, text.encoding)
    return types.Location(uri_of(Path(place.source.name)), elsewhere.range(*place.span))
