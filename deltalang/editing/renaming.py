"""Renaming: a label, a formula that a script defines, a parameter, a mode, everywhere it is named.

What cannot be renamed is refused with a reason, before anything is changed.
"""

from collections.abc import Callable, Iterable, Iterator
from os.path import dirname, join, normpath
from typing import NamedTuple

import attrs

from deltalang.algebra.scopes import quote
from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, Mark, mark_at
from deltalang.editing.navigation import find, occurrences
from deltalang.keys import is_bare, key
from deltalang.messages import template
from deltalang.semantics.build import canonical_name
from deltalang.semantics.directives import DIRECTIVES, used_name
from deltalang.session import Session
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_statement

_WITH_VALUE = (Kind.MODE, Kind.CONTEXT)
_RENAMED = (Kind.FORMULA, Kind.PARAMETER, Kind.LABEL, *_WITH_VALUE)
_USE = tuple(name for name, directive in DIRECTIVES.items() if directive == "use")


class Edit(NamedTuple):
    """A text in the place of a range, offsets in code points."""

    start: int
    end: int
    text: str


@attrs.frozen
class Renaming:
    """The edits of the document, and those of other scripts, by their sources."""

    edits: tuple[Edit, ...]
    elsewhere: tuple[tuple[Source, tuple[Edit, ...]], ...] = ()


class RefusedError(Exception):
    """A name cannot be changed, or not to that."""

    def __init__(self, message_id: str, **blanks: str) -> None:
        self.message_id, self.blanks = message_id, blanks
        super().__init__(message_id)

    def message(self, lang: str) -> str:
        """Say why."""
        return template(self.message_id, lang).format_map(self.blanks)


def renamable(document: Document, offset: int) -> Mark:
    """Find the name at an offset that can be changed. Raises RefusedError.

    >>> from deltalang.session import Session
    >>> renamable(Document(Session(), "двор: Δ02"), 2).name
    'двор'
    """
    found = mark_at(document, offset)
    if found is None:
        raise RefusedError("ui.rename-nothing")
    mark = found[1]
    if mark.kind not in _RENAMED:
        raise RefusedError("ui.rename-text" if mark.kind is Kind.ATOM else "ui.rename-nothing")
    if mark.kind is Kind.FORMULA:
        _check_own(document, mark.name)
    if mark.kind is Kind.PARAMETER and mark.owner is not None:
        _check_own(document, mark.owner)
    return mark


def rename(
    document: Document, offset: int, new: str, *, scripts: Callable[[], Iterable[Source]] = tuple
) -> Renaming:
    """Change the name at an offset everywhere. Raises RefusedError.

    `scripts` gives the other scripts of the project; those that `:use` the document are changed too.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "двор: мох\\n:expect двор has мох")
    >>> [edit.start for edit in rename(document, 1, "сад").edits]
    [0, 18]
    """
    mark = renamable(document, offset)
    text = _fit(document, mark, new.strip())
    edits = _edits(document, mark, text)
    if mark.kind is not Kind.FORMULA and mark.owner is None:
        return Renaming(edits)
    others = []
    for source in users(document.buffer.name, scripts()):
        other = Document(Session(limits=document.session.limits), source.text, name=source.name)
        if mark.kind is Kind.FORMULA:
            _check_free(other, text)
        if found := _edits(other, mark, text):
            others.append((source, found))
    return Renaming(edits, tuple(others))


def _edits(document: Document, mark: Mark, text: str) -> tuple[Edit, ...]:
    return tuple(Edit(one.start, one.end, text) for one in occurrences(document, mark))


def users(name: str, scripts: Iterable[Source]) -> Iterator[Source]:
    """Find the scripts that use one, or one that uses it.

    >>> files = [Source(":use а", "б.delta"), Source(":use б", "в.delta"), Source("а", "г.delta")]
    >>> [source.name for source in users("а.delta", files)]
    ['б.delta', 'в.delta']
    """
    used = {source.name: (source, set(_used(source))) for source in scripts}
    used.pop(name, None)
    waiting = [name]
    while waiting:
        names = {normpath(waiting.pop())}
        names |= {one.removesuffix(".delta") for one in names}
        for other, (source, wanted) in list(used.items()):
            if names & wanted:
                del used[other]
                waiting.append(other)
                yield source


def _used(source: Source) -> Iterator[str]:
    """The scripts or folders that a script uses, as paths."""
    for line in source.text.splitlines():
        head = line.strip()
        if head[:1] == ":" and head[1:].lstrip().casefold().startswith(_USE):
            name = used_name(parse_statement(Source(head)))
            if name is not None:
                yield normpath(join(dirname(source.name), name))


# ------------------------------------------------------------------------- what is allowed


def _check_own(document: Document, name: str) -> None:
    """Refuse a formula that the document does not define."""
    if any(piece.defined == name for piece in document.environment.pieces):
        return
    own = [one for one in document.environment.definitions.defined if one.formula.name == name]
    if own:
        raise RefusedError("ui.rename-in-file", name=name, file=own[0].formula.source.name)
    formula = find(document, name)
    if formula is None:
        raise RefusedError("ui.rename-unknown", name=name)
    raise RefusedError("ui.rename-published", name=name, layer=formula.layer)


def _fit(document: Document, mark: Mark, new: str) -> str:
    """Write a new name as it has to stand in the text. Raises RefusedError."""
    match mark.kind:
        case Kind.FORMULA:
            return _formula_name(document, mark, new)
        case Kind.LABEL:
            node = parse_statement(Source(f"{new}: 0"))
            if not isinstance(node, ast.SceneStatement) or node.label != " ".join(new.split()):
                raise RefusedError("ui.rename-bad-label", name=new)
            if key(new) != mark.name and key(new) in set(document.labels):
                raise RefusedError("ui.rename-taken", name=new)
            return new
        case Kind.PARAMETER:
            return _parameter_name(document, mark, new)
    if not key(new):
        raise RefusedError("ui.rename-empty")
    return new if is_bare(new) else quote(new)


def _formula_name(document: Document, mark: Mark, new: str) -> str:
    written = new if new[:1] in "Δ∆" or new[1:].isdigit() else f"Δ:{new}"
    node = parse_statement(Source(f"{written} = 0"))
    if not isinstance(node, ast.Definition) or node.parameters:
        raise RefusedError("ui.rename-bad-formula", name=new)
    if canonical_name(node.target) != mark.name:
        _check_free(document, node.target.name)
    return node.target.name


def _check_free(document: Document, name: str) -> None:
    node = parse_statement(Source(name))
    assert isinstance(node, ast.SceneStatement)
    assert isinstance(node.body, ast.Reference)
    found = canonical_name(node.body)
    taken = any(one.formula.name == found for one in document.environment.definitions.defined)
    if taken or find(document, found) is not None:
        raise RefusedError("ui.rename-taken", name=name)


def _parameter_name(document: Document, mark: Mark, new: str) -> str:
    node = parse_statement(Source(f"Δ:а({new}) = <{new}>"))
    plain = isinstance(node, ast.Definition) and len(node.parameters) == 1
    if not plain or node.parameters[0].default is not None:  # type: ignore[union-attr]
        raise RefusedError("ui.rename-bad-parameter", name=new)
    formula = find(document, mark.owner) if mark.owner is not None else None
    declared = {key(one.name) for one in formula.parameters} if formula is not None else set()
    if key(new) != mark.name and key(new) in declared:
        raise RefusedError("ui.rename-taken", name=new)
    return new
