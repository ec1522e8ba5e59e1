"""`deltalang import sd|compel|midjourney`: prompts come in as scripts."""

import sys
from pathlib import Path

import click
import pytest
from command_line import invoke, piped

from deltalang import expand
from deltalang.session import Session


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_text_becomes_a_labelled_scene(folder: Path) -> None:
    result = invoke("import", "midjourney", "память::2 жар --no холод")
    assert result.stdout == "prompt: память*2 + жар - холод\n"
    assert result.stderr == ""


def test_a_file_gives_its_name_to_the_scene(folder: Path) -> None:
    (folder / "старый_двор.txt").write_text("(качели:1.5)\nNegative prompt: снег", encoding="utf-8")
    shown = invoke("import", "sd", "старый_двор.txt").stdout
    assert shown == "старый двор: качели*3/2 - снег\n"
    [(label, scene)] = [(one.label, one.scene) for one in Session().scenes(shown)]
    assert (label, scene) == ("старый двор", expand("качели*3/2 - снег"))


@pytest.mark.parametrize("stem", ["сцена1", "it's", "scene1"])
def test_a_name_that_is_no_bare_term_may_still_be_a_label(folder: Path, stem: str) -> None:
    (folder / f"{stem}.txt").write_text("дом", encoding="utf-8")
    assert invoke("import", "sd", f"{stem}.txt").stdout == f"{stem}: дом\n"
    (folder / "d02.txt").write_text("дом", encoding="utf-8")
    assert invoke("import", "sd", "d02.txt").stdout == "prompt: дом\n"


def test_standard_input_is_read(folder: Path) -> None:
    assert invoke("import", "compel", "-", text="a+, b").stdout == "prompt: a*11/10 + b\n"


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "is not carried over"), ("ru", "не переносится")]
)
def test_what_is_not_carried_over_is_named_on_standard_error(
    folder: Path, lang: str, words: str
) -> None:
    result = invoke("import", "sd", "a <lora:x:1>", "--lang", lang)
    assert result.stdout == "prompt: a\n"
    assert "W515" in result.stderr
    assert words in result.stderr
    assert not result.return_value


def test_a_prompt_that_cannot_be_read_is_status_1(folder: Path) -> None:
    result = invoke("import", "sd", "(a:1.2.3)", "--format", "concise")
    assert result.return_value == 1
    assert result.stdout == ""
    assert result.stderr == "<expression>:1:4: error E501: `1.2.3` is not a weight\n"


@pytest.mark.parametrize(
    "words",
    [("dalle", "a"), ("sd", "a", "b"), ("sd", ""), ("sd", "no.txt"), ("sd",), ("a + b",), ()],
)
def test_wrong_use_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(click.ClickException):
        invoke("import", *words)


def test_a_notation_alone_asks_for_a_prompt(folder: Path) -> None:
    with pytest.raises(click.UsageError, match="sd wants a prompt"):
        invoke("import", "sd")
    with pytest.raises(click.UsageError, match="sd нужен запрос"):
        invoke("import", "sd", "--lang", "ru")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a path")
def test_a_pipe_is_read_and_gives_no_name(folder: Path) -> None:
    with piped("дом, (окно:1.5)") as path:
        assert invoke("import", "sd", path).stdout == "prompt: окно*3/2 + дом\n"


def test_a_terminal_obeys_nothing_in_a_prompt(folder: Path) -> None:
    result = invoke("import", "sd", "(a\x1b]0;x\x07:1.5), <lora:\x1b[2J:1>")
    assert "\x1b" not in result.stdout + result.stderr


def test_an_expanded_script_comes_back(folder: Path) -> None:
    for target in ("sd", "compel", "midjourney"):
        prompt = invoke("expand", "--to", target, "память*2 + (дождь | снег) - холод").stdout
        (folder / "двор.txt").write_text(prompt, encoding="utf-8")
        shown = invoke("import", target, "двор.txt").stdout
        assert shown == "двор: память*2 + (дождь | снег) - холод\n"
