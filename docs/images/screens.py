"""Take the pictures of the REPL anew: `python docs/images/screens.py`, not on Windows.

Each is the screen of a real session: the command runs in a pseudo-terminal, pyte keeps the screen, and the
cells of it are drawn. The tests hold the files to it.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from pyte.screens import Char

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1] / "tests"))

from terminals import Terminal, terminal  # noqa: E402  # the terminal of the tests

COLUMNS, ROWS = 84, 13
_WIDE, _HIGH, _MARGIN = 8.4, 20, 16
_FONT = "14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_INK, _PAPER = "#e6edf3", "#161b22"
_COLORS = {
    "default": _INK, "black": "#484f58", "red": "#ff7b72", "green": "#7ee787", "brown": "#e3b341", "blue": "#79c0ff",
    "magenta": "#d2a8ff", "cyan": "#56d4dd", "white": "#b1bac4", "brightblack": "#8b949e",
}  # fmt: skip


def complete(shown: Terminal) -> None:
    """A formula by a word of it."""
    shown.send("двор: память + жар")
    shown.press("Tab")
    shown.wait("сжатие-жар-рост")
    shown.wait(r"память \+ Δ02$")


def mistake(shown: Terminal) -> None:
    """A script that is typed, and what is wrong with its last line."""
    for text in ("Δ:ход = бег → лес", "двор: Δ:ход + память"):
        shown.send(text)
        shown.press("Enter")
        shown.wait(r"лес\) \+ память$" if "двор" in text else "^Δ:ход = бег → лес$")
        shown.wait("^Δ>$")
    shown.send("двор{ночь} + Δ999*2 → тишина")
    shown.wait("E201")


PICTURES: dict[str, tuple[Callable[[Terminal], None], str, str]] = {
    "repl-completion": (complete, "en", "A word, Tab, and the formulas that have it"),
    "repl-problem": (mistake, "en", "An unknown formula is underlined, and the line below says so"),
    "repl-completion.ru": (complete, "ru", "Слово, Tab, и формулы, в которых оно есть"),
    "repl-problem.ru": (
        mistake,
        "ru",
        "Неизвестная формула подчёркнута, а строка внизу говорит почему",
    ),
}


def taken(name: str) -> str:
    """Hold a session and give the picture of its screen as the text of a file."""
    act, lang, title = PICTURES[name]
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("repl", "--no-history", f"--lang={lang}")
        with terminal(*arguments, folder=Path(folder), columns=COLUMNS, rows=ROWS) as shown:
            shown.wait("^Δ>$")
            act(shown)
            shown.settle()
            return "".join(_drawn(shown, title))


def _drawn(shown: Terminal, title: str) -> Iterator[str]:
    width, height = round(2 * _MARGIN + COLUMNS * _WIDE), 2 * _MARGIN + ROWS * _HIGH
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">\n<title>{escape(title)}</title>\n'
        f"<style>text {{ font: {_FONT}; white-space: pre; }}</style>\n"
        f'<rect width="{width}" height="{height}" rx="6" fill="{_PAPER}"/>\n'
    )
    screen = shown.screen
    for row in range(ROWS):
        cells = [_plain(screen.buffer[row][column]) for column in range(COLUMNS)]
        top, column = _MARGIN + row * _HIGH, 0
        backs, words = "", ""
        for look, group in groupby(cells, key=lambda cell: cell._replace(data="")):
            text = "".join(cell.data for cell in group)
            left, fore, back = f"{_MARGIN + column * _WIDE:.1f}", _color(look.fg, _INK), None
            back = _color(look.bg, _PAPER) if look.bg != "default" else None
            if look.reverse:
                fore, back = back or _PAPER, fore
            if back is not None:
                long = f"{len(text) * _WIDE:.1f}"
                backs += (
                    f'<rect x="{left}" y="{top}" width="{long}" height="{_HIGH}" fill="{back}"/>\n'
                )
            bold = ' font-weight="600"' if look.bold else ""
            line = ' text-decoration="underline"' if look.underscore else ""
            if text.strip():
                words += f'<tspan x="{left}" fill="{fore}"{bold}{line}>{escape(text)}</tspan>'
            column += len(text)
        yield backs + (f'<text y="{top + 15}">{words}</text>\n' if words else "")
    left, top = _MARGIN + screen.cursor.x * _WIDE, _MARGIN + screen.cursor.y * _HIGH
    yield f'<rect x="{left:.1f}" y="{top}" width="2" height="{_HIGH}" fill="{_INK}"/>\n</svg>\n'


def _plain(cell: Char) -> Char:
    """A blank of which nothing is seen has no look: which one it has depends on how fast keys came."""
    seen = cell.data.strip() or cell.bg != "default" or cell.reverse or cell.underscore
    return cell if seen else Char(" ")


def _color(name: str, otherwise: str) -> str:
    return _COLORS.get(name, f"#{name}" if len(name) == 6 else otherwise)


if __name__ == "__main__":
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(taken(name), encoding="utf-8", newline="\n")
