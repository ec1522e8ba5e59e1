"""`deltalang run --human`: questions go into a file of the person, answers come back out of it."""

from pathlib import Path

import pytest
from command_line import invoke, put, status

from deltalang.messages import LANGUAGES

SCRIPT = "порог: память + <?кто говорит>\n"
TWICE = "format: deltalang.queue/1\nquestions:\n" + "- {id: a, scene: s, question: q}\n" * 2
QUEUES = pytest.mark.parametrize("queue", ["q.yaml", "q.md"])


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put("s.delta", SCRIPT)


def run(queue, *options, script="s.delta"):
    return invoke("run", script, "--to", "delta", "--human", queue, *options)


def answer(queue, said):
    """Write an answer to the first question."""
    text = Path(queue).read_text(encoding="utf-8")
    if queue.endswith(".md"):
        first = text.index("```answer")
        text = text[:first] + text[first:].replace("\n\n", f"\n{said}\n", 1)
    else:
        text = text.replace("answer:", f"answer: {said}", 1)
    put(queue, text)


@QUEUES
def test_a_person_is_asked_once_and_the_answer_comes_back(queue):
    first = run(queue)
    assert (status(first), first.stdout) == (1, "порог: <?кто говорит> + память\n")
    assert f"questions put into {queue}: 1" in first.stderr
    answer(queue, "мать + голос")
    put(queue, Path(queue).read_text(encoding="utf-8") + "# моё\n")
    second = run(queue)
    assert (status(second), second.stdout) == (0, "порог: голос + мать + память\n")
    assert Path(queue).read_text(encoding="utf-8").endswith("# моё\n")


@QUEUES
def test_an_answer_that_is_no_scene_is_a_problem_and_the_hole_stays(queue):
    run(queue)
    answer(queue, "мать +")
    result = run(queue, "--format", "concise")
    assert (status(result), result.stdout) == (1, "порог: <?кто говорит> + память\n")
    assert "E101" in result.stderr


def test_a_problem_in_markdown_is_told_in_its_line():
    run("q.md")
    answer("q.md", "голос\n+ мать +")
    result = run("q.md", "--format", "concise")
    lines = Path("q.md").read_text(encoding="utf-8").splitlines()
    assert f"q.md:{lines.index('+ мать +') + 1}:" in result.stderr


def test_an_answer_of_several_lines_is_one_scene():
    run("q.md")
    answer("q.md", "мать\n  + голос")
    assert run("q.md").stdout == "порог: голос + мать + память\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("said", ["a: b\nc: d", "Δ:x = a"])
def test_an_answer_that_is_not_one_scene_is_told(lang, said):
    run("q.md", "--lang", lang)
    answer("q.md", said)
    result = run("q.md", "--lang", lang)
    assert {"en": "is not one scene", "ru": "не одна сцена"}[lang] in result.stderr
    assert status(result) == 1


@pytest.mark.parametrize(
    "broken",
    ["questions: 5", "a: [", "format: deltalang.queue/1\nquestions: [{id: x}]", "- x", TWICE],
)
def test_a_queue_that_cannot_be_read_is_named_and_left_alone(broken):
    put("q.yaml", broken)
    result = run("q.yaml")
    assert (status(result), "E414" in result.stderr) == (1, True)
    assert Path("q.yaml").read_text(encoding="utf-8") == broken


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fence_that_was_not_closed_is_told_with_a_way_out(lang):
    put("q.md", "# Моё\n\n```answer 1\nмать\n")
    result = run("q.md", "--lang", lang)
    assert (status(result), "q.md:3:1" in result.stderr, "E414" in result.stderr) == (1, True, True)


def test_questions_of_several_scenes_stand_apart():
    put("s.delta", SCRIPT + "двор: дом → <?что там>\nпорог2: память + <?кто говорит>\n")
    assert "questions put into q.md: 2" in run("q.md").stderr
    text = Path("q.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## кто говорит",
        "## что там",
    ]
