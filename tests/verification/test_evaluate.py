"""`deltalang.evaluate`: the folder of answers from Python, as the command compares it."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from command_line import invoke, put

import deltalang
from deltalang.verification.reporting import data


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put("s.delta", "а: дом → лес\nб: - холод\n")
    put("answers/a/а.txt", "дома и леса")
    put("answers/a/б.json", "{")
    put("answers/b/а.txt", "дом")


def test_it_says_what_the_command_says() -> None:
    made = deltalang.evaluate("answers", Path("s.delta"), baseline="a")
    shown = invoke("eval", "answers", "--against", "s.delta", "--baseline", "a", "--to", "json")
    assert data(made, against="s.delta") == json.loads(shown.stdout)


def test_scenes_may_be_given_as_text_or_as_a_scene() -> None:
    (made,) = deltalang.evaluate("answers/b", "а: дом + лес").contenders
    assert (made.name, made.score) == ("b", Fraction(1, 2))
    put("one/1.txt", "дом")
    assert deltalang.evaluate("one", deltalang.expand("дом")).contenders[0].score == 1


def test_a_file_of_scenes_is_read_in_its_project() -> None:
    invoke("init")
    put("f.delta", "Δ:двор = качели + пыль\n")
    invoke("publish", "f.delta")
    put("s.delta", "а: Δ:двор\n")
    put("answers/b/а.txt", "пыль на качелях")
    made = deltalang.evaluate("answers/b", Path("s.delta"))
    assert made.contenders[0].score == 1


@pytest.mark.parametrize(
    ("where", "against", "error"),
    [
        ("nowhere", "а: дом", FileNotFoundError),
        ("s.delta", "а: дом", NotADirectoryError),
        ("answers", "г: дом", ValueError),
        ("answers", "", ValueError),
        ("answers", "а: дом +", deltalang.DeltaError),
        ("answers", Path("nowhere.delta"), FileNotFoundError),
    ],
)
def test_wrong_input_is_refused(where: str, against: Path | str, error: type[Exception]) -> None:
    with pytest.raises(error):
        deltalang.evaluate(where, against)


def test_a_baseline_that_is_no_contender_is_refused() -> None:
    with pytest.raises(KeyError):
        deltalang.evaluate("answers", "а: дом", baseline="nobody")


def test_who_only_imports_does_not_pay_for_it() -> None:
    code = "import deltalang, sys; sys.exit(any('verification' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
