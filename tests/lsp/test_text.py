"""An open text that is read in parts: what it is, and what is typed while it is not all read."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as t
from talk import talking
from text_strategies import any_texts

from deltalang.editing.document import Document
from deltalang.lsp import features, server
from deltalang.lsp.projects import Projects
from deltalang.lsp.text import OpenText
from deltalang.session import Session

PROJECT = Projects().of(None)
TEXTS = any_texts() | st.lists(any_texts(), max_size=6).map("\n".join)


def _open(text: str) -> OpenText:
    return OpenText(
        "untitled:a", text, version=1, project=PROJECT, name="untitled:a", encoding="utf-32"
    )


def _same(text: OpenText, wanted: str) -> None:
    whole = Document(Session(), wanted, name="untitled:a")
    assert text.lines.text == text.document.buffer.text == wanted
    assert [p.text for p in text.document.buffer.pieces] == [p.text for p in whole.buffer.pieces]
    assert [str(one.message("en")) for one in text.problems(words=True)] == [
        str(one.message("en")) for one in whole.problems()
    ]


@settings(max_examples=25)
@given(TEXTS, st.integers(1, 3))
def test_read_in_parts_it_is_the_same_text(wanted: str, most: int) -> None:
    text = _open(wanted)
    while not text.look_at_some(most):
        pass
    assert text.is_read
    _same(text, wanted)


@settings(max_examples=20)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), any_texts()), max_size=3))
def test_what_is_typed_into_a_text_that_is_not_all_read_is_in_it(
    wanted: str, edits: list[tuple[int, int, str]]
) -> None:
    text = _open(wanted)
    for number, (first, second, new) in enumerate(edits, start=2):
        for _ in range(second):
            text.look_at_some(1)
        start, end = sorted((len(wanted) * first // 10, len(wanted) * second // 10))
        place = text.range(start, end)
        start, end = text.offsets(place)  # between `\r` and `\n` no editor has a place
        text.change([t.TextDocumentContentChangePartial(place, new)], number)
        wanted = wanted[:start] + new + wanted[end:]
        text.color_some(1)
    _same(text, wanted)


@pytest.mark.parametrize("whole", [False, True])
def test_a_long_text_answers_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    for module in (server, features):
        monkeypatch.setattr(module, "AT_ONCE", 1)
    uri, text = "untitled:long", "Δ:ход = бег\n" + "лес + Δ:ход + Δ02\n" * 300
    named: dict[str, Any] = {"uri": uri}
    with talking({}) as talk:
        talk.open(uri, text)
        [opened] = talk.server.texts.values()
        place = {"textDocument": named, "position": {"line": 200, "character": 15}}
        assert "Δ02@1" in talk.result("textDocument/hover", place)["contents"]["value"]
        assert not opened.is_read
        asked = talk.ask("textDocument/documentSymbol", {"textDocument": named})
        if whole:
            assert len(talk.answer(asked)["result"]) == 301
            assert opened.is_read
            assert talk.problems(uri) == []
        else:
            talk.tell("textDocument/didClose", {"textDocument": named})
            assert talk.answer(asked)["result"] is None
            assert not opened.is_read


def test_formatting_a_long_text_is_not_about_another_one() -> None:
    uri, line = "untitled:long", "лес+мох\n"
    named: dict[str, Any] = {"uri": uri}
    options = {"tabSize": 4, "insertSpaces": True}
    asked = {"textDocument": named, "options": options}
    with talking({}) as talk:
        talk.open(uri, line * 3_000)
        edits = talk.result("textDocument/formatting", asked)
        assert [one["newText"] for one in edits[:2]] == ["лес + мох\n"] * 2
        number = talk.ask("textDocument/formatting", asked)
        change = {"textDocument": {**named, "version": 2}, "contentChanges": [{"text": "лес"}]}
        talk.tell("textDocument/didChange", change)
        assert talk.answer(number)["error"]["code"] == -32801
