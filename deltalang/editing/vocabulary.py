"""The words of a text that changes: which there are, and which look alike."""

from collections import Counter
from collections.abc import Iterable, Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.editing.pieces import Piece
from deltalang.semantics.checks.look_alike import alike, codes, look_alike, look_alike_code


class Vocabulary:
    """Counts the keys of the atoms and the codes of all pieces, by what they look like."""

    def __init__(self) -> None:
        self._keys: Counter[str] = Counter()
        self._entries: Counter[tuple[str, str]] = Counter()
        self._looks: dict[str, Counter[str]] = {}
        self._codes: dict[str, Counter[str]] = {}
        self._confused: set[str] = set()
        self._confused_codes: set[str] = set()

    def __contains__(self, folded: object) -> bool:
        return self._keys[folded] > 0 if isinstance(folded, str) else False

    def __iter__(self) -> Iterator[str]:
        return (folded for folded, count in self._keys.items() if count)

    def values(self, name: str) -> Iterator[str]:
        """The values that a scope key has in the text; those of bare values are under "mode"."""
        return (value for (known, value), count in self._entries.items() if count and known == name)

    def scope_keys(self) -> set[str]:
        """The scope keys of the text."""
        return {known for (known, _), count in self._entries.items() if count}

    def change(self, removed: Iterable[Piece], added: Iterable[Piece]) -> None:
        """Take in an edit."""
        for pieces, step in ((removed, -1), (added, 1)):
            for piece in pieces:
                for _, folded, looks in piece.words:
                    self._keys[folded] += step
                    _count(self._looks, self._confused, looks, folded, step)
                for entry in piece.entries:
                    self._entries[entry] += step
                for _, code, looks in codes(piece.written.nodes):
                    _count(self._codes, self._confused_codes, looks, code, step)

    def look_alikes(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Diagnostic]]:
        """Find the keys and codes that look alike, in the order of the pieces; see rule W505."""
        if not self._confused and not self._confused_codes:
            return
        kept = tuple(pieces)
        words = (
            ((piece, atom), folded, looks)
            for piece in kept
            for atom, folded, looks in piece.words
            if looks in self._confused
        )
        for (piece, atom), left, right in alike(words):
            yield piece, look_alike(piece.source, atom, left, right)
        numbers = (
            ((piece, node), code, looks)
            for piece in kept
            for node, code, looks in codes(piece.written.nodes)
            if looks in self._confused_codes
        )
        for (piece, node), left, right in alike(numbers):
            yield piece, look_alike_code(piece.source, node, left, right)


def _count(
    counted: dict[str, Counter[str]], confused: set[str], looks: str, name: str, step: int
) -> None:
    names = counted.setdefault(looks, Counter())
    names[name] += step
    if not names[name]:
        del names[name]
    if len(names) > 1:
        confused.add(looks)
    else:
        confused.discard(looks)
