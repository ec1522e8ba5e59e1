"""The command `deltalang lsp`: how it starts and ends, and what it refuses."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-m", "deltalang", "lsp"]
HELLO = {"capabilities": {}, "processId": None}


def _message(method: str, params: Any, **more: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def _bodies(said: bytes) -> list[dict[str, Any]]:
    """Read an output that is nothing but the protocol."""
    found = []
    while said:
        head, _, rest = said.partition(b"\r\n\r\n")
        length = next(
            int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:")
        )
        found.append(json.loads(rest[:length]))
        said = rest[length:]
    return found


def _run(*said: bytes, arguments: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """Say something, then hang up as an editor does that dies."""
    return subprocess.run(
        [*COMMAND, *arguments], input=b"".join(said), capture_output=True, timeout=60, check=False
    )


def test_it_ends_when_the_editor_hangs_up() -> None:
    text = {"uri": "untitled:a", "languageId": "deltalang", "version": 1, "text": "Δ02 $"}
    done = _run(
        _message("initialize", HELLO, id=1),
        _message("initialized", {}),
        _message("textDocument/didOpen", {"textDocument": text}),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert _bodies(done.stdout)[0]["result"]["serverInfo"]["name"] == "deltalang"


@pytest.mark.parametrize("is_polite", [True, False])
def test_it_ends_when_it_is_told_to(is_polite: bool) -> None:
    done = _run(
        _message("initialize", HELLO, id=1),
        *([_message("shutdown", None, id=2)] if is_polite else []),
        _message("exit", None),
    )
    assert (done.returncode, done.stderr) == (0 if is_polite else 1, b"")
    assert [body.get("id") for body in _bodies(done.stdout)] == ([1, 2] if is_polite else [1])


def test_nonsense_is_no_end_of_it() -> None:
    done = _run(
        b"Content-Length: 3\r\n\r\n{]}",
        _message("initialize", HELLO, id=1),
        _message("no/such", {}, id=2),
        _message("textDocument/hover", {"wrong": 1}, id=3),
        _message("textDocument/didChange", {"wrong": 1}),
        _message("shutdown", None, id=4),
        _message("exit", None),
    )
    answers = {body["id"]: body for body in _bodies(done.stdout) if "id" in body}
    codes = {number: body["error"]["code"] for number, body in answers.items() if "error" in body}
    assert codes == {None: -32700, 2: -32601, 3: -32602}
    assert ("result" in answers[1], "result" in answers[4]) == (True, True)
    assert done.returncode == 0
    assert done.stderr.decode().startswith("deltalang: textDocument/didChange: ")
    assert "Traceback" not in done.stderr.decode()


def test_printing_does_not_spoil_the_protocol() -> None:
    code = (
        "import os, sys\n"
        "from deltalang.lsp import starting\n"
        "def start(self, stdin, output):\n"
        "    print('a'); os.write(1, b'b'); output.write(b'protocol')\n"
        "starting.DeltaServer.start_io = start\n"
        "starting.serve_pipe()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert done.stdout == b"protocol"
    assert sorted(done.stderr.split()) == [b"a", b"b"] or done.stderr.replace(b"\n", b"") in (
        b"ab",
        b"ba",
    )


@pytest.mark.skipif(os.name != "posix", reason="processes are watched on POSIX only")
def test_it_ends_when_the_editor_is_gone_and_somebody_holds_the_pipe() -> None:
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    server = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        hello = {**HELLO, "processId": editor.pid}
        server.stdin.write(_message("initialize", hello, id=1) + _message("initialized", {}))
        server.stdin.flush()
        server.stdout.read(10)
        editor.kill()
        editor.wait()
        assert server.wait(timeout=30) == 1
    finally:
        server.kill()
        server.communicate()


def test_it_serves_an_editor_on_a_socket() -> None:
    server = subprocess.Popen(
        [*COMMAND, "--tcp", "127.0.0.1:0", "--lang", "en"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert server.stderr is not None
        said = server.stderr.readline().decode()
        assert said.startswith("waiting for an editor on 127.0.0.1:")
        line = socket.create_connection(("127.0.0.1", int(said.rpartition(":")[2])), timeout=30)
        with line:
            line.sendall(b"Content-Length: 1\r\n\r\n{" + _message("initialize", HELLO, id=1))
            said = line.makefile("rb").read(400)
            assert b'"code": -32700' in said
            assert b'"capabilities"' in said
        assert server.wait(timeout=30) == 0
    finally:
        server.kill()
        server.communicate()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tcp", "0.0.0.0:7007"), "--public"),
        (("--tcp", "example.org:7007"), "--public"),
        (("--tcp", "7007"), "HOST:PORT"),
        (("--tcp", "127.0.0.1:99999"), "HOST:PORT"),
        (("--stdio", "--tcp", "127.0.0.1:7007"), "--stdio"),
        (("--public",), "--tcp"),
    ],
)
def test_wrong_use_is_refused(arguments: tuple[str, ...], said: str) -> None:
    done = _run(arguments=arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_missing_extra_is_named_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError(name='pygls')\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "LC_ALL": "ru_RU.UTF-8"}
    done = subprocess.run(COMMAND, capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "Error: языковому серверу нужен пакет: pip install 'deltalang[lsp]'"
    ]
