"""The pictures of the REPL in the documents are what it shows."""

import runpy
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

FOLDER = Path(__file__).parents[2] / "docs/images"
SCREENS = runpy.run_path(str(FOLDER / "screens.py"))


@pytest.mark.parametrize("name", SCREENS["PICTURES"])
def test_a_picture_is_what_the_screen_shows(name: str) -> None:
    assert SCREENS["taken"](name) == (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
