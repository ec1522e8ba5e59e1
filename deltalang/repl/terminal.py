"""The terminal: the only part of the REPL that knows prompt_toolkit."""

from collections.abc import Callable, Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import Condition, has_completions, has_focus, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import AnyContainer, ConditionalContainer, Window
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import Output
from prompt_toolkit.renderer import CPR_Support
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style

from deltalang.diagnostics import visible
from deltalang.repl.answer import Answer
from deltalang.repl.colors import STYLE, class_name
from deltalang.repl.commands import Commands
from deltalang.repl.names import is_command
from deltalang.repl.past import Past, suggestion
from deltalang.repl.piped import parts
from deltalang.repl.typing import Typing
from deltalang.repl.unfinished import unfinished
from deltalang.source import BOM

_INDENT = "  "
_SHEET = Style.from_dict(
    {class_name(use): style for use, style in STYLE.items()}
    | {
        "wrong": "underline ansired",
        "doubtful": "underline ansiyellow",
        "prompt": "bold",
        "bottom-toolbar": "noreverse",
    }
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


class _History(History):
    """What was typed in this conversation and in those before it."""

    def __init__(self, past: Past) -> None:
        super().__init__()
        self._past = past

    def load_history_strings(self) -> Iterable[str]:
        return reversed(self._past.entries())

    def store_string(self, string: str) -> None:
        self._past.add(string)


class _Suggestions(AutoSuggest):
    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        found = suggestion(document.text, reversed(buffer.history.get_strings()))
        return None if found is None else Suggestion(found)


class Terminal:
    """Asks for statements and answers them until somebody leaves."""

    def __init__(
        self,
        commands: Commands,
        typing: Typing,
        *,
        show: Callable[[Answer], None],
        past: Past,
        reader: Input | None = None,
        writer: Output | None = None,
    ) -> None:
        self._commands, self._typing, self._show = commands, typing, show
        self.session: PromptSession[str] = PromptSession(
            "Δ> ",
            multiline=True,
            lexer=_Colors(typing),
            completer=_Completions(typing),
            complete_while_typing=False,
            complete_style=CompleteStyle.COLUMN,
            auto_suggest=_Suggestions(),
            history=_History(past),
            enable_history_search=True,
            enable_suspend=True,
            enable_open_in_editor=True,
            tempfile_suffix=".delta",
            key_bindings=_keys(typing),
            bottom_toolbar=self._toolbar,
            prompt_continuation=_continuation,
            style=_SHEET,
            input=reader,
            output=writer,
        )
        _show_below(self.session)

    def run(self) -> int:
        """Converse; Ctrl-C clears the line, Ctrl-D or `:quit` ends it. Gives the exit status."""
        while True:
            try:
                text = self.session.prompt()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            if self._answered(text):
                return 0

    def _answered(self, text: str) -> bool:
        """Answer what was sent; tell whether the conversation is over."""
        has_command = any(map(is_command, text.split("\n"))) and "\n" in text.strip()
        one_by_one = [one.text for one in parts(text.splitlines(keepends=True))]
        for part in one_by_one if has_command else [text]:
            if not part.strip():
                continue
            try:
                answer = self._commands.run(part)
            except KeyboardInterrupt:
                answer = Answer((self._commands.console.said("interrupted"),), failed=True)
            self._show(answer)
            if answer.ended or answer.failed:
                return answer.ended
        return False

    def _toolbar(self) -> StyleAndTextTuples:
        """The problem at the cursor, else the first; without one what holds for the next scene."""
        console, typing = self._commands.console, self._typing
        typing.update(
            self.session.default_buffer.text
        )  # a line that was cleared is not coloured anew
        if typing.trouble is not None:
            return [("ansired", typing.trouble)]
        mark = typing.mark_at(self.session.default_buffer.cursor_position)
        if mark is None:
            return [("ansibrightblack", visible(console.state(), limit=1000))]
        said = f"{mark.problem.code} {mark.problem.message(console.lang)}"
        others = len(typing.marks) - 1
        if others:
            said = console.said("more", said=said, count=others)
        return [("ansired" if mark.look == "wrong" else "ansiyellow", said)]


def _show_below(session: PromptSession[str]) -> None:
    """Show the line below on terminals too that never say where their cursor is.

    prompt_toolkit hides it there, and warns; right below the input it has a place all the same.
    """
    app = session.app

    @Condition
    def has_place() -> bool:
        silent = app.renderer.cpr_support is CPR_Support.NOT_SUPPORTED
        return silent or app.renderer.height_is_known

    for one in app.layout.walk():
        if isinstance(one, ConditionalContainer) and _is_below(one.content):
            one.filter = has_place & ~is_done
    app.renderer.cpr_not_supported_callback = app.invalidate


def _is_below(container: AnyContainer) -> bool:
    return isinstance(container, Window) and container.style == "class:bottom-toolbar"


def _keys(typing: Typing) -> KeyBindings:
    bindings = KeyBindings()
    writing = has_focus(DEFAULT_BUFFER)  # and not searching

    @bindings.add("enter", filter=writing)
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        text = buffer.text
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None  # Enter takes the completion that is chosen
        elif unfinished(text) and not is_command(text) and not text.endswith(f"\n{_INDENT}"):
            buffer.cursor_position = len(text)
            buffer.insert_text(f"\n{_INDENT}")
        else:
            buffer.validate_and_handle()

    @bindings.add("<bracketed-paste>", filter=writing)
    def _(event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n")
        event.current_buffer.insert_text(text.replace(BOM, ""))  # editors show no such mark

    @bindings.add("tab", filter=writing & ~has_completions)
    def _(event: KeyPressEvent) -> None:
        _begin_completion(event.current_buffer, typing)

    @bindings.add("escape", "enter", filter=writing)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(f"\n{_INDENT}")

    return bindings


def _begin_completion(buffer: Buffer, typing: Typing) -> None:
    """Put the only completion in, or a letter for what stands for it; else open the menu.

    Where the completions go on from what was typed none is chosen yet: more typing makes them fewer.
    """
    at = buffer.cursor_position
    found = typing.complete(buffer.text, at)
    if not found:
        return
    first = found[0]
    if len(found) == 1 or first.kind == "letter":
        buffer.delete_before_cursor(at - first.start)
        buffer.insert_text(first.text)
        return
    goes_on = first.text.startswith(buffer.text[first.start : at])
    buffer.start_completion(select_first=not goes_on, insert_common_part=goes_on)


def _continuation(width: int, line_number: int, wrapped: int) -> str:
    return "" if wrapped else "·".rjust(width - 1) + " "
