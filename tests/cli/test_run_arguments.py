"""`deltalang run`: arguments, broken scenes, a language, prices and the report."""

import json
from pathlib import Path

import click
import pytest
from command_line import invoke, put, status
from jsonschema import Draft202012Validator
from model_stub import fails, says, sends, serving

from deltalang._resources import read_resource
from deltalang.messages import LANGUAGES

SCHEMA = Draft202012Validator(json.loads(read_resource("filling", "run.schema.json")))
WIND = says(json.dumps({"images": ["ветер"]}))
MODEL = ("--llm", "stub", "--to", "delta", "--jobs", "1", "--lang", "ru")
BROKEN = "порог: память + <герой>\nплохо: а + +\nещё: Δ9999\nдвор: дом → <~звук>\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


def asked(*options, steps=(WIND,), script="s.delta"):
    with serving(*steps) as stub:
        return invoke("run", script, *MODEL, "--base-url", stub.url, *options)


def report(path="r.json"):
    made = json.loads(Path(path).read_text(encoding="utf-8"))
    SCHEMA.validate(made)
    return made


# ------------------------------------------------------------------- broken scenes


def test_a_broken_scene_is_a_problem_and_the_others_are_filled():
    put("s.delta", BROKEN)
    result = asked("--set", "герой=волк", "--report", "r.json", "--format", "concise")
    assert result.stdout == "порог: волк + память\nдвор: дом → ветер?\n"
    assert [line.split(":")[1] for line in result.stderr.splitlines() if "s.delta" in line] == [
        "2",
        "3",
    ]
    assert "по правилам 3 (75%), моделью 1 (25%)" in result.stderr
    assert status(result) == 1
    assert [one["line"] for one in report()["problems"]] == [2, 3]


def test_a_dry_run_shows_the_good_scenes_and_the_problems():
    put("s.delta", BROKEN)
    result = invoke("run", "s.delta", "--llm", "stub", "--dry-run", "--lang", "en")
    assert "to ask: 1" in result.stdout
    assert "E101" in result.stderr
    assert status(result) == 1


# ---------------------------------------------------------------------- arguments


def test_arguments_are_put_in_by_rule():
    put("s.delta", "<герой> + лес\nдом → <Герой>*2 + <враг>\n")
    given = ("--set", "ГЕРОЙ=волк + тень?", "--set", "враг=Δ02 - жар", "--to", "delta")
    result = invoke("run", "s.delta", *given)
    assert result.stdout.splitlines() == [
        "волк + лес + тень?",
        "дом → волк*2 + тень?*2 + рост + сжатие",
    ]
    assert "by rules 8 (100%)" in result.stderr
    assert status(result) == 0


def test_an_argument_is_said_in_the_language_of_the_scenes():
    options = ("--set", "герой=память", "--lang", "en", "--to", "delta")
    assert invoke("run", "дом + <герой>", *options).stdout == "house + memory\n"


@pytest.mark.parametrize(
    ("given", "ru", "en"),
    [
        (["враг=волк"], "нет места <враг>; есть <герой>", "no hole <враг>; there are <герой>"),
        (["герой"], "не аргумент", "is no argument"),
        (["=волк"], "не аргумент", "is no argument"),
        (["герой= "], "не аргумент", "is no argument"),
        (["герой=a", "Герой=b"], "<Герой> задано дважды", "<Герой> is given twice"),
        (["герой=a: b\nc: d"], "не одна сцена", "not one scene"),
        (["враг\x1b[2J=волк"], "<U+001B>", "<U+001B>"),
    ],
)
def test_a_wrong_argument_is_wrong_usage(given, ru, en):
    options = [part for one in given for part in ("--set", one)]
    for lang, said in (("ru", ru), ("en", en)):
        with pytest.raises(click.UsageError) as caught:
            invoke("run", "<герой> + лес", *options, "--lang", lang)
        assert said in caught.value.message


def test_an_argument_where_no_hole_wants_one_is_wrong_usage():
    with pytest.raises(click.UsageError, match="nor any other"):
        invoke("run", "лес + <~x>", "--set", "герой=волк", "--lang", "en")


def test_an_argument_that_cannot_be_read_shows_where():
    result = invoke("run", "<герой>", "--set", "герой=волк +", "--format", "concise")
    assert "--set герой:1:6: error E101" in result.stderr
    assert (status(result), result.stdout) == (1, "")


def test_the_hole_of_an_argument_may_be_in_the_scene_that_is_broken():
    put("s.delta", "порог: <герой> + +\nдвор: дом\n")
    result = invoke("run", "s.delta", "--set", "герой=волк", "--to", "delta")
    assert (status(result), result.stdout) == (1, "двор: дом\n")
    assert "there is no hole <герой>" in result.stderr


# ----------------------------------------------------------------------- language


def test_words_without_a_name_in_the_language_are_told_as_expand_tells_them():
    text = "память + абырвалг + <герой>"
    told = invoke("run", text, "--set", "герой=хмырь", "--lang", "en", "--to", "delta")
    expanded = invoke("expand", text, "--lang", "en")
    [said] = [line for line in expanded.stderr.splitlines() if "абырвалг" in line]
    assert f"{said}, хмырь" in told.stderr.splitlines()
    assert "абырвалг" not in invoke("run", "память + абырвалг").stderr


