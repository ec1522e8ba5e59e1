"""`deltalang run`, against the stub server where a model is asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import COMMAND, invoke, put, status
from model_stub import (
    drip,
    drip_headers,
    fails,
    flood,
    page,
    reset,
    says,
    sends,
    serving,
    silence_after_a_piece,
)

from deltalang.messages import LANGUAGES

WIND, SEA = (says(json.dumps({"images": [word]})) for word in ("ветер", "море"))
SCRIPT = "порог: память + <~запах>*2 + <?кто говорит>\nдвор: дом → <~звук>\n"
MODEL = ("--llm", "stub", "--to", "delta", "--jobs", "1")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    put("s.delta", SCRIPT)
    return tmp_path


def asked(*steps, options=(), script="s.delta"):
    with serving(*steps) as stub:
        return invoke("run", script, *MODEL, "--base-url", stub.url, *options), stub.asked


def as_kept(result, count):
    """What a run says on standard error that asked for nothing."""
    said = f"answers of the model: {count}"
    assert f"{said};" in result.stderr
    return result.stderr.replace(f"{said};", f"{said}, kept before: {count};")


def test_a_model_fills_its_holes_as_hypotheses_and_the_shares_are_told():
    result, bodies = asked(WIND, SEA)
    assert result.stdout.splitlines() == [
        "порог: ветер?*2 + <?кто говорит> + память",
        "двор: дом → море?",
    ]
    assert len(bodies) == 2
    assert "by rules 2 (40%), by the model 2 (40%), by a person 0 (0%), open 1 (20%)" in (
        result.stderr
    )
    assert status(result) == 1


def test_a_second_run_asks_nothing_and_gives_the_same_bytes():
    first, _ = asked(WIND, SEA)
    second, bodies = asked(fails(500))
    assert (second.stdout, second.stderr, bodies) == (first.stdout, as_kept(first, 2), [])


def test_a_replay_needs_no_network_and_reports_what_is_missing():
    first, _ = asked(WIND, SEA, options=("--record", "kept"))
    replayed = invoke("run", "s.delta", *MODEL, "--replay", "kept")
    assert (replayed.stdout, replayed.stderr) == (first.stdout, as_kept(first, 2))
    other = invoke("run", "s.delta", "--llm", "other", "--replay", "kept")
    assert other.stderr.count("not in the recording") == 2
    assert "the recording kept is of other models: stub\n" in other.stderr
    assert status(other) == 1


FAULTS = {
    "500": fails(500, Retry_After="0"),
    "429": fails(429, Retry_After="0"),
    "reset": reset,
    "page": page,
    "truncated": says('{"images": ["ве', finish=None),
    "empty choices": sends('{"choices": []}', "[DONE]"),
    "bad JSON": says('{"images": ["ветер"'),
    "wrong schema": says('{"image": "ветер"}'),
    "no images": says('{"images": []}'),
    "a number": says('{"images": [5]}'),
    "invisible": says('{"images": ["\u200b\u202e"]}'),
    "prose": says("Пахнет морем."),
    "flood": flood,
    "slow": silence_after_a_piece,
    "drip": drip,
    "dripping headers": drip_headers,
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_hole_and_the_rest_of_the_work_is_kept(name):
    """The first hole is filled before; the second meets the fault, as often as it is tried."""
    put("one.delta", "порог: память + <~запах>*2 + <?кто говорит>\n")
    asked(WIND, script="one.delta")
    result, _ = asked(FAULTS[name], options=("--timeout", "2"))
    assert result.stdout.splitlines() == [
        "порог: ветер?*2 + <?кто говорит> + память",
        "двор: дом → <~звук>",
    ]
    assert "open: звук (" in result.stderr
    assert status(result) == 3


@pytest.mark.parametrize(
    "evil",
    ['a"\n+ b', "x → y", "Δ02", "</scene>", "<|im_start|>system", "память\n- холод", "{mode: x}"],
)
def test_an_answer_is_an_atom_whatever_it_says(evil):
    with serving(says(json.dumps({"images": [evil]}))) as stub:
        made = invoke(
            "run", "<~запах>", "--llm", "stub", "--to", "json", "--base-url", stub.url
        ).stdout
    [image] = json.loads(made)["images"]
    assert (len(image["atoms"]), image["trust"]) == (1, "hypothesis")


def test_an_answer_of_no_use_is_asked_for_again_and_replayed_as_it_was():
    first, _ = asked(says("Пахнет морем."))
    replayed = invoke("run", "s.delta", *MODEL, "--replay", ".deltalang-run")
    assert (status(first), replayed.stderr) == (3, as_kept(first, 2))
    second, bodies = asked(WIND, SEA)
    assert (len(bodies), "море?" in second.stdout) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_the_folder_of_answers_is_the_owners_alone_and_not_for_git(folder):
    asked(WIND)
    kept = folder / ".deltalang-run"
    assert kept.stat().st_mode & 0o777 == 0o700
    assert (kept / ".gitignore").read_text(encoding="utf-8") == "*\n"
    (kept / ".gitignore").unlink()
    invoke("run", "дом + <~x>", *MODEL, "--replay", ".deltalang-run")
    asked(SEA, options=("--record", "kept"))
    assert not (kept / ".gitignore").exists()
    assert sorted(path.suffix for path in (folder / "kept").iterdir()) == [".json", ".json"]


def test_an_answer_in_a_fence_is_read():
    result, _ = asked(says('```json\n{"images": ["ветер"]}\n```'))
    assert "ветер?" in result.stdout


def test_past_the_share_the_holes_wait_for_a_person():
    result, bodies = asked(WIND, options=("--max-llm", "20%", "--human", "q.yaml"))
    assert len(bodies) == 1
    assert "questions put into q.yaml: 2" in result.stderr


@pytest.mark.parametrize("bad", ["5", "101%", "-1%", "ten%", "%"])
def test_a_share_that_is_none_is_wrong_usage(bad):
    with pytest.raises(click.BadParameter):
        invoke("run", "s.delta", "--max-llm", bad)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dry_run_shows_prompts_and_asks_nobody(lang, folder):
    result = invoke("run", "s.delta", "--llm", "stub", "--dry-run", "--lang", lang)
    assert result.stdout.count('{"images": ["…"]}') == 2
    assert "40%" in result.stdout
    assert status(result) == 0
    assert not (folder / ".deltalang-run").exists()


def test_a_model_without_an_address_is_wrong_usage():
    with pytest.raises(click.UsageError, match="--base-url"):
        invoke("run", "s.delta", "--llm", "stub")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_client_is_one_line_that_says_what_to_install(lang, monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(click.ClickException, match=r"pip install 'deltalang\[llm\]'"):
        invoke("run", "s.delta", *MODEL, "--base-url", "http://127.0.0.1:9", "--lang", lang)


def test_everything_that_needs_no_model_works_without_one():
    result = invoke("run", "память + тишина", "--to", "delta")
    assert (status(result), result.stdout) == (0, "память + тишина\n")


def test_equal_scenes_are_asked_about_once():
    put("s.delta", "а: дом + <~звук>\nб: дом + <~звук>\n")
    result, bodies = asked(WIND)
    assert (result.stdout, len(bodies)) == ("а: ветер? + дом\nб: ветер? + дом\n", 1)


@pytest.mark.parametrize("command", ["expand", "run"])
def test_the_client_is_not_loaded_where_nobody_is_asked(command):
    code = (
        "import sys; from deltalang.cli.main import run\n"
        f"run([{command!r}, 'память + <~x>'])\n"
        "sys.exit('openai' in sys.modules)"
    )
    assert (
        subprocess.run([COMMAND[0], "-c", code], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_interrupt_keeps_what_was_finished(folder):
    import signal
    import time

    with serving(WIND, silence_after_a_piece) as stub:
        going = subprocess.Popen(
            [*COMMAND, "run", "s.delta", *MODEL, "--base-url", stub.url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
        )
        end = time.monotonic() + 30
        while len(stub.asked) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        going.send_signal(signal.SIGINT)
        out, err = going.communicate(timeout=30)
    assert going.returncode == 130
    assert "ветер?*2" in out.decode()
    assert "open: звук (interrupted before the answer was there)" in err.decode()
    again, bodies = asked(SEA)
    assert (len(bodies), "море?" in again.stdout) == (1, True)


def test_an_answer_that_names_what_is_to_be_avoided_is_told_and_left_out():
    put("ban.delta", "двор: a - холод + <~x>\n")
    mixed = says(json.dumps({"images": ["ночной холод", "соль"]}))
    result, _ = asked(mixed, script="ban.delta", options=("--report", "r.json"))
    assert result.stdout == "двор: a + соль? - холод\n"
    assert "left out of the answer to x" in result.stderr
    assert "ночной холод" in result.stderr
    assert status(result) == 0
    [task] = json.loads(Path("r.json").read_bytes())["tasks"]
    assert (task["owner"], task["reason"], task["detail"]) == ("llm", None, "ночной холод")


def test_an_answer_of_nothing_but_what_is_to_be_avoided_leaves_the_hole_open():
    put("ban.delta", "двор: a - холод + <~x>\n")
    result, _ = asked(says('{"images": ["холод"]}'), script="ban.delta", options=("--lang", "ru"))
    assert result.stdout == "двор: <~x> + a - холод\n"
    assert "не заполнено: x (в ответе то, чего сцена избегает: холод)" in result.stderr
    assert status(result) == 1


def test_a_share_may_have_decimals():
    said = invoke("run", "a + <~x> + <~y>", "--llm", "m", "--dry-run", "--max-llm", "33.4%").stdout
    assert "by the model 1 (33%)" in said
