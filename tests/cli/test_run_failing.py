"""`deltalang run`: what is paid for is told, whatever fails; what can be known to fail is said before."""

import errno
import json
import os
import sys
from pathlib import Path

import click
import pytest
from command_line import invoke, put, status
from model_stub import says, serving

from deltalang.cli import run_work
from deltalang.diagnostics import DeltaError
from deltalang.filling.records import Records
from deltalang.messages import LANGUAGES
from deltalang.renderers.targets import TargetError

WIND = says(json.dumps({"images": ["ветер"]}))
SCRIPT = "порог: память + <~запах> + <?кто>\n"
FULL = OSError(errno.ENOSPC, "No space left on device", "x")


def full(*_):
    raise FULL


ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
RIGHTS = pytest.mark.skipif(sys.platform == "win32" or ROOT, reason="rights that bind")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    put("s.delta", SCRIPT)
    return tmp_path


def asked(*options, script="s.delta"):
    """Run against the stub; gives the result, or the error, and how often the model was asked."""
    given = ("--llm", "stub", "--to", "delta", "--jobs", "1", *options)
    with serving(WIND) as stub:
        try:
            return invoke("run", script, *given, "--base-url", stub.url), len(stub.asked)
        except (click.ClickException, DeltaError, OSError) as error:
            return error, len(stub.asked)


# ----------------------------------------------------------------- before the first call

BROKEN = {
    "not YAML": "a: [",
    "another list": "format: deltalang.queue/1\nquestions: [{id: a, scene: s, question: q}]\n",
    "a list that goes on": "questions:\n- {id: a, scene: s, question: q}\nformat: deltalang.queue/1\n",
    "another format": "format: x\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_queue_that_nothing_can_be_put_into_is_said_before_a_call(text):
    put("q.yaml", text)
    result, calls = asked("--human", "q.yaml")
    assert (status(result), calls, "E414" in result.stderr) == (1, 0, True)
    assert Path("q.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("option", ["--report", "--human"])
def test_a_file_that_is_a_folder_is_said_before_a_call(option):
    Path("there.md").mkdir()
    error, calls = asked(option, "there.md")
    assert isinstance(error, click.ClickException)
    assert calls == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
@pytest.mark.parametrize("option", ["--report", "--human"])
def test_what_is_no_file_is_never_replaced(option):
    os.mkfifo("pipe")  # a device would go the same way, and nobody wants to lose /dev/null
    error, calls = asked(option, "pipe")
    assert "is no file" in error.message
    assert (calls, Path("pipe").is_fifo()) == (0, True)


@RIGHTS
@pytest.mark.parametrize("option", ["--report", "--human", "--record"])
def test_a_folder_that_cannot_be_written_is_said_before_a_call(option):
    Path("locked").mkdir(mode=0o500)
    error, calls = asked(option, "locked/kept.md")
    assert isinstance(error, (click.ClickException, PermissionError))
    assert calls == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("option", ["--report", "--human"])
def test_a_file_that_is_read_only_is_said_before_a_call(option, lang):
    put("mine.md", "").chmod(0o400)
    error, calls = asked(option, "mine.md", "--lang", lang)
    assert {"en": "cannot be written", "ru": "не записать"}[lang] in error.message
    assert calls == 0


def test_a_record_folder_that_is_a_file_is_said_before_a_call():
    put(".deltalang-run", "")
    error, calls = asked()
    assert isinstance(error, OSError)
    assert calls == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX links")
def test_a_link_in_place_of_the_own_folder_is_not_followed(folder):
    (folder / "outside").mkdir()
    Path(".deltalang-run").symlink_to(folder / "outside")
    error, calls = asked()
    assert "name a folder with --record" in error.message
    assert (calls, list((folder / "outside").iterdir())) == (0, [])


# --------------------------------------------------------------------- after the calls


@pytest.mark.parametrize("lang", LANGUAGES)
def test_answers_that_cannot_be_kept_are_printed_and_reported(lang, monkeypatch):
    monkeypatch.setattr(Records, "keep", full)
    result, calls = asked("--report", "r.json", "--lang", lang)
    assert (status(result), calls) == (2, 1)
    assert "ветер?" in result.stdout
    assert {"en": "could not be kept", "ru": "не сохранено"}[lang] in result.stderr
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["calls"] == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_that_cannot_be_written_keeps_no_scene_back(lang, monkeypatch):
    monkeypatch.setattr(run_work, "replace_file", full)
    result, calls = asked("--report", "r.json", "--lang", lang)
    assert (status(result), calls, "ветер?" in result.stdout) == (2, 1, True)
    assert {"en": "could not be written: No space", "ru": "не записан: No space"}[
        lang
    ] in result.stderr


def test_scenes_that_cannot_be_printed_keep_no_report_back(monkeypatch):
    def broken(*_, **__):
        raise TargetError("ui.target-failed", target="x", distribution="y", error="z")

    monkeypatch.setattr("deltalang.cli.filled.renderer", broken)
    error, calls = asked("--report", "r.json", "--human", "q.md")
    assert isinstance(error, click.ClickException)
    [task, _] = json.loads(Path("r.json").read_text(encoding="utf-8"))["tasks"]
    assert (calls, task["answer"]) == (1, "ветер?")
    assert "## кто" in Path("q.md").read_text(encoding="utf-8")


def test_a_fault_between_calls_keeps_what_was_answered(monkeypatch):
    put("s.delta", SCRIPT + "двор: дом → <~звук>\n")
    keep = Records.keep

    def once(records, request, answer):
        monkeypatch.setattr(Records, "keep", lambda *_: {}["no such thing"])
        return keep(records, request, answer)

    monkeypatch.setattr(Records, "keep", once)
    with serving(WIND) as stub, pytest.raises(KeyError):
        invoke(
            "run",
            "s.delta",
            "--llm",
            "stub",
            "--report",
            "r.json",
            "--jobs",
            "1",
            "--base-url",
            stub.url,
        )
    tasks = json.loads(Path("r.json").read_text(encoding="utf-8"))["tasks"]
    assert [task["answer"] for task in tasks] == ["ветер?", None, None]


def test_questions_are_there_though_the_model_is_not_reached():
    result = invoke(
        "run",
        "s.delta",
        "--llm",
        "stub",
        "--base-url",
        "http://127.0.0.1:9/v1",
        "--human",
        "q.md",
        "--timeout",
        "1",
    )
    assert status(result) == 3
    assert "questions put into q.md: 1" in result.stderr


# --------------------------------------------------------------------------- recordings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_damaged_recording_is_named_with_what_to_do(lang):
    asked("--lang", lang)
    [path] = Path(".deltalang-run").glob("*.json")
    path.write_text("{", encoding="utf-8")
    result, calls = asked("--lang", lang)
    assert (status(result), calls) == (1, 0)
    assert f"{path})" in result.stderr
    assert {"en": "delete its file", "ru": "удалите его файл"}[lang] in result.stderr
    path.unlink()
    assert asked("--lang", lang)[1] == 1


@pytest.mark.parametrize(
    ("recorded", "replayed", "said"),
    [
        ((), ("--lang", "ru"), "так, как без --lang"),
        (("--lang", "en"), ("--lang", "ru"), "так, как с --lang en"),
        (("--lang", "ru"), (), "as with --lang ru"),
    ],
)
def test_a_recording_in_another_language_is_named(recorded, replayed, said):
    put("s.delta", "hush + <~a smell> + память\n")
    asked("--record", "kept", *recorded)
    result = invoke("run", "s.delta", "--llm", "stub", "--replay", "kept", *replayed)
    assert said in result.stderr
