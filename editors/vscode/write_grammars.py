"""Write the TextMate grammars of the extension: `python editors/vscode/write_grammars.py`.

They are made from `grammar/delta.lark` and the classes of `deltalang.highlighting`; after a change of
either run this again. The tests hold the written files to what is made.
"""

import json
from pathlib import Path
from typing import Any

from deltalang.highlighting.textmate import grammar, markdown_grammar

FOLDER = Path(__file__).parent / "syntaxes"
FILES = {"deltalang.tmLanguage.json": grammar, "markdown.tmLanguage.json": markdown_grammar}


def written(data: dict[str, Any]) -> str:
    """Give a grammar as the text of its file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_text(written(make()), encoding="utf-8", newline="\n")
