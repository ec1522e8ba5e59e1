"""Columns of editors that name no encoding that is known: they count in UTF-16, as all did once."""

import random
from typing import Any

import pytest
from talk import Talk, talking

from deltalang.lsp.units import Units

URI = "untitled:one"
NAMED = {"uri": URI}
SILENT: list[dict[str, Any]] = [
    {},
    {"general": {}},
    {"general": {"positionEncodings": []}},
    {"general": {"positionEncodings": ["utf-7"]}},
    {"general": {"positionEncodings": ["utf-16"]}},
]
PARTS = ["𝄞", "🔥", "Δ02", " + ", "\n", "a\u0301", "двор: ", '"', "# ", "", "  "]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _position(text: str, offset: int) -> dict[str, int]:
    before = text[:offset]
    line = before.count("\n")
    return {"line": line, "character": _units(before.rpartition("\n")[2])}


def _change(talk: Talk, text: str, start: int, end: int, new: str, version: int) -> str:
    place = {"start": _position(text, start), "end": _position(text, end)}
    changes = [{"range": place, "text": new}]
    talk.tell(
        "textDocument/didChange",
        {"textDocument": {**NAMED, "version": version}, "contentChanges": changes},
    )
    return text[:start] + new + text[end:]


@pytest.mark.parametrize("capabilities", SILENT)
def test_what_is_typed_behind_wide_characters_lands_where_it_was_typed(
    capabilities: dict[str, Any],
) -> None:
    with talking(capabilities) as talk:
        assert talk.answer("1")["result"]["capabilities"]["positionEncoding"] == "utf-16"
        text = '"🔥" + Δ02'
        talk.open(URI, text)
        text = _change(talk, text, 8, 9, "3", 2)
        assert text == '"🔥" + Δ03'
        assert talk.server.texts[URI].document.buffer.text == text
        data = talk.result("textDocument/semanticTokens/full", {"textDocument": NAMED})["data"]
        assert [data[place : place + 3] for place in range(0, len(data), 5)] == [
            [0, 0, 4],
            [0, 5, 1],
            [0, 2, 3],
        ]
        asked = {"textDocument": NAMED, "position": {"line": 0, "character": 8}}
        shown = talk.result("textDocument/hover", asked)["range"]
        assert (shown["start"]["character"], shown["end"]["character"]) == (7, 10)


@pytest.mark.parametrize("seed", range(3))
def test_an_editor_that_names_no_encoding_and_the_server_hold_the_same_text(seed: int) -> None:
    chance = random.Random(seed)
    text = 'двор: "🔥" + Δ02\n𝄞\n' * 3
    with talking({}) as talk:
        talk.open(URI, text)
        for version in range(2, 40):
            start, end = sorted(chance.choices(range(len(text) + 1), k=2))
            new = chance.choice(PARTS) + chance.choice(PARTS)
            text = _change(talk, text, start, min(end, start + 3), new, version)
            assert talk.server.texts[URI].document.buffer.text == text


def test_an_unknown_encoding_is_no_silent_count_of_characters() -> None:
    with pytest.raises(ValueError, match="found the encoding PositionEncodingKind"):
        Units("🔥", "PositionEncodingKind.Utf16")
