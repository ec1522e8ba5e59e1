"""Typing: what is known of an input before it is sent: colours, problems, completions."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic, visible
from deltalang.editing.completion import Completion, Glances, completions
from deltalang.editing.document import Document
from deltalang.keys import key
from deltalang.repl.arguments import argument_completions, command_completions
from deltalang.repl.colors import Fragments, Painter, Range, underlined
from deltalang.repl.console import Console
from deltalang.repl.last import NAMES
from deltalang.repl.names import RUSSIAN, SCENE_VERBS, is_command, split
from deltalang.repl.typed import counted, meanings, without
from deltalang.repl.unfinished import is_unfinished
from deltalang.source import BOM
from deltalang.syntax.ast import SceneStatement

_ANEW = frozenset(("defined-twice", "defined-twice-elsewhere", "label-twice"))
_LAST = frozenset(f"Δ:{name}" for name in NAMES)
_OPTION = re.compile(r"--\S+\s+")


@attrs.frozen
class Mark:
    """A range of the typed text that something is wrong with, and what."""

    start: int
    end: int
    problem: Diagnostic

    @property
    def look(self) -> str:
        """The class of its style."""
        return "wrong" if self.problem.severity == "error" else "doubtful"


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
        self._document, self._painter = Document(console.session), Painter()
        self._script: str | None = None
        self._typed = self._base = ""
        self._anew: frozenset[object] = frozenset()  # what the base lacks, since it is typed anew
        self.marks: tuple[Mark, ...] = ()
        self.trouble: str | None = None
        """What went wrong here, which must not take what was typed with it."""

    def update(self, text: str) -> None:
        """Take in what is typed now."""
        if text == self._typed and self.console.script is self._script:
            return
        self._typed, self.trouble, self.marks = text, None, ()
        if not text.strip() or is_command(text):
            self._script = None
            return
        try:
            self._follow()
        except (DeltaError, OSError) as error:  # a lock that cannot be read: Enter says it whole
            self.trouble, self._script = visible(str(error).partition("\n")[0], limit=1000), None
            return
        self._try(text)

    def _follow(self) -> None:
        """Stand behind what the console has accepted, as it is now. Raises DeltaError, OSError."""
        self.console.refresh()
        if self._document.session is not self.console.session:
            self._document, self._script = Document(self.console.session), None
        if self.console.script is not self._script:
            self._script, self._anew = self.console.script, frozenset()
            self._base = self._script + self._last()

    def _last(self, anew: Container[object] = ()) -> str:
        """The last result as formulas, so that its names mean something here; those anew are not."""
        last = self.console.last
        names = [name for name in NAMES if ("formula", f"Δ:{name}") not in anew]
        return "" if last is None else "".join(f"Δ:{name} = {last}\n" for name in names)

    def _try(self, text: str) -> None:
        try:
            start = self._put(text)
            if start is not None:
                self.marks = tuple(self._marked(text, *self._settled(text, start)))
        except Exception as error:
            self._document = Document(self.console.session)
            self.trouble = visible(f"{type(error).__name__}: {error}")

    def _put(self, text: str) -> int | None:
        """Put a text behind the script; gives the offset at which it starts there.

        None for a text that starts indented and goes on with other lines: it means what it means only
        when it is sent.
        """
        body = text.lstrip().lstrip(BOM)
        indent = len(text) - len(body)
        if indent and text[:indent].rpartition("\n")[2] and "\n" in body:
            return None
        self._document.replace(self._base + _statements(body))
        return len(self._base) - indent

    def _settled(self, text: str, start: int) -> tuple[int, Sequence[Diagnostic]]:
        """See that what is typed anew does not stand in the base too; gives the offset, and problems.

        Enter takes the old one away first: then everything else that is typed means the new one.
        """
        problems = self._document.problems(words=False)
        index = bisect_left(self._document.buffer.starts, len(self._base))
        typed = meanings(self._document.buffer.pieces[index:])
        twice = any(problem.message_id in _ANEW for problem in problems)
        if self._anew == typed or (self._anew <= typed and not twice):
            return start, problems
        self._anew = typed
        self._base = without(self.console.document.buffer, typed) + self._last(typed)
        settled = self._put(text)
        assert settled is not None  # it was put there just now
        return settled, self._document.problems(words=False)

    def _marked(self, text: str, start: int, problems: Iterable[Diagnostic]) -> Iterator[Mark]:
        """The problems of what is typed; that it is not finished is none."""
        source = self._document.source
        above = 1 - source.position(max(start, 0)).line
        for problem in problems:
            begin, end = (offset - start for offset in problem.span)
            if problem.source is not source or begin < 0:
                continue
            if is_unfinished(problem, text, (begin, end)):
                continue
            yield Mark(begin, max(end, begin + 1), counted(problem, above))

    # ----------------------------------------------------------------- completion

    def complete(self, text: str, offset: int) -> list[Completion]:
        """Complete what is typed at an offset: commands behind a colon, else as everywhere."""
        lang = self.console.lang
        before = text[:offset]
        if before.startswith(":") and not any(sign.isspace() for sign in before):
            return list(command_completions(before, lang))
        if not is_command(text):
            return self._expressions(text, offset, 0)
        start, found = argument_completions(before, lang)
        if found is not None:
            return list(found)
        labels = list(self._labels(text, offset, start))
        known = {one.text for one in labels}
        found = self._expressions(text, offset, start)
        return labels + [one for one in found if one.text not in known]

    def _labels(self, text: str, offset: int, start: int) -> Iterator[Completion]:
        """The labels that a command may be about, behind its options."""
        name, _ = split(text)
        if name is None or RUSSIAN.get(name, name) not in SCENE_VERBS:
            return
        while option := _OPTION.match(text, start, offset):
            start = option.end()
        typed = key(text[start:offset])
        pieces = self.console.document.buffer.pieces
        labels = (
            one.statement.label for one in pieces if isinstance(one.statement, SceneStatement)
        )
        for label in sorted({one for one in labels if one and key(one).startswith(typed)}):
            yield Completion(start, offset, label, "label")

    def _expressions(self, text: str, offset: int, skipped: int) -> list[Completion]:
        """Complete an expression that stands behind some characters of what is typed."""
        try:
            self._script = None  # the document is put to another use
            self._follow()
        except (DeltaError, OSError):  # a lock that cannot be read: it is said where it is used
            return []
        self._script = None
        start = self._put(text[skipped:])
        if start is None:
            return []
        start -= skipped
        found = completions(
            self._document, start + offset, glances=self._glances, lang=self.console.lang
        )
        return [
            attrs.evolve(one, start=one.start - start, end=one.end - start)
            for one in found
            if one.start >= len(self._base) and not _is_last(one, text[one.start - start : offset])
        ]

    # -------------------------------------------------------------------- colours

    def colored(self, lines: Sequence[str]) -> list[Fragments]:
        """Colour the lines of the input, what is wrong in them underlined."""
        self.update("\n".join(lines))
        made = self._painter.paint(lines)
        for number, ranges in self._by_line(lines).items():
            made[number] = underlined(made[number], ranges)
        return made

    def _by_line(self, lines: Sequence[str]) -> dict[int, list[Range]]:
        if not self.marks:
            return {}
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        found: dict[int, list[Range]] = {}
        for mark in self.marks:
            number = bisect_right(starts, mark.start) - 1
            while number < len(lines) and starts[number] < mark.end:
                start = starts[number]
                found.setdefault(number, []).append(
                    (max(0, mark.start - start), mark.end - start, mark.look)
                )
                number += 1
        return found

    def mark_at(self, offset: int) -> Mark | None:
        """The mark under a cursor, else the first one."""
        under = (mark for mark in self.marks if mark.start <= offset <= mark.end)
        return next(under, next(iter(self.marks), None))


def _is_last(one: Completion, typed: str) -> bool:
    """Whether a completion is the last scene, found by a word of it; by its name it is wanted."""
    name = typed.lstrip("\\dDΔ∆")
    return one.text in _LAST and (name == typed or not f"{name}:".startswith(":"))


def _statements(text: str) -> str:
    """A text with comments in the place of its commands, which are as long."""
    if "\n:" not in text and not text.startswith(":"):
        return text
    lines = text.split("\n")
    return "\n".join(
        "#" + " " * (len(line) - 1) if line.startswith(":") and is_command(line) else line
        for line in lines
    )
