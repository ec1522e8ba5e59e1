"""The command as the tests call it: in this process, or as a process of its own.

Functions, no fixtures, because the tests with drawn texts call them too.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from deltalang.cli.main import cli

COMMAND = [sys.executable, "-m", "deltalang"]
# What decides the language and the colours must not come from whoever runs the tests.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_NEUTRAL = dict.fromkeys((*_LOCALE, "NO_COLOR", "FORCE_COLOR"), "")


def invoke(
    *arguments: str, text: str | bytes | None = None, color: bool = False, **env: str
) -> Result:
    """Run the command in this process; its exit status is the `return_value`.

    With `color` the runner leaves escapes in the output.
    """
    result = CliRunner().invoke(
        cli, arguments, input=text, env={**_NEUTRAL, **env}, color=color, standalone_mode=False
    )
    if result.exception:
        raise result.exception
    return result


def spawn(
    *arguments: str | bytes, text: bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process, which must not end in a traceback."""
    clean = {name: value for name, value in os.environ.items() if name not in _NEUTRAL}
    done = subprocess.run(
        [*COMMAND, *arguments], input=text, cwd=cwd, env={**clean, **env}, capture_output=True,
        check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr
    return done


@contextmanager
def piped(text: str) -> Iterator[str]:
    """Give the path of a pipe that a text comes out of, as the `<(…)` of a shell does."""
    read, write = os.pipe()
    try:
        os.write(write, text.encode())
        os.close(write)
        yield f"/dev/fd/{read}"
    finally:
        os.close(read)


def status(result: Result) -> int:
    """The exit status of a command that was invoked."""
    return int(result.return_value or 0)


def put(name: str, text: str | bytes) -> Path:
    """Write a file, with the folders above it."""
    path = Path(name)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
