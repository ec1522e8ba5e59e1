"""A glimpse of a long text: enough of it to tell about one place before all of it is read."""

from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, mark_at
from deltalang.editing.partial import partial
from deltalang.semantics.script import broken_label
from deltalang.session import Session
from deltalang.source import Source, Span
from deltalang.syntax import ast

_OWN = (Kind.FORMULA, Kind.VERSION, Kind.ATOM, Kind.PARAMETER, Kind.KEY, Kind.TASK)
"""What its statement and the definitions of the text tell all about."""


def glimpse(session: Session, source: Source, offset: int) -> Document | None:
    """Read the definitions and directives of a text, and the statement at an offset; of the rest nothing.

    None where that is not enough to tell about the name at the offset.

    >>> found = glimpse(Session(), Source("Δ:ход = бег\\nлес: мох\\nдвор: Δ:ход\\n"), 28)
    >>> [piece.text for piece in found.buffer.pieces]
    ['Δ:ход = бег\\n        \\n', 'двор: Δ:ход\\n']
    """
    blank: list[str] = []

    def needed(text: str, span: Span) -> bool:
        tells = text[0] == ":" or "=" in text or span.start <= offset <= span.end
        blank.extend(() if tells else (text,))
        return tells

    document = Document(session, partial(source, needed), name=source.name)
    found = mark_at(document, offset)
    if found is None:
        return document
    piece, mark = found
    if isinstance(piece.statement, ast.Directive | ast.Expectation):
        return None
    alone = mark.kind is Kind.LABEL and not any(broken_label(text) == mark.name for text in blank)
    return document if alone or mark.kind in _OWN else None
