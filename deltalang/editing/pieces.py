"""Pieces: a text cut into its statements, each read on its own.

A piece knows nothing of where it stands: its spans count from its own start, so it stays as it is
while the text above it changes.
"""

from functools import cached_property

import attrs

from deltalang.algebra.scopes import scope_name
from deltalang.keys import key, skeleton
from deltalang.limits import Limits
from deltalang.semantics.build import canonical_name
from deltalang.semantics.checks.written import Written
from deltalang.semantics.definitions import Defined, defined_by
from deltalang.semantics.directives import DIRECTIVES
from deltalang.semantics.script import broken_label
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.layout import statements
from deltalang.syntax.parser import Module, parse_statement
from deltalang.syntax.tokens import Token, lex


@attrs.frozen(slots=False, eq=False)
class Piece:
    """One statement with the white space and comments behind it.

    Two pieces are equal only when they are the same one: what is known about a piece is kept by it.
    """

    source: Source = attrs.field(repr=False)
    statement: ast.Statement
    length: int = attrs.field(init=False, repr=False)

    @length.default
    def _length(self) -> int:
        return len(self.source.text)

    @property
    def text(self) -> str:
        """The text of the piece."""
        return self.source.text

    @cached_property
    def module(self) -> Module:
        """The piece as a script of one statement."""
        return Module(self.source, (self.statement,))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the piece, white space and comments included."""
        return tuple(lex(self.text))

    @cached_property
    def written(self) -> Written:
        """What the piece says, word by word."""
        return Written(self.module)

    @cached_property
    def words(self) -> tuple[tuple[ast.Atom, str, str], ...]:
        """The atoms without quotes, each with its key and with what the key looks like."""
        return tuple((atom, folded, skeleton(folded)) for atom, folded in self.written.words())

    @cached_property
    def references(self) -> tuple[ast.Reference, ...]:
        """The references of the piece, the name that it defines aside."""
        if isinstance(self.statement, ast.Expectation):
            pair = (self.statement.subject, self.statement.wanted)
            bodies = tuple(ast.SceneStatement(None, side) for side in pair)
            nodes = Written(Module(self.source, bodies)).nodes
        else:
            nodes = self.written.nodes
        return tuple(node for node in nodes if isinstance(node, ast.Reference))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the references, as they are looked up."""
        return frozenset(map(canonical_name, self.references))

    @cached_property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The keys and values of the scopes of the piece, those of `:mode` and `:context` too."""
        node = self.statement
        if isinstance(node, ast.Directive):
            name = DIRECTIVES.get(node.name)
            of_scopes = name in ("mode", "context") and node.argument
            return ((str(name), key(str(node.argument))),) if of_scopes else ()
        entries = self.written.entries()
        return tuple((scope_name(one.key), key(one.value)) for one in entries)

    @cached_property
    def subtracts(self) -> bool:
        """Whether the piece is a scene with a negative term."""
        node = self.statement
        body = node.body if isinstance(node, ast.SceneStatement) else None
        return isinstance(body, ast.Sum) and any(term.negative for term in body.terms)

    @cached_property
    def hyphened(self) -> frozenset[str]:
        """The words of the piece with a hyphen in them."""
        return frozenset(folded for _, folded, _ in self.words if "-" in folded)

    @cached_property
    def label(self) -> str | None:
        """The key of the label of the piece, also of one that could not be read."""
        match self.statement:
            case ast.SceneStatement(str(label)):
                return key(label)
            case ast.Junk():
                return broken_label(self.text[: self.statement.end])
        return None

    @cached_property
    def defined(self) -> str | None:
        """The name that the piece defines."""
        node = self.statement
        return canonical_name(node.target) if isinstance(node, ast.Definition) else None

    @cached_property
    def meant(self) -> Defined | None:
        """What the piece defines."""
        node = self.statement
        return defined_by(node, self.source) if isinstance(node, ast.Definition) else None

    @cached_property
    def uses(self) -> bool:
        """Whether the piece is a `:use`."""
        node = self.statement
        return isinstance(node, ast.Directive) and DIRECTIVES.get(node.name) == "use"


def cut(text: str, *, name: str, base: int, limits: Limits) -> tuple[str, list[Piece]]:
    """Cut a text into pieces; gives what stands before the first one and the pieces.

    >>> from deltalang.limits import DEFAULT_LIMITS
    >>> text = "# тепло\\nпамять +\\n  жар\\n\\nсвет"
    >>> before, pieces = cut(text, name="двор", base=0, limits=DEFAULT_LIMITS)
    >>> before, [piece.text for piece in pieces]
    ('# тепло\\n', ['память +\\n  жар\\n\\n', 'свет'])
    """
    found = list(statements(Source(text, name), base=base))
    ends = [*(start for (start, _), _ in found[1:]), len(text)]  # indentation too is somebody's
    pieces = []
    for ((start, _), stray), end in zip(found, ends, strict=False):
        source = Source(text[start:end], name)
        pieces.append(Piece(source, parse_statement(source, stray=stray, limits=limits)))
    return text[: found[0][0].start] if found else text, pieces
