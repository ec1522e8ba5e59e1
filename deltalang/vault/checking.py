"""Checking: references in a vault that lead nowhere, or to what is deprecated."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from deltalang.corpus.files import NOTE, SCRIPT, NoteFile, Unread, probe, walk
from deltalang.corpus.inline import WIKILINK
from deltalang.diagnostics import Diagnostic, sort_key
from deltalang.registry.files import read_source
from deltalang.session import Session
from deltalang.source import Span
from deltalang.vault.names import Names
from deltalang.vault.note import Note
from deltalang.words.running import REFERENCE, running_tokens


def check_notes(
    paths: Iterable[Path | str], session: Session, *, links: bool = False
) -> Iterator[Diagnostic | Unread]:
    """Find references in notes and scripts that lead nowhere or to what is deprecated.

    Looks at `delta` blocks and at references in the text; with `links` at wikilinks too. Gives what
    could not be read as well.
    """
    found = list(walk([Path(path) for path in paths]))
    names = Names(one.name for one in found if isinstance(one, NoteFile)) if links else None
    references: dict[str, tuple[Diagnostic, ...]] = {}
    for file in found:
        problem = file if isinstance(file, Unread) else probe(file)
        if problem is not None:
            if problem.reason != "empty":
                yield problem
        elif isinstance(file, NoteFile) and file.kind == SCRIPT:
            yield from _serious(session.check(read_source(file.path)))
        elif isinstance(file, NoteFile) and file.kind == NOTE:
            source = attrs.evolve(read_source(file.path), name=file.name)
            note = Note(source)
            own = [*note.problems, *map(note.mapped, session.check(note.script))]
            own += _references(note, session, references)
            own += _dangling_links(note, names) if names is not None else []
            yield from sorted(_serious(own), key=sort_key)


def _serious(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Errors, and of the warnings those about references."""
    return (p for p in problems if p.severity == "error" or p.code in ("W504", "W513"))


def _references(
    note: Note, session: Session, known: dict[str, tuple[Diagnostic, ...]]
) -> Iterator[Diagnostic]:
    """Look at the references in the text; `known` remembers what was said about each."""
    for block in note.blocks:
        for number, text in block.lines:
            raw, at = note.source.line(number), 0
            for token in running_tokens(text):
                if token.kind != REFERENCE:
                    continue
                at = max(at, raw.find(token.text, at))
                if token.text not in known:
                    known[token.text] = tuple(session.check(token.text.rstrip("-")))
                start = note.start_of(number) + at
                span = Span(start, start + len(token.text))
                at += len(token.text)
                for problem in known[token.text]:
                    yield attrs.evolve(problem, source=note.source, span=span)


def _dangling_links(note: Note, names: Names) -> Iterator[Diagnostic]:
    """Find the wikilinks that lead to no file of the vault."""
    for block in note.blocks:
        for number, _ in block.lines:
            for link in WIKILINK.finditer(note.source.line(number)):
                target = link["target"].strip().rstrip("\\")
                if target and not names.has(target):
                    start = note.start_of(number)
                    span = Span(start + link.start(), start + link.end())
                    near = names.near(target)
                    message_id = "dangling-link" if near else "dangling-link-alone"
                    arguments = {"target": target, "near": near}
                    yield Diagnostic("W513", message_id, note.source, span, arguments)
