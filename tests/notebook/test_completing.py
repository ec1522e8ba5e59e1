"""Completion through IPython's own completer, as a notebook asks for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter


def complete(shell: Any, text: str) -> list[str]:
    """The texts as they stand after the first of the offers was taken."""
    with provisionalcompleter():
        found = list(shell.Completer.completions(text, len(text)))
    return [text[: one.start] + one.text + text[one.end :] for one in found]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("%%delta\nдвор: Δ0", "%%delta\nдвор: Δ02"),
        ("%%delta --lang ru\nпамять\nдвор: \\D0", "%%delta --lang ru\nпамять\nдвор: Δ02"),
        ("%%delta\nлес{tempo: al", "%%delta\nлес{tempo: allegro"),
        ("%%delta\n:mo", "%%delta\n:mode"),
        ("%%delta\nдвор: холод + жар", "%%delta\nдвор: холод + Δ02"),
        ("%delta память + Δ:сжатие", "%delta память + Δ:сжатие-жар-рост"),
        ("scene = %delta Δ0", "scene = %delta Δ02"),
        ("x = 1\nscene = %delta Δ0", "x = 1\nscene = %delta Δ02"),
        ("%delta --to prompt Δ0", "%delta --to prompt Δ02"),
        ("%delta --to pro", "%delta --to prompt"),
        ("%delta --to=pro", "%delta --to=prompt"),
        ("%delta --la", "%delta --lang"),
        ("%%delta --lang r", "%%delta --lang ru"),
        ("%%delta --", "%%delta --to"),
    ],
)
def test_goes_on_with_what_is_typed(shell: Any, typed: str, wanted: str) -> None:
    assert wanted in complete(shell, typed)


def test_offers_nothing_of_python_behind_the_magics(shell: Any) -> None:
    shell.user_ns["памятующий"] = 1
    found = complete(shell, "%delta памят")
    assert "%delta память" in found
    assert all("памятующий" not in one for one in found)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("%%delta\n:use l", ["%%delta\n:use lib"]),
        ("%delta :use l", ["%delta :use lib"]),
        ("%%delta\n:use nos", ["%%delta\n:use nos"]),
        ("%%delta\nдвор: lat", ["%%delta\nдвор: lat"]),
    ],
)
def test_offers_files_and_no_magics_behind_use(shell: Any, typed: str, wanted: list[str]) -> None:
    Path("lib.delta").write_text("Δ:lib = небо\n", encoding="utf-8")
    assert complete(shell, typed) == wanted


@pytest.mark.parametrize("typed", ["памят", "%%time\nпамят", "x = 5 %delta; памят"])
def test_leaves_python_alone(shell: Any, typed: str) -> None:
    shell.user_ns["памятник"] = 1
    assert complete(shell, typed) == [typed + "ник"]


def test_knows_the_formulas_of_the_cells_before(shell: Any, cell: Callable[[str], Any]) -> None:
    cell("%%delta\nΔ:прогулка-в-лес = двор → лес")
    assert "%delta Δ:прогулка-в-лес" in complete(shell, "%delta Δ:прог")


@pytest.mark.parametrize(
    "typed", ["%%delta", "%%delta\n", "%delta ", "%%delta\n'\"{((", "%delta лес{"]
)
def test_no_text_breaks_it(shell: Any, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    complete(shell, typed)
    assert "Traceback" not in capsys.readouterr().err
