"""Print the corpus with what the real lexer says of it, one JSON object a line.

`python editors/vscode/conformance/expected.py | npm --prefix editors/vscode run conformance` holds the
TextMate grammar to it on the engine of VS Code; the tests do the same on an engine in Python.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "tests"))

from highlighting.corpus import contexts, corpus, prefixes

from deltalang.highlighting import TokenClass, highlight
from deltalang.highlighting.scopes import SCOPES


def main() -> None:
    """Print every text of the corpus, and the longer ones half-typed too."""
    for name, whole in (*contexts(), *corpus()):
        for text in (whole, *prefixes(whole, step=1 + len(whole) // 12)):
            pieces = [
                (start, end, SCOPES[use])
                for start, end, use in highlight(text)
                if use is not TokenClass.SPACE
            ]
            sys.stdout.write(json.dumps({"name": name, "text": text, "pieces": pieces}) + "\n")


if __name__ == "__main__":
    main()
