"""Marks: the names that stand in a statement, each with its place and what it is a name of."""

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum

import attrs

from deltalang.algebra.scopes import ScopeValueError, scope_key
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece
from deltalang.keys import key
from deltalang.semantics.build import canonical_name, walk
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax import ast
from deltalang.syntax.tokens import TRIVIA


class Kind(StrEnum):
    """What a name is a name of."""

    FORMULA = "formula"
    VERSION = "version"  # Δ02@3
    PARAMETER = "parameter"  # of the formula that owns it; also a hole `<имя>`
    TASK = "task"  # <~опиши запах>, <?кто говорит>
    LABEL = "label"
    SUBJECT = "subject"  # of an expectation: a label or an atom
    MODE = "mode"
    CONTEXT = "context"
    KEY = "key"  # of a scope
    DIRECTIVE = "directive"
    PACK = "pack"  # :use чувства
    ATOM = "atom"


@attrs.frozen
class Mark:
    """A name between two offsets. `owner` is the formula of a parameter; `declares` where it is made."""

    start: int
    end: int
    kind: Kind
    name: str
    owner: str | None = None
    declares: bool = False
    node: ast.Node | None = attrs.field(default=None, repr=False, eq=False)

    def is_same(self, other: "Mark") -> bool:
        """Tell whether two marks name the same thing."""
        return (self.kind, self.name, self.owner) == (other.kind, other.name, other.owner)

    def moved(self, by: int) -> "Mark":
        """The mark in a text in which its statement starts at an offset."""
        return attrs.evolve(self, start=self.start + by, end=self.end + by)


def marks(piece: Piece) -> list[Mark]:
    """Find the names of a piece, in the order of their places, which count from its start.

    >>> from deltalang.editing.buffer import Buffer
    >>> [piece] = Buffer("Δ:ход(герой) = <герой> + лес{сон}").pieces
    >>> [(str(mark.kind), mark.name) for mark in marks(piece)][1:]
    [('parameter', 'герой'), ('parameter', 'герой'), ('atom', 'лес'), ('mode', 'сон')]
    """
    return sorted(_Marks(piece).all(), key=lambda mark: (mark.start, -mark.end))


def mark_at(document: Document, offset: int) -> tuple[Piece, Mark] | None:
    """Find the name that an offset stands on or right behind, its place in the whole text.

    >>> from deltalang.session import Session
    >>> _, mark = mark_at(Document(Session(), "лес: мох\\n:expect лес has мох"), 19)
    >>> mark.kind.value, mark.start, mark.end
    ('label', 17, 20)
    """
    index = document.buffer.at(offset)
    for number in (index, index - 1 if index else None):  # behind the end of a text's last word
        if number is None:
            continue
        piece, start = document.buffer.pieces[number], document.buffer.starts[number]
        found = [
            mark.moved(start)
            for mark in marks(piece)
            if mark.start + start <= offset <= mark.end + start
        ]
        if found:
            chosen = min(found, key=lambda mark: (mark.end == offset, mark.end - mark.start))
            return piece, resolved(chosen, document)
    return None


def resolved(mark: Mark, document: Document) -> Mark:
    """Tell what the subject of an expectation is: a label where a scene has it."""
    if mark.kind is not Kind.SUBJECT:
        return mark
    kind = Kind.LABEL if mark.name in set(document.labels) else Kind.ATOM
    return attrs.evolve(mark, kind=kind)


