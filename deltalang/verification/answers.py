"""Answers: what of a file is the text to verify.

A text is taken as it stands. An answer of the form that the target `schema` asks for is a JSON object;
its `text` is verified, and places are still those of the file:

    {"text": "Дом.\\nЛес."}     «Лес» is at line 1, column 17
"""

import json
import re
from array import array
from pathlib import Path
from typing import NoReturn

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.registry.files import decode
from deltalang.source import Position, Source, Span

KINDS = (".txt", ".md", ".json")
"""What the names of answers end with."""
MOST_BYTES = 16 * 2**20
"""A longer answer is refused: no model writes one."""
_JSON = re.compile(r'\ufeff?\s*\{\s*(?:\Z|\}\s*\Z|"(?:holes|beats|text|images)"\s*(?::|\Z))')
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_WRITTEN = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\.|.", re.DOTALL
)
"""A character of a JSON string, in any of its spellings."""


@attrs.frozen(slots=False)
class Quoted(Source):
    """A text that stands as a string in another: its places are those of the other."""

    outer: Source = attrs.field(kw_only=True)
    offsets: "array[int]" = attrs.field(kw_only=True, eq=False, repr=False)

    def position(self, offset: int) -> Position:
        """Give line and column of an offset, in the text around it."""
        return self.outer.position(self.offsets[offset])


def read_answer(path: Path | str) -> Source:
    """Read an answer from a file. Raises OSError, DeltaError (E108, E112)."""
    with Path(path).open("rb") as file:
        return decoded(file.read(MOST_BYTES + 1), str(path))


def decoded(data: bytes, name: str) -> Source:
    """Take an answer from bytes. Raises DeltaError: E108 for what is no text, E112.

    >>> decoded('{"text": "Дом"}'.encode(), "двор.json").text
    'Дом'
    """
    if len(data) > MOST_BYTES:
        most = {"most": MOST_BYTES // 2**20}
        raise DeltaError(
            [Diagnostic("E112", "answer-too-long", Source("", name), Span(0, 0), most)]
        )
    return answer_of(decode(data, name))


def answer_of(source: Source) -> Source:
    """Give the text of an answer: the `text` of a JSON answer, any other as it stands.

    JSON is what a `.json` file holds, and what begins as the answer to the target `schema` does. Raises
    DeltaError (E112) where it is broken, or has no string `text`.

    >>> made = answer_of(Source('{"text": "Дом.\\\\nЛес."}'))
    >>> made.text, made.position(5)
    ('Дом.\\nЛес.', Position(line=1, column=17))
    >>> answer_of(Source("{в скобках} дом")).text
    '{в скобках} дом'
    """
    if not source.name.lower().endswith(".json") and not _JSON.match(source.text):
        return source
    quote = _value_of_text(source)
    text, end = _DECODER.raw_decode(source.text, quote)
    written = _WRITTEN.finditer(source.text, quote + 1, end - 1)
    return Quoted(
        text,
        source.name,
        outer=source,
        offsets=array("q", [*(one.start() for one in written), end - 1]),
    )


def is_empty(text: str) -> bool:
    """Tell whether nothing of a text is seen: blanks, controls, marks without width.

    >>> is_empty(" \\u200b\\n"), is_empty("…")
    (True, False)
    """
    return not any(letter.isprintable() and not letter.isspace() for letter in text)


def _value_of_text(source: Source) -> int:
    """Find where the string `text` of a JSON object begins; of several the last."""
    text, at = source.text, _space(source.text, source.body_start)
    found = None
    is_string = False
    if text[at : at + 1] in ("[", '"'):  # JSON, but no object
        _refuse("answer-no-text", source, at)
    try:
        json.loads(text[source.body_start :])
    except json.JSONDecodeError as error:
        _refuse("answer-json", source, source.body_start + error.pos)
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of digits
        _refuse("answer-json", source, at)
    while text[at : at + 1] in ("{", ","):
        at = _space(text, at + 1)
        if text[at] == "}":
            break
        name, at = _DECODER.raw_decode(text, at)
        value = _space(text, _space(text, at) + 1)
        if name == "text":
            found, is_string = value, text[value] == '"'
        _, at = _DECODER.raw_decode(text, value)
        at = _space(text, at)
    if found is None or not is_string:
        _refuse(
            "answer-no-text", source, _space(text, source.body_start) if found is None else found
        )
    return found


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _refuse(message: str, source: Source, at: int) -> NoReturn:
    at = min(at, max(0, len(source.text) - 1))
    raise DeltaError([Diagnostic("E112", message, source, Span(at, at + 1), {})])
