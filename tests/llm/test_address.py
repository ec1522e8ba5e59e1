"""Addresses: one that cannot be a server's is told, with one to try, and without what may be secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.llm.address import PROBLEMS, AddressError, checked, is_local, without_user
from deltalang.llm.endpoint import Endpoint


def told(address):
    try:
        checked(address)
    except AddressError as error:
        return error
    return None


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:11434/v1",
        "http://localhost",
        "HTTPS://Model.Example:443/v1/",
        "http://[::1]:8000/v1",
        "http://модель.рф/v1",
        "https://host/v1beta/openai/",
    ],
)
def test_an_address_is_given_as_it_is(address):
    assert checked(address) == address
    assert Endpoint(address).base_url == address


WRONG = {
    "": ("empty", "http://localhost:11434/v1"),
    "localhost:11434/v1": ("scheme", "http://localhost:11434/v1"),
    "localhost": ("scheme", "http://localhost/v1"),
    "model.example": ("scheme", "http://model.example/v1"),
    "//host/v1": ("scheme", "http://host/v1"),
    "http:/host/v1": ("scheme", "http://host/v1"),
    "https:host/v1": ("scheme", "https://host/v1"),
    "ftp://host/v1": ("scheme", "http://host/v1"),
    "http://a b/v1": ("spaces", "http://ab/v1"),
    " http://host/v1": ("spaces", "http://host/v1"),
    "http://host/v1\n": ("spaces", "http://host/v1"),
    "http:\\\\host": ("spaces", "http://host/v1"),
    "http://": ("host", "http://localhost:11434/v1"),
    "http:///v1": ("host", "http://localhost:11434/v1"),
    "http://:80/v1": ("host", "http://localhost:11434/v1"),
    "http://a..b/v1": ("host", "http://localhost:11434/v1"),
    "http://[::1/v1": ("host", "http://localhost:11434/v1"),
    "http://host:99999/v1": ("port", "http://localhost:11434/v1"),
    "http://host:0/v1": ("port", "http://localhost:11434/v1"),
    "http://host:port/v1": ("port", "http://localhost:11434/v1"),
    "http://me:secret@host/v1": ("credentials", "http://host/v1"),
    "http://host/v1?key=secret": ("query", "http://host/v1"),
    "http://host/v1#secret": ("query", "http://host/v1"),
    "http://host/v1/chat/completions": ("path", "http://host/v1"),
}


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_address_is_told_with_one_to_try(address):
    with pytest.raises(AddressError) as caught:
        Endpoint(address)
    assert (caught.value.problem, caught.value.attempt) == WRONG[address]
    assert {problem for problem, _ in WRONG.values()} == set(PROBLEMS)


@pytest.mark.parametrize(
    "address",
    [
        "http://me:secret@host/v1",
        "http://me:sec/secret@host/v1",
        "http://me:x?secret@host/v1",
        "me:secret@host",
        "ftp://me:secret@host",
        "http://host/v1?key=secret",
        "http://host/v1#secret",
        "http://a:secret@b@host:x/v1",
    ],
)
def test_what_may_be_secret_is_not_shown(address):
    with pytest.raises(AddressError) as caught:
        checked(address)
    assert "secret" not in str(caught.value)


@given(st.text(max_size=30) | st.from_regex(r"(https?://)?[\w.:@\[\]-]{0,20}(/[\w?#/]{0,9})?"))
def test_any_text_is_an_address_or_is_told(text):
    error = told(text)
    if error is None:
        assert checked(text) == text
        is_local(text)
    else:
        assert told(error.attempt) is None
        assert len(str(error)) < 400


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://localhost/v1", True),
        ("http://LOCALHOST./v1", True),
        ("http://127.9.9.9:8000/v1", True),
        ("http://[::1]/v1", True),
        ("http://localhost.example/v1", False),
        ("http://10.0.0.1/v1", False),
    ],
)
def test_tells_a_server_on_this_machine(address, local):
    assert is_local(address) == local


def test_leaves_users_out_of_a_text():
    assert without_user("to http://a:b@c/d@e and //f@g") == "to http://…@c/d@e and //…@g"


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_time_that_is_none_is_told(timeout):
    with pytest.raises(ValueError, match="timeout"):
        Endpoint("http://host/v1", timeout=timeout)


@pytest.mark.parametrize("key", ["secret\n", "секрет", " secret", "sec\x00ret"])
def test_a_key_that_cannot_be_sent_is_told_and_not_shown(key):
    with pytest.raises(ValueError, match="api_key") as caught:
        Endpoint("http://host/v1", api_key=key)
    assert key not in str(caught.value)
