"""An IPython of its own for each test, with the language loaded."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("DELTALANG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance(config=config)
    made.run_line_magic("load_ext", "deltalang")
    yield made
    InteractiveShell.clear_instance()


@pytest.fixture
def cell(shell: InteractiveShell) -> Callable[[str], Any]:
    """Run a cell; give what it showed: text, bundles, and its result."""

    def run(text: str) -> Any:
        with capture_output() as shown:
            done = shell.run_cell(text, store_history=True)
        shown.done = done
        shown.bundles = [output.data for output in shown.outputs]
        if done.result is not None:  # it goes around what captures the rest
            shown.bundles.append(shell.display_formatter.format(done.result)[0])
        return shown

    return run
