"""Symbols: the outline of a document."""

from pathlib import Path

import pytest
from hypothesis import given
from text_strategies import any_texts

from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, marks
from deltalang.editing.symbols import symbols
from deltalang.session import Session
from deltalang.source import Span
from deltalang.syntax import ast

SESSION = Session()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.delta"))


def test_statements_are_listed_by_what_they_are() -> None:
    text = "# тепло\nΔ:х(а, б: в) = <а> + <б>\nмой двор: жар +\n  холод\n:mode сон\n:expect а has б\nлес\nа +\n"
    found = symbols(Document(SESSION, text))
    assert [(one.kind, one.name, one.detail) for one in found] == [
        ("formula", "Δ:х", "<а> + <б>"),
        ("label", "мой двор", "жар + холод"),
        ("directive", ":mode сон", ""),
        ("claim", ":expect а has б", ""),
        ("scene", "лес", ""),
    ]
    assert [text[slice(*one.name_span)] for one in found[0].inside] == ["а", "б: в"]
    assert text[slice(*found[1].whole)] == "мой двор: жар +\n  холод"


@given(any_texts())
def test_a_name_is_inside_its_statement(text: str) -> None:
    for symbol in symbols(Document(SESSION, text)):
        for one in (symbol, *symbol.inside):
            assert one.name
            assert one.whole.start <= one.name_span.start <= one.name_span.end <= one.whole.end


@pytest.mark.parametrize("text", [path.read_text("utf-8") for path in EXAMPLES])
def test_labels_stand_where_they_are_marked(text: str) -> None:
    document = Document(SESSION, text)
    pieces = zip(document.buffer.pieces, document.buffer.starts, strict=False)
    marked = [
        Span(mark.start, mark.end)
        for piece, start in pieces
        if not isinstance(piece.statement, ast.Junk)
        for mark in (one.moved(start) for one in marks(piece))
        if mark.kind is Kind.LABEL and mark.declares
    ]
    assert [one.name_span for one in symbols(document) if one.kind == "label"] == marked
