"""Why a server gave no answer: what its status means, and when to try again.

What it says is text of a stranger: it is put into one line here, and cut by whoever shows it.
"""

import html
import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import attrs

from deltalang.llm.exchange import NoAnswerError

_LONG = 300
ANSWERS = ("{", "[", ":", "data:", "event:", "id:", "retry:")
"""What JSON and a stream of events begin with."""
_AGAIN = frozenset({408, 409, 425, 429})
_PAGE = re.compile(r"\s*(<!--|<!doctype\s+html|<html|<head|<body)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,99}>([^<]{0,999})", re.IGNORECASE)


class LaterError(Exception):
    """A failure after which the same request may succeed, and the wait that the server asked for."""

    def __init__(self, failure: NoAnswerError, wait: float | None = None) -> None:
        self.failure, self.wait = failure, wait
        super().__init__(failure)


@attrs.frozen
class Asked:
    """Who was asked for what: the address, the model, and whether there is a key."""

    address: str
    model: str
    has_key: bool


def of_status(
    status: int, headers: Mapping[str, str], text: str, asked: Asked
) -> NoAnswerError | LaterError:
    """Make the failure of a status that is no success; `text` is the beginning of what came with it."""
    page = is_page(headers.get("content-type", ""), text)
    said = f"{status}: {_line(title_of(text) if page else message_of(text))}".rstrip(": ")
    if status in _AGAIN or status >= 500:
        return _later("rate-limit" if status == 429 else "server", said, headers)
    if status in (401, 403):
        return NoAnswerError("bad-key" if asked.has_key else "no-key", said)
    if 300 <= status < 400:
        return NoAnswerError("moved", f"{status}: {headers.get('location', '')}".rstrip(": "))
    if status == 404 and not (page and _has_path(asked)):
        # A server that names the model was reached.
        known = _has_path(asked) or asked.model in said
        where = f"{asked.address.rstrip('/')}/chat/completions, model {asked.model}"
        return NoAnswerError("no-model" if known else "no-path", f"{said} ({where})")
    return NoAnswerError("web-page" if page else "refused", said)


def is_page(kind: str, text: str) -> bool:
    """Tell whether something is a web page, by its beginning, else by its type.

    Small servers call everything a page, so an answer is one whatever its type.

    >>> is_page("text/html; charset=utf-8", ""), is_page("", " <!DOCTYPE html>"), is_page("", "{}")
    (True, True, False)
    >>> is_page("text/html", 'data: {"choices": []}')
    False
    """
    if _PAGE.match(text):
        return True
    called = kind.lower().startswith(("text/html", "application/xhtml"))
    return called and not text.lstrip().startswith(ANSWERS)


def message_of(text: str) -> str:
    """Find the message in what came with an error: servers put it in several places.

    >>> message_of('{"error": {"message": "no such model"}}'), message_of('{"detail": "Not Found"}')
    ('no such model', 'Not Found')
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(found, list) and found:
        found = found[0]
    for name in ("error", "message", "detail"):
        inner = found.get(name) if isinstance(found, dict) else None
        if inner:
            found = inner
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def wait_asked(said: str, *, now: datetime | None = None) -> float | None:
    """Read a `Retry-After`: seconds or a date. None where it says nothing that can be kept to.

    >>> wait_asked("1.5"), wait_asked("nan"), wait_asked("-3"), wait_asked("soon")
    (1.5, None, None, None)
    """
    try:
        seconds = float(said)
    except ValueError:
        try:
            date = parsedate_to_datetime(said)
            seconds = (date - (now or datetime.now(UTC))).total_seconds()
        except (ValueError, TypeError, OverflowError):  # no date, or one without a zone
            return None
    return None if math.isnan(seconds) or seconds < 0 else seconds


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONG]


def _later(name: str, said: str, headers: Mapping[str, str]) -> LaterError:
    wait = wait_asked(headers.get("retry-after", ""))
    detail = said if wait is None else f"{said} (Retry-After: {wait:.6g})"
    return LaterError(NoAnswerError(name, detail), wait)


def _has_path(asked: Asked) -> bool:
    return re.search(r"/v\d\w*(/|$)", asked.address) is not None


def title_of(text: str) -> str:
    """Name a web page by its title.

    >>> title_of("<html><title>404 Not Found</title>")
    '<html> 404 Not Found'
    """
    found = _TITLE.search(text)
    title = html.unescape(found[1]).strip() if found else ""
    return f"<html> {title}".strip()
