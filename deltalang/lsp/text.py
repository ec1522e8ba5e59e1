"""An open text: its document, its lines and colors, and positions as the editor counts them."""

from collections.abc import Sequence

import attrs
from lsprotocol import types

from deltalang.diagnostics import Diagnostic
from deltalang.editing.coloring import Coloring
from deltalang.editing.document import Document
from deltalang.editing.glimpse import glimpse
from deltalang.editing.lines import Lines
from deltalang.editing.renaming import Edit
from deltalang.lsp.memory import settle, undisturbed
from deltalang.lsp.projects import Opened
from deltalang.lsp.tokens import Numbers, drawer
from deltalang.lsp.units import Units
from deltalang.source import Source, Span

Change = types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument
_MANY = 16
_GLUED = ("glued-word", "glued-word-ambiguous")


class OpenText:
    """A text that an editor has open, read with its project."""

    def __init__(
        self, uri: str, text: str, *, version: int | None, project: Opened, name: str, encoding: str
    ) -> None:
        self.uri, self.name, self.version, self.encoding = uri, name, version, encoding
        self.project = project
        self._document = Document(project.session, "", name=name)
        self._read = 0  # so much of the text is in the document
        self.revision = 0
        """Counts the edits; also what was said of the text before one of them is out of date."""
        self._glued: list[Diagnostic] = []
        self._found: tuple[int, bool, list[Diagnostic]] = (-1, False, [])
        self._reset(text)

    def _reset(self, text: str) -> None:
        self.lines = Lines(text)
        self._coloring: Coloring[Numbers] | None = None
        self._units: dict[int, Units] = {}

    # ------------------------------------------------------------------- reading

    @property
    def document(self) -> Document:
        """The text as it is read; what was not read yet is read now."""
        if not self.is_read:
            with undisturbed():
                self._append(len(self.lines.text))
        return self._document

    @property
    def source(self) -> Source:
        """The whole text, read or not."""
        return self._document.source if self.is_read else Source(self.lines.text, self.name)

    @property
    def is_read(self) -> bool:
        """Whether all of the text is read."""
        return self._read >= len(self.lines.text)

    def read_some(self, most: int) -> bool:
        """Read so many lines of those that were not read yet; tell whether none is left."""
        if self.is_read:
            return True
        last = self.lines.at(self._read) + most
        end = self.lines.starts[last] if last < len(self.lines) else len(self.lines.text)
        with undisturbed():
            self._append(end)
            if self._document.buffer.is_indented:  # each part would be read with all before it
                self._append(len(self.lines.text))
        return self.is_read

    def _append(self, end: int) -> None:
        self._document.edit(self._read, self._read, self.lines.text[self._read : end])
        self._read = end
        if self.is_read:
            settle()

    def about(self, offset: int) -> Document:
        """Give a document that can tell about the name at an offset, though not all may be read yet."""
        if not self.is_read:
            with undisturbed():
                seen = glimpse(self.project.session, self.source, offset)
            if seen is not None:
                return seen
        return self.document

    # ------------------------------------------------------------------- editing

    def change(self, changes: Sequence[Change], version: int | None) -> None:
        """Take in what was typed. Many changes at once are put together first, then read once."""
        self.revision += 1
        self.version = version
        whole = any(not isinstance(c, types.TextDocumentContentChangePartial) for c in changes)
        if whole or len(changes) > _MANY:
            for change in changes:
                self._put(change)
            self._glued = []
            self._document.replace(self.lines.text)
            self._read = len(self.lines.text)
            self._reset(self.lines.text)
            return
        for change in changes:
            assert isinstance(change, types.TextDocumentContentChangePartial)
            start, end = self.offsets(change.range)
            if start < self._read or self.is_read:
                self.document.edit(start, end, change.text)
                self._read += len(change.text) - (end - start)
            redrawn = self.lines.edit(start, end, change.text)
            self._units = {}
            if self._coloring is not None:
                self._coloring.redraw(redrawn)
            self._glued = list(_shifted(self._glued, start, end, len(change.text)))

    def _put(self, change: Change) -> None:
        self._units = {}
        if isinstance(change, types.TextDocumentContentChangePartial):
            self.lines.edit(*self.offsets(change.range), change.text)
        else:
            self.lines = Lines(change.text)

    def renew(self, project: Opened) -> None:
        """Look at everything anew with another project."""
        self.revision += 1
        self.project = project
        self._document.renew(project.session)
        self._glued = []

    def forget(self) -> None:
        """Look at everything anew: a script that it uses changed."""
        self.revision += 1
        self._document.forget()

    # ----------------------------------------------------------------- positions

    def position(self, offset: int) -> types.Position:
        """Give the position of an offset."""
        line = self.lines.at(offset)
        column = offset - self.lines.starts[line]
        return types.Position(line, self._of(line).of(column))

    def range(self, start: int, end: int) -> types.Range:
        """Give the range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """Give the offset of a position: the end of the line, or of the text, past it."""
        if position.line >= len(self.lines):
            return len(self.lines.text)
        column = self._of(position.line).column(position.character)
        return self.lines.starts[position.line] + column

    def offsets(self, place: types.Range) -> tuple[int, int]:
        """Give the offsets of a range."""
        start, end = self.offset(place.start), self.offset(place.end)
        return min(start, end), max(start, end)

    def edit(self, edit: Edit) -> types.TextEdit:
        """Say an edit in positions."""
        return types.TextEdit(self.range(edit.start, edit.end), edit.text)

    def _of(self, line: int) -> Units:
        if line not in self._units:
            self._units[line] = Units(self.lines.line(line), self.encoding)
        return self._units[line]

    # -------------------------------------------------------------------- content

    def tokens(self, first: int, last: int) -> list[Numbers]:
        """Give the semantic tokens of some lines, the last not among them."""
        if self._coloring is None:
            self._coloring = Coloring(self.lines, drawer(self.encoding))
        with undisturbed():
            return self._coloring.drawn(first, last)

    def color_some(self, most: int) -> bool:
        """Color so many lines of those that have no color yet; tell whether none is left."""
        done = self._coloring.count if self._coloring is not None else 0
        self.tokens(done, done + most)
        return done + most >= len(self.lines)

    def uses(self) -> bool:
        """Tell whether the text uses other scripts or packs."""
        return any(piece.uses for piece in self.document.environment.pieces)

    def look_at_some(self, most: int) -> bool:
        """Read so many lines or look at so many statements that wait for it; tell whether none is left."""
        if not self.read_some(most):
            return False
        with undisturbed():
            return self._document.look_at_some(most)

    def problems(self, *, words: bool) -> list[Diagnostic]:
        """Find every problem. Without `words` the glued words are those found before, where they are now."""
        revision, with_words, known = self._found
        if revision == self.revision and (with_words or not words):
            return known
        found = self.document.problems(words=words)
        if words:
            self._glued = [one for one in found if one.message_id in _GLUED]
        else:
            source = self.document.source
            found += [attrs.evolve(one, source=source) for one in self._glued]
        self._found = self.revision, words, found
        return found


def _shifted(problems: list[Diagnostic], start: int, end: int, length: int) -> "list[Diagnostic]":
    """Move problems with the text that they are about; one that was typed into goes."""
    kept = []
    for one in problems:
        if one.span.start >= end:
            by = length - (end - start)
            span = Span(one.span.start + by, one.span.end + by)
            kept.append(attrs.evolve(one, span=span))
        elif one.span.end < start:
            kept.append(one)
    return kept
