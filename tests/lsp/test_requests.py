"""Requests one by one, without a pipe: withdrawn, out of date, in an unknown language, with a bug behind."""

import logging
from collections.abc import Iterator

import pytest
from talk import Talk, talking

from deltalang.lsp import answers

URI = "untitled:one"
NAMED = {"uri": URI}
PLACE = {"textDocument": NAMED, "position": {"line": 0, "character": 1}}


@pytest.fixture
def talk() -> Iterator[Talk]:
    with talking({}, locale="ru") as made:
        made.open(URI, "Δ02 + жар")
        yield made


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
    talk.wait(0.05)
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


def test_refusals_come_in_the_language_of_the_editor(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    refused = talk.answer(talk.ask("textDocument/rename", {**PLACE, "newName": "Δ03"}))
    assert refused["error"]["message"].startswith("`Δ02` опубликована")
    assert [one for one in caplog.records if one.name.startswith("deltalang")] == []
