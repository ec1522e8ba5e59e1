"""Questions to a person, whatever the form of the file that they stand in."""

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.source import Source, Span

LONGEST = 1_000_000


@attrs.frozen
class Question:
    """A question to a person; `answer` is empty where there is none yet.

    `source` is the file that it stands in, `at` the offset of the answer there, and `starts` the
    offset of each line of the answer, empty where the file spells the answer in another way.
    """

    id: str
    scene: str
    question: str
    answer: str = ""
    source: Source | None = attrs.field(default=None, eq=False, repr=False)
    at: int = attrs.field(default=0, eq=False)
    starts: tuple[int, ...] = attrs.field(default=(), eq=False, repr=False)

    @property
    def line(self) -> int:
        """The line of the answer in its file."""
        return 1 if self.source is None else self.source.position(self.at).line

    def placed(self, problem: Diagnostic) -> Diagnostic:
        """Give a problem of the answer its place in the file."""
        if self.source is None or problem.source.text != self.answer:
            return problem
        span = Span(*map(self._in_file, problem.span))
        if span.end <= span.start or not self.starts:
            span = Span(span.start, span.start + 1)
        return attrs.evolve(problem, source=self.source, span=span)

    def _in_file(self, offset: int) -> int:
        inside = Source(self.answer)
        line = inside.position(offset).line
        if line > len(self.starts):
            return self.starts[-1] if self.starts else self.at
        # Not by its column: a byte order mark has none.
        start = inside.line_start(line) if line > 1 else 0
        return self.starts[line - 1] + offset - start


def line_starts(source: Source, first: int, lines: list[str]) -> tuple[int, ...]:
    """Tell where lines of an answer stand in a file, each at the end of a line of it, from one on.

    Empty where some line of the file ends otherwise.

    >>> line_starts(Source("> a\\n> + b\\n"), 1, ["a", "+ b"])
    (2, 6)
    """
    found: list[int] = []
    for number, line in enumerate(lines, first):
        try:
            start, written = source.line_start(number), source.line(number)
        except IndexError:
            return ()
        if not written.endswith(line):
            return ()
        found.append(start + len(written) - len(line))
    return tuple(found)


def bad_queue(
    source: Source, offset: int, code: str, message_id: str, **arguments: object
) -> DeltaError:
    """Make the error for a place of a queue that cannot be used."""
    offset = min(offset, max(0, len(source.text) - 1))
    span = Span(offset, offset + 1)
    return DeltaError([Diagnostic(code, message_id, source, span, arguments)])
