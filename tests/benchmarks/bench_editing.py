"""Keystrokes in a script of 10 000 lines: processor time of what the language server does for each.

A keystroke is an edit as the editor sends it, every problem of the text but glued words, and the
semantic tokens of the 50 lines that are seen. It is compared with reading the whole text once.
"""

import statistics
import sys
import time
from pathlib import Path

from lsprotocol import types

from deltalang.lsp.projects import Projects
from deltalang.lsp.saying import diagnostics
from deltalang.lsp.text import OpenText, settle
from deltalang.lsp.tokens import encoded
from deltalang.syntax.parser import parse

sys.path.insert(0, str(Path(__file__).parent))
from bench_script import script

LINES = 10_000
TYPED = (
    ("a word into a scene", 5_001, " + память"),
    ("a reference into a scene", 5_002, " + Δ1200"),
    ("a word into a formula that others use", 5_000, " + память*2"),
    ("a new line", 2_500, "\nдвор: Δ02 + память"),
    ("a new formula", 3_000, "\nΔ77777 = память"),
    ("a scope", 7_501, "{тревога, темп: 60}"),
)


def keystroke(text: OpenText, line: int, column: int, typed: str) -> float:
    """Type a letter; gives seconds of processor time."""
    place = types.Position(line, column)
    change = types.TextDocumentContentChangePartial(types.Range(place, place), typed)
    start = time.process_time()
    text.change([change], None)
    list(diagnostics(text, text.problems(words=False), "en", related=False))
    first = max(0, line - 25)
    encoded(text.tokens(first, first + 50), first)
    return time.process_time() - start


def main() -> None:
    """Print the median and the 95th percentile for each kind of typing, and over all."""
    source = script(LINES)
    whole = min(_timed(source) for _ in range(3))
    text = OpenText(
        "untitled:bench",
        source,
        version=1,
        project=Projects().of(None),
        name="bench",
        encoding="utf-16",
    )
    text.problems(words=True)
    text.tokens(0, LINES)
    settle()
    every: list[float] = []
    print(f"reading {LINES} lines: {whole * 1000:.0f} ms")
    for title, line, typed in TYPED:
        took = []
        for _ in range(4):
            at, column = line, len(text.lines.line(line))
            for letter in typed:
                took.append(keystroke(text, at, column, letter))
                at, column = (at + 1, 0) if letter == "\n" else (at, column + 1)
        every += took
        print(f"{title:40} {_figures(took, whole)}")
    print(f"{'all':40} {_figures(every, whole)}")


def _timed(source: str) -> float:
    start = time.process_time()
    parse(source)
    return time.process_time() - start


def _figures(took: list[float], whole: float) -> str:
    low = statistics.median(took) * 1000
    high = statistics.quantiles(took, n=20)[18] * 1000
    return f"median {low:5.1f} ms  p95 {high:5.1f} ms  1/{whole / (high / 1000):.0f} of reading all"


if __name__ == "__main__":
    main()
