"""The key goes to the server that was named, and nowhere else."""

import json
import traceback

import pytest
from model_stub import fails, says, sends, serving, whole, writes

from deltalang.llm.endpoint import Endpoint
from deltalang.llm.exchange import Message, NoAnswerError, Request

pytest.importorskip("openai")
KEY = "sk-test-0123456789abcdef"
REQUEST = Request("stub", (Message("user", "память"),))


def failure(*steps, key=KEY):
    with serving(*steps) as stub, pytest.raises(NoAnswerError) as caught:
        Endpoint(stub.url, key, retries=0).ask(REQUEST)
    return caught.value


QUOTED = {
    "401": fails(401, message="wrong key: {bearer}"),
    "400": fails(400, message="do not know {bearer}"),
    "500": fails(500, message=f"in the header: {KEY.replace('-', '%2D')}"),
    "429": fails(429, message=" " * 1000 + "{bearer}" * 9, Retry_After="9999"),
    "moved": fails(307, Location=f"http://user:hush@127.0.0.1:9/?key={KEY}"),
    "in the stream": sends(json.dumps({"error": {"message": f"Bearer {KEY}"}})),
    "no JSON": sends(f"{KEY}"),
    "no events": writes(f"hello {KEY}".encode()),
    "a page": writes(f"<html><title>{KEY}</title>".encode(), kind="text/html"),
    "beyond the limit": fails(500, message="x" * 295 + KEY),
    "declined": whole("", refusal=None, message={"content": None, "refusal": f"never {KEY}"}),
}


@pytest.mark.parametrize("name", QUOTED)
def test_a_server_that_quotes_the_key_is_not_quoted(name):
    found = failure(QUOTED[name])
    shown = "".join(traceback.format_exception(found))
    assert found.detail
    assert not any(KEY[start : start + 8] in shown for start in range(len(KEY) - 7))
    assert "hush" not in shown


def test_the_key_is_in_no_answer():
    piece = {"delta": {"content": f"wind {KEY}"}, "finish_reason": "stop"}
    with serving(sends(json.dumps({"model": KEY, "choices": [piece]}))) as stub:
        answer = Endpoint(stub.url, KEY).ask(REQUEST)
    assert (answer.text, answer.model) == ("wind [key]", "[key]")


def test_it_says_whether_there_is_a_key():
    assert failure(fails(401)).reason == "bad-key"
    assert failure(fails(401), key=None).reason == "no-key"


def test_the_key_is_never_shown():
    assert "secret" not in repr(Endpoint("http://127.0.0.1:9", api_key="secret"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_sent_to_another_server(status):
    with serving(says("ветер")) as other, serving(fails(status, Location=other.url)) as stub:
        with pytest.raises(NoAnswerError) as caught:
            Endpoint(stub.url, KEY, retries=2).ask(REQUEST)
        assert (len(stub.asked), other.asked) == (1, [])
    assert caught.value.detail == f"{status}: {other.url}"


def test_a_server_of_ones_own_is_not_told_who_one_is_elsewhere(monkeypatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-secret")
    with serving(says("ветер")) as stub:
        Endpoint(stub.url).ask(REQUEST)
    assert "secret" not in str(stub.headers[0])
