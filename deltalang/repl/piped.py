"""The REPL without a terminal: statements come from a pipe, answers go to one.

A terminal that can do nothing but lines (TERM=dumb, a shell inside an editor) is served here too.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from deltalang.diagnostics import DeltaError
from deltalang.registry.files import decode
from deltalang.repl.answer import Answer
from deltalang.repl.commands import Commands
from deltalang.repl.names import is_command
from deltalang.repl.typed import Place
from deltalang.repl.unfinished import unfinished
from deltalang.source import BOM

NAME = "<stdin>"
_GOES_ON = re.compile(r"\s|#(?:\s|\Z)|\Z")  # as layout says it
Show = Callable[[Answer], None]
UNREADABLE = 2


@attrs.frozen
class Part:
    """A statement or a command, with the number of lines above it."""

    text: str
    above: int = 0


def answer_all(commands: Commands, lines: Iterable[bytes], show: Show) -> int:
    """Answer the statements of a pipe, each as soon as it is whole; gives the exit status.

    A statement is whole when the next line does not go on with it. Status 1 when one was refused, 2
    when a line was no UTF-8.
    """
    status = 0
    refused: list[Answer] = []  # lines that could not be read: said behind what stands above them

    def read() -> Iterator[str]:
        for number, line in enumerate(lines):
            text, refusal = _decoded(line, number)
            refused.extend([] if refusal is None else [refusal])
            yield text

    for part in parts(read()):
        answer = commands.run(part.text, Place(NAME, part.above))
        show(answer)
        status = max(status, int(answer.failed), UNREADABLE if refused else 0)
        while refused:
            show(refused.pop(0))
        if answer.ended:
            break
    for refusal in refused:
        status = UNREADABLE
        show(refusal)
    return status


def converse(commands: Commands, read: Callable[[str], bytes], show: Show) -> int:
    """Ask for lines one by one and answer, on a terminal without cursor; gives the exit status.

    `read` shows a prompt and gives a line, an empty one at the end of the input. Ctrl-C drops what
    was begun.
    """
    while True:
        try:
            text = line = read("Δ> ").decode("utf-8", "replace")
            while line.strip() and unfinished(text.rstrip("\n")):
                line = read(" · ").decode("utf-8", "replace")
                text += line if line[:1].isspace() else f"  {line}"
            if not text:
                return 0
            answer = commands.run(text)
        except KeyboardInterrupt:
            show(Answer(("",)))
            continue
        show(answer)
        if answer.ended:
            return 0


def _decoded(line: bytes, number: int) -> tuple[str, Answer | None]:
    """Decode a line; where it is no UTF-8 it is dropped, and why comes beside."""
    try:
        return decode(line, NAME).text.removeprefix("" if number else BOM), None
    except DeltaError as error:
        found = [
            attrs.evolve(
                one,
                source=attrs.evolve(one.source, text="\n" * number + one.source.text),
                span=type(one.span)(*(offset + number for offset in one.span)),
            )
            for one in error.diagnostics
        ]
        return "", Answer((), tuple(found), failed=True)


def parts(lines: Iterable[str]) -> Iterator[Part]:
    """Cut lines into statements and commands; a command is one line.

    >>> [part.text for part in parts(["a +\\n", "  b\\n", "# c\\n", ":list\\n", "d"])]
    ['a +\\n  b\\n# c\\n', ':list\\n', 'd']
    >>> list(parts(["\\n", "a\\n", "\\n", "b"]))[1]
    Part(text='b', above=3)
    """
    waiting, above, number = "", 0, 0
    for number, line in enumerate(lines):
        if waiting.strip() and not _GOES_ON.match(line):
            yield Part(waiting, above)
            waiting = ""
        if not waiting:
            above = number
        waiting += line
        if is_command(waiting):
            yield Part(waiting, above)
            waiting = ""
    if waiting.strip():
        yield Part(waiting, above)
