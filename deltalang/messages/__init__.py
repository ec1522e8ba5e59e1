"""The words of every message, one table a language.

Diagnostics hold ids; the words live here. A missing translation falls back to English, and a test
keeps the tables equal.
"""

import errno
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "ru")


@cache
def table(lang: str) -> dict[str, str]:
    """Load the message table of a language (`"en"` or `"ru"`)."""
    messages: dict[str, str] = import_module(f"deltalang.messages.{lang}").MESSAGES
    return messages


def template(message_id: str, lang: str, *, default: str | None = None) -> str:
    """Give the wording of a message; English when the language has none.

    Raises KeyError for an unknown id without a default.
    """
    if lang in LANGUAGES and message_id in table(lang):
        return table(lang)[message_id]
    if default is not None:
        return table("en").get(message_id, default)
    return table("en")[message_id]


def system_error(error: Exception, lang: str) -> str:
    """Say why the system refused a file; what has no words here is said as the system does.

    >>> system_error(FileNotFoundError(errno.ENOENT, "…"), "ru")
    'нет такого файла или папки'
    """
    said = str(getattr(error, "strerror", None) or error)
    name = errno.errorcode.get(getattr(error, "errno", None) or 0, "")
    return template(f"ui.system-{name}", lang, default=said)
