"""Requests one by one, without a pipe: withdrawn, out of date, in an unknown language, with a bug behind."""

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from deltalang.lsp import answers
from deltalang.lsp.server import DeltaServer
from deltalang.lsp.starting import make_server

URI = "untitled:one"
NAMED = {"uri": URI}
PLACE = {"textDocument": NAMED, "position": {"line": 0, "character": 1}}


class Talk:
    """What is said to a server, and what it says."""

    def __init__(self, server: DeltaServer, loop: asyncio.AbstractEventLoop) -> None:
        self.server, self.loop = server, loop
        self.said: list[dict[str, Any]] = []
        server.protocol.set_writer(self, include_headers=False)
        self._count = 0

    def write(self, data: bytes) -> None:
        self.said.append(json.loads(data))

    def close(self) -> None:
        pass

    def tell(self, method: str, params: Any, **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more})
        made = json.loads(body, object_hook=self.server.protocol.structure_message)

        async def handle() -> None:
            self.server.protocol.handle_message(made)

        self.loop.run_until_complete(handle())

    def ask(self, method: str, params: Any) -> str:
        self._count += 1
        self.tell(method, params, id=str(self._count))
        return str(self._count)

    def answer(self, number: str) -> dict[str, Any]:
        for _ in range(100):
            found = [one for one in self.said if one.get("id") == number]
            if found:
                return found[0]
            self.loop.run_until_complete(asyncio.sleep(0.01))
        raise AssertionError(f"no answer to {number}")


@pytest.fixture
def talk() -> Iterator[Talk]:
    loop = asyncio.new_event_loop()
    made = Talk(make_server(), loop)
    made.ask("initialize", {"capabilities": {}, "processId": None, "locale": "ru"})
    made.tell("initialized", {})
    text = {"uri": URI, "languageId": "deltalang", "version": 1, "text": "Δ02 + жар"}
    made.tell("textDocument/didOpen", {"textDocument": text})
    yield made
    for text in list(made.server.texts.values()):
        made.server.publisher.closed(text)
    loop.close()


def test_a_withdrawn_request_costs_nothing(talk: Talk) -> None:
    number = talk.ask("textDocument/documentSymbol", {"textDocument": NAMED})
    talk.tell("$/cancelRequest", {"id": number})
    assert talk.answer(number)["error"]["code"] == -32800


def test_an_answer_about_a_text_that_changed_meanwhile_is_not_given(talk: Talk) -> None:
    number = talk.ask("textDocument/documentSymbol", {"textDocument": NAMED})
    change = {"textDocument": {**NAMED, "version": 2}, "contentChanges": [{"text": "лес"}]}
    talk.tell("textDocument/didChange", change)
    assert talk.answer(number)["error"]["code"] == -32801


def test_a_question_about_a_place_is_about_the_text_as_it_was_then(talk: Talk) -> None:
    number = talk.ask("textDocument/hover", PLACE)
    change = {"textDocument": {**NAMED, "version": 2}, "contentChanges": [{"text": ""}]}
    talk.tell("textDocument/didChange", change)
    assert "Δ02@1" in talk.answer(number)["result"]["contents"]["value"]


def test_a_bug_is_one_failed_answer(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch, caplog.at_level(logging.CRITICAL, "pygls"):
        patch.setattr(answers, "hover", broken)
        failed = talk.ask("textDocument/hover", PLACE)
    assert talk.answer(failed)["error"]["code"] == -32603
    assert "result" in talk.answer(talk.ask("textDocument/hover", PLACE))


def test_problems_that_cannot_be_found_leave_the_text(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [text] = talk.server.texts.values()

    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(text.document, "problems", broken)
    talk.tell("textDocument/didSave", {"textDocument": NAMED})
    talk.loop.run_until_complete(asyncio.sleep(0.05))
    assert "ZeroDivisionError" in caplog.text
    assert "result" in talk.answer(talk.ask("textDocument/hover", PLACE))


def test_places_outside_of_the_text_are_its_ends(talk: Talk) -> None:
    for line, character in ((99, 0), (0, 999), (2**31 - 1, 2**31 - 1)):
        place = {**PLACE, "position": {"line": line, "character": character}}
        for method in ("hover", "definition", "completion"):
            assert "result" in talk.answer(talk.ask(f"textDocument/{method}", place))


def test_what_is_not_open_has_no_answer(talk: Talk) -> None:
    for method in ("hover", "documentSymbol"):
        params = {**PLACE, "textDocument": {"uri": "untitled:other"}}
        assert talk.answer(talk.ask(f"textDocument/{method}", params))["result"] is None
    change = {
        "textDocument": {"uri": "untitled:other", "version": 2},
        "contentChanges": [{"text": "а"}],
    }
    talk.tell("textDocument/didChange", change)


def test_refusals_come_in_the_language_of_the_editor(talk: Talk) -> None:
    refused = talk.answer(talk.ask("textDocument/rename", {**PLACE, "newName": "Δ03"}))
    assert refused["error"]["message"].startswith("`Δ02` опубликована")
