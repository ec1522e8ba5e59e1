"""A note and the script that its `delta` blocks are.

The blocks of a note are one script, with the same lines and everything else blank: a definition or
directive above holds below, and a problem of the script is moved back to its place in the note.
"""

import re
from collections import Counter

import attrs

from deltalang.corpus.markdown import Fence, TooDeepError, read_note
from deltalang.corpus.markdown import Note as Read
from deltalang.diagnostics import Diagnostic
from deltalang.source import Source, Span
from deltalang.syntax import ast
from deltalang.syntax.parser import parse

LINE_BREAK = re.compile(r"(\r\n|\n|\r)")


class Note:
    """A note and the script that its blocks are: the same lines, everything else blank.

    `lines` are those of the note without their breaks, `breaks` what stands behind each.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        pieces = LINE_BREAK.split(source.text.removeprefix("\ufeff"))
        self.lines, self.breaks = pieces[::2], [*pieces[1::2], ""]
        read, self.problems = self._read()
        self.blocks = read.blocks
        self.fences = [fence for fence in read.fences if _is_closed(fence)]
        self.problems += [
            Diagnostic("E102", "unclosed-fence", source, self.span_of_line(fence.line))
            for fence in read.fences
            if not _is_closed(fence)
        ]
        self._script_lines = [""] * len(self.lines)
        for fence in self.fences:
            for index, line in enumerate(fence.text.split("\n")[: _length(fence)]):
                self._script_lines[fence.line + index] = line
        self.script = Source("\n".join(self._script_lines), source.name)

    def _read(self) -> tuple[Read, list[Diagnostic]]:
        try:
            return read_note("\n".join(self.lines), Counter()), []
        except TooDeepError:
            span = self.span_of_line(1)
            return Read([], []), [Diagnostic("E303", "note-nesting", self.source, span)]

    def fence_at(self, line: int) -> Fence | None:
        """The block that a line of the script belongs to."""
        return next((f for f in self.fences if f.line <= line <= f.end_line), None)

    def scene_lines(self) -> Counter[int]:
        """Count the scenes that are written in each block, by the line of the block."""
        counts: Counter[int] = Counter()
        for statement in parse(self.script).statements:
            fence = self.fence_at(self.script.position(statement.start).line)
            if isinstance(statement, ast.SceneStatement) and fence is not None:
                counts[fence.line] += 1
        return counts

    def text_lines(self) -> list[int]:
        """The lines of the note on which there is text, each once."""
        return sorted({line.number for block in self.blocks for line in block.lines})

    def span_of_line(self, line: int) -> Span:
        """The span of a line of the note, without the white space around it."""
        start, text = self.source.line_start(line), self.source.line(line)
        return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def mapped(self, problem: Diagnostic) -> Diagnostic:
        """Move a problem from the script to the note; one of another file stays where it is."""
        if problem.source is not self.script:
            return problem
        line, column = self.script.position(problem.span.start)
        text, raw = self._script_lines[line - 1], self.source.line(line)
        said = text.lstrip()  # a tab before it may stand otherwise in the note
        indent = raw.rfind(said) - (len(text) - len(said)) if said else 0
        start = self.source.line_start(line) + max(0, indent + column - 1)
        length = max(1, problem.span.end - problem.span.start)
        end = min(start + length, len(self.source.text))
        return attrs.evolve(problem, source=self.source, span=Span(start, end))


def _is_closed(fence: Fence) -> bool:
    """Tell whether a block has a last line: between its marks stands just its text."""
    return _length(fence) == fence.end_line - fence.line - 1


def _length(fence: Fence) -> int:
    """Count the lines of text in a block."""
    return fence.text.count("\n") + (fence.text != "" and not fence.text.endswith("\n"))
