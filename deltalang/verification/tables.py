"""Tables: rows of cells, aligned for a terminal or written as Markdown."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from deltalang.diagnostics import display_width, visible

NOTHING = "–"
"""Stands where there is nothing to count."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
Rows = Sequence[Sequence[str]]


def aligned(rows: Rows, *, left: int = 1) -> Iterator[str]:
    """Align columns by the width they have on a terminal, the first `left` of them to the left.

    >>> list(aligned([["ответ", "оценка"], ["а.txt", "1.00"]]))
    ['ответ  оценка', 'а.txt    1.00']
    """
    rows = [[visible(cell, limit=1000) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blanks = " " * (width - display_width(cell))
            cells.append(cell + blanks if number < left else blanks + cell)
        yield "  ".join(cells).rstrip()


def markdown(rows: Rows, *, left: int = 1) -> Iterator[str]:
    """Write a Markdown table; nothing in a cell is markup.

    >>> list(markdown([["a|b", "score"], ["<i>", "1"]]))
    ['| a\\\\|b | score |', '|---|---:|', '| \\\\<i\\\\> | 1 |']
    """
    head, *body = [[escaped(cell) for cell in row] for row in rows]
    yield f"| {' | '.join(head)} |"
    yield "|" + "".join("---|" if at < left else "---:|" for at in range(len(head)))
    for row in body:
        yield f"| {' | '.join(row)} |"


def escaped(text: str) -> str:
    """Escape what Markdown would obey."""
    return _SPECIAL.sub(r"\\\1", visible(text, limit=1000))


def number(value: Fraction) -> str:
    """Write a score with two decimals; only 1 itself is written as 1.00, only 0 as 0.00.

    >>> number(Fraction(999, 1000)), number(Fraction(1, 999)), number(Fraction(2, 3))
    ('0.99', '0.01', '0.67')
    """
    hundredths = round(value * 100)
    if value != 1 and hundredths == 100:
        hundredths = 99
    if value > 0 and hundredths == 0:
        hundredths = 1
    return f"{hundredths // 100}.{hundredths % 100:02}"


def percent(value: Fraction | None) -> str:
    """Write a share, 100% for the whole alone.

    >>> percent(Fraction(2, 3)), percent(Fraction(999, 1000)), percent(None)
    ('67%', '99%', '–')
    """
    return NOTHING if value is None else f"{int(number(value).replace('.', ''))}%"


def part(count: int, total: int) -> str:
    """Write so many of so many.

    >>> part(1, 3), part(0, 0)
    ('1/3', '–')
    """
    return f"{count}/{total}" if total else NOTHING
