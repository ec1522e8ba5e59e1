"""`deltalang run`: options that make no sense are refused, in Russian and in English, and nothing is asked."""

import re

import click
import pytest
from command_line import invoke, put, spawn
from model_stub import serving, silence

ONLY_RUSSIAN = re.compile("[а-яё]")
MODEL = ("--llm", "stub")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    put("s.delta", "память + <~запах>\n")
    put("kept/x.json", "{}")
    return tmp_path


WRONG = {
    "--base-url goes with --llm": ("--base-url", "http://127.0.0.1:9/v1"),
    "--replay goes with --llm": ("--replay", "kept"),
    "--record goes with --llm": ("--record", "kept"),
    "--max-llm goes with --llm": ("--max-llm", "10%"),
    "--price goes with --llm": ("--price", "1,2"),
    "--llm: give the name": ("--llm", ""),
    "--llm: give the name ": ("--llm", " \t"),
    "--llm: give the name  ": ("--llm", "a\x1b[2J"),
    "give --base-url": (*MODEL, "--base-url", " "),
    "--record and --replay": (*MODEL, "--record", "kept", "--replay", "kept"),
    "--dry-run and --report": (*MODEL, "--dry-run", "--report", "r.json"),
    "`inf` is no time": (*MODEL, "--timeout", "inf"),
    "`nan` is no time": (*MODEL, "--timeout", "nan"),
    "`0` is no time": (*MODEL, "--timeout", "0"),
    "`-1` is no time": (*MODEL, "--timeout", "-1"),
    "`1e9` is no time": (*MODEL, "--timeout", "1e9"),
    "`soon` is no time": (*MODEL, "--timeout", "soon"),
    "`5` is no share": ("--max-llm", "5"),
    "`100.1%` is no share": ("--max-llm", "100.1%"),
    "`-1%` is no share": ("--max-llm", "-1%"),
    "no target `foo`": ("--to", "foo"),
    "--human s.delta": ("--human", "s.delta"),
    "--base-url and --replay": (*MODEL, "--base-url", "http://127.0.0.1:9/v1", "--replay", "kept"),
    "is no address": (*MODEL, "--base-url", "localhost:11434"),
}


@pytest.mark.parametrize("said", WRONG)
def test_wrong_usage_is_said_in_both_languages(said):
    with pytest.raises(click.ClickException) as caught:
        invoke("run", "s.delta", *WRONG[said], LANG="en_US.UTF-8")
    assert said.strip() in caught.value.message
    for spoken in ({"LANG": "ru_RU.UTF-8"}, {"LC_ALL": "C"}):
        lang = () if "LANG" in spoken else ("--lang", "ru")
        with pytest.raises(click.ClickException) as caught:
            invoke("run", "s.delta", *WRONG[said], *lang, **spoken)
        assert ONLY_RUSSIAN.search(caught.value.message)


@pytest.mark.parametrize(
    "options",
    [
        ("--all", "--seed", "1"),
        ("--budget", "9", "--to", "delta"),
        ("--tokenizer", "x"),
        ("--to", "foo"),
    ],
)
def test_expand_says_wrong_usage_in_russian(options):
    with pytest.raises(click.ClickException) as caught:
        invoke("expand", "дом", *options, LANG="ru_RU.UTF-8")
    assert ONLY_RUSSIAN.search(caught.value.message)


def test_nobody_is_asked_before_the_options_make_sense():
    with serving(silence) as stub, pytest.raises(click.UsageError):
        invoke(
            "run", "s.delta", *MODEL, "--base-url", stub.url, "--record", "a", "--replay", "kept"
        )
    assert stub.asked == []


def test_the_address_of_the_environment_asks_for_no_model(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert "no model was asked" in invoke("run", "s.delta").stderr


def test_the_process_ends_with_status_two():
    done = spawn("run", "s.delta", "--llm", "", LANG="ru_RU.UTF-8")
    assert (done.returncode, "нужно имя модели" in done.stderr.decode()) == (2, True)
