"""Hostile texts where they come from: files of notes, names of formulas; and what no output may hold."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from command_line import put
from renderers.attacks import ATTACKS, BENIGN

from deltalang.algebra.scopes import quote
from deltalang.registry.records import is_slug

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def obeyed(text: str) -> set[str]:
    """The characters of an output that move a cursor, break a line or turn text around."""
    return {
        char
        for char in text
        if char != "\n"
        and (char in _TURNING or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"))
    }


def atoms(texts: Iterable[str]) -> list[str]:
    """The texts as atoms of a script, those of which nothing would be left apart."""
    return [" ".join(quote(text).split()) for text in texts if any(map(str.isalnum, text))]


def put_each(folder: str, texts: Iterable[str], frame: str = "{}", ending: str = "md") -> list[str]:
    """Write each text, in a frame, to a file of its own; gives the names."""
    return [
        put(f"{folder}/{number:03}.{ending}", frame.replace("{}", text)).as_posix()
        for number, text in enumerate(texts)
    ]


def read(name: str) -> str:
    """What stands in a file, line breaks and all."""
    return Path(name).read_bytes().decode()


def _hyphened(text: str) -> str:
    return "-".join(re.findall(r"\w+", text))


SLUGS = sorted({slug for text in (*ATTACKS, *BENIGN) if is_slug(slug := _hyphened(text))})
"""What of the texts can stand behind `Δ:`; `BREAK` and `AND` are names like any other."""
