"""`deltalang run --human`: questions go into a file of the person, answers come back out of it."""

import json
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


# ------------------------------------------------------------------ answers come back whole

WORDS = [
    "Анна, мать Олега", "кто-то — другой", "он сказал: да", "Дом. Сад; лес…", "O'Neill", "«да»", "12:30",
    "0x10", "2026-11-25", "42", "Анна (мать)", "🔥 дом", "да, Анна?", "№ 5",
]  # fmt: skip


def said(queue, words):
    """Answer in the way that the form of the queue asks for."""
    answer(queue, words if queue.endswith(".md") or ": " not in words else f"|\n    {words}")


@QUEUES
@pytest.mark.parametrize("words", WORDS)
def test_words_are_one_image_as_they_were_written_and_read_back(queue, words):
    run(queue)
    said(queue, words)
    result = run(queue)
    assert (status(result), result.stdout) == (0, f'порог: "{words}" + память\n')
    put("again.delta", result.stdout)
    assert invoke("run", "again.delta", "--to", "delta").stdout == result.stdout


@QUEUES
def test_names_keep_their_capitals(queue):
    put("s.delta", "порог: Память + <?кто говорит>\n")
    run(queue)
    answer(queue, "Анна~Ахматова + дом")
    assert run(queue).stdout == "порог: Анна~Ахматова + дом + Память\n"


def test_a_name_of_the_script_keeps_its_capitals():
    assert invoke("run", "Анна → Лес*2", "--to", "delta").stdout == "Анна → Лес*2\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", ["<?кто>", "мать + <~голос>", "<имя>"])
def test_an_answer_with_a_hole_fills_none(words, lang):
    run("q.md", "--lang", "ru")
    run("q.md", "--lang", lang)
    answer("q.md", words)
    text = Path("q.md").read_text(encoding="utf-8")
    put("q.md", text.replace("\n\n```\n", f"\n{words}\n```\n"))
    result = run("q.md", "--report", "r.json", "--lang", lang)
    assert status(result) == 1
    assert {"en": "its answer has holes", "ru": "в ответе самом"}[lang] in result.stderr
    assert "(0%)" in result.stderr
    [task] = json.loads(Path("r.json").read_text(encoding="utf-8"))["tasks"]
    assert (task["owner"], task["reason"]) == ("open", "holes")


@pytest.mark.parametrize(
    ("words", "hint"),
    [("мать + дом — сад", "`-` значит «без»"), ("мать, + отец", "взять в кавычки весь ответ")],
)
def test_the_hint_turns_no_dash_into_a_minus(words, hint):
    run("q.md", "--lang", "ru")
    answer("q.md", words)
    told = run("q.md", "--lang", "ru").stderr
    assert hint in told
    assert "`-` вместо" not in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_label_in_an_answer_is_told(lang):
    run("q.md", "--lang", lang)
    answer("q.md", "двор: мать + дом")
    result = run("q.md", "--lang", lang)
    assert {"en": "has a label, `двор:`", "ru": "есть метка `двор:`"}[lang] in result.stderr
    assert status(result) == 1


@pytest.mark.parametrize(
    ("queue", "words", "place"),
    [
        ("q.yaml", "мать +", "6:16"),
        ("q.yaml", "'мать +'", "6:17"),
        ("q.yaml", "|\n\n    мать\n     + голос +\n", "9:14"),
        ("q.yaml", ">\n    мать\n    + голос +\n", "6:11"),
        ("q.md", "голос\n + мать +", "11:9"),
    ],
)
def test_a_problem_is_told_in_its_line_and_column(queue, words, place):
    run(queue)
    answer(queue, words)
    assert f"{queue}:{place}: error E101" in run(queue, "--format", "concise").stderr


@QUEUES
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_to_a_question_that_was_reworded_is_told(queue, lang):
    run(queue, "--lang", lang)
    answer(queue, "голос")
    put("s.delta", SCRIPT.replace("кто говорит", "кто это говорит"))
    told = run(queue, "--lang", lang).stderr
    line = next(
        n
        for n, text in enumerate(Path(queue).read_text(encoding="utf-8").splitlines(), 1)
        if "голос" in text
    )
    assert {"en": f"1 (lines {line})", "ru": f"1 (строки {line})"}[lang] in told
    answer(queue, "голос")
    put("other.delta", "дом")
    assert "1 (" not in run(queue, "--lang", lang, script="other.delta").stderr.replace(
        "1 (100%)", ""
    )


def test_an_answer_is_said_in_the_language_that_was_asked_for():
    run("q.md", "--lang", "en")
    answer("q.md", "мать + память")
    assert run("q.md", "--lang", "en").stdout == "порог: memory*2 + mother\n"


def test_the_choices_of_an_answer_are_made_by_the_seed():
    run("q.md", "--seed", "1")
    answer("q.md", "день | ночь")
    made = {run("q.md", "--seed", str(seed)).stdout for seed in range(8)}
    assert made == {"порог: день + память\n", "порог: ночь + память\n"}


def test_an_answer_that_names_what_is_to_be_avoided_is_told_and_not_taken():
    put("ban.delta", "двор: a - холод + <?x>\n")
    invoke("run", "ban.delta", "--human", "q.md")
    queue = Path("q.md").read_text(encoding="utf-8")
    put("q.md", queue.replace("\n\n```\n", "\nветер + холод\n```\n"))
    result = invoke("run", "ban.delta", "--human", "q.md", "--to", "delta")
    assert result.stdout == "двор: <?x> + a - холод\n"
    assert "open: x (its answer names what is to be avoided: холод)" in result.stderr
    assert status(result) == 1
