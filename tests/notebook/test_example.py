"""The notebook of the examples, run by a real kernel.

After a change of what it shows run `python examples/make_notebook.py` and read the difference.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_notebook", EXAMPLES / "make_notebook.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the script makes; a process of its own, as its client leaves an event loop behind."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    path = tmp_path / "notebook.ipynb"
    subprocess.run([sys.executable, EXAMPLES / "make_notebook.py", path], check=True, timeout=300)
    return path.read_text(encoding="utf-8")


def test_a_kernel_shows_what_the_example_says(made: str) -> None:
    assert made == (EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8")


def test_the_example_has_the_cells_of_the_script(maker: Any) -> None:
    shipped = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)
    nbformat.validate(shipped)
    assert [cell.source for cell in shipped.cells] == maker.CELLS


def test_the_example_stops_at_its_last_cell_alone() -> None:
    shipped = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)
    errors = [
        (number, output)
        for number, cell in enumerate(shipped.cells, start=1)
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]
    [(number, output)] = errors
    assert number == len(shipped.cells)
    assert len(output.traceback) == 1


def test_every_output_has_plain_text() -> None:
    shipped = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)
    outputs = [output for cell in shipped.cells for output in cell.get("outputs", ())]
    assert len(outputs) > 8
    for output in outputs:
        if output.output_type != "error":
            assert output.data["text/plain"]
            assert output.data.get("text/html", "<iframe ").startswith("<iframe ")
