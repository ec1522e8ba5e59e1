"""Checking: references in a vault that lead nowhere, or to what is deprecated."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from deltalang.corpus.files import NOTE, SCRIPT, NoteFile, Unread, probe, walk
from deltalang.corpus.inline import WIKILINK, without_code_in_place
from deltalang.diagnostics import Diagnostic, sort_key
from deltalang.registry.files import read_source
from deltalang.semantics.build import canonical_name
from deltalang.session import Session
from deltalang.source import Span
from deltalang.syntax import ast
from deltalang.syntax.parser import parse
from deltalang.vault.names import Names
from deltalang.vault.note import Note
from deltalang.words.running import REFERENCES

_DESTINATION = re.compile(r"\]\([^()\n]*\)")
_ABOUT_NAMES = ("E201", "E202", "E203", "E207", "W504")


def check_notes(
    paths: Iterable[Path | str], session: Session, *, links: bool = False
) -> Iterator[Diagnostic | Unread]:
    """Find references in notes and scripts that lead nowhere or to what is deprecated.

    Looks at `delta` blocks and at references in the text; with `links` at wikilinks too. Gives what
    could not be read as well.
    """
    given = [Path(path) for path in paths]
    found = list(walk(given))
    names = _names(given) if links else None
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


def _names(paths: list[Path]) -> Names:
    """The names of the notes of some vaults; of a single note, those of its folder."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    return Names(one.name for one in walk(folders) if isinstance(one, NoteFile))


def _references(
    note: Note, session: Session, known: dict[str, tuple[Diagnostic, ...]]
) -> Iterator[Diagnostic]:
    """Look at the references in the text; `known` remembers what was said about each.

    Naming a formula is not calling it: only that it is there, and not deprecated, counts.
    """
    defined = {
        canonical_name(statement.target)
        for statement in parse(note.script).statements
        if isinstance(statement, ast.Definition)
    }
    for number in note.text_lines():
        start = note.source.line_start(number)
        text = without_code_in_place(note.source.line(number))
        for found in REFERENCES.finditer(_DESTINATION.sub(_blank, text)):
            said = found[0].rstrip("-")
            name = "Δ" + said[1:].partition("@")[0]
            if said not in known:
                problems = session.check("Δ" + said[1:])
                known[said] = tuple(p for p in problems if p.code in _ABOUT_NAMES)
            span = Span(start + found.start(), start + found.start() + len(said))
            for problem in known[said] if name not in defined else ():
                yield attrs.evolve(problem, source=note.source, span=span)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _dangling_links(note: Note, names: Names) -> Iterator[Diagnostic]:
    """Find the wikilinks that lead to no file of the vault."""
    for number in note.text_lines():
        start = note.source.line_start(number)
        for link in WIKILINK.finditer(without_code_in_place(note.source.line(number))):
            target = link["target"].strip().rstrip("\\")
            if target and not names.has(target):
                span = Span(start + link.start(), start + link.end())
                near = names.near(target)
                message_id = "dangling-link" if near else "dangling-link-alone"
                arguments = {"target": target, "near": near}
                yield Diagnostic("W513", message_id, note.source, span, arguments)
