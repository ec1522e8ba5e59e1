"""Navigation: from a name to where it is made, and to everywhere it is used."""

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from deltalang.diagnostics import DeltaError
from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, Mark, mark_at, marks, resolved
from deltalang.editing.pieces import Piece
from deltalang.keys import key
from deltalang.registry.files import read_source
from deltalang.registry.folder import FolderCatalog
from deltalang.registry.layers import folders
from deltalang.semantics.catalog import Catalog, Formula
from deltalang.semantics.definitions import Defined
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.parser import Module

_FORMULA_LINE = re.compile(r"^formula:.*$", re.MULTILINE)


@attrs.frozen
class Place:
    """A range of a text: of the document itself, or of another file, which `source` names."""

    source: Source = attrs.field(repr=False)
    span: Span


def definitions(document: Document, offset: int) -> list[Place]:
    """Find where the name at an offset is made; nothing where there is no name or it is made nowhere.

    A formula leads to its definition or to the file of its record. Raises OSError.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "Δ:ход = бег\\nутро: Δ:ход + жар")
    >>> [place.span for place in definitions(document, 20)]
    [Span(start=0, end=5)]
    """
    found = mark_at(document, offset)
    if found is None:
        return []
    piece, mark = found
    match mark.kind:
        case Kind.FORMULA | Kind.VERSION:
            return _of_formula(document, mark)
        case Kind.PARAMETER | Kind.LABEL:
            own = [one for one in occurrences(document, mark) if one.declares]
            return [Place(document.source, Span(one.start, one.end)) for one in own]
        case Kind.PACK:
            return _of_pack(document, piece, mark.name)
    return []


def references(document: Document, offset: int) -> list[Mark]:
    """Find every use of the name at an offset in its document, its making among them.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "Δ02 + память\\nутро: Память*2")
    >>> [(mark.start, mark.end) for mark in references(document, 8)]
    [(6, 12), (19, 25)]
    """
    mark = named_at(document, offset)
    return list(occurrences(document, mark)) if mark is not None else []


def named_at(document: Document, offset: int) -> Mark | None:
    """Find the name at an offset that may be used elsewhere; a version stands for its formula."""
    found = mark_at(document, offset)
    if found is None or found[1].kind in (Kind.KEY, Kind.DIRECTIVE, Kind.PACK, Kind.TASK):
        return None
    mark = found[1]
    if mark.kind is Kind.VERSION:
        return attrs.evolve(mark, kind=Kind.FORMULA, name=mark.owner or "", owner=None)
    return mark


def occurrences(document: Document, wanted: Mark) -> Iterator[Mark]:
    """Give the marks of a document that name the same as one of them, places in the whole text."""
    names = aliases(document, wanted.name) if wanted.kind is Kind.FORMULA else {wanted.name}
    if wanted.kind is Kind.PARAMETER and wanted.owner is not None:
        owners = aliases(document, wanted.owner)
    else:
        owners = {wanted.owner or ""}
    for piece, start in zip(document.buffer.pieces, document.buffer.starts, strict=False):
        if not _may_hold(piece, wanted.kind, names, owners):
            continue
        for mark in marks(piece):
            one = resolved(mark, document)
            if one.kind is wanted.kind and one.name in names and (one.owner or "") in owners:
                yield one.moved(start)


def aliases(document: Document, name: str) -> set[str]:
    """The names that lead to the formula of a name: its number and its words."""
    formula = find(document, name)
    if formula is None or not formula.version:
        return {name}
    return {name, formula.name, *([f"Δ:{key(formula.slug)}"] if formula.slug else [])}


def find(document: Document, name: str, pin: str | None = None) -> Formula | None:
    """The formula that a name means in a document; None where there is none that can be read."""
    try:
        found = document.environment.definitions.catalog.find(name, pin)
    except DeltaError:  # a broken record; it is reported where it is used
        return None
    return found if isinstance(found, Formula) else None


def _may_hold(piece: Piece, kind: Kind, names: set[str], owners: set[str]) -> bool:
    """Tell cheaply whether a piece may have a mark; most have not, and trees need not be walked."""
    if isinstance(piece.statement, ast.Junk):
        return kind in (Kind.FORMULA, Kind.LABEL)
    match kind:
        case Kind.FORMULA:
            return piece.defined in names or not names.isdisjoint(piece.names)
        case Kind.PARAMETER if owners != {""}:
            return piece.defined in owners or not owners.isdisjoint(piece.names)
        case Kind.PARAMETER:
            return "<" in piece.text
        case Kind.LABEL:
            return piece.label in names or isinstance(piece.statement, ast.Expectation)
        case Kind.MODE | Kind.CONTEXT:
            return "{" in piece.text or isinstance(piece.statement, ast.Directive)
    return True


# ----------------------------------------------------------------------------- formulas


def _of_formula(document: Document, mark: Mark) -> list[Place]:
    node = mark.node
    name = mark.owner if mark.kind is Kind.VERSION else mark.name
    assert name is not None
    own = [one for one in document.environment.definitions.defined if one.formula.name == name]
    if own:
        return [_of_definition(document, one) for one in own]
    formula = find(document, name, node.pin if isinstance(node, ast.Reference) else None)
    if formula is None:
        return []
    file = record_file(document.environment.definitions.outer, formula)
    if file is None:
        return []
    source = read_source(file)
    line = _FORMULA_LINE.search(source.text)
    return [Place(source, Span(*line.span()) if line else Span(0, 0))]


def _of_definition(document: Document, one: Defined) -> Place:
    source = one.formula.source
    for piece in document.environment.pieces:
        if piece.source is source:
            start = document.layout.start(piece)
            return Place(document.source, Span(start + one.target.start, start + one.target.end))
    return Place(source, one.target)


def _of_pack(document: Document, piece: Piece, name: str) -> list[Place]:
    try:
        used = document.session.load(name, piece.source)
    except DeltaError:  # it is there and cannot be read: that is reported
        return []
    return [Place(used.source, Span(0, 0))] if isinstance(used, Module) else []


def record_file(catalog: Catalog, formula: Formula) -> Path | None:
    """Find the file of a formula's record; None for a draft, and for what is not in a file."""
    layer = layer_of(catalog, formula)
    if layer is None or not formula.version:
        return None
    entry: Traversable = layer.root.joinpath(f"d{formula.name[1:]}", f"v{formula.version}.yaml")
    return entry if isinstance(entry, Path) and entry.is_file() else None


def layer_of(catalog: Catalog, formula: Formula) -> FolderCatalog | None:
    """Find the folder that a formula comes from."""
    return next((one for one in folders(catalog) if one.layer == formula.layer), None)
