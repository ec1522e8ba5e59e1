"""An exchange with a model: what is asked, what is answered, and why there may be no answer."""

import hashlib
import json
from typing import Any

import attrs

FORMAT = "deltalang.exchange/1"

REASONS = (
    "timeout",
    "connection",
    "rate-limit",
    "server",
    "refused",
    "no-key",
    "bad-key",
    "no-path",
    "no-model",
    "moved",
    "web-page",
    "truncated",
    "filtered",
    "declined",
    "empty",
    "malformed",
    "too-long",
    "not-recorded",
    "bad-record",
    "stopped",
)
"""Why there is no answer, as stable words for reports."""
PROVIDER = frozenset(REASONS) - {"not-recorded", "bad-record", "stopped"}
"""Those for which whoever answers is to blame."""


@attrs.frozen
class Message:
    """A message of a chat; `role` is "system", "user" or "assistant"."""

    role: str
    content: str


@attrs.frozen
class Request:
    """What is asked of a model. Equal requests have equal digests, whoever sends them where.

    >>> Request("tiny", (Message("user", "память"),)).digest[:12]
    '1317e98186b2'
    """

    model: str
    messages: tuple[Message, ...]
    max_tokens: int = 512
    """At most so many tokens of answer."""
    temperature: float = 0.0
    seed: int | None = 0
    """Asked of servers that know it; None leaves it out."""

    @property
    def body(self) -> dict[str, Any]:
        """What goes over the wire, the streaming apart."""
        made: dict[str, Any] = {
            "model": self.model,
            "messages": [attrs.asdict(message) for message in self.messages],
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
        }
        return made if self.seed is None else {**made, "seed": self.seed}

    @property
    def digest(self) -> str:
        """SHA-256 of the body as JSON with sorted keys, 64 hex digits."""
        text = json.dumps(self.body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@attrs.frozen
class Answer:
    """What a model said, whole; tokens as the server counted them, None where it did not."""

    text: str
    model: str | None = None
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    attempts: int = attrs.field(default=1, eq=False)


class NoAnswerError(Exception):
    """No answer: one of `REASONS`, and what the server or the system said."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}" if detail else reason)
