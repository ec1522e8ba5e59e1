"""`deltalang check`: every problem, in one run."""

import json
from functools import partial
from pathlib import Path

import pytest
from command_line import invoke

GOOD, WARNED, BAD = "двор: Δ02 + память\n", "Δ02 - жар\n", "Δ02 память\n"


check = partial(invoke, "check")


@pytest.mark.parametrize(
    ("text", "strict", "wanted"),
    [
        (GOOD, 0, 0),
        (WARNED, 0, 0),
        (BAD, 0, 1),
        (GOOD, 1, 0),
        (WARNED, 1, 1),
        (BAD, 1, 1),
        ("", 1, 0),
    ],
)
def test_the_exit_status_says_what_was_found(text: str, strict: int, wanted: int) -> None:
    assert check(*["--strict"] * strict, "-", text=text).return_value == wanted


def test_counts_what_it_found() -> None:
    result = check("-", text=GOOD + WARNED + BAD)
    assert "1 error(s), 1 warning(s) in 1 file(s)" in result.stderr
    assert "no problems found" in check("-", text=GOOD).stderr


def test_checks_files_and_folders_in_order(tmp_path: Path) -> None:
    for name, text in (("b.delta", BAD), ("a.delta", BAD), ("c/d.delta", BAD), ("e.txt", BAD)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = check(str(tmp_path), "--format", "concise")
    names = [line.partition(":")[0] for line in result.stdout.splitlines()]
    assert names == [str(tmp_path / name) for name in ("a.delta", "b.delta", "c/d.delta")]


def test_a_file_that_is_not_utf8_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.delta").write_bytes("свет".encode("utf-16"))
    (tmp_path / "b.delta").write_text(BAD, encoding="utf-8")
    result = check(str(tmp_path), "--format", "json")
    assert [problem["code"] for problem in json.loads(result.stdout)] == ["E108", "E101"]
    assert result.return_value == 1
    assert "in 2 file(s)" in check(str(tmp_path)).stderr


def test_an_empty_folder_has_no_problems(tmp_path: Path) -> None:
    assert check(str(tmp_path)).return_value == 0


@pytest.mark.parametrize("style", ["full", "concise", "json", "github"])
def test_every_style_names_code_line_and_message(style: str) -> None:
    shown = check("-", "--format", style, text="свет\n" + BAD).stdout
    assert "E101" in shown
    assert "an operator is missing" in shown
    assert {"full": ":2:5:", "concise": ":2:5:", "json": '"line": 2', "github": "line=2,col=5"}[
        style
    ] in shown


def test_json_of_no_problems_is_an_empty_list() -> None:
    assert json.loads(check("-", "--format", "json", text=GOOD).stdout) == []


def test_columns_count_code_points_from_one_after_a_bom() -> None:
    [problem] = json.loads(check("-", "--format", "json", text="\ufeff🔥\n").stdout)
    assert (problem["line"], problem["column"], problem["end_column"]) == (1, 1, 2)


def test_problems_come_in_the_order_of_the_text() -> None:
    text = "Δ02 - жар\nсвет #тег\nΔ99\nпамять{tempo: шум}\nдвор: а\nдвор: б\n"
    found = json.loads(check("-", "--format", "json", text=text).stdout)
    assert [(p["line"], p["code"]) for p in found] == [
        (1, "W501"), (2, "E101"), (3, "E201"), (4, "E210"), (6, "E212"),
    ]  # fmt: skip


def test_speaks_russian_when_asked() -> None:
    result = check("-", "--lang", "ru", text=BAD)
    assert "ошибка E101" in result.stdout
    assert "ошибок: 1" in result.stderr


def test_finds_used_scripts_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "чувства.delta").write_text("Δ:грусть = дождь + окно\n", encoding="utf-8")
    file = tmp_path / "двор.delta"
    file.write_text(":use чувства\nΔ:грусть + память\n", encoding="utf-8")
    assert check(str(file)).return_value == 0


def test_a_limit_can_be_lowered() -> None:
    assert "E301" in check("-", "--limit", "images=2", text="а + б + в\n").stdout
