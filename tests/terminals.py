"""A terminal for the tests: the command in a pseudo-terminal, its screen as pyte sees it.

`wait` waits for a state of the screen, never for a time to pass, so a slow machine changes nothing.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte

LONG = 60.0
"""Seconds after which a screen will not come any more, on however busy a machine."""
KEYS = {
    "Enter": "\r", "Tab": "\t", "Ctrl-C": "\x03", "Ctrl-D": "\x04", "Ctrl-L": "\x0c", "Ctrl-R": "\x12",
    "Ctrl-Z": "\x1a", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
    "Alt-Enter": "\x1b\r", "Backspace": "\x7f", "Home": "\x1b[H", "End": "\x1b[F",
}  # fmt: skip


class Terminal:
    """A running command and its screen."""

    def __init__(self, child: "pexpect.spawn[str]", columns: int, rows: int) -> None:
        self.child = child
        self.screen = pyte.Screen(columns, rows)
        self.screen.write_process_input = self._answer  # type: ignore[method-assign]
        self._stream = pyte.Stream(self.screen)

    def _answer(self, data: str) -> None:
        """Say where the cursor is, as a terminal does when it is asked."""
        self.child.send(data)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without the blank ones at its end."""
        lines = [line.rstrip() for line in self.screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def send(self, text: str) -> None:
        """Type a text."""
        self.child.send(text)

    def press(self, *names: str) -> None:
        """Press keys by their names, or type a text that is none."""
        for name in names:
            self.send(KEYS.get(name, name))

    def paste(self, text: str) -> None:
        """Paste a text, in brackets as terminals do."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def wait(self, wanted: str | Callable[[], bool]) -> None:
        """Read until the screen shows a text (a regular expression), or until a claim holds."""

        def shown() -> bool:
            return bool(re.search(str(wanted), self.text, re.MULTILINE))

        holds = shown if isinstance(wanted, str) else wanted
        until = time.monotonic() + LONG
        while not holds():
            if time.monotonic() > until or not self._read():
                raise AssertionError(f"{wanted} never came; the screen is\n{self.text}")

    def settle(self) -> None:
        """Read until nothing more comes for a while: a picture is taken of a whole screen."""
        seen = ""
        while seen != self.text:
            seen = self.text
            for _ in range(3):
                self._read()

    def _read(self) -> bool:
        try:
            self._stream.feed(self.child.read_nonblocking(65_536, timeout=0.2))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True

    def end(self) -> int | None:
        """Wait for the command to leave; gives its exit status."""
        while self._read():
            pass
        self.child.close()
        return self.child.exitstatus

    def find(self, text: str) -> tuple[int, int]:
        """The row and column of the last place where a text stands."""
        for row in range(len(self.lines) - 1, -1, -1):
            column = self.lines[row].rfind(text)
            if column >= 0:
                return row, column
        raise AssertionError(f"{text!r} is not on the screen\n{self.text}")

    def cells(self, text: str) -> list[pyte.screens.Char]:
        """The cells of a text on the screen, with their colours."""
        row, column = self.find(text)
        return [self.screen.buffer[row][column + at] for at in range(len(text))]

    def colors(self, text: str) -> set[str]:
        """The colours of the letters of a text."""
        return {cell.fg for cell in self.cells(text)}


@contextmanager
def terminal(
    *arguments: str,
    folder: Path,
    columns: int = 90,
    rows: int = 24,
    command: list[str] | None = None,
    **environment: str,
) -> Iterator[Terminal]:
    """Run `deltalang` with some arguments in a terminal."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "COLORTERM")
        and not name.startswith("PROMPT_TOOLKIT")
    }
    first, *others = [*(command or [sys.executable, "-m", "deltalang"]), *arguments]
    clean |= {
        "TERM": "xterm", "LANG": "C.UTF-8", "PYTHONUTF8": "1",
        "HOME": str(folder), "XDG_STATE_HOME": str(folder / "state"), "DELTALANG_DEBUG": "1",
    }  # fmt: skip
    child = pexpect.spawn(
        first, others, env={**clean, **environment}, cwd=str(folder), dimensions=(rows, columns),
        encoding="utf-8", codec_errors="replace", timeout=LONG, echo=False,
    )  # fmt: skip
    child.delaybeforesend = None
    shown = Terminal(child, columns, rows)
    try:
        yield shown
    finally:
        child.close(force=True)
