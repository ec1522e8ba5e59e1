"""`deltalang verify`: the table, JSON, the choice of a scene, exit statuses."""

import json
from functools import partial
from pathlib import Path

import click
import pytest
from command_line import invoke, put, spawn, status

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
