"""What the REPL says to an input, and how commands and scenes come into that."""

from collections.abc import Callable, Sequence

import attrs

from deltalang.diagnostics import Diagnostic

FORMS = ("text", "canonical")
"""How scenes are shown: in the order of the text, or in the canonical one."""
Verb = Callable[[Sequence[str], str, str], int]
"""Runs a command of the command line with a text as its standard input, its messages in a language;
it prints by itself and gives the exit status."""


@attrs.frozen
class Answer:
    """What is said to an input: lines, then problems. `failed` where it was not accepted."""

    lines: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    failed: bool = False
    ended: bool = False
    """Whether the conversation is over."""

    def before(self, other: "Answer") -> "Answer":
        """Put this and another answer into one; whether it failed is up to the other."""
        lines, problems = self.lines + other.lines, self.problems + other.problems
        return attrs.evolve(other, lines=lines, problems=tuple(dict.fromkeys(problems)))
