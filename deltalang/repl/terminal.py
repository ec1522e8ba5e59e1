"""The terminal: the only part of the REPL that knows prompt_toolkit."""

from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import Output
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style

from deltalang.repl.colors import STYLE, class_name
from deltalang.repl.commands import Commands
from deltalang.repl.console import Answer
from deltalang.repl.typing import Typing, is_command
from deltalang.repl.unfinished import unfinished

_INDENT = "  "
_SHEET = Style.from_dict(
    {class_name(use): style for use, style in STYLE.items()}
    | {"wrong": "underline ansired", "prompt": "bold", "bottom-toolbar": "noreverse"}
)


class _Colors(Lexer):
    """Colours the input by the language's own tokens."""

    def __init__(self, typing: Typing) -> None:
        self._typing = typing

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        lines = self._typing.colored(document.lines)
        return lambda number: list(lines[number]) if number < len(lines) else []


class _Completions(Completer):
    def __init__(self, typing: Typing) -> None:
        self._typing = typing

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        offset = document.cursor_position
        for one in self._typing.complete(document.text, offset):
            yield Completion(one.text, start_position=one.start - offset, display_meta=one.about)


def history(path: Path | None) -> History:
    """What was typed before, kept in a file for its owner alone; in memory where that cannot be."""
    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


class Terminal:
    """Asks for statements and answers them until somebody leaves."""

    def __init__(
        self,
        commands: Commands,
        typing: Typing,
        *,
        show: Callable[[Answer], None],
        kept: History,
        reader: Input | None = None,
        writer: Output | None = None,
    ) -> None:
        self._commands, self._typing, self._show = commands, typing, show
        self._session: PromptSession[str] = PromptSession(
            "Δ> ",
            multiline=True,
            lexer=_Colors(typing),
            completer=_Completions(typing),
            complete_while_typing=False,
            complete_style=CompleteStyle.COLUMN,
            auto_suggest=AutoSuggestFromHistory(),
            history=kept,
            enable_history_search=True,
            key_bindings=_keys(),
            bottom_toolbar=self._toolbar,
            prompt_continuation=_continuation,
            style=_SHEET,
            input=reader,
            output=writer,
        )

    def run(self) -> int:
        """Converse; Ctrl-C clears the line, Ctrl-D or `:quit` ends it. Gives the exit status."""
        while True:
            try:
                text = self._session.prompt()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            if not text.strip():
                continue
            answer = self._commands.run(text)
            self._show(answer)
            if answer.ended:
                return 0

    def _toolbar(self) -> StyleAndTextTuples:
        """The first problem of what is typed; where there is none, what holds for the next scene."""
        console = self._commands.console
        for mark in self._typing.marks:
            problem = mark.problem
            return [("ansired", f"{problem.code} {problem.message(console.lang)}")]
        return [("ansibrightblack", console.state())]


def _keys() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        text = buffer.text
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None  # Enter takes the completion that is chosen
        elif unfinished(text) and not is_command(text) and not text.endswith(f"\n{_INDENT}"):
            buffer.insert_text(f"\n{_INDENT}")
        else:
            buffer.validate_and_handle()

    @bindings.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(f"\n{_INDENT}")

    return bindings


def _continuation(width: int, line_number: int, wrapped: int) -> str:
    return "" if wrapped else "·".rjust(width - 1) + " "
