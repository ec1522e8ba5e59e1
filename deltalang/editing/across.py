"""Across scripts: where the name at a place is used in the other scripts of a project."""

from collections.abc import Iterable, Iterator

from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, Mark
from deltalang.editing.navigation import aliases, find, named_at, occurrences
from deltalang.editing.renaming import users
from deltalang.keys import key
from deltalang.source import Source

_ANYWHERE = (Kind.ATOM, Kind.MODE, Kind.CONTEXT)


def references_elsewhere(
    document: Document, offset: int, scripts: Iterable[Source]
) -> Iterator[tuple[Source, list[Mark]]]:
    """Find the uses of the name at an offset in other scripts.

    A word, a mode, a context and a published formula mean the same everywhere; a formula that a script
    defines is known in the scripts that use that one. A label belongs to its script.

    >>> from deltalang.session import Session
    >>> document = Document(Session(), "Δ02 + память", name="двор.delta")
    >>> other = Source("утро: D02\\nД: Память", "утро.delta")
    >>> [(mark.start, mark.end) for _, [mark] in references_elsewhere(document, 8, [other])]
    [(13, 19)]
    """
    mark = named_at(document, offset)
    if mark is None:
        return
    for source in _scripts(document, mark, scripts):
        other = Document(document.session, source.text, name=source.name)
        found = list(occurrences(other, mark))
        if found:
            yield source, found


def _scripts(document: Document, mark: Mark, scripts: Iterable[Source]) -> Iterator[Source]:
    """The scripts in which a name may mean the same; most are dismissed without reading them."""
    name = mark.name if mark.kind is Kind.FORMULA else mark.owner
    if mark.kind in _ANYWHERE:
        signs = {mark.name}
        known = scripts
    elif mark.kind not in (Kind.FORMULA, Kind.PARAMETER) or name is None:
        return
    else:
        signs = {sign.lstrip("Δ:") for sign in aliases(document, name)}
        formula = find(document, name)
        draft = formula is not None and not formula.version
        known = _about(document, formula.source.name, scripts) if draft and formula else scripts
    for source in known:
        folded = key(source.text)
        if source.name != document.buffer.name and any(sign in folded for sign in signs):
            yield source


def _about(document: Document, home: str, scripts: Iterable[Source]) -> Iterator[Source]:
    """The script that defines a formula, and those that use it."""
    every = [document.source, *scripts]
    yield from (source for source in every if source.name == home)
    yield from users(home, every)
