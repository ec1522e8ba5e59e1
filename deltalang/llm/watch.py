"""A watch over a call: at its deadline, or when everything stops, it is over, whatever it waits for.

The time-outs of the client are for one read each, and none is for finding out where a name leads. So a
call works in a thread of its own, and who asks looks at the clock meanwhile; the end of the time cuts the
connection, which the trace of the client's network library tells of, and nobody waits for the thread:

    request hook ── trace: connect_tcp, start_tls ── Watch.connected ── at the deadline: shutdown
"""

import socket
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from deltalang.llm.exchange import NoAnswerError

_OPENED = ("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")
_LOOK = 0.05
_GRACE = 0.5
"""How long a thread whose connection is cut may take to notice, in seconds."""
Done = TypeVar("Done")


class Watch:
    """Looks at the clock while something is done, which may look itself."""

    def __init__(self, end: float, stopped: threading.Event) -> None:
        self._end, self._stopped = end, stopped
        self._connection: Any = None
        self._left = False

    def look(self) -> None:
        """Raise NoAnswerError ("stopped", "timeout") when the call is over."""
        if self._stopped.is_set():
            raise NoAnswerError("stopped")
        if self._left or time.monotonic() > self._end:
            raise NoAnswerError("timeout")

    def connected(self, event: str, info: dict[str, Any]) -> None:
        """Take the connection that was opened, or the one that encrypts it."""
        if event.endswith(_OPENED):
            opened = info["return_value"]
            self._connection = opened.get_extra_info("socket")
            try:
                self.look()
            except NoAnswerError:  # it was too late, so nothing is sent
                opened.close()
                raise

    def over(self, work: Callable[[], Done]) -> Done:
        """Give what `work` gives. Raises what it raises, and NoAnswerError when the call is over."""
        results: SimpleQueue[tuple[Done | None, BaseException | None]] = SimpleQueue()

        def do() -> None:
            try:
                results.put((work(), None))
            except BaseException as error:  # it is raised again where it is waited for
                results.put((None, error))

        threading.Thread(target=do, daemon=True).start()
        try:
            return self._waited(results)
        finally:
            self._left = True
            self._cut()

    def _waited(self, results: "SimpleQueue[tuple[Done | None, BaseException | None]]") -> Done:
        given_up: float | None = None
        while True:
            try:
                done, error = results.get(timeout=_LOOK)
            except Empty:
                now = time.monotonic()
                if now <= self._end and not self._stopped.is_set():
                    continue
                self._cut()
                given_up = given_up or now + _GRACE
                if now > given_up:
                    self.look()
            else:
                if error is not None:
                    self.look()
                    raise error
                return done  # type: ignore[return-value]  # one of the two is there

    def _cut(self) -> None:
        """Wake the reader: it may be waiting for bytes that never come."""
        try:
            if self._connection is not None:
                self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:  # the server was faster, or the encryption has begun: there is another turn
            return
