"""Typing: what is known of an input before it is sent: colours, problems, completions."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from deltalang.diagnostics import Diagnostic, visible
from deltalang.editing.completion import Completion, Glances, completions
from deltalang.editing.document import Document
from deltalang.repl.arguments import argument_completions, command_completions
from deltalang.repl.colors import Fragments, Painter
from deltalang.repl.console import Console
from deltalang.repl.last import NAMES
from deltalang.repl.names import is_command
from deltalang.repl.typed import meaning
from deltalang.repl.unfinished import last_statement, unfinished

_ANEW = frozenset(("defined-twice", "label-twice"))
_OPEN = frozenset(("unclosed", "unclosed-string"))
Range = tuple[int, int, str]
"""Where a style goes in a line: start, end, class."""


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
        self.marks: tuple[Mark, ...] = ()
        self.trouble: str | None = None
        """What went wrong here, which must not take what was typed with it."""

    def update(self, text: str) -> None:
        """Take in what is typed now."""
        script = self.console.script
        if text == self._typed and script is self._script:
            return
        if script is not self._script:
            self._base = script + self._last()
        self._typed, self._script, self.trouble = text, script, None
        self.marks = ()
        if text.strip() and not is_command(text):
            self._try(text)

    def _last(self) -> str:
        """The last result as formulas, so that its names mean something here."""
        last = self.console.last
        return "" if last is None else "".join(f"Δ:{name} = {last}\n" for name in NAMES)

    def _try(self, text: str) -> None:
        try:
            start = self._put(text)
            if start is not None:
                self.marks = tuple(self._marked(text, start))
        except Exception as error:
            self._document = Document(self.console.session)
            self.trouble = visible(f"{type(error).__name__}: {error}")

    def _put(self, text: str) -> int | None:
        """Put a text behind the script; gives the offset at which it starts there.

        None for a text that starts indented and goes on with other lines: it means what it means only
        when it is sent.
        """
        body = text.lstrip()
        indent = len(text) - len(body)
        if indent and text[:indent].rpartition("\n")[2] and "\n" in body:
            return None
        self._document.replace(self._base + body)
        return len(self._base) - indent

    def _marked(self, text: str, start: int) -> Iterator[Mark]:
        """The problems of what is typed; that it is not finished is none."""
        source, going_on = self._document.source, unfinished(text)
        statement = last_statement(text)
        for problem in self._document.problems(words=False):
            begin, end = (offset - start for offset in problem.span)
            if problem.source is not source or begin < 0 or self._is_anew(problem):
                continue
            if going_on and begin >= statement and _is_half(problem, text, end):
                continue
            yield Mark(begin, max(end, begin + 1), problem)

    def _is_anew(self, problem: Diagnostic) -> bool:
        """Whether a formula or a label of the console is given anew, which is allowed."""
        if problem.message_id not in _ANEW:
            return False
        known = {meaning(piece) for piece in self.console.document.buffer.pieces}
        known.update(("formula", f"Δ:{name}") for name in NAMES)
        index = self._document.buffer.at(problem.span.start)
        return index is not None and meaning(self._document.buffer.pieces[index]) in known

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
        return list(found) if found is not None else self._expressions(text, offset, start)

    def _expressions(self, text: str, offset: int, skipped: int) -> list[Completion]:
        """Complete an expression that stands behind some characters of what is typed."""
        self._script = None  # the document is put to another use
        self._base = self.console.script + self._last()
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
            if one.start >= len(self._base)
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


def _is_half(problem: Diagnostic, text: str, end: int) -> bool:
    """Whether a problem is only that more is to come."""
    at_end = not text[end:].strip()
    return problem.code.startswith("E1") and (at_end or problem.message_id in _OPEN)


def underlined(fragments: Fragments, ranges: Sequence[Range]) -> Fragments:
    """Add styles to some ranges of a line.

    >>> underlined((("class:a", "память"),), [(2, 4, "wrong")])
    (('class:a', 'па'), ('class:a class:wrong', 'мя'), ('class:a', 'ть'))
    """
    made: list[tuple[str, str]] = []
    at = 0
    for style, text in fragments:
        inner = {c - at for start, end, _ in ranges for c in (start, end)}
        cuts = sorted({0, len(text)} | {cut for cut in inner if 0 < cut < len(text)})
        for left, right in pairwise(cuts):
            over = [look for start, end, look in ranges if start <= at + left < end]
            looks = "".join(f" class:{look}" for look in dict.fromkeys(over))
            made.append((style + looks, text[left:right]))
        at += len(text)
    return tuple(made)
