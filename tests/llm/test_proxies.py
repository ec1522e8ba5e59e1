"""The environment of a call: proxies lead to other machines and never to this one."""

import pytest
from model_stub import says, serving

from deltalang.llm.endpoint import Endpoint
from deltalang.llm.exchange import Message, NoAnswerError, Request

pytest.importorskip("openai")
REQUEST = Request("stub", (Message("user", "память"),))
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    "proxy", ["http://127.0.0.1:9", "socks5://127.0.0.1:9", "foo://bar", "://"]
)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_on_this_machine_is_asked_without_a_proxy(monkeypatch, proxy, host):
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.setenv("ALL_PROXY", proxy)
    with serving(says("ветер")) as stub:
        answer = Endpoint(stub.url.replace("127.0.0.1", host), retries=0).ask(REQUEST)
    assert answer.text == "ветер"


def test_another_server_is_asked_through_the_proxy(monkeypatch):
    with serving(says("ветер")) as stub:
        monkeypatch.setenv("HTTP_PROXY", stub.url.removesuffix("/v1"))
        assert Endpoint("http://model.invalid/v1", retries=0).ask(REQUEST).text == "ветер"
    assert stub.headers[0]["Host"] == "model.invalid"


@pytest.mark.parametrize("proxy", ["foo://me:secret@bar", "http://me:secret@[::1", "http://b:x"])
def test_a_proxy_that_is_none_is_a_failure(monkeypatch, proxy):
    monkeypatch.setenv("HTTP_PROXY", proxy)
    with pytest.raises(NoAnswerError) as caught:
        Endpoint("http://model.invalid/v1", retries=0).ask(REQUEST)
    assert caught.value.reason == "connection"
    assert "secret" not in str(caught.value)


def test_a_certificate_that_is_none_is_a_failure(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(NoAnswerError) as caught:
        Endpoint("https://127.0.0.1:9/v1", retries=0).ask(REQUEST)
    assert caught.value.reason == "connection"
