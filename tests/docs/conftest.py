"""Run the command in this process, as a reader of the documents would run it."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deltalang.cli.main import run

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Give a function that runs `deltalang` and returns the status and all that it printed.

    With `into`, standard output goes to that file and only standard error is returned.
    """
    for name in ("LC_MESSAGES", "LANG", "FORCE_COLOR", "DELTALANG_DEBUG", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")

    def call(
        arguments: list[str], typed: str = "", into: Path | None = None, **environment: str
    ) -> tuple[int, str]:
        printed, kept = (
            io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
            for _ in range(2)
        )
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        with monkeypatch.context() as patch:
            for name, text in environment.items():
                patch.setenv(name, text)
            patch.setattr(sys, "stdin", stdin)
            patch.setattr(sys, "stdout", printed if into is None else kept)
            patch.setattr(sys, "stderr", printed)
            status = run(arguments)
        if into is not None:
            into.write_bytes(kept.buffer.getvalue())
        printed.flush()
        return status, printed.buffer.getvalue().decode()

    return call
