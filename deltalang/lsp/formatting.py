"""Formatting: what `deltalang fmt` writes, as edits of the lines that differ."""

import asyncio
import re

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from deltalang.editing.renaming import Edit
from deltalang.lsp.server import DeltaServer
from deltalang.lsp.text import OpenText
from deltalang.syntax.formatter import format

_LONG = 20_000
"""A text of so many characters is worth a thread of its own."""


async def formatted(
    _server: DeltaServer, text: OpenText, _params: types.DocumentFormattingParams
) -> list[types.TextEdit]:
    """The edits of `deltalang fmt`, line by line, so that the cursor and the marks stay.

    It needs nothing but the text, so for a long one others are answered meanwhile.
    """
    old, revision = text.lines.text, text.revision
    new = format(old) if len(old) < _LONG else await asyncio.to_thread(format, old)
    if text.revision != revision:
        raise JsonRpcContentModified
    return [text.edit(edit) for edit in line_edits(old, new)]


def line_edits(old: str, new: str) -> list[Edit]:
    """Find edits that make one text another, of whole lines.

    >>> line_edits("а+б\\nв\\nг+д\\n", "а + б\\nв\\nг + д\\n")
    [Edit(start=0, end=4, text='а + б\\n'), Edit(start=6, end=10, text='г + д\\n')]
    """
    before, after = _lines(old), _lines(new)
    if len(before) != len(after):
        first, last = _around(before, after)
        start = sum(map(len, before[:first]))
        end = sum(map(len, before[: len(before) - last]))
        text = "".join(after[first : len(after) - last])
        return [Edit(start, end, text)] if old != new else []
    edits, offset = [], 0
    for left, right in zip(before, after, strict=True):
        if left != right:
            edits.append(Edit(offset, offset + len(left), right))
        offset += len(left)
    return edits


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def _around(before: list[str], after: list[str]) -> tuple[int, int]:
    """Count the lines that two texts begin and end with alike."""
    most = min(len(before), len(after))
    first = next((i for i in range(most) if before[i] != after[i]), most)
    left = most - first
    last = next((i for i in range(left) if before[-1 - i] != after[-1 - i]), left)
    return first, last
