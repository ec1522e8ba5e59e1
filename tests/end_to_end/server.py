"""The server of llama.cpp on a free port of the loopback, for as long as a block lasts.

The package xllamacpp carries llama.cpp's own HTTP server (the one of `llama-server`) as a library; run
as a program with the path of a model, this file starts it, says its address and serves until its
standard input closes, so that it never outlives whoever started it.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds; it takes less than one
_POLITE = 5.0  # seconds between asking a server to stop and stopping it


class NotServingError(Exception):
    """The server ended, or did not answer in time; carries what it said."""


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _address(server: subprocess.Popen[bytes], said: Path, log: Path, patience: float) -> str:
    """Wait until the server has said its address and answers there."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NotServingError(f"it ended with {server.returncode}:\n{_tail(log)}")
        line, newline, _ = said.read_text("utf-8").partition("\n")
        if newline and _ready(line):
            return line
        time.sleep(0.05)
    raise NotServingError(f"no answer in {patience:g} s:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-4000:]


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started: its group has its own number."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
        except ProcessLookupError:
            break
        try:
            server.wait(_POLITE)
        except subprocess.TimeoutExpired:
            continue
    if server.stdin is not None:
        server.stdin.close()
    server.wait()


@contextmanager
def serving(model: Path, folder: Path, *, patience: float = PATIENCE) -> Iterator[str]:
    """Serve a model; give the address below which the OpenAI paths are, as `--base-url` wants it.

    Raises NotServingError. The folder takes what the server says, in `server.log`.
    """
    said, log = folder / "server.address", folder / "server.log"
    with said.open("wb") as out, log.open("wb") as errors:
        server = subprocess.Popen(
            [sys.executable, __file__, str(model)],
            stdin=subprocess.PIPE, stdout=out, stderr=errors, start_new_session=True,
        )  # fmt: skip
    try:
        yield _address(server, said, log, patience) + "/v1"
    finally:
        _stop(server)


def main(model: str) -> None:
    """Serve the model until standard input closes."""
    import xllamacpp  # only the program needs it

    wanted = xllamacpp.CommonParams()
    wanted.model.path = model
    wanted.model_alias = {"tiny"}
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = 0  # any free one
    wanted.n_ctx = 4096
    wanted.cpuparams.n_threads = 1
    wanted.offline = True
    wanted.ui = False
    server = xllamacpp.Server(wanted)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
