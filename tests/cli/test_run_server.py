"""`deltalang run` and a server that is none, or lets nobody in: what is said, in both languages."""

import json

import click
import pytest
from command_line import invoke, put, status
from model_stub import fails, page, says, sends, serving, whole

from deltalang.llm.address import PROBLEMS
from deltalang.messages import LANGUAGES

KEY = "sk-test-0123456789abcdef"
WIND = says(json.dumps({"images": ["ветер"]}))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def asked(*steps, lang="en", path="/v1", options=()):
    """Ask with one hole more than the first step fills."""
    put("s.delta", "а: дом + <~запах>\nб: дом + <~звук>\n")
    with serving(WIND, *steps) as stub:
        url = stub.url.removesuffix("/v1") + path
        made = ("--llm", "tiny", "--base-url", url, "--jobs", "1", "--to", "delta", "--lang", lang)
        return invoke("run", "s.delta", *made, *options)


ADDRESSES = {
    "http://a b/v1": "spaces",
    "localhost:11434/v1": "scheme",
    "http://": "host",
    "http://host:x/v1": "port",
    "http://me:secret@host/v1": "credentials",
    "http://host/v1?key=secret": "query",
    "http://host/v1/chat/completions": "path",
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("given", ["option", "variable"])
def test_an_address_that_is_none_is_wrong_usage(address, lang, given, monkeypatch):
    options = ("--base-url", address) if given == "option" else ()
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    with pytest.raises(click.UsageError) as caught:
        invoke("run", "дом + <~x>", "--llm", "tiny", "--lang", lang, *options)
    said = caught.value.message
    assert "http(s)://host[:port]/v1" in said
    assert {"en": "try http", "ru": "попробуйте http"}[lang] in said
    assert "secret" not in said
    assert {*ADDRESSES.values(), "empty"} == set(PROBLEMS)  # an empty one is none at all


def test_an_address_that_is_not_needed_is_not_looked_at(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "nowhere")
    result = invoke("run", "дом + <~x>", "--llm", "tiny", "--replay", ".")
    assert "not in the recording" in result.stderr


SAID = {
    "no key": (fails(401), "/v1", None, "OPENAI_API_KEY is not set", "OPENAI_API_KEY не задан"),
    "wrong key": (
        fails(403),
        "/v1",
        KEY,
        "OPENAI_API_KEY, which is set",
        "OPENAI_API_KEY, он задан",
    ),
    "no path": (fails(404), "", None, "let it end in /v1", "кончаться на /v1"),
    "no model": (fails(404), "/v1", None, "model tiny)", "model tiny)"),
    "page": (page, "/v1", None, "not an API (got a web page", "не API (пришла веб-страница"),
    "moved": (
        fails(308, Location="http://127.0.0.1:9/v1"),
        "/v1",
        None,
        "another address, which is not followed: give that one: 308: http://127.0.0.1:9/v1",
        "запрос туда не идёт: задайте его сами: 308: http://127.0.0.1:9/v1",
    ),
    "declined": (
        whole("", message={"refusal": "not I"}),
        "/v1",
        None,
        "the model declined to answer: not I",
        "модель отказалась отвечать: not I",
    ),
}


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_to_look_at_and_keeps_the_rest(name, lang, monkeypatch):
    step, path, key, *said = SAID[name]
    if key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    result = asked(step, lang=lang, path=path)
    assert said[LANGUAGES.index(lang)] in result.stderr
    assert ("ветер?" in result.stdout, "<~звук>" in result.stdout) == (True, True)
    assert status(result) == 3


@pytest.mark.parametrize(
    "step", [fails(401, message="wrong: {bearer}"), sends(KEY), says(f"prose, {KEY}")]
)
def test_the_key_is_neither_said_nor_reported_nor_kept(step, folder, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    result = asked(step, options=("--report", "report.json", "--record", "kept"))
    assert "[key]" in result.stderr
    written = [file.read_text(encoding="utf-8") for file in folder.rglob("*.json")]
    assert len(written) >= 2
    assert KEY not in result.stdout + result.stderr + "".join(written)
