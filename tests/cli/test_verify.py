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


def test_verify_has_a_line_for_each_beat_and_falls_short_of_one_that_is_absent() -> None:
    asked = ("-", "--against", "bread → _ → zebra → door")
    made = verify(*asked, text="Bread, then a door. And bread again.")
    assert made.stdout == (
        "bread → _ → zebra → door: partly found; not found: zebra 1:1 «Bread»\n"
        "  1. bread: found 1:1 «Bread»\n"
        "  2. _: not checked: no word can show it\n"
        "  3. zebra: not found by words (a paraphrase may hide)\n"
        "  4. door: found 1:15 «door»\n"
        "<stdin>: score 0.67: falls short\n"
    )
    assert status(made) == 1
    (image,) = json.loads(verify(*asked, "--to", "json", text="Bread, then a door.").stdout)[
        "images"
    ]
    assert (image["in_order"], image["missing"], image["groups"][0]["missing"]) == (
        False,
        ["zebra"],
        [3],
    )


def test_verify_falls_short_of_beats_out_of_order_and_says_which() -> None:
    asked = ("-", "--against", "(соль + хлеб) → дверь → [окно → свет]~дом", "--lang", "ru")
    made = verify(*asked, text="Дверь, хлеб без соли. В доме свет из окна.")
    assert made.stdout.splitlines() == [
        "соль + хлеб → дверь → [окно → свет]~дом: не по порядку; по порядку идут такты 2, 3 1:1 «Дверь»",
        "  1. соль + хлеб: найдено, но не на своём месте 1:8 «хлеб»",
        "  2. дверь: найдено 1:1 «Дверь»",
        "  3. [окно → свет]~дом: найдено 1:25 «доме»",
        "    1. окно: найдено 1:38 «окна»",
        "    2. свет: найдено 1:30 «свет»",
        "<stdin>: оценка 0.75: не дотягивает",
    ]
    assert status(made) == 1


def test_a_line_of_a_beat_shows_the_place_that_is_in_order() -> None:
    made = verify("-", "--against", "bread → door", text="A door. Bread; a door.")
    assert made.stdout.splitlines()[1:3] == [
        "  1. bread: found 1:9 «Bread»",
        "  2. door: found 1:18 «door»",
    ]


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff\u200b", '{"text": " "}'])
def test_an_empty_answer_is_said_to_be_empty(text: str) -> None:
    made = verify("-", "--against", "дом → лес - холод", text=text)
    assert made.stdout == "<stdin>: the answer is empty; score 0.00: falls short\n"
    made = verify("-", "--against", "- холод", "--lang", "ru", "--min-score", "0", text=text)
    assert made.stdout == "<stdin>: ответ пуст; оценка 0.00: не дотягивает\n"
    assert status(made) == 1
    put("двор.txt", text)
    made = verify("двор.txt", "a.txt", "--against", "- холод")
    assert [line.split()[-1] for line in made.stdout.splitlines()] == ["verdict", "empty", "good"]
    shown = json.loads(verify("-", "--against", "дом", "--to", "json", text=text).stdout)
    SCHEMA.validate(shown)
    assert (shown["empty"], shown["passed"], shown["exact_score"]) == (True, False, "0")


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


@pytest.mark.parametrize("answer", ["во дворе тихо", "a\0b", "x" * 300])
def test_a_text_in_place_of_an_answer_is_told_from_a_file(answer: str) -> None:
    with pytest.raises(click.ClickException, match="ответ — это файл, папка с файлами или -"):
        verify(answer, "--against", "s.delta", "--lang", "ru")


def test_of_standard_input_only_the_option_chooses_the_scene() -> None:
    with pytest.raises(click.UsageError, match=r"standard input.* --label: двор, память"):
        verify("-", "--against", "s.delta", "--lang", "en", text="двор")


def test_an_answer_that_is_not_there_is_status_2() -> None:
    done = spawn("verify", "nowhere.txt", "--against", "дом", cwd=Path.cwd())
    assert (done.returncode, done.stdout) == (2, b"")
