"""A watch over a call: at its deadline, or when everything stops, its connection is cut.

The time-outs of the client are for one read each, so a server that drips its headers, or a sign of life
now and then, would hold a call for ever. Which connection a call has is told by the trace that the client's
network library calls, from the connection on:

    request hook ── trace: connect_tcp, start_tls ── _Watch.connected ── at the deadline: shutdown
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_OPENED = ("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")


@contextmanager
def watched(calls: threading.local, end: float, stopped: threading.Event) -> Iterator[None]:
    """Watch the call that this thread makes inside; `calls` is that of the client, see `traced`."""
    watch = _Watch(end, stopped)
    calls.watch = watch
    try:
        with watch:
            yield
    finally:
        calls.watch = None


def traced(calls: threading.local) -> Callable[[Any], None]:
    """Make the hook by which a client tells the watch of a thread about its connection."""

    def hook(request: Any) -> None:
        watch = getattr(calls, "watch", None)
        if watch is not None:
            request.extensions = {**request.extensions, "trace": watch.connected}

    return hook


class _Watch:
    """Looks at the clock in a thread of its own."""

    def __init__(self, end: float, stopped: threading.Event) -> None:
        self._end, self._stopped = end, stopped
        self._connection: Any = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._wait, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def connected(self, event: str, info: dict[str, Any]) -> None:
        """Take the connection that was opened, or the one that encrypts it."""
        if event.endswith(_OPENED):
            self._connection = info["return_value"].get_extra_info("socket")

    def _wait(self) -> None:
        while not self._done.wait(0.05):
            if self._connection is not None and (
                self._stopped.is_set() or time.monotonic() > self._end
            ):
                self._cut()
                return

    def _cut(self) -> None:
        """Wake the reader: it may be waiting for bytes that never come."""
        try:
            self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:  # the server was faster
            return