# -------------------------------------------------------------------------- price


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dry_run_tells_the_range_of_the_price(lang):
    options = ("--llm", "stub", "--dry-run", "--lang", lang, "--price", "1000000,2000000")
    result = invoke("run", "память + <~запах>\nдом → <~звук>", *options)
    plan, price = result.stdout.splitlines()[-3:-1]
    tokens = int(plan.split("prompts of " if lang == "en" else "в запросах ")[1].split()[0])
    assert f" {tokens} " in price
    assert f" {tokens + 2 * 2 * 512} " in price


def test_what_is_kept_is_not_paid_for_again():
    put("s.delta", "память + <~запах>\nдом → <~звук>\nпамять + <~запах>\n")
    plan = ("run", "s.delta", "--llm", "stub", "--dry-run", "--lang", "ru")
    assert "спросить: 2," in invoke(*plan).stdout
    asked()
    assert "спросить: 0," in invoke(*plan).stdout


def test_a_run_tells_what_its_answers_took():
    put("s.delta", "память + <~запах>\nдом → <~звук>\n")
    result = asked("--price", "1000000,10")
    assert "ответов модели: 2; токенов: 14 в запросах, 2 в ответах; цена 14.00002\n" in (
        result.stderr
    )


def test_tokens_that_the_server_does_not_tell_are_counted():
    piece = {"delta": {"content": '{"images": ["ветер"]}'}, "index": 0, "finish_reason": "stop"}
    silent = sends(json.dumps({"choices": [piece]}), "[DONE]")
    result = asked("--report", "r.json", steps=(silent,), script="память + <~запах>")
    assert "(без данных сервера: 1, подсчитано: " in result.stderr
    tokens = report()["tokens"]
    assert (tokens["counted"], tokens["tokenizer"], tokens["answer"] > 3) == (1, "estimate", True)


@pytest.mark.parametrize(
    "price", ["1", "1,2,3", "-1,2", "nan,1", "1e3,1", "0,15;0,6", "x", "1, 2", "\u0661,1"]
)
def test_a_price_that_is_none_is_wrong_usage(price):
    with pytest.raises(click.BadParameter, match=r"0\.15,0\.60"):
        invoke("run", "память", "--price", price, "--lang", "ru")


def test_a_tokenizer_that_is_missing_is_told_before_anybody_is_asked():
    with serving(WIND) as stub, pytest.raises(click.ClickException, match="gpt-nine"):
        invoke("run", "<~x>", *MODEL, "--base-url", stub.url, "--tokenizer", "gpt-nine")
    assert stub.asked == []


@pytest.mark.parametrize(
    ("lang", "now", "kept", "both"),
    [
        ("en", "; price 14.00002", "; price 0, saved 14.00002", "; price 7.00001, saved 14.00002"),
        (
            "ru",
            "; цена 14.00002",
            "; цена 0, сбережено 14.00002",
            "; цена 7.00001, сбережено 14.00002",
        ),
    ],
)
def test_what_is_kept_costs_nothing_and_is_told_as_saved(lang, now, kept, both):
    put("s.delta", "память + <~запах>\nдом → <~звук>\n")
    price = ("--price", "1000000,10", "--lang", lang)
    assert f"{now}\n" in asked(*price).stderr
    assert f"{kept}\n" in asked(*price).stderr
    put("s.delta", "память + <~запах>\nдом → <~звук>\nлес + <~цвет>\n")
    assert f"{both}\n" in asked(*price).stderr


# ------------------------------------------------------------------------- report


def test_a_replay_writes_the_same_report():
    put("s.delta", "порог: память + <~запах>*2 + <герой> + <?кто>\nдвор: дом → <~звук>\n")
    given = ("--set", "герой=волк", "--price", "0.15,0.60", "--max-llm", "40%")
    asked(*given, "--report", "r.json", "--record", "kept")
    first = Path("r.json").read_bytes()
    invoke("run", "s.delta", *MODEL, *given, "--report", "r.json", "--replay", "kept")
    assert Path("r.json").read_bytes() == first
    made = report()
    assert (made["calls"], made["places"]["total"], made["price"]["total"]) == (2, 6, "0.0000033")
    names = {path.stem for path in Path("kept").iterdir()}
    assert {task["request"][:32] for task in made["tasks"] if task["request"]} == names


def test_a_report_tells_failures_and_its_place_is_checked():
    asked("--report", "r.json", steps=(fails(401),), script="<~x>")
    [task] = report()["tasks"]
    assert (task["reason"], task["owner"]) == ("no-key", "open")
    for option in ("--report", "--human"):
        with serving(WIND) as stub, pytest.raises(click.ClickException, match="nowhere"):
            invoke("run", "<~x>", *MODEL, "--base-url", stub.url, option, "nowhere/r.json")
        assert stub.asked == []
    with pytest.raises(click.UsageError):
        invoke("run", "память", "--report", "r.json", "--dry-run")
