"""The REPL without a terminal: statements come from a pipe, answers go to one."""

from collections.abc import Callable, Iterable, Iterator

from deltalang.repl.commands import Commands
from deltalang.repl.console import Answer
from deltalang.syntax.tokens import lex, open_brackets

Show = Callable[[Answer], None]


def answer_all(commands: Commands, lines: Iterable[str], show: Show) -> int:
    """Answer the statements of a pipe, each as soon as it is whole; gives the exit status.

    A statement is whole when the next line does not go on with it. Status 1 when one was refused.
    """
    failed = False
    for text in statements_of(lines):
        answer = commands.run(text)
        show(answer)
        failed = failed or answer.failed
        if answer.ended:
            break
    return int(failed)


def statements_of(lines: Iterable[str]) -> Iterator[str]:
    """Cut the lines of a pipe into statements and commands.

    >>> list(statements_of(["a +\\n", "  b\\n", "# c\\n", ":list\\n", "d"]))
    ['a +\\n  b\\n# c\\n', ':list\\n', 'd']
    """
    waiting = ""
    for line in lines:
        goes_on = line[:1] in (" ", "\t", "#", "\r", "\n", "")
        if waiting and not goes_on:
            yield waiting
            waiting = ""
        waiting += line
        if waiting.startswith(":") and not open_brackets(lex(waiting)):
            yield waiting
            waiting = ""
    if waiting.strip():
        yield waiting
