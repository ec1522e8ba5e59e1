"""A glimpse of a long text: enough of it to tell about one place before all of it is read."""

import re

from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, mark_at
from deltalang.semantics.script import broken_label
from deltalang.session import Session
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.layout import statements

_VISIBLE = re.compile(r"[^\r\n]")
_OWN = (Kind.FORMULA, Kind.VERSION, Kind.ATOM, Kind.PARAMETER, Kind.KEY, Kind.TASK)
"""What its statement and the definitions of the text tell all about."""


def glimpse(session: Session, source: Source, offset: int) -> Document | None:
    """Read the definitions and directives of a text, and the statement at an offset; of the rest nothing.

    None where that is not enough to tell about the name at the offset.

    >>> found = glimpse(Session(), Source("Δ:ход = бег\\nлес: мох\\nдвор: Δ:ход\\n"), 28)
    >>> [piece.text for piece in found.buffer.pieces]
    ['Δ:ход = бег\\n        \\n', 'двор: Δ:ход\\n']
    """
    kept, blank, end = [], [], 0
    for span, _ in statements(source):
        text = source.text[span.start : span.end]
        needed = text[0] == ":" or "=" in text or span.start <= offset <= span.end
        blank += [] if needed else [text]
        kept += [source.text[end : span.start], text if needed else _VISIBLE.sub(" ", text)]
        end = span.end
    document = Document(session, "".join(kept) + source.text[end:], name=source.name)
    found = mark_at(document, offset)
    if found is None:
        return document
    piece, mark = found
    if isinstance(piece.statement, ast.Directive | ast.Expectation):
        return None
    alone = mark.kind is Kind.LABEL and not any(broken_label(text) == mark.name for text in blank)
    return document if alone or mark.kind in _OWN else None
