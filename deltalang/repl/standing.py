"""What stands of a script: files that it leans on may change, and take statements with them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.keys import key
from deltalang.semantics.definitions import Definitions
from deltalang.source import Source, Span
from deltalang.syntax import ast

EARLIER = "<earlier>"
"""The name of what was said before, in problems."""


@attrs.frozen
class Fallen:
    """A statement that does not hold now, and why."""

    piece: Piece
    problem: Diagnostic


def stand(document: Document, text: str) -> tuple[Fallen, ...]:
    """Put a text into a document without the statements that are wrong in it; gives these.

    >>> from deltalang.session import Session
    >>> document = Document(Session())
    >>> [fallen.problem.code for fallen in stand(document, "лес\\nдвор: Δ999\\n:expect двор has мох")]
    ['E201', 'E211']
    >>> document.buffer.text
    'лес\\n'
    """
    document.replace(text)
    found: list[Fallen] = []
    while fallen := _fallen(document):
        found += (Fallen(piece, problem) for piece, problem in fallen.items())
        buffer = document.buffer
        head = buffer.text[: buffer.starts[0]]
        document.replace(
            head + "".join(piece.text for piece in buffer.pieces if piece not in fallen)
        )
    return tuple(found)


def earlier(document: Document, problem: Diagnostic, name: str = EARLIER) -> Diagnostic:
    """Show the problem of a statement of a document in the statement alone."""
    index = document.buffer.at(problem.span.start) if problem.source is document.source else None
    if index is None:
        return problem
    start, piece = document.buffer.starts[index], document.buffer.pieces[index]
    span = Span(problem.span.start - start, problem.span.end - start)
    return attrs.evolve(problem, source=Source(piece.text.rstrip(), name), span=span)


def labelled(fallen: Iterable[Fallen], document: Document, text: str) -> Fallen | None:
    """The scene that does not hold now whose label a text is, and no other scene's."""
    label = key(text)
    if not label or document.labels.scenes(label):
        return None
    return next((one for one in fallen if one.piece.label == label), None)


def reasons(
    fallen: Sequence[Fallen],
    document: Document,
    pieces: Sequence[Piece],
    found: Iterable[Diagnostic],
) -> Iterator[Diagnostic]:
    """The problems of what some statements speak of: it was there, and does not hold now.

    `found` is what is wrong with the statements themselves.
    """
    if any(problem.code == "E201" for problem in found):
        names = frozenset(chain.from_iterable(piece.names for piece in pieces))
        for one in fallen:
            if one.piece.uses or one.piece.defined in names:
                yield one.problem
    for node in (piece.statement for piece in pieces):
        if isinstance(node, ast.Expectation) and isinstance(node.subject, ast.Atom):
            scene = labelled(fallen, document, node.subject.text)
            if scene is not None:
                yield scene.problem


def _fallen(document: Document) -> dict[Piece, Diagnostic]:
    """The statements with an error, each with its first one, in the order of the text."""
    found: dict[Piece, Diagnostic] = {}
    for problem in document.problems(words=False):
        if problem.severity == "error":
            for piece in _about(document, problem):
                found.setdefault(piece, earlier(document, problem))
    order = document.buffer.order
    return dict(sorted(found.items(), key=lambda pair: order[pair[0]]))


def _about(document: Document, problem: Diagnostic) -> Iterator[Piece]:
    """The statements that a problem comes from: it may be in a script that one of them uses."""
    pieces = document.buffer.pieces
    if problem.source is document.source:
        index = document.buffer.at(problem.span.start)
        yield pieces[index if index is not None else 0]
        return
    found = [
        piece
        for piece in pieces
        if (piece.uses and problem in _of_use(document, piece))
        or problem in document.findings()[piece].problems
    ]
    # A name may be wrong in a used script only together with what else is used or defined.
    yield from found or [next((p for p in reversed(pieces) if p.uses), pieces[-1])]


def _of_use(document: Document, piece: Piece) -> list[Diagnostic]:
    session = document.session
    assert isinstance(piece.statement, ast.Directive)
    return Definitions([piece.module], session.catalog, load=session.load).problems
