"""An OpenAI-compatible endpoint: one request, streamed, within a time, tried again where that may help.

What the client library does before a stream begins (retries, `Retry-After`) it cannot do once it runs, and
its waits cannot be stopped; so the retries are here, for both, and a wait ends when `stop` is called.
"""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from deltalang.llm.address import checked, without_user
from deltalang.llm.connection import Connection, Reply
from deltalang.llm.events import bounded, events, opening
from deltalang.llm.exchange import Answer, NoAnswerError, Request
from deltalang.llm.failing import ANSWERS, Asked, LaterError, is_page, title_of
from deltalang.llm.pieces import Pieces, pieced
from deltalang.llm.redaction import redacted, redacted_answer
from deltalang.llm.watch import Watch

Heard = Callable[[int], None]
"""Told how many characters of an answer have come."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0
_LONGEST_CALL = 86_400.0  # a day; clocks of sockets refuse much more
_READ, _DETAIL = 8000, 400
_STREAMED: dict[str, Any] = {"stream": True}
_WITH_USAGE: dict[str, Any] = {"stream_options": {"include_usage": True}}


def _checked_address(_: object, __: object, address: str) -> None:
    checked(address)


def _checked_key(_: object, __: object, key: str | None) -> None:
    if key is not None and not (key.isascii() and key.isprintable() and key == key.strip()):
        raise ValueError(
            "api_key: a sign that no key has; a line break, a letter of another alphabet?"
        )


def _checked_timeout(_: object, __: object, timeout: float) -> None:
    if not timeout > 0:  # `nan` is not either
        raise ValueError(f"timeout: {timeout}; wanted seconds, more than 0")


@attrs.frozen
class Endpoint:
    """Where a model is: `base_url` is always said, since nothing leaves the machine unasked.

    `timeout` is for a whole call with its retries, in seconds, a day at most; `longest` is in
    characters. Raises AddressError for what is no address, ValueError for the others.
    """

    base_url: str = attrs.field(validator=_checked_address)
    api_key: str | None = attrs.field(default=None, repr=False, validator=_checked_key)
    timeout: float = attrs.field(default=60.0, validator=_checked_timeout)
    retries: int = attrs.field(default=2, validator=attrs.validators.ge(0))
    longest: int = attrs.field(default=20_000, validator=attrs.validators.ge(1))
    _stopped: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    _connections: list[Connection] = attrs.field(factory=list, init=False, repr=False)
    _lock: Any = attrs.field(factory=threading.Lock, init=False, repr=False)
    _silent: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    """Set once a server refused to tell the tokens of a stream."""

    def stop(self) -> None:
        """End every call, those under way too: each fails as "stopped"."""
        self._stopped.set()

    def ask(self, request: Request, *, heard: Heard | None = None) -> Answer:
        """Ask, and give the whole answer; safe to call from several threads.

        The key is in no answer and in no failure. Raises NoAnswerError, and MissingExtraError where
        the client is not installed.
        """
        try:
            connection = self._connected()  # its loading is nobody's time
            call = _Call(self, connection, request, heard)
            answer = self._with_usage(call)
        except NoAnswerError as error:
            detail = without_user(" ".join(error.detail[:_READ].split()))
            detail = detail.encode("utf-8", "backslashreplace").decode()  # half of a letter
            failure = NoAnswerError(error.reason, redacted(detail, self.api_key)[:_DETAIL])
        else:
            model = answer.model and redacted_answer(answer.model, self.api_key)
            text = redacted_answer(answer.text, self.api_key)
            return attrs.evolve(answer, text=text, model=model)
        raise failure  # out here, so that a traceback does not show the first one

    def _with_usage(self, call: "_Call") -> Answer:
        """Ask for the tokens too, unless the server does not know that it may be asked for them."""
        try:
            return self._tried(call)
        except NoAnswerError as error:
            if self._silent.is_set() or not _about_usage(error):
                raise
        self._silent.set()
        return self._tried(call)

    def _tried(self, call: "_Call") -> Answer:
        """Ask, and ask again after a failure that may pass."""
        for attempt in range(1, self.retries + 2):
            try:
                answer = call.once(self._stopped, with_usage=not self._silent.is_set())
                return attrs.evolve(answer, attempts=attempt)
            except LaterError as error:
                failure = error.failure
                wait = error.wait if error.wait is not None else _backoff(attempt)
                if attempt > self.retries or wait > call.left:
                    raise failure from error
                if self._stopped.wait(wait):
                    raise NoAnswerError("stopped") from error
        raise AssertionError("the last attempt answers or raises")

    def _connected(self) -> Connection:
        """The client, made by the first call."""
        with self._lock:
            if not self._connections:
                self._connections.append(Connection(self.base_url, self.api_key))
            return self._connections[0]


class _Call:
    """A question, and the time that there is for it."""

    def __init__(
        self, endpoint: Endpoint, connection: Connection, request: Request, heard: Heard | None
    ) -> None:
        self._connection, self._request, self._heard = connection, request, heard
        self._asked = Asked(endpoint.base_url, request.model, has_key=bool(endpoint.api_key))
        self._longest = endpoint.longest
        self._end = time.monotonic() + min(endpoint.timeout, _LONGEST_CALL)

    @property
    def left(self) -> float:
        """How many seconds are left."""
        return self._end - time.monotonic()

    def once(self, stopped: threading.Event, *, with_usage: bool) -> Answer:
        """Ask once. Raises NoAnswerError, LaterError."""
        watch = Watch(self._end, stopped)
        body = {**self._request.body, **_STREAMED, **(_WITH_USAGE if with_usage else {})}

        def work() -> Answer:
            watch.look()
            with self._connection.opened(body, self._asked, watch, max(0.001, self.left)) as reply:
                return self._read(reply, watch)

        return watch.over(work)

    def _read(self, reply: Reply, watch: Watch) -> Answer:
        """Read a stream of events, or the whole answer of a server that knows no streams."""
        # A letter is at most twelve bytes of JSON, and may come in an event of its own.
        event, whole = 65_536 + 16 * self._longest, 262_144 + 1024 * self._longest
        parts = bounded(reply.parts, whole, look=watch.look)
        first, parts = opening(parts)
        head = first[:2000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
        if is_page(reply.kind, head):
            raise NoAnswerError("web-page", title_of(head))
        datas = _all_of(parts, event) if head[:1] in ("{", "[") else events(parts, longest=event)
        pieces, came = Pieces(self._longest), False
        for length in pieced(datas, pieces):
            came = True
            if self._heard is not None:
                self._heard(length)
        if not came and head and not head.startswith(ANSWERS):
            raise LaterError(NoAnswerError("malformed", f"not a stream of events: {head[:100]}"))
        return pieces.answer()


def _all_of(parts: Iterator[bytes], longest: int) -> Iterator[str]:
    yield b"".join(bounded(parts, longest)).decode("utf-8-sig")


def _about_usage(error: NoAnswerError) -> bool:
    """Tell whether a server refused because it does not know that it may be asked for tokens."""
    return error.reason == "refused" and "stream_options" in error.detail


def _backoff(attempt: int) -> float:
    return float(min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (attempt - 1)))
