"""Build: from a syntax tree to a scene in which references still stand.

The operators of the tree are the operators of the algebra. Every atom, hole and silence gets the
unit weight it is given: 1, or a source whose name is to be remembered (`deltalang.algebra.lineage`).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import assert_never

from deltalang.algebra import letters as make
from deltalang.algebra.lineage import Weight
from deltalang.algebra.scene import Scene, choose, join
from deltalang.algebra.scopes import Scope, ScopeValueError, entry, inside
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.keys import is_bare, key
from deltalang.limits import Limits
from deltalang.source import Source
from deltalang.syntax import ast


class SceneBuilder:
    """Builds the scenes of one source.

    `unit` weighs what is written here; `reference_unit` weighs references: 1 when they will be
    expanded, since what they bring has a source of its own.
    """

    def __init__(
        self, source: Source, limits: Limits, *, unit: Weight = 1, reference_unit: Weight = 1
    ) -> None:
        self.source, self.limits = source, limits
        self.unit, self.reference_unit = unit, reference_unit

    def build(self, node: ast.Expression) -> Scene:
        """Build a scene.

        Raises LimitExceededError past a limit, DeltaError for a scope value of the wrong type.
        """
        match node:
            case ast.Atom():
                return Scene.of(make.atom(node.text), self.unit)
            case ast.Sum():
                terms = ((-1 if t.negative else 1, self.build(t.body)) for t in node.terms)
                return Scene.total(terms, self.limits)
            case ast.Postfix():
                return self._postfix(node)
            case ast.Reference():
                return self._reference(node)
            case ast.Glue():
                return self._glue(node)
            case ast.Then():
                return join(map(self.build, node.beats), self.limits)
            case ast.Cycle():
                return self.build(node.body).cycle(self.limits)
            case ast.Choice():
                return choose(map(self.build, node.options), self.limits)
            case ast.Hole():
                return Scene.of(make.hole(node.kind, node.text), self.unit)
            case ast.Silence():
                return Scene.of(make.silence(), self.unit)
            case ast.Nothing():
                return Scene.zero()
            case _:
                assert_never(node)

    def _glue(self, node: ast.Glue) -> Scene:
        product, *parts = map(self.build, node.parts)
        for part in parts:
            product = product.glued(part, self.limits)
        return product

    def _postfix(self, node: ast.Postfix) -> Scene:
        scene = self.build(node.body)
        scope: Scope = ()
        for suffix in node.suffixes:
            match suffix:
                case ast.Weight():
                    scene = Scene.total([(suffix.value, scene)], self.limits)
                case ast.Repeat():
                    scene = scene.repeated(suffix.count, self.limits)
                case ast.Scope():
                    scope = inside(scope_of(suffix, self.source), scope)
        return scene.within(scope, self.limits)

    def _reference(self, node: ast.Reference) -> Scene:
        arguments = tuple(
            (None if argument.name is None else key(argument.name), self.build(argument.value))
            for argument in node.arguments
        )
        letter = make.reference(canonical_name(node), node.pin, arguments)
        return Scene.of(letter, self.reference_unit, self.limits)


def canonical_name(node: ast.Reference) -> str:
    """The name under which a reference is looked up and written: `Δ02`, `Δ:слова`.

    >>> canonical_name(ast.Reference(None, "Рост-жаром"))
    'Δ:рост-жаром'
    """
    return node.name if node.slug is None else _slug_name(node.slug)


@lru_cache(maxsize=10_000)  # an editor asks for the names of a whole text at every keystroke
def _slug_name(slug: str) -> str:
    folded = key(slug)
    return f"Δ:{folded}" if is_bare(folded) and " " not in folded else f"Δ:{slug}"


def reference_text(node: ast.Reference) -> str:
    """A reference without its arguments, as records and the lock file name it: `Δ02@^3`.

    >>> reference_text(ast.Reference("02", pin="^3"))
    'Δ02@^3'
    """
    return canonical_name(node) + (f"@{node.pin}" if node.pin else "")


def scope_of(node: ast.Scope, source: Source) -> Scope:
    """Read the entries of a scope into normal form. Raises DeltaError with every bad entry."""
    entries: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for item in node.entries:
        try:
            name, value = entry(item.key, item.value, item.kind)
        except ScopeValueError as error:
            arguments = {"name": error.name, "value": error.value}
            message = f"scope-value-{error.wanted}"
            problems.append(Diagnostic("E210", message, source, item.span, arguments))
            continue
        if name in entries:
            problems.append(
                Diagnostic("E210", "scope-key-twice", source, item.span, {"name": name})
            )
        entries[name] = value
    if problems:
        raise DeltaError(problems)
    return tuple(sorted(entries.items()))


def scope_problems(node: ast.Expression, source: Source) -> list[Diagnostic]:
    """Find every bad scope value of an expression."""
    problems: list[Diagnostic] = []

    def look(inner: ast.Expression) -> None:
        if isinstance(inner, ast.Postfix):
            for suffix in inner.suffixes:
                if isinstance(suffix, ast.Scope):
                    try:
                        scope_of(suffix, source)
                    except DeltaError as error:
                        problems.extend(error.diagnostics)

    walk(node, look)
    return problems


def atoms_of(node: ast.Expression) -> list[str]:
    """The atoms of a tree as they are written, in order."""
    found: list[str] = []

    def look(inner: ast.Expression) -> None:
        if isinstance(inner, ast.Atom):
            found.append(inner.text)

    walk(node, look)
    return found


def walk(node: ast.Expression, visit: Callable[[ast.Expression], None]) -> None:
    """Visit every expression of a tree, in the order written."""
    visit(node)
    match node:
        case ast.Sum():
            inner: tuple[ast.Expression, ...] = tuple(term.body for term in node.terms)
        case ast.Postfix() | ast.Cycle():
            inner = (node.body,)
        case ast.Reference():
            inner = tuple(argument.value for argument in node.arguments)
        case ast.Glue():
            inner = node.parts
        case ast.Then():
            inner = node.beats
        case ast.Choice():
            inner = node.options
        case _:
            return
    for part in inner:
        walk(part, visit)
