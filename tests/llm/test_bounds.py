"""Whatever a server sends, and however long: the memory and the time of a call have their bounds."""

import socket
import time
import tracemalloc

import pytest
from model_stub import bomb, drip, endless, serving, silence

from deltalang.llm.endpoint import Endpoint
from deltalang.llm.exchange import Message, NoAnswerError, Request

openai = pytest.importorskip("openai")
REQUEST = Request("stub", (Message("user", "память"),))
MIB = 1_048_576

ENDLESS = {
    "the body of an error": (endless(b"", b"x", 500), "server"),
    "the JSON of an error": (endless(b'{"error": {"message": "', b"no ", 400), "refused"),
    "the body of a redirect": (endless(b"", b"x", 302, Location="http://127.0.0.1:9"), "moved"),
    "a line of data": (endless(b"data: ", b"x"), "too-long"),
    "a line of JSON": (endless(b'data: {"choices": [', b"{},"), "too-long"),
    "lines of an event": (endless(b"", b"data: x\n"), "too-long"),
    "comments": (endless(b"", b": tick\n\n"), "too-long"),
    "empty lines": (endless(b"", b"\n"), "too-long"),
    "empty events": (endless(b"", b"data: {}\n\n"), "too-long"),
    "a whole answer": (endless(b'{"choices": [', b"{},"), "too-long"),
    "a header": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"x", None), "connection"),
    "headers": (endless(b"HTTP/1.1 200 OK\r\n", b"X: x\r\n", None), "connection"),
    "signs to go on": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", None), "timeout"),
    "a packed stream": (bomb(), "malformed"),
    "a packed error": (bomb(500), "server"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_ended(name):
    """The client is loaded first: its modules are no part of a call."""
    step, reason = ENDLESS[name]
    timeout = 0.7 if reason == "timeout" else 5.0
    with serving(step) as stub:
        endpoint = Endpoint(stub.url, retries=0, timeout=timeout, longest=200)
        endpoint._connected()
        tracemalloc.start()
        began = time.monotonic()
        try:
            with pytest.raises(NoAnswerError) as caught:
                endpoint.ask(REQUEST)
            took, (_, peak) = time.monotonic() - began, tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert caught.value.reason == reason, caught.value
    assert len(caught.value.detail) <= 400
    assert took < timeout + 1
    assert peak < 4 * MIB


def test_a_name_that_leads_nowhere_for_long_is_a_failure_in_time(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    endpoint = Endpoint("http://model.invalid/v1", timeout=0.2, retries=0)
    endpoint._connected()
    began = time.monotonic()
    with pytest.raises(NoAnswerError) as caught:
        endpoint.ask(REQUEST)
    assert (caught.value.reason, time.monotonic() - began < 1.5) == ("timeout", True)


def test_nothing_is_sent_after_the_time(monkeypatch):
    """The name is found out too late."""
    found = socket.getaddrinfo

    def slow(*arguments, **options):
        time.sleep(0.9)
        return found(*arguments, **options)

    with serving(silence) as stub:
        endpoint = Endpoint(stub.url.replace("127.0.0.1", "localhost"), timeout=0.1, retries=0)
        endpoint._connected()
        monkeypatch.setattr(socket, "getaddrinfo", slow)
        with pytest.raises(NoAnswerError):
            endpoint.ask(REQUEST)
        time.sleep(0.6)
        assert stub.asked == []


def test_loading_the_client_is_not_the_time_of_the_server(monkeypatch):
    made = openai.OpenAI

    def slow(**options):
        time.sleep(0.7)
        return made(**options)

    monkeypatch.setattr(openai, "OpenAI", slow)
    with serving(endless(b"", b"x", 400)) as stub, pytest.raises(NoAnswerError) as caught:
        Endpoint(stub.url, timeout=0.5).ask(REQUEST)
    assert caught.value.reason == "refused"


def test_a_time_beyond_all_clocks_is_a_day():
    with serving(endless(b"", b"x", 400)) as stub, pytest.raises(NoAnswerError) as caught:
        Endpoint(stub.url, timeout=float("inf")).ask(REQUEST)
    assert caught.value.reason == "refused"


def test_an_interrupt_leaves_no_connection_behind(monkeypatch):
    """Who asks from the main thread is interrupted where it waits."""
    with serving(drip) as stub:
        endpoint = Endpoint(stub.url, timeout=20)

        def interrupted(*_, **__):
            time.sleep(0.3)
            raise KeyboardInterrupt

        monkeypatch.setattr("deltalang.llm.watch.Watch._waited", interrupted)
        with pytest.raises(KeyboardInterrupt):
            endpoint.ask(REQUEST)
        end = time.monotonic() + 5
        while not stub.hung_up and time.monotonic() < end:
            time.sleep(0.05)
        assert stub.hung_up == 1
