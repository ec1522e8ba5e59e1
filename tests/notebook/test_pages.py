"""The pages about the notebook: their cells run, one after another, as a reader would run them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import blocks

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["notebook.md", "notebook.ru.md"])
def test_the_cells_of_a_page_run(page: str, cell: Callable[[str], Any]) -> None:
    cells = [block for block in blocks(DOCS / page) if block.language == "ipython"]
    assert len(cells) >= 6
    for block in cells:
        shown = cell(block.text)
        assert shown.done.success == (block.info != "broken"), block.text
        assert shown.bundles or block.text.startswith("%load_ext")
