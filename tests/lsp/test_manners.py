"""What an editor says wrong: every request has an answer, and the server goes on."""

import json
from typing import Any

import pytest
from talk import Talk, talking

URI = "untitled:one"
NAMED = {"uri": URI}
PLACE = {"textDocument": NAMED, "position": {"line": 0, "character": 1}}


def _alive(talk: Talk) -> bool:
    return "Δ02@1" in talk.result("textDocument/hover", PLACE)["contents"]["value"]


@pytest.fixture
def talk() -> Any:
    with talking({}) as made:
        made.open(URI, "Δ02 + жар")
        yield made


@pytest.mark.parametrize(
    "params",
    [
        {},
        None,
        [1],
        "a",
        {**PLACE, "position": {"line": -1, "character": 0}},
        {**PLACE, "position": {"line": "a", "character": 0}},
        {**PLACE, "textDocument": []},
    ],
)
def test_a_request_that_asks_nothing_is_answered(talk: Talk, params: Any) -> None:
    answer = talk.answer(talk.ask("textDocument/hover", params))
    assert answer["error"]["code"] == -32602
    assert answer["error"]["message"].startswith("Invalid Params: ")
    assert _alive(talk)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{]}", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 100_000, -32700),
        (b"[]", -32600),
        (b"7", -32600),
        (b"{}", -32600),
        (b'{"jsonrpc": "2.0", "id": 1.5, "method": "shutdown"}', -32600),
        (b'{"jsonrpc": "2.0", "id": null, "method": "shutdown"}', -32600),
        (b'{"jsonrpc": "2.0", "method": 7}', -32600),
        (b'{"method": "shutdown"}', -32600),
    ],
)
def test_what_is_no_message_is_answered_without_a_number(
    talk: Talk, body: bytes, code: int
) -> None:
    talk.send(body)
    answer = talk.answer(None)
    assert (answer["id"], answer["error"]["code"]) == (None, code)
    assert _alive(talk)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"method": "shutdown"}, -32600),
        ({"jsonrpc": "1.0", "method": "shutdown"}, -32600),
        ({"jsonrpc": "2.0", "method": "no/such"}, -32601),
        ({"jsonrpc": "2.0", "method": "no/such", "params": {"jsonrpc": "2.0"}}, -32601),
        ({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}, -32602),
        ({"jsonrpc": "2.0", "method": "exit"}, -32600),
        ({"jsonrpc": "2.0", "method": "initialize", "params": {"capabilities": {}}}, -32600),
    ],
)
def test_a_request_that_cannot_be_done_is_answered_by_its_number(
    talk: Talk, more: dict[str, Any], code: int
) -> None:
    talk.send(json.dumps({"id": 77, **more}).encode())
    assert talk.answer(77)["error"]["code"] == code
    assert _alive(talk)


def test_answers_of_the_editor_are_not_answered(talk: Talk) -> None:
    before = len(talk.said)
    for said in (
        {"jsonrpc": "2.0", "id": "x", "result": None},
        {"id": 5, "result": 1},
        {"jsonrpc": "2.0", "id": [], "result": 1},
        {"jsonrpc": "2.0", "result": 1},
        {"jsonrpc": "2.0", "id": 5, "error": {"code": "a"}},
    ):
        talk.send(json.dumps(said).encode())
    assert [one for one in talk.said[before:] if "method" not in one] == []
    assert _alive(talk)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didChange", {"wrong": 1}),
        ("$/cancelRequest", {}),
        ("$/cancelRequest", None),
        ("$/unknown", None),
        ("initialized", None),
        ("textDocument/hover", PLACE),
    ],
)
def test_what_is_told_wrong_is_passed_over(talk: Talk, method: str, params: Any) -> None:
    before = len(talk.said)
    talk.tell(method, params)
    assert [one for one in talk.said[before:] if "method" not in one] == []
    assert _alive(talk)


def test_before_it_is_introduced_it_says_so() -> None:
    with talking() as talk:
        talk.open(URI, "Δ02")
        refused = talk.answer(talk.ask("textDocument/hover", PLACE))
        assert refused["error"]["code"] == -32002
        assert talk.server.texts == {}
        wrong = talk.answer(talk.ask("initialize", {}))
        assert wrong["error"]["code"] == -32602
        assert "result" in talk.answer(
            talk.ask("initialize", {"capabilities": {}, "processId": None})
        )
        talk.open(URI, "Δ02")
        assert _alive(talk)


def test_after_shutdown_nothing_is_done_any_more(talk: Talk) -> None:
    assert talk.answer(talk.ask("shutdown", None))["result"] is None
    for method, params in (("textDocument/hover", PLACE), ("shutdown", None)):
        assert talk.answer(talk.ask(method, params))["error"]["code"] == -32600
    with pytest.raises(SystemExit) as over:
        talk.tell("exit", None)
    assert (over.value.code, talk.server.speaking.status) == (0, 0)


def test_an_exit_without_a_shutdown_is_no_success(talk: Talk) -> None:
    with pytest.raises(SystemExit) as over:
        talk.tell("exit", None)
    assert (over.value.code, talk.server.speaking.status) == (1, 1)