class _Marks:
    """Collects the marks of one piece."""

    def __init__(self, piece: Piece) -> None:
        self.piece, self.text = piece, piece.text
        self.code = [token for token in piece.tokens if token.type not in TRIVIA]
        self._starts = [token.start for token in self.code]

    def all(self) -> Iterator[Mark]:
        node = self.piece.statement
        if self.piece.label is not None:
            start, end = self._words(self.code[0].start if self.code else 0)
            yield Mark(start, end, Kind.LABEL, self.piece.label, declares=True)
        match node:
            case ast.SceneStatement(_, body):
                yield from self._expression(body, None)
            case ast.Definition(target, parameters, body):
                owner = canonical_name(target)
                yield self._formula(target, declares=True)
                for parameter in parameters:
                    start, end = self._words(parameter.start)
                    yield Mark(start, end, Kind.PARAMETER, key(parameter.name), owner, True)
                    if parameter.default is not None:
                        yield from self._expression(parameter.default, owner)
                yield from self._expression(body, owner)
            case ast.Directive():
                yield from self._directive(node)
            case ast.Expectation(subject, _, wanted):
                yield self._keyword("expect")
                if isinstance(subject, ast.Atom):
                    yield Mark(*subject.span, Kind.SUBJECT, key(subject.text), node=subject)
                else:
                    yield from self._expression(subject, None)
                yield from self._expression(wanted, None)
            case ast.Junk():
                yield from self._broken()

    def _expression(self, body: ast.Expression, owner: str | None) -> list[Mark]:
        found: list[Mark] = []

        def look(node: ast.Expression) -> None:
            match node:
                case ast.Atom(text):
                    found.append(Mark(*node.span, Kind.ATOM, key(text), node=node))
                case ast.Reference():
                    found.extend(self._reference(node))
                case ast.Hole(kind, text):
                    start, end = self._inside(node)
                    what = Kind.PARAMETER if kind == "parameter" else Kind.TASK
                    of = owner if kind == "parameter" else kind
                    found.append(Mark(start, end, what, key(text), of, node=node))
                case ast.Postfix():
                    scopes = (one for one in node.suffixes if isinstance(one, ast.Scope))
                    found.extend(m for one in scopes for e in one.entries for m in self._entry(e))

        walk(body, look)
        return found

    def _formula(self, node: ast.Reference, *, declares: bool = False) -> Mark:
        length = 1 + len(node.code) if node.code is not None else 2 + len(node.slug or "")
        place = node.start, node.start + length
        return Mark(*place, Kind.FORMULA, canonical_name(node), declares=declares, node=node)

    def _reference(self, node: ast.Reference) -> Iterator[Mark]:
        name = self._formula(node)
        yield name
        if node.pin is not None:
            end = name.end + 1 + len(node.pin)
            yield Mark(name.end, end, Kind.VERSION, node.pin, name.name, node=node)
        for argument in node.arguments:
            if argument.name is not None:
                start, end = self._words(argument.start)
                yield Mark(start, end, Kind.PARAMETER, key(argument.name), name.name)

    def _entry(self, entry: ast.Entry) -> Iterator[Mark]:
        if self.text[entry.start] in "!?":
            return
        name, start = "mode", entry.start
        if entry.key is not None:
            try:
                name = scope_key(entry.key)
            except ScopeValueError:
                name = key(entry.key)
            begin, end = self._words(entry.start)
            yield Mark(begin, end, Kind.KEY, name, node=entry)
            colon = self._index(end)
            start = self.code[colon + 1].start
        if name in ("mode", "context") and entry.kind in ("word", "string"):
            yield Mark(start, entry.end, Kind(name), key(entry.value), node=entry)

    def _directive(self, node: ast.Directive) -> Iterator[Mark]:
        name = DIRECTIVES.get(node.name, node.name)
        yield self._keyword(name)
        if node.argument is None or len(self.code) < 3:
            return
        kind = {"use": Kind.PACK, "mode": Kind.MODE, "context": Kind.CONTEXT}.get(name)
        if kind is not None:
            said = node.argument if kind is Kind.PACK else key(node.argument.strip('"'))
            yield Mark(self.code[2].start, node.end, kind, said, node=node)

    def _keyword(self, name: str) -> Mark:
        return Mark(self.code[0].start, self.code[1].end, Kind.DIRECTIVE, name)

    def _broken(self) -> Iterator[Mark]:
        """The references of a statement that cannot be read."""
        for index, token in enumerate(self.code):
            rest = self.code[index + 1 : index + 3]
            if token.type != "DELTA" or not rest or rest[0].start != token.end:
                continue
            if rest[0].type == "NUMBER" and rest[0].value.isdigit():
                yield self._formula(ast.Reference(rest[0].value, start=token.start))
            elif [one.type for one in rest] == ["COLON", "WORD"]:
                yield self._formula(ast.Reference(None, rest[1].value, start=token.start))

    def _inside(self, hole: ast.Hole) -> tuple[int, int]:
        """The place of the words of a hole."""
        raw = self.text[hole.start + 1 : hole.end - 1]
        said = raw.strip()
        words = said if hole.kind == "parameter" else said[1:].strip()
        end = hole.end - 1 - (len(raw) - len(raw.rstrip()))
        return end - len(words), end

    def _index(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    def _words(self, start: int) -> tuple[int, int]:
        """The place of the words in a row from an offset on."""
        index = self._index(start)
        end = start
        while index < len(self.code) and self.code[index].type == "WORD":
            end = self.code[index].end
            index += 1
        return start, end
