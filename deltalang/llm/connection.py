"""The client library: loaded here alone, and kept from doing what it does by itself.

It would follow a server to another address with the prompt, ask a proxy for a server on this machine,
read the body of an error to its end, however long that is, and unpack what is packed without a limit.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import attrs

from deltalang.llm.address import is_local
from deltalang.llm.exchange import NoAnswerError
from deltalang.llm.failing import Asked, LaterError, of_status
from deltalang.llm.watch import Watch

_ERROR = 65_536
"""So many bytes of what comes with an error are read."""
_NO_KEY = "none"  # servers of one's own want none, the client does


class MissingExtraError(Exception):
    """The client is not installed: `pip install 'deltalang[llm]'`."""

    def __init__(self) -> None:
        super().__init__("pip install 'deltalang[llm]'")


@attrs.frozen
class Reply:
    """What a server sends: its type, and the bytes as they come."""

    kind: str
    parts: Iterator[bytes]


class Connection:
    """A client for an address; several threads may ask at once.

    Raises MissingExtraError, and NoAnswerError ("connection") for a proxy or a certificate of the
    environment that cannot be used.
    """

    def __init__(self, address: str, key: str | None) -> None:
        try:
            import openai  # only where a model is asked
        except ImportError as error:
            raise MissingExtraError from error
        self._openai, self._calls = openai, threading.local()
        try:
            made = openai.OpenAI(
                base_url=address,
                api_key=key or _NO_KEY,
                max_retries=0,
                http_client=self._network(address),
                # A connection is cut from outside, so each call has one of its own.
                default_headers={"Connection": "close", "Accept-Encoding": "identity"},
            )
            if not (urlsplit(address).hostname or "").endswith(".openai.com"):
                made.organization = made.project = (
                    None  # of the environment, and no other's business
                )
            self._completions: Any = made.chat.completions.with_streaming_response
        except Exception as error:  # whatever the environment holds
            detail = f"proxy or certificate of the environment: {error}"
            raise NoAnswerError("connection", detail) from error

    def _network(self, address: str) -> Any:
        local, parts = is_local(address), urlsplit(address)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return self._openai.DefaultHttpxClient(
            follow_redirects=False,
            trust_env=not (local and parts.scheme == "http"),
            mounts={f"all://{host}": None} if local else None,  # no proxy leads to this machine
            event_hooks={"request": [self._begun], "response": [self._judged]},
        )

    @contextmanager
    def opened(
        self, body: Mapping[str, Any], asked: Asked, watch: Watch, timeout: float
    ) -> Iterator[Reply]:
        """Send a request, and give what comes. Raises NoAnswerError and LaterError, nothing else."""
        self._calls.watch, self._calls.asked = watch, asked
        try:
            with self._completions.create(**body, timeout=timeout) as response:
                yield Reply(response.headers.get("content-type", ""), response.iter_bytes())
        except (NoAnswerError, LaterError):
            raise
        except Exception as error:  # whatever a server sends ends as a failure, never as a crash
            raise self._failure(error) from error
        finally:
            self._calls.watch = self._calls.asked = None

    def _begun(self, request: Any) -> None:
        """Have the watch of the thread told about the connection of a request."""
        request.extensions = {**request.extensions, "trace": self._calls.watch.connected}

    def _judged(self, response: Any) -> None:
        """Stop at a status that is no success, before the library reads what comes with it."""
        coding = response.headers.get("content-encoding", "").strip().lower()
        packed = coding not in ("", "identity")
        if not response.is_success:
            text = "" if packed else _beginning(response, self._calls.watch)
            raise of_status(response.status_code, response.headers, text, self._calls.asked)
        if packed:
            raise NoAnswerError("malformed", f"packed ({coding}), which was not asked for")

    def _failure(self, error: Exception) -> Exception:
        """Find out what an exception of the library means."""
        cause: BaseException | None = error
        while cause is not None:  # some versions wrap what a hook raises
            if isinstance(cause, (NoAnswerError, LaterError)):
                return cause
            cause = cause.__cause__
        if isinstance(error, self._openai.APITimeoutError) or _is(error, "TimeoutException"):
            return NoAnswerError("timeout")
        detail = f"{error.__cause__ or error}"
        if isinstance(error, self._openai.APIConnectionError) or _is(error, "TransportError"):
            return LaterError(NoAnswerError("connection", detail))
        return LaterError(NoAnswerError("malformed", f"{type(error).__name__}: {detail}"))


def _beginning(response: Any, watch: Watch) -> str:
    """Read the beginning of what comes with an error, as far as it comes."""
    said = bytearray()
    try:
        for part in response.iter_raw():
            watch.look()
            said += part[:_ERROR]
            if len(said) >= _ERROR:
                break
    except NoAnswerError:
        raise
    except Exception:  # the status is known; that the rest does not come changes nothing
        watch.look()
    return said[:_ERROR].decode("utf-8", "replace")


def _is(error: BaseException, name: str) -> bool:
    """Tell the class of an error by its name: the network library is another one in other versions."""
    return any(kind.__name__ == name for kind in type(error).__mro__)
