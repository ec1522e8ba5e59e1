"""The json and jsonl targets: the scene document itself."""

import json
import re
from typing import Any

from deltalang.renderers.document import Document

# Characters that a terminal or an editor would obey; in JSON they can be written as escapes.
_OBEYED = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def render(document: Document, lang: str | None = None) -> str:
    """Write a document as indented JSON."""
    return dumps(document, indent=2) + "\n"


def render_line(document: Document, lang: str | None = None) -> str:
    """Write a document as one line of JSON."""
    return dumps(document, separators=(",", ":")) + "\n"


def dumps(data: Any, **layout: Any) -> str:
    """Write JSON that people can read; nothing in it moves a cursor or turns text around.

    >>> dumps("жар\\u202e")
    '"жар\\\\u202e"'
    """
    return disarmed(json.dumps(data, ensure_ascii=False, **layout))


def disarmed(text: str) -> str:
    """Write what a terminal would obey in a JSON text as escapes; the data stays the same.

    >>> disarmed('"a\\x9bb"')
    '"a\\\\u009bb"'
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
