"""The magics, in an IPython without a terminal."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from deltalang import Scene, expand

Cell = Callable[[str], Any]


def plain(shown: Any) -> list[str]:
    return [bundle["text/plain"] for bundle in shown.bundles]


# ------------------------------------------------------------------------- the line magic


def test_a_line_gives_the_scene(shell: InteractiveShell, cell: Cell) -> None:
    shown = cell("scene = %delta Δ02 + память → лес{ночь}")
    assert shown.bundles == []
    assert shell.user_ns["scene"] == expand("Δ02 + память → лес{ночь}")


def test_a_line_shows_the_scene_with_where_it_comes_from(cell: Cell) -> None:
    [bundle] = cell("%delta Δ02 + память").bundles
    assert sorted(bundle) == ["text/html", "text/plain"]
    assert bundle["text/plain"].startswith("Δ02 + память  #")
    assert "Δ02@1" in bundle["text/plain"]
    assert bundle["text/html"].startswith('<iframe sandbox="" title="Δ02 + память"')


def test_a_scene_shows_how_it_came_about_for_as_long_as_it_is_there(cell: Cell) -> None:
    cell("scene = %delta Δ02\nother = %delta жар + рост + сжатие")
    assert "Δ02@1" in plain(cell("scene"))[0]
    assert "Δ02@1" not in plain(cell("other"))[0]


def test_a_scene_from_elsewhere_is_shown_too(cell: Cell) -> None:
    assert plain(cell("import deltalang\ndeltalang.expand('память*2')"))[0].startswith(
        "память*2  #"
    )


def test_a_scene_in_a_list_is_short(cell: Cell) -> None:
    cell("scene = %delta память")
    assert plain(cell("[scene, scene]")) == ["[<Scene память>, <Scene память>]"]


def test_a_definition_gives_nothing_and_says_what_it_means(shell: Any, cell: Cell) -> None:
    shown = cell("x = %delta Δ:ход = Δ02 → лес")
    assert plain(shown) == ["Δ:ход = жар + рост + сжатие → лес"]
    assert shell.user_ns["x"] is None


@pytest.mark.parametrize(
    "expression",
    ["{x} + $x", '"a + b" + память', "- холод + x", "a~b*3/2", "x{context: дом}", "[день → ночь]"],
)
def test_an_expression_is_taken_as_it_stands(shell: Any, cell: Cell, expression: str) -> None:
    shell.user_ns["x"] = "нечто"
    if expression.startswith("{"):
        assert "E1" in plain(cell(f"%delta {expression}"))[0]
        return
    cell(f"scene = %delta {expression}")
    assert shell.user_ns["scene"] == expand(expression)


def test_a_target_gives_its_text(shell: Any, cell: Cell) -> None:
    shown = cell("%delta --to prompt --lang en память - холод")
    assert plain(shown)[0].splitlines()[-1] == "- “cold”"
    assert sorted(shown.bundles[0]) == ["text/plain"]
    cell("text = %delta --to=markdown память")
    assert shell.user_ns["text"].startswith("Сцена задана")
    assert plain(cell("(text,)"))[0].startswith("('Сцена")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("%delta", "write a scene"),
        ("%delta --lang ru", "напишите"),
        ("%delta --to haik память", "no target `haik`"),
        ("%delta --to haik --lang ru память", "вида вывода `haik`"),
        ("%delta --nope память", "--nope"),
        ("%delta --lang de память", "'de'"),
        ("%%delta a-b\nпамять", "`a-b`"),
        ("%%delta --lang ru a-b\nпамять", "имя вроде"),
        ("%%delta one two\nпамять", "two"),
        ("%%delta class\nпамять", "`class`"),
        ("%%delta None\nпамять", "`None`"),
    ],
)
def test_a_wrong_use_is_one_line(cell: Cell, line: str, words: str) -> None:
    shown = cell(line)
    said = shown.stderr + shown.stdout
    assert words in said
    assert said.startswith("UsageError: ")
    assert "Traceback" not in said
    assert not shown.done.success


# ------------------------------------------------------------------------- the cell magic


def test_a_cell_shows_what_it_says_in_order(cell: Cell) -> None:
    shown = cell("%%delta\nдвор: память\nΔ:ход = бег\n:expect двор has память\n:mode сон\nлес")
    first, defined, holds, last = plain(shown)
    assert first.startswith("двор  #")
    assert (defined, holds) == ("Δ:ход = бег", "holds")
    assert "лес{сон}" in last


def test_a_formula_of_a_cell_is_known_in_the_next(shell: Any, cell: Cell) -> None:
    cell("%%delta\nΔ:ход = бег → лес")
    cell("scene = %delta Δ:ход + Δ:ход")
    assert shell.user_ns["scene"] == expand("(бег → лес)*2")


def test_a_name_gets_the_scenes(shell: Any, cell: Cell) -> None:
    cell("%%delta scenes\nдвор: память\nлес")
    assert shell.user_ns["scenes"] == (expand("память"), expand("лес"))
    cell("%%delta --to prompt texts\nдвор: память")
    [text] = shell.user_ns["texts"]
    assert "«память»" in text


def test_the_last_scene_can_be_gone_on_with(shell: Any, cell: Cell) -> None:
    cell("%%delta\nдвор: память + жар")
    cell("scene = %delta Δ:last*2")
    assert shell.user_ns["scene"] == expand("память*2 + жар*2")


def test_a_vanished_script_is_shown_in_the_cell_that_uses_it(cell: Cell) -> None:
    Path("lib.delta").write_text("Δ:lib = небо\n", encoding="utf-8")
    cell("%%delta\nмох\n:use lib")
    Path("lib.delta").unlink()
    problem, told, scene = plain(cell("%%delta\nлес"))
    assert problem.startswith("In [1]:3:1: error E111")
    assert "3 | :use lib" in problem
    assert "set aside" in told
    assert scene.startswith("лес  #")
    assert plain(cell("%%delta\nтень"))[0].startswith("тень  #")


@pytest.mark.parametrize(
    ("lang", "severity", "word"), [("en", "error", "try"), ("ru", "ошибка", "совет")]
)
def test_a_problem_is_shown_with_carets(cell: Cell, lang: str, severity: str, word: str) -> None:
    shown = cell(f"%%delta --lang {lang}\nдвор: Δ02 память\nлес")
    [bundle] = shown.bundles
    lines = bundle["text/plain"].splitlines()
    assert lines[0].startswith(f"In [1]:2:11: {severity} E101: ")
    assert lines[1:4] == ["  |", "2 | двор: Δ02 память", "  |           ^^^^^^"]
    assert lines[4].startswith(f"  = {word}: ")
    assert "^^^^^^" in bundle["text/html"]
    said = shown.stderr + shown.stdout
    assert said.strip().startswith("Refused: ")
    assert "Traceback" not in said
    assert not shown.done.success


def test_a_problem_leaves_names_as_they_are(shell: Any, cell: Cell) -> None:
    shell.user_ns["scene"] = "прежняя"
    cell("scene = %delta Δ999")
    cell("%%delta scene\nΔ999")
    assert shell.user_ns["scene"] == "прежняя"


def test_a_warning_stands_above_the_scene(cell: Cell) -> None:
    warning, scene = plain(cell("%%delta\nΔ02 - жар"))
    assert "W501" in warning
    assert scene.startswith("Δ02 - жар  #")


def test_the_language_of_a_notebook_can_be_set(cell: Cell) -> None:
    cell('%config DeltaMagics.lang = "ru"')
    assert "ошибка" in plain(cell("%delta Δ999"))[0]
    assert "error" in plain(cell("%delta --lang en Δ999"))[0]
    assert "= память" in plain(cell("%delta memory"))[0]


def test_the_locale_sets_the_language(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "ошибка" in plain(cell("%delta Δ999"))[0]


def test_a_project_that_may_not_be_read_is_one_line(
    cell: Cell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "deltalang.lock")

    monkeypatch.setattr("deltalang.notebook.conversation.Project.find", refuse)
    shown = cell("%delta память")
    assert (shown.stderr + shown.stdout).startswith("UsageError: deltalang.lock: Permission denied")
    shown = cell("%delta --lang ru память")
    assert (shown.stderr + shown.stdout).startswith("UsageError: deltalang.lock: нет доступа")


# -------------------------------------------------------------------------- the extension


def test_help_names_the_options(shell: Any) -> None:
    for kind, name in (("line", "%delta"), ("cell", "%%delta")):
        text = shell.find_magic("delta", kind).__doc__
        assert f"  {name} [--to TARGET] [--lang {{en,ru}}]" in text


def test_loading_again_begins_anew(shell: Any, cell: Cell) -> None:
    cell("%delta Δ:ход = бег")
    cell("%reload_ext deltalang")
    assert "E201" in plain(cell("%delta Δ:ход"))[0]
    assert len(shell.Completer.custom_matchers) == 1
    assert [type(one).__name__ for one in shell.configurables].count("DeltaMagics") == 1


def test_unloading_leaves_nothing(shell: Any, cell: Cell) -> None:
    cell("scene = %delta память")
    cell("%unload_ext deltalang")
    assert plain(cell("scene")) == ["<Scene память>"]
    assert "not found" in cell("%delta память").stderr
    assert "not found" in cell("%%delta\nпамять").stderr
    assert shell.Completer.custom_matchers == []


def test_the_library_needs_no_ipython() -> None:
    program = "import sys, deltalang; assert not {'IPython', 'traitlets'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_scene_is_shown_by_python_as_before() -> None:
    assert repr(expand("память")) == "<Scene память>"
    assert not [name for name in dir(Scene) if name.startswith("_repr_")]


# ------------------------------------------------------------------------- limits


def test_a_limit_can_be_raised_for_a_cell(shell: InteractiveShell, cell: Cell) -> None:
    refused = cell("%delta (а → б)^6000")
    assert "--limit beats=" in plain(refused)[0]
    cell("scene = %delta --limit beats=20000 --limit images=20000 (а → б)^6000")
    assert shell.user_ns["scene"].size > 12_000
    assert "E302" in plain(cell("%delta (а → б)^6000"))[0]
    cell("%%delta --limit=beats=20000 --limit images=20000 scenes\n(а → б)^6000")
    assert len(shell.user_ns["scenes"]) == 1


def test_a_limit_that_is_none_is_told(cell: Cell) -> None:
    for given in ("beats", "beats=-1", "лес=3", "nesting=999999"):
        assert f"`{given}` is no limit" in cell(f"%delta --limit {given} лес").stderr
