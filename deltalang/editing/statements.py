"""Statements where they stand: directives above them, and labels."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.editing.buffer import Buffer
from deltalang.editing.pieces import Piece
from deltalang.semantics.directives import Settings, applied
from deltalang.semantics.script import label_twice
from deltalang.syntax import ast


class Labels:
    """The scenes of each label, by its key; also the statements with one that could not be read."""

    def __init__(self) -> None:
        self._pieces: dict[str, set[Piece]] = {}
        self._several: set[str] = set()

    def change(self, removed: Iterable[Piece], added: Iterable[Piece]) -> None:
        """Take in an edit."""
        for piece in removed:
            if piece.label is not None:
                self._pieces[piece.label].discard(piece)
                self._count(piece.label)
        for piece in added:
            if piece.label is not None:
                self._pieces.setdefault(piece.label, set()).add(piece)
                self._count(piece.label)

    def _count(self, label: str) -> None:
        count = len(self._pieces[label])
        (self._several.add if count > 1 else self._several.discard)(label)
        if not count:
            del self._pieces[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pieces)

    def scenes(self, label: str) -> list[Piece]:
        """The scenes of a label, without order."""
        found = self._pieces.get(label, ())
        return [one for one in found if isinstance(one.statement, ast.SceneStatement)]

    def is_broken(self, label: str) -> bool:
        """Tell whether a statement of a label could not be read."""
        return any(isinstance(p.statement, ast.Junk) for p in self._pieces.get(label, ()))

    def several(self) -> Iterator[list[Piece]]:
        """The scenes that share a label, without order."""
        for label in self._several:
            yield self.scenes(label)


@attrs.frozen(slots=False, eq=False)
class Layout:
    """Where the pieces of a buffer stand, and under which directives."""

    buffer: Buffer
    _directives: list[int]
    _settings: list[Settings]
    problems: tuple[tuple[Piece, Diagnostic], ...]
    """What is wrong with directives."""

    @classmethod
    def of(cls, buffer: Buffer, directives: Iterable[Piece]) -> "Layout":
        """Lay out a buffer with its directives."""
        order = buffer.order
        places, settings, problems = [], [Settings()], []
        for piece in sorted(directives, key=order.__getitem__):
            assert isinstance(piece.statement, ast.Directive)
            changed, problem = applied(piece.statement, settings[-1], piece.source)
            places.append(order[piece])
            settings.append(changed)
            problems += [(piece, problem)] if problem is not None else []
        return cls(buffer, places, settings, tuple(problems))

    @property
    def order(self) -> Mapping[Piece, int]:
        """Which statement of the text a piece is."""
        return self.buffer.order

    def start(self, piece: Piece) -> int:
        """The offset of a piece."""
        return self.buffer.starts[self.order[piece]]

    def settings(self, piece: Piece) -> Settings:
        """What the directives above a piece say."""
        return self._settings[bisect_left(self._directives, self.order[piece])]

    def line(self, piece: Piece, offset: int) -> int:
        """The line of an offset in a piece."""
        return self.buffer.source.position(self.start(piece) + offset).line


def label_problems(labels: Labels, layout: Layout) -> Iterator[tuple[Piece, Diagnostic]]:
    """Find labels that an earlier scene has."""
    for pieces in labels.several():
        if not pieces:
            continue
        first, *others = sorted(pieces, key=layout.order.__getitem__)
        line = layout.line(first, first.statement.start)
        for piece in others:
            if isinstance(piece.statement, ast.SceneStatement):
                yield piece, label_twice(piece.statement, piece.source, line)
