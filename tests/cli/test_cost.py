"""`deltalang cost` and `deltalang expand --budget`."""

import json

import click
import pytest
from command_line import invoke, put, spawn, status
from jsonschema import Draft202012Validator

from deltalang._resources import read_resource

SCHEMA = Draft202012Validator(json.loads(read_resource("economy", "cost.schema.json")))
MANY = "память*4 + дождь? + окно?*3 - страх"


def test_it_prints_a_table_in_the_language_of_the_person():
    english, russian = (invoke("cost", "--lang", lang, "Δ02 + дом") for lang in ("en", "ru"))
    assert "legend and notation" in english.stdout
    assert "estimate, fitted to o200k_base" in english.stdout
    assert "легенда и нотация" in russian.stdout
    assert "оценка" in russian.stdout
    assert status(english) == status(russian) == 0


def test_it_counts_for_the_uses_that_were_asked_for():
    shown = invoke("cost", "--uses", "7", "--uses", "3", "--uses", "7", "дом + окно").stdout
    assert shown.splitlines()[1].split()[-2:] == ["×3", "×7"]


def test_its_json_validates_and_has_every_scene_of_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put("two.delta", "Δ:двор = качели + пыль\nутро: Δ:двор + дом\nокно + Δ24\n")
    made = json.loads(invoke("cost", "--to", "json", "two.delta").stdout)
    SCHEMA.validate(made)
    assert [scene["label"] for scene in made["scenes"]] == ["утро", None]
    assert made["tokenizer"]["exact"] is False


def test_a_broken_scene_is_reported_and_the_others_are_counted():
    result = invoke("cost", "--lang", "en", "-", text="дом\nокно +\n")
    assert status(result) == 1
    assert "дом" in result.stdout
    assert "E101" in result.stderr


@pytest.mark.parametrize("command", [("cost",), ("expand", "--budget", "9")])
def test_a_tokenizer_that_is_not_there_is_one_line_and_status_2(command, tmp_path):
    for name in ("o200k_base", "no.json", "gpt-nine"):
        done = spawn(*command, "--tokenizer", name, "дом", TIKTOKEN_CACHE_DIR=str(tmp_path))
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert not done.stdout


def test_wrong_uses_and_budgets_are_usage_errors():
    for wrong in (
        ("cost", "--uses", "0", "дом"),
        ("cost", "--uses", "1000000001", "дом"),
        ("expand", "--budget", "0", "дом"),
        ("expand", "--budget", "9", "--to", "delta", "дом"),
        ("expand", "--tokenizer", "estimate", "дом"),
    ):
        with pytest.raises(click.UsageError):
            invoke(*wrong)


def test_a_terminal_obeys_nothing_in_a_cost():
    assert "\x1b" not in invoke("cost", '"a\\u001bb" + "\x1b[2J"').stdout


def test_a_budget_that_holds_all_changes_nothing():
    plain = invoke("expand", "--to", "prompt", MANY)
    held = invoke("expand", "--to", "prompt", "--budget", "5000", MANY)
    assert (held.stdout, held.stderr, status(held)) == (plain.stdout, "", 0)


def test_a_budget_leaves_out_hypotheses_and_says_so():
    result = invoke("expand", "--lang", "ru", "--to", "prompt", "--budget", "56", MANY)
    assert status(result) == 0
    assert "дождь" not in result.stdout
    assert "память" in result.stdout
    assert "- дождь? (гипотеза, доля внимания 11%)" in result.stderr


@pytest.mark.parametrize("target", ["prompt", "markdown", "xml", "chat", "text", "sd", "json"])
def test_anchors_over_the_budget_are_printed_all_the_same(target):
    result = invoke(
        "expand", "--lang", "en", "--to", target, "--budget", "1", "memory + window + rain?"
    )
    assert status(result) == 1
    assert "memory" in result.stdout
    assert "over the budget of 1" in result.stderr


def test_every_scene_has_the_budget_for_itself():
    result = invoke("expand", "--to", "prompt", "--budget", "36", "-", text="дом\nокно\n")
    assert status(result) == 0
    assert not result.stderr
    assert "окно" in result.stdout


def test_a_long_report_is_cut():
    text = " + ".join(f"образ{n}?" for n in range(50)) + " + дом"
    result = invoke("expand", "--lang", "en", "--to", "prompt", "--budget", "1", text)
    assert "and 30 more" in result.stderr
