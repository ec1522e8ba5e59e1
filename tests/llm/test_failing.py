"""What a status means, and when it is asked again."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from deltalang.llm.exchange import NoAnswerError
from deltalang.llm.failing import Asked, LaterError, message_of, of_status, wait_asked

JSON, HTML, TEXT = (
    {"content-type": kind} for kind in ("application/json", "text/html", "text/plain")
)
PAGE = "<!doctype html><html><title>404 &mdash; gone</title>"


def failed(status, headers=TEXT, text="no", address="http://host:1/v1", has_key=False):
    found = of_status(status, headers, text, Asked(address, "tiny", has_key))
    return found.failure if isinstance(found, LaterError) else found


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(("has_key", "reason"), [(True, "bad-key"), (False, "no-key")])
@pytest.mark.parametrize("headers", [JSON, HTML])
def test_who_is_not_let_in_has_no_key_or_the_wrong_one(status, has_key, reason, headers):
    assert failed(status, headers, has_key=has_key).reason == reason


NOT_FOUND = {
    "no /v1": ("http://host:1", TEXT, "404 page not found", "no-path"),
    "no /v1, a page": ("http://host:1/", HTML, PAGE, "no-path"),
    "no /v1, but the model is known": ("http://host:1", JSON, "no model 'tiny'", "no-model"),
    "/v1": ("http://host:1/v1", JSON, "not found", "no-model"),
    "/v1, a page": ("http://host:1/v1", HTML, PAGE, "web-page"),
    "another edition": ("https://host/v1beta/openai/", JSON, "not found", "no-model"),
}


@pytest.mark.parametrize("name", NOT_FOUND)
def test_what_is_not_found_is_the_path_or_the_model(name):
    address, headers, text, reason = NOT_FOUND[name]
    found = failed(404, headers, text, address)
    assert found.reason == reason
    if reason != "web-page":
        assert found.detail.endswith(f"({address.rstrip('/')}/chat/completions, model tiny)")


@pytest.mark.parametrize("status", [400, 405, 410, 418])
def test_a_page_is_no_api(status):
    found = failed(status, HTML, PAGE)
    assert (found.reason, found.detail) == ("web-page", f"{status}: <html> 404 — gone")
    assert failed(status, TEXT, PAGE).reason == "web-page"
    assert failed(status, JSON, "{}").reason == "refused"


def test_a_page_of_a_server_that_is_down_is_a_failure_that_passes():
    found = of_status(502, HTML, PAGE, Asked("http://host/v1", "tiny", has_key=True))
    assert isinstance(found, LaterError)
    assert (found.failure.reason, found.failure.detail) == ("server", "502: <html> 404 — gone")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 304])
def test_a_server_that_points_elsewhere_is_not_followed(status):
    found = failed(status, {"location": "https://other/v1"})
    assert (found.reason, found.detail) == ("moved", f"{status}: https://other/v1")
    assert failed(status, {}).detail == f"{status}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ({"error": {"message": "boom", "code": 5}}, "boom"),
        ({"error": "boom"}, "boom"),
        ({"message": "boom"}, "boom"),
        ({"detail": "boom"}, "boom"),
        ([{"error": {"message": "boom"}}], "boom"),
        ({"detail": [{"loc": ["seed"]}]}, '[{"loc": ["seed"]}]'),
        ({"error": {}}, '{"error": {}}'),
        ("boom", "boom"),
        (5, "5"),
    ],
)
def test_the_message_is_found_where_servers_put_it(text, message):
    assert message_of(json.dumps(text)) == message


@pytest.mark.parametrize("text", ["boom", "", "[" * 100_000, "1" * 5000, '{"error": '])
def test_what_is_no_json_is_the_message(text):
    assert message_of(text) == text


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1", 1.0),
        ("0", 0.0),
        ("1e9", 1e9),
        ("inf", float("inf")),
        ("9" * 999, float("inf")),
        ("nan", None),
        ("-nan", None),
        ("-1", None),
        ("-inf", None),
        ("", None),
        ("soon", None),
        ("1, 2", None),
        ("Wed, 99 Nov 2026 15:00:00 GMT", None),
        ("Wed, 25 Nov 2026 15:00:07 GMT", 7.0),
        ("Wed, 25 Nov 2026 14:00:00 GMT", None),
        ("Wed, 25 Nov 2026 15:00:07 -0000", None),
    ],
)
def test_a_wait_is_seconds_or_a_date_or_nothing(said, seconds):
    now = datetime(2026, 11, 25, 15, tzinfo=UTC)
    assert wait_asked(said, now=now) == seconds


def test_a_date_is_compared_with_now():
    date = datetime.now(UTC) + timedelta(hours=1)
    wait = wait_asked(date.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    assert wait is not None
    assert 3500 < wait <= 3600


def test_every_status_is_a_failure():
    for status in range(300, 600):
        assert isinstance(failed(status), NoAnswerError)
        assert failed(status).detail.startswith(f"{status}")
