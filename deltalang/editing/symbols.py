"""Symbols: the outline of a document, its formulas, scenes and directives."""

from collections.abc import Iterator

import attrs

from deltalang.diagnostics import visible
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.source import Span
from deltalang.syntax import ast
from deltalang.syntax.tokens import significant

_LONGEST = 60


@attrs.frozen
class Symbol:
    """A statement of a document. `kind` is "formula", "parameter", "label", "scene", "directive", "claim".

    `whole` is all of it, `name_span` what to select of it.
    """

    name: str
    kind: str
    whole: Span
    name_span: Span
    detail: str = ""
    inside: tuple["Symbol", ...] = ()


def symbols(document: Document) -> list[Symbol]:
    """List the statements of a document that could be read, in its order.

    >>> from deltalang.session import Session
    >>> found = symbols(Document(Session(), "Δ:ход(кто) = <кто>\\nдвор: Δ:ход(мох)"))
    >>> [(one.name, one.kind, one.detail) for one in found]
    [('Δ:ход', 'formula', '<кто>'), ('двор', 'label', 'Δ:ход(мох)')]
    """
    pieces = zip(document.buffer.pieces, document.buffer.starts, strict=False)
    return [symbol for piece, start in pieces for symbol in _symbol(piece, start)]


def _symbol(piece: Piece, start: int) -> Iterator[Symbol]:
    node = piece.statement
    whole = Span(start + node.start, start + node.end)

    def text(inner: ast.Node) -> str:
        return visible(" ".join(piece.text[inner.start : inner.end].split()), limit=_LONGEST)

    def made(name: str, kind: str, head: ast.Node | Span, detail: str = "") -> Symbol:
        first, last = head if isinstance(head, Span) else head.span
        return Symbol(name or "…", kind, whole, Span(start + first, start + last), detail)

    match node:
        case ast.Definition(target, parameters, body):
            inside = tuple(
                attrs.evolve(
                    made(parameter.name, "parameter", parameter),
                    whole=Span(start + parameter.start, start + parameter.end),
                )
                for parameter in parameters
            )
            yield attrs.evolve(made(target.name, "formula", target, text(body)), inside=inside)
        case ast.SceneStatement(str(label), body):
            yield made(visible(label), "label", _label(piece, node, body), text(body))
        case ast.SceneStatement(None, body):
            yield made(text(body), "scene", body)
        case ast.Directive():
            yield made(text(node), "directive", node)
        case ast.Expectation():
            yield made(text(node), "claim", node)


def _label(piece: Piece, node: ast.Node, body: ast.Node) -> Span:
    """The words before the colon; only these are read again."""
    tokens = significant(piece.text, node.start, body.start)
    colon = next(index for index, token in enumerate(tokens) if token.type == "COLON")
    return Span(tokens[0].start, tokens[colon - 1].end)
