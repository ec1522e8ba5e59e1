"""Makes `notebook.ipynb`: writes its cells, runs them in a kernel, keeps what they show.

    pip install deltalang ipykernel nbclient
    python examples/make_notebook.py

The same cells give the same bytes, so the notebook changes only where the language does.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")
CELLS = [
    "# Scenes in a notebook · Сцены в блокноте\n\n"
    "`%delta` takes a scene, `%%delta` a script. Where the page shows no frames, there is plain text.",
    "%load_ext deltalang",
    "%delta Δ02 + память*2 - холод",
    "## A script\n\nA formula is known in all cells after the one that defines it.",
    "%%delta\n"
    "Δ:прогулка(время) = двор~<время> → лес{режим: тишина} → дом\n"
    "утро: Δ:прогулка(утро) + свет{цвет: #ffd700}\n"
    "вечер: Δ:прогулка(вечер) + дождь? - шум\n"
    ":expect вечер has дождь?",
    "## A scene is a value\n\nIts sums, differences and prompts are Python.",
    "scene = %delta Δ:last*2 + память\nscene.canonical",
    'import deltalang\n\ndeltalang.diff("двор + память", scene)',
    "%delta --lang en --to prompt память + Δ02 - холод",
    "## What is wrong is shown where it is\n\nNothing of such a cell is taken in.",
    "%%delta --lang ru\nдвор: Δ02 память\nдом: Δ999 + свет",
]
STOPS = "raises-exception"
"""The tag of a cell that is meant to fail."""


def notebook() -> nbformat.NotebookNode:
    """Put the cells into a notebook that was not run yet."""
    made = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for number, text in enumerate(CELLS, start=1):
        code = text.startswith(("%", "import", "scene"))
        cell = (new_code_cell if code else new_markdown_cell)(text, id=f"cell-{number}")
        if text == CELLS[-1]:
            cell.metadata["tags"] = [STOPS]
        made.cells.append(cell)
    return made


def run(made: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Run a notebook in a folder, without noting when and with which Python."""
    NotebookClient(
        made, timeout=120, kernel_name="python3", record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    ).execute()  # fmt: skip
    made.metadata["language_info"] = {"name": "python"}
    return made


def main() -> None:
    """Write the notebook, or the file that is named."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTEBOOK
    text = nbformat.writes(run(notebook(), NOTEBOOK.parent)) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
