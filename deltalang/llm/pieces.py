"""The pieces of an answer, put together; half an answer is a failure.

Servers differ in what they leave out, so a field that is missing says nothing; one that holds what it
cannot hold is a failure ("malformed"), never a guess.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from deltalang.llm.exchange import Answer, NoAnswerError
from deltalang.llm.failing import LaterError, message_of

_MOST_TOKENS = 10**9
_NAME = 200
_CALLS = ("tool_calls", "function_call")
_BROKEN_OFF = ("abort", "error", "insufficient_system_resource")
_CUT = ("length", "max_tokens", "model_length")


class Pieces:
    """An answer under way: what the first choice has said so far."""

    def __init__(self, longest: int) -> None:
        self.longest, self.length = longest, 0
        self._said: list[str] = []
        self._refusal: list[str] = []
        self._finish: str | None = None
        self._model: str | None = None
        self._usage: dict[str, Any] = {}
        self._calls = self._thought = False

    def add(self, data: str) -> None:
        """Take in an event, or a whole answer. Raises NoAnswerError, LaterError."""
        try:
            chunk = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise _malformed(f"not JSON: {data[:100]}") from error
        if not isinstance(chunk, dict):
            raise _malformed(f"an event is {type(chunk).__name__}, not an object")
        wrong = isinstance(chunk.get("message"), str) and "choices" not in chunk
        if chunk.get("error") or wrong:
            raise LaterError(NoAnswerError("server", message_of(data)))
        model = chunk.get("model")
        self._model = model[:_NAME] if isinstance(model, str) else self._model
        usage = chunk.get("usage")
        self._usage = usage if isinstance(usage, dict) else self._usage
        for place, choice in enumerate(_typed(chunk, "choices", list) or []):
            if not isinstance(choice, dict):
                raise _malformed(f"a choice is {type(choice).__name__}, not an object")
            if choice.get("index", place) in (0, None):  # the others are other answers
                self._choose(choice)

    def _choose(self, choice: dict[str, Any]) -> None:
        delta = _typed(choice, "delta", dict) or _typed(choice, "message", dict) or {}
        piece = _typed(delta, "content", str) or ""
        self._said.append(piece)
        self.length += len(piece)
        if self.length > self.longest:
            raise NoAnswerError("too-long", f"more than {self.longest} characters")
        self._refusal.append(_typed(delta, "refusal", str) or "")
        self._calls = self._calls or any(delta.get(name) for name in _CALLS)
        self._thought = self._thought or bool(delta.get("reasoning_content"))
        self._finish = _typed(choice, "finish_reason", str) or self._finish

    def answer(self) -> Answer:
        """Give the whole answer. Raises NoAnswerError, LaterError where it is none."""
        text, refusal = "".join(self._said), "".join(self._refusal)
        if self._finish in _CUT:
            raise NoAnswerError("truncated", f"finish_reason: {self._finish}")
        if self._finish == "content_filter":
            raise NoAnswerError("filtered", f"finish_reason: {self._finish}")
        if self._finish in _BROKEN_OFF:
            raise LaterError(NoAnswerError("server", f"finish_reason: {self._finish}"))
        if self._finish is None:
            why = "the stream ended early"
            raise LaterError(NoAnswerError("truncated" if text else "empty", why))
        if refusal.strip():
            raise NoAnswerError("declined", refusal)
        if self._finish in _CALLS or (self._calls and not text.strip()):
            raise NoAnswerError("malformed", "a call of a tool in place of text")
        if not text.strip():
            raise NoAnswerError("empty", "thoughts alone" if self._thought else "")
        asked = _count(self._usage, "prompt_tokens")
        return Answer(text, self._model, asked, _count(self._usage, "completion_tokens"))


def pieced(datas: Iterable[str], pieces: Pieces) -> Iterator[int]:
    """Put events together until the last one; gives the length so far after each."""
    for data in datas:
        if data.strip() == "[DONE]":
            return
        if data.strip():  # an empty one is a sign of life
            pieces.add(data)
            yield pieces.length


def _typed(fields: dict[str, Any], name: str, wanted: type[Any]) -> Any:
    """Give a field, None where there is none."""
    found = fields.get(name)
    if found is None or isinstance(found, wanted):
        return found
    raise _malformed(f"`{name}` is {type(found).__name__}, wanted {wanted.__name__}")


def _count(usage: dict[str, Any], name: str) -> int | None:
    found = usage.get(name)
    return found if type(found) is int and 0 <= found <= _MOST_TOKENS else None


def _malformed(detail: str) -> LaterError:
    return LaterError(NoAnswerError("malformed", detail))
