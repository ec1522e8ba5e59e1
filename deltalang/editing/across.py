"""Across scripts: where the name at a place is used in the other scripts of a project."""

from collections.abc import Iterable, Iterator
from os.path import normpath

from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, Mark
from deltalang.editing.navigation import aliases, find, named_at, occurrences
from deltalang.editing.partial import partial
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
    signs = _signs(document, mark)
    for source in _scripts(document, mark, scripts):
        text = _holding(source, signs) if source.name != document.buffer.name else None
        if text is None:
            continue
        other = Document(document.session, text, name=source.name)
        found = list(occurrences(other, mark))
        if found:
            yield source, found


def _scripts(document: Document, mark: Mark, scripts: Iterable[Source]) -> Iterable[Source]:
    """The scripts in which a name may mean the same."""
    if mark.kind in _ANYWHERE:
        return scripts
    formula = find(document, _formula(mark)) if _formula(mark) else None
    if formula is None:
        return ()
    return scripts if formula.version else _about(document, formula.source.name, scripts)


def _formula(mark: Mark) -> str:
    """The name of the formula that a mark is about; empty where it is about none."""
    if mark.kind is Kind.FORMULA:
        return mark.name
    return mark.owner or "" if mark.kind is Kind.PARAMETER else ""


def _about(document: Document, home: str, scripts: Iterable[Source]) -> Iterator[Source]:
    """The script that defines a formula, and those that use it."""
    every = [document.source, *scripts]
    yield from (source for source in every if normpath(source.name) == normpath(home))
    yield from users(home, every)


def _signs(document: Document, mark: Mark) -> set[str]:
    """What a statement has to hold somewhere to use a name, as a key."""
    name = _formula(mark)
    return {sign.lstrip("Δ:") for sign in aliases(document, name)} if name else {mark.name}


def _holding(source: Source, signs: set[str]) -> str | None:
    """The text with silence for every statement that uses none of the names: to read them takes long."""

    def holds(text: str) -> bool:
        folded = key(text)
        return any(sign in folded for sign in signs)

    if not holds(source.text):
        return None
    return partial(source, lambda text, _: text[0] == ":" or holds(text), first="_")
