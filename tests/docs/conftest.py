"""Run the command in this process, as a reader of the documents would run it."""

import io
import sys
from collections.abc import Callable

import pytest

from deltalang.cli.main import run

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Give a function that runs `deltalang` and returns the status and all that it printed."""
    for name in ("LC_MESSAGES", "LANG", "FORCE_COLOR", "DELTALANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")

    def call(arguments: list[str], typed: str = "", **environment: str) -> tuple[int, str]:
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        with monkeypatch.context() as patch:
            for name, text in environment.items():
                patch.setenv(name, text)
            patch.setattr(sys, "stdin", stdin)
            patch.setattr(sys, "stdout", printed)
            patch.setattr(sys, "stderr", printed)
            status = run(arguments)
        printed.flush()
        return status, printed.buffer.getvalue().decode()

    return call
