"""`deltalang verify`: the table, JSON, the choice of a scene, exit statuses."""

import json
from functools import partial
from pathlib import Path

import click
import pytest
from command_line import invoke, put, spawn, status
from jsonschema import Draft202012Validator

from deltalang._resources import read_resource

SCHEMA = Draft202012Validator(json.loads(read_resource("verification", "verification.schema.json")))
verify = partial(invoke, "verify")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("a.txt", "Он жил памятью о доме.\nВо дворе без машин тихо.\n")
    put("s.delta", "двор: двор - машина\nпамять: память + холод\n")


def test_verify_shows_where_each_image_stands() -> None:
    made = verify("a.txt", "--against", "s.delta", "--label", "двор", LC_ALL="ru_RU.UTF-8")
    assert made.stdout == (
        "двор: найдено 2:4 «дворе»\n"
        "избегать машина: упомянуто с отрицанием 2:14 «машин»\n"
        "a.txt: оценка 1.00: годится\n"
    )
    assert status(made) == 0


def test_verify_falls_short_of_a_missing_anchor() -> None:
    asked = ("a.txt", "--against", "s.delta", "--label", "память")
    assert status(verify(*asked)) == 1
    assert status(verify(*asked, "--min-score", "0.5")) == 0
    made = json.loads(verify(*asked, "--to", "json").stdout)
    assert (made["score"], made["exact_score"], made["passed"]) == (0.5, "1/2", False)


@pytest.mark.parametrize("more", [(), ("--label", "нет")])
def test_verify_names_the_labels_there_are(more: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError, match="двор, память"):
        verify("a.txt", "--against", "s.delta", *more)


def test_verify_refuses_what_is_no_text() -> None:
    put("b.png", b"\x89PNG\xff\xfe")
    done = spawn("verify", "b.png", "--against", "дом", cwd=Path.cwd())
    assert (done.returncode, b"E108" in done.stderr) == (2, True)


def test_verify_obeys_nothing_in_an_answer() -> None:
    made = verify("-", "--against", "дом~лес", text="дом\x1b[2J\u202e лес")
    assert "\x1b" not in made.stdout
    assert "\u202e" not in made.stdout


# -------------------------------------------------------------------------- several answers


def test_the_name_of_an_answer_chooses_the_scene() -> None:
    put("Двор.txt", "двор")
    put("память.2.md", "память, холод")
    made = verify("Двор.txt", "память.2.md", "--against", "s.delta", "--lang", "ru")
    assert [line.split() for line in made.stdout.splitlines()] == [
        ["ответ", "сцена", "оценка", "опоры", "гипотезы", "утечки", "по", "порядку", "вывод"],
        ["Двор.txt", "двор", "1.00", "100%", "–", "0/1", "–", "годится"],
        ["память.2.md", "память", "1.00", "100%", "–", "–", "–", "годится"],
    ]
    assert status(made) == 0
    assert status(verify("Двор.txt", "--against", "s.delta", "--label", "ПАМЯТЬ")) == 1


def test_a_folder_means_the_answers_in_it() -> None:
    put("answers/двор.txt", "двор")
    put("answers/память.json", '{"text": "память"}')
    put("answers/notes.log", "двор")
    made = verify("answers", "--against", "s.delta", "--lang", "en")
    verdicts = [line.split("  ")[-1].strip() for line in made.stdout.splitlines()]
    assert verdicts == ["verdict", "good", "falls short"]
    assert status(made) == 1
    put("empty/notes.log", "двор")
    with pytest.raises(click.ClickException, match="no answers in empty"):
        verify("empty", "--against", "s.delta")


def test_details_show_every_image_of_several_answers_too() -> None:
    put("двор.txt", "двор")
    made = verify("двор.txt", "двор.txt", "--against", "s.delta", "--details")
    assert made.stdout.count("двор: found 1:1") == 2
    assert made.stdout.splitlines()[-1].endswith("good")


def test_the_json_of_several_answers_is_one_list_and_validates() -> None:
    put("двор.txt", "двор, машина")
    put("память.json", "{")
    asked = ("двор.txt", "память.json", "--against", "s.delta")
    made = verify(*asked, "--to", "json")
    listed = json.loads(made.stdout)
    lines = [json.loads(line) for line in verify(*asked, "--to", "jsonl").stdout.splitlines()]
    assert listed == lines
    for one in listed:
        SCHEMA.validate(one)
    assert [one["label"] for one in listed] == ["двор", "память"]
    assert listed[1]["problem"] == {
        "code": "E112",
        "message": "answer-json",
        "line": 1,
        "column": 1,
    }
    assert "E112" in made.stderr
    assert status(made) == 1
    SCHEMA.validate(json.loads(verify("двор.txt", "--against", "s.delta", "--to", "json").stdout))


@pytest.mark.parametrize(
    "scene",
    [
        "дом → (лес | река)",
        "[дом → лес]",
        "дом~лес?",
        "_",
        "<~опиши>",
        "дом*1/3 - лес*2",
        "Δ24",
        "0",
    ],
)
def test_every_kind_of_scene_gives_json_that_validates(scene: str) -> None:
    asked = ("a.txt", "--against", scene, "--to", "json")
    SCHEMA.validate(json.loads(verify(*asked).stdout))


def test_one_answer_that_cannot_be_read_does_not_hide_the_others() -> None:
    put("двор.txt", "двор")
    put("память.txt", b"\xff")
    made = verify("память.txt", "двор.txt", "--against", "s.delta", "--lang", "en")
    assert made.stdout.splitlines()[1].endswith("cannot be read")
    assert made.stdout.splitlines()[2].endswith("good")
    assert "E108" in made.stderr
    assert status(made) == 2


def test_places_in_a_json_answer_are_those_of_the_file() -> None:
    put("двор.json", '{\n  "text": "тихо\\nво дворе"\n}\n')
    made = verify("двор.json", "--against", "s.delta", "--own-words")
    assert "двор: found 2:21 «дворе»" in made.stdout
    made = verify("-", "--against", "s.delta", "--label", "двор", text='{"text": "во дворе"}')
    assert "1:14 «дворе»" in made.stdout


def test_words_that_cannot_be_said_in_the_language_are_named() -> None:
    made = verify("a.txt", "--against", "абырвалг + память", "--lang", "en")
    assert "абырвалг" in made.stderr
    assert "абырвалг" not in verify("a.txt", "--against", "абырвалг + память").stderr


def test_an_answer_that_is_not_there_is_status_2() -> None:
    done = spawn("verify", "nowhere.txt", "--against", "дом", cwd=Path.cwd())
    assert (done.returncode, done.stdout) == (2, b"")
