"""A STUB of an OpenAI-compatible server, for tests: it is no model and answers what a test tells it.

`serving(script)` listens on a loopback port; each request takes the next step of the script, the last one
again and again. A step is a function that writes to the connection, faults included.
"""

import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Reads a request, then does the step that is next."""

    server: "Stub"

    def do_POST(self) -> None:
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.headers.append(self.headers)
        step = self.server.next_step(data)
        self.close_connection = True
        try:
            step(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.hung_up += 1  # the client did not wait

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def chunk(self, text: str | None = None, finish: str | None = None, **more: Any) -> None:
        delta = {} if text is None else {"content": text}
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        self.event(json.dumps({"id": "stub", "model": "stub", "choices": choices, **more}))


class Stub(ThreadingHTTPServer):
    """The server; `asked` holds the bodies of the requests, `headers` their headers."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *steps: Step) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.steps, self.asked, self.headers, self.hung_up = list(steps), [], [], 0
        self.ending = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def next_step(self, body: dict[str, Any]) -> Step:
        with self._lock:
            self.asked.append(body)
            return self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]


@contextmanager
def serving(*steps: Step) -> Iterator[Stub]:
    with Stub(*steps) as stub:
        thread = threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield stub
        finally:
            stub.ending.set()
            stub.shutdown()
            thread.join()


def says(*pieces: str, finish: str | None = "stop", done: bool = True) -> Step:
    """An answer in pieces, well formed unless told otherwise."""

    def step(handler: Handler) -> None:
        handler.begin()
        for piece in pieces:
            handler.chunk(piece)
        if finish is not None:
            usage = {"prompt_tokens": 7, "completion_tokens": len(pieces), "total_tokens": 0}
            handler.chunk(finish=finish, usage=usage)
        if done:
            handler.event("[DONE]")

    return step


def fails(status: int, *, message: str = "stub says no", **headers: str) -> Step:
    """An error status with a JSON body; `{bearer}` in the message is the key as it came."""

    def step(handler: Handler) -> None:
        handler.begin(status, "application/json", **headers)
        said = message.replace("{bearer}", handler.headers["Authorization"] or "")
        handler.wfile.write(json.dumps({"error": {"message": said}}).encode())

    return step


def sends(*events: str) -> Step:
    """Events as they are given."""

    def step(handler: Handler) -> None:
        handler.begin()
        for event in events:
            handler.event(event)

    return step


def writes(
    *parts: bytes, status: int = 200, kind: str = "text/event-stream", **headers: str
) -> Step:
    """Bytes as they are given."""

    def step(handler: Handler) -> None:
        handler.begin(status, kind, **headers)
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()

    return step


def endless(begin: bytes, again: bytes, status: int | None = 200, **headers: str) -> Step:
    """Bytes without end, 512 MiB of them; without a status, `begin` is all that comes before."""

    def step(handler: Handler) -> None:
        if status is not None:
            handler.begin(status, **headers)
        handler.wfile.write(begin)
        block = again * (65_536 // len(again))
        for _ in range(8192):
            if handler.server.ending.is_set():
                return
            handler.wfile.write(block)

    return step


def bomb(status: int = 200) -> Step:
    """A little that unpacks to 64 MiB."""
    packed = gzip.compress(b"data: " + bytes(2**26), 1)
    return writes(packed, status=status, Content_Encoding="gzip")


def whole(text: str, **choice: Any) -> Step:
    """A whole answer where a stream was wanted."""
    message = {"index": 0, "message": {"content": text}, "finish_reason": "stop", **choice}
    said = json.dumps({"model": "stub", "choices": [message]}, ensure_ascii=False)
    return writes(said.encode(), kind="application/json")


page = writes(b"<html><title>log in</title></html>", kind="text/html")
"""A web page where a stream was wanted."""


def silence(handler: Handler) -> None:
    """Nothing at all, not even a status."""
    handler.server.ending.wait(20)


def silence_after_a_piece(handler: Handler) -> None:
    """A stream that begins and never goes on."""
    handler.begin()
    handler.chunk("вет")
    handler.server.ending.wait(20)


def drip(handler: Handler) -> None:
    """A sign of life now and then, never an answer."""
    handler.begin()
    for _ in range(400):
        if handler.server.ending.is_set():
            return
        handler.wfile.write(b": ping\n\n")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: Handler) -> None:
    """A header now and then, never the end of them."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        if handler.server.ending.is_set():
            return
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def drip_error(handler: Handler) -> None:
    """An error whose message comes letter by letter."""
    handler.begin(503, "application/json")
    for _ in range(400):
        if handler.server.ending.is_set():
            return
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def reset(handler: Handler) -> None:
    """Half an answer, then the connection is reset."""
    handler.begin()
    handler.chunk("полов")
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()


def flood(handler: Handler) -> None:
    """An answer without end."""
    handler.begin()
    for _ in range(100_000):
        handler.chunk("слово " * 200)
