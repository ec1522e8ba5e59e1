"""Moving a script to another folder: its `:use` goes on naming the same files from there."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from deltalang.algebra.scopes import quote
from deltalang.editing.pieces import Piece
from deltalang.registry.folder import installed_pack, is_pack
from deltalang.semantics.directives import used_name
from deltalang.session.loading import candidates
from deltalang.source import Span
from deltalang.syntax.tokens import TRIVIA


@attrs.frozen
class Renamed:
    """What stood in a range of a script, and what stands there now."""

    span: Span
    text: str


def renamed(pieces: Sequence[Piece], base: int, here: Path, there: Path) -> tuple[Renamed, ...]:
    """Find what `:use` says otherwise when a script of one folder stands in another.

    `base` is the offset of the first piece. Installed packs and whole paths are named as before.
    """
    if here.resolve() == there.resolve():
        return ()
    found = []
    for piece in pieces:
        name = used_name(piece.statement)
        if name is not None and not os.path.isabs(name) and not _is_installed(name, here):
            tokens = [token for token in piece.tokens if token.type not in TRIVIA]
            start = base + tokens[2].start  # behind the colon and the word
            span = Span(start, base + piece.statement.end)
            found.append(Renamed(span, quoted(_from(here / name, there))))
        base += piece.length
    return tuple(found)


def rewritten(text: str, changes: Iterable[Renamed]) -> str:
    """Give a script with what is said otherwise in it.

    >>> rewritten(":use lib # a", [Renamed(Span(5, 8), '"../lib"')])
    ':use "../lib" # a'
    """
    made, at = "", 0
    for change in changes:
        made += text[at : change.span.start] + change.text
        at = change.span.end
    return made + text[at:]


def before(offset: int, changes: Iterable[Renamed]) -> int:
    """Find where something stood that stands at an offset of the rewritten text.

    >>> changes = [Renamed(Span(5, 8), '"../lib"')]
    >>> [before(offset, changes) for offset in (0, 5, 7, 13, 14)]
    [0, 5, 7, 8, 9]
    """
    grown = 0
    for change in changes:
        start, length = change.span.start + grown, change.span.end - change.span.start
        if offset <= start:
            break
        if offset < start + len(change.text):
            return change.span.start + min(offset - start, length)
        grown += len(change.text) - length
    return offset - grown


def quoted(name: str) -> str:
    """Write the argument of `:use`, in quotes unless it is a single word.

    >>> quoted("чувства"), quoted("../в саду")
    ('чувства', '"../в саду"')
    """
    return name if name.isidentifier() else quote(name)


def _is_installed(name: str, folder: Path) -> bool:
    """Whether a name means a pack of the installed ones, as none of the folder goes before it."""
    try:
        beside = any(path.is_file() or is_pack(path) for path in candidates(name, folder))
    except OSError:  # no name that a file can have
        return False
    return not beside and installed_pack(name) is not None


def _from(path: Path, folder: Path) -> str:
    """The path of a file seen from a folder, with slashes; the whole one where none leads there."""
    whole = path.parent.resolve() / path.name
    try:
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return whole.as_posix()
