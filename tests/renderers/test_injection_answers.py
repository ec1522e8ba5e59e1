"""Hostile answers: to `verify`, whose text is data only, and of a person in the queue of `run`."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import invoke, put
from renderers.attacks import ATTACKS, BENIGN
from renderers.hostile import atoms, obeyed, put_each, read
from renderers.test_injection_places import EVERY as SHAPES

from deltalang.cli.printing import harmless
from deltalang.fields import dump_yaml
from deltalang.filling.places import places_of
from deltalang.filling.questions import Question
from deltalang.filling.queue import add_questions, read_queue
from deltalang.session import Session

SCENE = "кувшин + фонарь? + (лестница → чердак) - ворон"
FRAME = "Кувшин стоял у окна.\n\n{}\n\nФонарь горел. Вот лестница, за ней чердак.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def verified(*names: str, target: str = "jsonl", against: str = SCENE) -> list[str]:
    made = invoke("verify", *names, "--against", against, "--to", target, "--lang", "ru")
    assert obeyed(made.stdout + made.stderr) == set()
    return made.stdout.splitlines()


def verdict(made: dict[str, Any]) -> object:
    """What was decided; places move with the lines of the text between."""
    images = [(one["text"], one["status"], one["value"], one["count"]) for one in made["images"]]
    return sorted(made), images, [(one["text"], one["status"]) for one in made["avoid"]]


def test_an_answer_changes_the_verdict_of_nothing_that_it_does_not_name() -> None:
    names = put_each("answers", [*ATTACKS, *BENIGN], FRAME, "txt")
    good = put("good.txt", FRAME.replace("{}", "Дом.")).as_posix()
    found = [json.loads(line) for line in verified(good, *names, good)]
    assert [made["answer"] for made in found] == [good, *names, good]
    assert found[0] == found[-1]
    changed = [made["answer"] for made in found if verdict(made) != verdict(found[0])]
    assert {read(name).split("\n\n", 1)[1] for name in changed} == set()
    assert {made["score"] for made in found} == {1.0}


BETWEEN = [
    "\x1b[2J",
    "\u202e",
    "\n- ",
    "\r",
    "\x9b31m",
    "\u2028",
    "\x85",
    "{}<~x\x1b[m>",
    "\nкувшин: найдено\n",
]


def test_an_answer_adds_no_line_to_a_table() -> None:
    names = put_each("answers", BETWEEN, "кувшин{}фонарь, фонарь {} горел, кувшин {}", "txt")
    assert len(verified(*names, target="table")) <= len(names) + 3
    counted = map(json.loads, verified(*names, against="кувшин~фонарь + кувшин"))
    for name, one in zip(names, counted, strict=True):
        own = len(one["images"]) + len(one["unfilled"]) + 1
        shown = verified(name, target="table", against="кувшин~фонарь + кувшин")
        assert len(shown) == own
        assert shown[-1].startswith(name + ": ")


def test_a_hostile_scene_has_a_line_for_each_image() -> None:
    answer = put("a.txt", "Кувшин. " + "\n".join(BENIGN)).as_posix()
    script = put("s.delta", "двор: " + " + ".join(atoms(ATTACKS)) + "\n").as_posix()
    [made] = map(json.loads, verified(answer, against=script))
    shown = verified(answer, against=script, target="table")
    assert len(shown) == len(made["images"]) + len(made["unfilled"]) + 1


# ------------------------------------------------------------------------ the queue of a person

PATH = Path("q.yaml")


def run(answers: list[str], target: str) -> str:
    """Ask a question for each answer, answer it, and run again."""
    holes = "".join(f" + <?вопрос {number}>" for number in range(len(answers)))
    put("s.delta", f"порог: память{holes} + <?что слышно>\n")
    keys = places_of(Session().expand(f"память{holes} + <?что слышно>"))
    said = {f"вопрос {number}": answer for number, answer in enumerate(answers)}
    written = [
        {"id": one.key, "scene": "x", "question": one.text, "answer": said.get(one.text, "море")}
        for one in keys
    ]
    put("q.yaml", dump_yaml({"format": "deltalang.queue/1", "questions": written}))
    made = invoke("run", "s.delta", "--human", "q.yaml", "--to", target, "--lang", "ru")
    assert obeyed(made.stdout + made.stderr) == set()
    return made.stdout


@pytest.mark.parametrize("target", SHAPES)
def test_a_person_s_answer_is_an_image_like_any_other(target: str) -> None:
    said = different(atoms(ATTACKS))
    if target == "delta":  # shows each control as the same sign, and terms may become equal
        said = different([harmless(text) for text in said])
    plain = [f"{chr(ord('а') + n // 20)}{chr(ord('а') + n % 20)}слово" for n in range(len(said))]
    assert len(said) > 100
    assert SHAPES[target](run(said, target)) == SHAPES[target](run(plain, target))


def different(texts: list[str]) -> list[str]:
    """Equal images would add up to one."""
    return list({Session().expand(text).canonical: text for text in texts}.values())


def test_an_answer_that_is_no_scene_harms_no_other() -> None:
    """As a person may write it: notation, or something that is none."""
    made = json.loads(run(ATTACKS, "json"))
    assert "море" in [image["text"] for image in made["images"]]
    assert "память" in [image["text"] for image in made["images"]]


def test_a_question_is_one_entry_that_reads_back() -> None:
    PATH.write_text("format: deltalang.queue/1\n# mine\nquestions:\n", "utf-8")
    asked = [Question(f"k{number}", text, text) for number, text in enumerate(ATTACKS)]
    for one in asked:
        assert add_questions(PATH, [one]) == 1
    found = list(read_queue(PATH).values())
    assert [(one.id, one.question.split()) for one in found] == [
        (one.id, one.question.split()) for one in asked
    ]
    assert PATH.read_text("utf-8").startswith("format: deltalang.queue/1\n# mine\n")
