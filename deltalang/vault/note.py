"""A note and the script that its `delta` blocks are.

The blocks of a note are one script, with the same lines and everything else blank: a definition or
directive above holds below, and a problem of the script is moved back to its place in the note.
"""

import re
from collections import Counter

import attrs

from deltalang.corpus.markdown import Fence, read_note
from deltalang.diagnostics import Diagnostic
from deltalang.source import Source, Span

LINE_BREAK = re.compile(r"\r\n|\n|\r")
_CLOSED = re.compile(r"(?:`{3,}|~{3,})[ \t]*")


class Note:
    """A note and the script that its blocks are: the same lines, everything else blank."""

    def __init__(self, source: Source) -> None:
        self.source = source
        text = source.text.removeprefix("\ufeff")
        self._raw = LINE_BREAK.split(text)
        read = read_note("\n".join(self._raw), Counter())
        self.blocks, fences = read.blocks, read.fences
        self.fences = [fence for fence in fences if self._is_closed(fence)]
        self.problems = [
            Diagnostic("E102", "unclosed-fence", source, self.span_of_line(fence.line))
            for fence in fences
            if not self._is_closed(fence)
        ]
        script = [""] * len(self._raw)
        for fence in self.fences:
            for index, line in enumerate(fence.text.split("\n")[: fence.end_line - fence.line - 1]):
                script[fence.line + index] = line
        self._script_lines = script
        self.script = Source("\n".join(script), source.name)

    def _is_closed(self, fence: Fence) -> bool:
        last = self._raw[fence.end_line - 1]
        return fence.end_line > fence.line and bool(_CLOSED.fullmatch(last.lstrip(" \t>")))

    def fence_at(self, line: int) -> Fence:
        """The block that a line of the script belongs to."""
        return (
            next(f for f in reversed(self.fences) if f.line <= line)
            if self.fences
            else Fence("", 0, 0)
        )

    def span_of_line(self, line: int) -> Span:
        """The span of a line of the note, without the white space around it."""
        start, text = self.start_of(line), self.source.line(line)
        return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def start_of(self, line: int) -> int:
        shift = self.source.body_start
        breaks = re.finditer(r"\r\n|\n|\r", self.source.text)
        starts = [shift, *(found.end() for found in breaks)]
        return starts[line - 1]

    def mapped(self, problem: Diagnostic) -> Diagnostic:
        """Move a problem from the script to the note; one of another file stays where it is."""
        if problem.source is not self.script:
            return problem
        line, column = self.script.position(problem.span.start)
        text, raw = self._script_lines[line - 1], self.source.line(line)
        indent = raw.rfind(text) if text else 0
        start = self.start_of(line) + max(0, indent) + column - 1
        length = max(1, problem.span.end - problem.span.start)
        end = min(start + length, len(self.source.text))
        return attrs.evolve(problem, source=self.source, span=Span(start, end))
