"""Calls to an endpoint, against the stub: an answer is whole, or it is no answer."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from model_stub import (
    bomb,
    drip,
    drip_error,
    drip_headers,
    fails,
    flood,
    page,
    reset,
    says,
    sends,
    serving,
    silence,
    silence_after_a_piece,
    whole,
    writes,
)

from deltalang.llm.endpoint import Endpoint
from deltalang.llm.exchange import REASONS, Answer, Message, NoAnswerError, Request

pytest.importorskip("openai")
REQUEST = Request("stub", (Message("user", "память"),))


def asked(*steps, timeout=20.0, retries=0, **options):
    """What comes of a request: the answer or the failure, and how often the server was asked."""
    with serving(*steps) as stub:
        endpoint = Endpoint(stub.url, timeout=timeout, retries=retries, **options)
        try:
            return endpoint.ask(REQUEST), len(stub.asked)
        except NoAnswerError as failure:
            return failure, len(stub.asked)


def test_gives_an_answer_that_came_in_pieces():
    assert asked(says("ве", "тер")) == (Answer("ветер", "stub", 7, 2), 1)


def test_takes_a_whole_answer_of_a_server_that_knows_no_streams():
    assert asked(whole("ветер")) == (Answer("ветер", "stub"), 1)


def test_an_answer_that_is_called_a_page_is_an_answer():
    event = b'data: {"choices": [{"delta": {"content": "x"}, "finish_reason": "stop"}]}\n\n'
    parts = [bytes([one]) for one in event]
    assert asked(writes(*parts, kind="text/html"))[0] == Answer("x")
    found, _ = asked(writes(b'{"error": "boom"}', status=400, kind="text/html"))
    assert (found.reason, found.detail) == ("refused", "400: boom")


@pytest.mark.parametrize("message", ["\\ud800", "\\u0000\\u001b[31m", "\\ud83d\\ude00"])
def test_what_a_server_says_can_be_written_down(message):
    found, _ = asked(writes(f'{{"error": "boom {message}"}}'.encode(), status=400))
    assert found.detail.encode("utf-8").startswith(b"400: boom")


def test_reads_a_stream_that_is_torn_anywhere():
    text = "\ufeff: hi\r\n\r\ndata:" + '{"choices": [{"delta": {"content": "ветер"}}]}\r\r'
    end = 'data: {"choices": [{"finish_reason": "stop"}]}\n\n'
    found, _ = asked(writes(*(bytes([one]) for one in (text + end).encode())))
    assert found == Answer("ветер")


def test_sends_what_the_request_says():
    with serving(says("да")) as stub:
        Endpoint(stub.url).ask(REQUEST)
    usage = {"include_usage": True}
    assert stub.asked == [{**REQUEST.body, "stream": True, "stream_options": usage}]


def test_a_server_that_does_not_know_about_usage_is_asked_without():
    unknown = fails(422, message="Extra inputs are not permitted: stream_options")
    with serving(unknown, says("да")) as stub:
        endpoint = Endpoint(stub.url, retries=0)
        assert [endpoint.ask(REQUEST).text, endpoint.ask(REQUEST).text] == ["да", "да"]
    assert ["stream_options" in body for body in stub.asked] == [True, False, False]


def test_each_call_has_a_connection_of_its_own():
    """One that was used before is not seen by the watch."""
    with serving(says("да")) as stub:
        Endpoint(stub.url, api_key="secret").ask(REQUEST)
    [headers] = stub.headers
    assert (headers["Connection"], headers["Authorization"]) == ("close", "Bearer secret")


def test_figures_of_a_server_that_make_no_sense_are_none():
    usage = '{"choices": [], "usage": {"prompt_tokens": -3, "completion_tokens": "9"}}'
    piece = '{"choices": [{"index": 0, "delta": {"content": "да"}, "finish_reason": "stop"}]}'
    assert asked(sends(piece, usage, "[DONE]")) == (Answer("да", None, None, None), 1)


def test_tells_how_much_has_come():
    heard = []
    with serving(says("ве", "тер")) as stub:
        Endpoint(stub.url).ask(REQUEST, heard=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 5


FAULTS = {
    "html page": (page, "web-page"),
    "a page without its type": (writes(b"\n<!DOCTYPE html><p>hi"), "web-page"),
    "not found": (fails(404), "no-model"),
    "no key": (fails(401), "no-key"),
    "forbidden": (fails(403), "no-key"),
    "bad request": (fails(400), "refused"),
    "temperature refused": (fails(400, message="Unsupported value: 'temperature'"), "refused"),
    "seed refused": (fails(422, message="Extra inputs are not permitted: seed"), "refused"),
    "moved": (fails(307, Location="http://127.0.0.1:9/v1"), "moved"),
    "too many requests": (fails(429), "rate-limit"),
    "server error": (fails(500), "server"),
    "overloaded": (fails(503), "server"),
    "reset in the middle": (reset, "connection"),
    "ends early": (says("полов", finish=None, done=False), "truncated"),
    "done without a finish": (says("полов", finish=None), "truncated"),
    "cut at the limit": (says("полов", finish="length"), "truncated"),
    "filtered": (says("полов", finish="content_filter"), "filtered"),
    "nothing said": (says(), "empty"),
    "white space": (says("  ", "\n"), "empty"),
    "no choices": (sends('{"choices": []}', "[DONE]"), "empty"),
    "null choices": (sends('{"choices": null}', "[DONE]"), "empty"),
    "no fields": (sends("{}", "[DONE]"), "empty"),
    "broken JSON": (sends('{"choices": [{"del'), "malformed"),
    "a list": (sends("[1, 2]"), "malformed"),
    "content is a number": (sends('{"choices": [{"delta": {"content": 5}}]}'), "malformed"),
    "choices are text": (sends('{"choices": "ветер"}'), "malformed"),
    "an error in the stream": (sends('{"error": {"message": "boom"}}'), "server"),
    "without end": (flood, "too-long"),
    "plain text": (writes(b"Ollama is running"), "malformed"),
    "nothing at all": (writes(b""), "empty"),
    "no UTF-8": (writes(b"data: \xff\n\n"), "malformed"),
    "a whole answer that is cut": (whole("полов", finish_reason="length"), "truncated"),
    "a whole answer that is a list": (writes(b"[1, 2]"), "malformed"),
    "packed": (bomb(), "malformed"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_half_an_answer_is_none(name):
    step, reason = FAULTS[name]
    found, _ = asked(step)
    assert isinstance(found, NoAnswerError), found
    assert found.reason == reason, found
    assert reason in REASONS


@pytest.mark.parametrize("step", [silence, silence_after_a_piece, drip, drip_headers, drip_error])
def test_a_slow_server_cannot_hold_it(step):
    began = time.monotonic()
    found, _ = asked(step, timeout=0.6, retries=3)
    assert (found.reason, time.monotonic() - began < 5) == ("timeout", True)


def test_an_address_where_nobody_listens_is_a_failure():
    with serving(says("x")) as stub:
        url = stub.url
    with pytest.raises(NoAnswerError) as caught:
        Endpoint(url, retries=0).ask(REQUEST)
    assert caught.value.reason == "connection"


@pytest.mark.parametrize(
    "step", [fails(500), fails(429, Retry_After="0"), reset, sends("{"), says("п", finish=None)]
)
def test_is_tried_again_where_that_may_help(step):
    found, times = asked(step, says("ветер"), retries=2)
    assert (found, found.attempts, times) == (Answer("ветер", "stub", 7, 1), 2, 2)


@pytest.mark.parametrize("step", [fails(401), says("п", finish="length"), says(" ")])
def test_is_not_tried_again_where_it_will_not_help(step):
    found, times = asked(step, says("ветер"), retries=2)
    assert (isinstance(found, NoAnswerError), times) == (True, 1)


def test_gives_up_after_the_retries():
    found, times = asked(fails(503, Retry_After="0"), retries=2)
    assert (found.reason, times) == ("server", 3)


def test_waits_as_long_as_the_server_asks():
    began = time.monotonic()
    found, times = asked(fails(429, Retry_After="1"), says("ветер"), retries=1)
    assert (found.text, times, time.monotonic() - began >= 1) == ("ветер", 2, True)


@pytest.mark.parametrize("said", ["nan", "-5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_wait_that_makes_no_sense_is_one_of_our_own(said):
    began = time.monotonic()
    found, times = asked(fails(429, Retry_After=said), says("ветер"), retries=1)
    assert (found.text, times) == ("ветер", 2)
    assert 0.5 <= time.monotonic() - began < 5


@pytest.mark.parametrize("said", ["1e9", "inf", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_wait_for_ever_is_none(said):
    began = time.monotonic()
    found, times = asked(fails(503, Retry_After=said), says("ветер"), retries=2)
    assert (found.reason, times, time.monotonic() - began < 2) == ("server", 1, True)


def test_a_wait_beyond_the_deadline_is_a_failure_at_once():
    found, times = asked(fails(429, Retry_After="3600"), says("ветер"), timeout=5, retries=2)
    assert (found.reason, times) == ("rate-limit", 1)
    assert "3600" in found.detail


@pytest.mark.parametrize(
    "step", [silence, silence_after_a_piece, drip, drip_headers, fails(429, Retry_After="15")]
)
def test_stop_ends_what_is_under_way(step):
    with serving(step) as stub:
        endpoint = Endpoint(stub.url, timeout=30)
        began = time.monotonic()
        threading.Timer(0.5, endpoint.stop).start()
        with pytest.raises(NoAnswerError) as caught:
            endpoint.ask(REQUEST)
    assert (caught.value.reason, time.monotonic() - began < 10) == ("stopped", True)


def test_several_threads_ask_at_once():
    with serving(says("ветер")) as stub, ThreadPoolExecutor(8) as pool:
        endpoint = Endpoint(stub.url)
        answers = list(pool.map(lambda _: endpoint.ask(REQUEST).text, range(24)))
    assert answers == ["ветер"] * 24
