"""A fix, and the spot of a problem that the functions of the fixes look at."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from deltalang.diagnostics import Diagnostic, visible
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.editing.renaming import Edit
from deltalang.messages import template
from deltalang.syntax import ast
from deltalang.syntax.tokens import TRIVIA, Token


@attrs.frozen
class Fix:
    """Edits that mend a problem. `preferred` where there is only one sensible answer."""

    message_id: str
    blanks: Mapping[str, str]
    edits: tuple[Edit, ...]
    preferred: bool = False

    def title(self, lang: str) -> str:
        """Say what the edits do."""
        shown = {name: visible(value) for name, value in self.blanks.items()}
        return template(self.message_id, lang).format_map(shown)


@attrs.frozen(slots=False)
class Spot:
    """A problem of a document, and the text around it. Offsets count in the whole text."""

    document: Document = attrs.field(repr=False)
    problem: Diagnostic

    @property
    def start(self) -> int:
        return self.problem.span.start

    @property
    def end(self) -> int:
        return self.problem.span.end

    @property
    def text(self) -> str:
        """The text of the problem."""
        return self.document.buffer.text[self.start : self.end]

    def said(self, name: str) -> str:
        """What the message says in a blank."""
        return str(self.problem.arguments[name])

    @cached_property
    def index(self) -> int:
        return self.document.buffer.at(self.start) or 0

    @cached_property
    def piece(self) -> Piece:
        """The statement of the problem."""
        return self.document.buffer.pieces[self.index]

    @cached_property
    def base(self) -> int:
        """Where the statement starts."""
        return self.document.buffer.starts[self.index]

    @cached_property
    def code(self) -> list[Token]:
        """The tokens of the statement that are read, their places in the whole text."""
        return [
            token._replace(start=token.start + self.base, end=token.end + self.base)
            for token in self.piece.tokens
            if token.type not in TRIVIA
        ]

    def token(self, offset: int) -> Token:
        """The token that an offset is in, or the last one before it."""
        before = [token for token in self.code if token.start <= offset]
        return before[-1] if before else self.code[0]

    def before(self, offset: int) -> Token | None:
        """The last token that ends before an offset."""
        return next((t for t in reversed(self.code) if t.end <= offset), None)

    def reference(self) -> ast.Reference | None:
        """The reference at the problem, its places as in its own statement."""
        begin = self.start - self.base
        around = [node for node in self.piece.references if node.start <= begin < node.end]
        return min(around, key=lambda node: node.end - node.start, default=None)

    # -------------------------------------------------------------------- fixes

    def replace(
        self, new: str, *, start: int | None = None, end: int | None = None, sure: bool = False
    ) -> Fix:
        """Put a text in the place of the problem, or of another range."""
        place = self._place(start, end)
        return Fix("ui.fix-replace", {"new": new.strip()}, (Edit(*place, new),), sure)

    def delete(
        self, *, start: int | None = None, end: int | None = None, sure: bool = False
    ) -> Fix:
        """Take out the text of the problem, or another range."""
        place = self._place(start, end)
        old = self.document.buffer.text[slice(*place)].strip()
        return Fix("ui.fix-delete", {"old": old}, (Edit(*place, ""),), sure)

    def insert(self, offset: int, new: str, *, sure: bool = False) -> Fix:
        """Put a text in."""
        return Fix("ui.fix-insert", {"new": new.strip()}, (Edit(offset, offset, new),), sure)

    def other(self, message_id: str, *edits: Edit, sure: bool = False, **blanks: str) -> Fix:
        """Make a fix with words of its own."""
        return Fix(message_id, blanks, edits, sure)

    def _place(self, start: int | None, end: int | None) -> tuple[int, int]:
        return (self.start if start is None else start), (self.end if end is None else end)


Fixes = Iterator[Fix]
