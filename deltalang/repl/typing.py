"""Typing: what is known of an input before it is sent: colours, problems, completions."""

from collections.abc import Sequence
from itertools import pairwise

import attrs

from deltalang.diagnostics import Diagnostic
from deltalang.editing.completion import Completion, Glances, completions
from deltalang.editing.document import Document
from deltalang.highlighting import State
from deltalang.repl.colors import Fragments, colored
from deltalang.repl.commands import known, split
from deltalang.repl.console import Console
from deltalang.repl.unfinished import unfinished
from deltalang.semantics.directives import DIRECTIVES
from deltalang.syntax.verbs import EXPECT


@attrs.frozen
class Mark:
    """A range of the typed text that is wrong, and why."""

    start: int
    end: int
    problem: Diagnostic


class Typing:
    """Follows what is typed, behind everything that the console has accepted.

    >>> from deltalang.session import Session
    >>> typing = Typing(Console(Session()), tuple)
    >>> typing.update("Δ02 + Δ999 + память")
    >>> [(mark.start, mark.end, mark.problem.code) for mark in typing.marks]
    [(6, 10, 'E201')]
    """

    def __init__(self, console: Console, glances: Glances) -> None:
        self.console, self._glances = console, glances
        self._document = Document(console.session)
        self._typed: str | None = None
        self._base = ""
        self.marks: tuple[Mark, ...] = ()

    def update(self, text: str) -> None:
        """Take in what is typed now."""
        if text == self._typed and self._base == self.console.script:
            return
        self._typed, self._base = text, self.console.script
        if is_command(text):
            self.marks = ()
            return
        self._document.replace(self._base + text)
        self.marks = tuple(self._marked(text))

    def _marked(self, text: str) -> Sequence[Mark]:
        """The problems of what is typed; that it is not finished is none."""
        start, source = len(self._base), self._document.source
        marks = []
        for problem in self._document.problems(words=False):
            inside = problem.source is source and problem.span.start >= start
            if not inside or self._is_new_edition(problem):
                continue
            at_end = not source.text[problem.span.end :].strip()
            if at_end and problem.code.startswith("E1") and unfinished(text):
                continue
            begin, end = (offset - start for offset in problem.span)
            marks.append(Mark(begin, max(end, begin + 1), problem))
        return marks

    def _is_new_edition(self, problem: Diagnostic) -> bool:
        """Whether a formula of the console is written anew, which is allowed."""
        pieces = self.console.document.buffer.pieces
        name = problem.arguments.get("name")
        return problem.message_id == "defined-twice" and name in {p.defined for p in pieces}

    def complete(self, text: str, offset: int) -> list[Completion]:
        """Complete what is typed at an offset: commands behind a colon, else as everywhere."""
        name = text[1:offset]
        if text.startswith(":") and " " not in name:
            found = [one for one in known() if one.startswith(name.casefold())]
            return [Completion(1, offset, one, "command") for one in found]
        start = 0
        if is_command(text):
            start = text.index(" ") + 1 if " " in text else len(text)
            self._document.replace(self._base + text[start:])
            self._typed = None
        else:
            self.update(text)
        base = len(self._base)
        at = base + offset - start
        found_ = completions(self._document, at, glances=self._glances, lang=self.console.lang)
        return [
            attrs.evolve(one, start=one.start - base + start, end=one.end - base + start)
            for one in found_
            if one.start >= base
        ]

    def colored(self, lines: Sequence[str]) -> list[Fragments]:
        """Colour the lines of the input, what is wrong in them underlined."""
        self.update("\n".join(lines))
        state, start, made = State(), 0, []
        for line in lines:
            fragments, state = colored(line, state)
            ends = start + len(line)
            marks = [m for m in self.marks if m.start <= ends and m.end > start]
            made.append(underlined(fragments, [(m.start - start, m.end - start) for m in marks]))
            start = ends + 1
        return made


def is_command(text: str) -> bool:
    """Tell whether a text is a command of the REPL and no statement of a script."""
    name, _ = split(text)
    return name is not None and name not in DIRECTIVES and name not in EXPECT


def underlined(fragments: Fragments, ranges: Sequence[tuple[int, int]]) -> Fragments:
    """Add a style to some ranges of a line.

    >>> underlined((("class:a", "память"),), [(2, 4)])
    (('class:a', 'па'), ('class:a class:wrong', 'мя'), ('class:a', 'ть'))
    """
    if not ranges:
        return fragments
    made: list[tuple[str, str]] = []
    at = 0
    for style, text in fragments:
        cuts = sorted(
            {0, len(text)} | {c - at for r in ranges for c in r if 0 < c - at < len(text)}
        )
        for left, right in pairwise(cuts):
            wrong = any(start <= at + left < end for start, end in ranges)
            made.append((f"{style} class:wrong" if wrong else style, text[left:right]))
        at += len(text)
    return tuple(made)
