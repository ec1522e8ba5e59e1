"""An OpenAI-compatible endpoint: one request, streamed, within a time, tried again where that may help.

What the client library does before a stream begins (retries, `Retry-After`) it cannot do once it runs, and
its waits cannot be stopped; so the retries are here, for both, and a wait ends when `stop` is called.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from deltalang.llm.exchange import Answer, NoAnswerError, Request
from deltalang.llm.watch import traced, watched

if TYPE_CHECKING:
    from openai import OpenAI

Heard = Callable[[int], None]
"""Told how many characters of an answer have come."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0
_AGAIN = frozenset({408, 409, 429})
_STREAMED: dict[str, Any] = {"stream": True}
_WITH_USAGE: dict[str, Any] = {"stream_options": {"include_usage": True}}


@attrs.frozen
class Endpoint:
    """Where a model is: `base_url` is always said, since nothing leaves the machine unasked.

    `timeout` is for a whole call with its retries, in seconds; `longest` is in characters.
    """

    base_url: str
    api_key: str | None = attrs.field(default=None, repr=False)
    timeout: float = 60.0
    retries: int = 2
    longest: int = 20_000
    _stopped: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    _client: "list[OpenAI]" = attrs.field(factory=list, init=False, repr=False)
    _lock: Any = attrs.field(factory=threading.Lock, init=False, repr=False)
    _silent: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    """Set once a server refused to tell the tokens of a stream."""
    _calls: threading.local = attrs.field(factory=threading.local, init=False, repr=False)

    def stop(self) -> None:
        """End every call, those under way too: each fails as "stopped"."""
        self._stopped.set()

    def ask(self, request: Request, *, heard: Heard | None = None) -> Answer:
        """Ask, and give the whole answer; safe to call from several threads.

        Raises NoAnswerError, and MissingExtraError where the client is not installed.
        """
        end = time.monotonic() + self.timeout
        try:
            return self._asked(request, end, heard)
        except NoAnswerError as error:
            if self._silent.is_set() or not _about_usage(error):
                raise
        self._silent.set()
        return self._asked(request, end, heard)

    def _asked(self, request: Request, end: float, heard: Heard | None) -> Answer:
        """Ask, and ask again after a failure that may pass."""
        for attempt in range(1, self.retries + 2):
            try:
                return attrs.evolve(self._once(request, end, heard), attempts=attempt)
            except _LaterError as error:
                failure = error.failure
                wait = error.wait if error.wait is not None else _backoff(attempt)
                if attempt > self.retries or wait > end - time.monotonic():
                    raise failure from error
                if self._stopped.wait(wait):
                    raise NoAnswerError("stopped") from error
        raise AssertionError("the last attempt answers or raises")

    def _once(self, request: Request, end: float, heard: Heard | None) -> Answer:
        client = self._connected()
        with _translated(end, self._stopped), watched(self._calls, end, self._stopped):
            stream = client.chat.completions.create(
                **request.body,
                **_STREAMED,
                **({} if self._silent.is_set() else _WITH_USAGE),
                timeout=max(0.001, end - time.monotonic()),
            )
            with stream:
                return self._read(stream, heard)

    def _read(self, stream: Any, heard: Heard | None) -> Answer:
        """Put the pieces together; half an answer is a failure."""
        said: list[str] = []
        length, finish, model, usage = 0, None, None, None
        for chunk in stream:
            model, usage = chunk.model or model, getattr(chunk, "usage", None) or usage
            for choice in chunk.choices or ():
                piece = getattr(choice.delta, "content", None)
                if piece is not None:
                    said.append(_text(piece))
                    length += len(piece)
                finish = choice.finish_reason or finish
            if length > self.longest:
                raise NoAnswerError("too-long", f"{length}")
            if heard is not None:
                heard(length)
        text = "".join(said)
        if finish in ("length", "content_filter"):
            raise NoAnswerError("truncated" if finish == "length" else "filtered", str(finish))
        if finish is None:
            raise _LaterError(
                NoAnswerError("truncated" if text else "empty", "the stream ended early")
            )
        if not text.strip():
            raise NoAnswerError("empty")
        tokens = (_count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))
        return Answer(text, model if isinstance(model, str) else None, *tokens)

    def _connected(self) -> "OpenAI":
        """The client, made by the first call."""
        with self._lock:
            if not self._client:
                try:
                    from openai import DefaultHttpxClient, OpenAI  # only where a model is asked
                except ImportError as error:
                    raise MissingExtraError from error
                key = self.api_key or "none"  # servers of one's own want none, the client does
                network = DefaultHttpxClient(event_hooks={"request": [traced(self._calls)]})
                made = OpenAI(
                    base_url=self.base_url,
                    api_key=key,
                    max_retries=0,
                    http_client=network,
                    # A connection is cut from outside, so each call has one of its own.
                    default_headers={"Connection": "close"},
                )
                self._client.append(made)
            return self._client[0]


class MissingExtraError(Exception):
    """The client is not installed: `pip install 'deltalang[llm]'`."""

    def __init__(self) -> None:
        super().__init__("pip install 'deltalang[llm]'")


class _LaterError(Exception):
    """A failure after which the same request may succeed, and the wait that the server asked for."""

    def __init__(self, failure: NoAnswerError, wait: float | None = None) -> None:
        self.failure, self.wait = failure, wait
        super().__init__(failure)


@contextmanager
def _translated(end: float, stopped: threading.Event) -> Iterator[None]:
    """Turn what the client raises into failures of ours."""
    import openai

    try:
        yield
    except NoAnswerError:
        raise
    except Exception as error:  # whatever a server sends ends as a failure, never as a crash
        if stopped.is_set():
            raise NoAnswerError("stopped") from error
        if isinstance(error, openai.APITimeoutError) or time.monotonic() > end:
            raise NoAnswerError("timeout") from error
        if isinstance(error, _LaterError):
            raise
        if isinstance(error, openai.APIStatusError):
            raise _of_status(error) from error
        if isinstance(error, openai.APIConnectionError):
            raise _LaterError(NoAnswerError("connection", _cause(error))) from error
        if isinstance(error, openai.APIError):
            raise _LaterError(NoAnswerError("server", _short(error.message))) from error
        raise _LaterError(
            NoAnswerError("malformed", f"{type(error).__name__}: {_short(error)}")
        ) from error


def _of_status(error: Any) -> Exception:
    status: int = error.status_code
    detail = f"{status}: {_short(error.message)}"
    if status not in _AGAIN and status < 500:
        return NoAnswerError("refused", detail)
    name = "rate-limit" if status == 429 else "server"
    try:
        wait = max(0.0, float(error.response.headers.get("retry-after", "")))
    except ValueError:  # none, or a date: our own back-off will do
        return _LaterError(NoAnswerError(name, detail))
    return _LaterError(NoAnswerError(name, f"{detail} (Retry-After: {wait:g})"), wait)


def _about_usage(error: NoAnswerError) -> bool:
    """Tell whether a server refused because it does not know that it may be asked for tokens."""
    return error.reason == "refused" and "stream_options" in error.detail


def _backoff(attempt: int) -> float:
    return float(min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (attempt - 1)))


def _cause(error: BaseException) -> str:
    return _short(error.__cause__ or error)


def _short(what: object) -> str:
    return " ".join(str(what).split())[:200]


def _text(piece: object) -> str:
    if not isinstance(piece, str):
        raise TypeError(f"the content is {type(piece).__name__}, not text")
    return piece


def _count(usage: Any, name: str) -> int | None:
    found = getattr(usage, name, None)
    return found if type(found) is int and found >= 0 else None
