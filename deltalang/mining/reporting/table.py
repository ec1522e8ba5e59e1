"""The table of a report, for a terminal: columns aligned by display width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deltalang.diagnostics import display_width
from deltalang.mining.proposals import Coupling, Proposal, Quote, Report
from deltalang.mining.reporting.summary import (
    bits_words,
    few_long,
    lead,
    limits,
    null_words,
    passed,
    replication_words,
    sieve,
    steps,
)
from deltalang.mining.reporting.wordings import fixed, named, percent, plain, said, whole

WIDEST = 60
"""An expression takes so many columns at most; JSON and the page have all of it."""
LEFT, RIGHT = "<", ">"
_GAP = "  "


def report_table(report: Report, lang: str, top: int) -> str:
    """Write the best `top` proposals and couplings, and how they were found, as text of several lines."""
    blocks = [
        [said("title", lang), lead(report, lang)],
        list(_formulas(report.proposals, lang, top)),
        list(_couplings(report.couplings, lang, top)),
        list(_summary(report, lang)),
        list(_limits(report, lang)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def aligned(rows: Iterable[Sequence[str]], sides: str) -> list[str]:
    """Align cells in columns; `sides` says for each column whether cells stand left or right.

    >>> aligned([["жар + рост", "12"], ["水", "3"]], "<>")
    ['жар + рост  12', '水           3']
    """
    table = [list(row) for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        cells = (
            _padded(cell, width, side) for cell, width, side in zip(row, widths, sides, strict=True)
        )
        lines.append(_GAP.join(cells).rstrip())
    return lines


def _padded(cell: str, width: int, side: str) -> str:
    blanks = " " * (width - display_width(cell))
    return blanks + cell if side == RIGHT else cell + blanks


def _cut(text: str) -> str:
    """Cut what is wider than a column may be."""
    if display_width(text) <= WIDEST:
        return text
    while display_width(text) > WIDEST - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _place(quotes: Sequence[Quote]) -> str:
    return f"{plain(quotes[0].file)}:{quotes[0].line}" if quotes else ""


def _formulas(proposals: Sequence[Proposal], lang: str, top: int) -> Iterator[str]:
    if not proposals:
        yield said("none", lang)
        return
    names = ("rank", "expression", "support", "documents", "lift", "gain", "place")
    rows = [[said(name, lang) for name in names]]
    for rank, proposal in enumerate(proposals[:top], start=1):
        found = proposal.statistics
        rows.append(
            [
                str(rank),
                _cut(plain(proposal.expression)),
                whole(found.support, lang),
                whole(found.documents, lang),
                fixed(found.lift, 2, lang),
                fixed(found.gain_bits, 1, lang),
                _place(proposal.quotes),
            ]
        )
    yield from aligned(rows, "><>>>><")
    yield from _shown(len(proposals), lang, top)


def _couplings(couplings: Sequence[Coupling], lang: str, top: int) -> Iterator[str]:
    if not couplings:
        return
    yield said("couplings", lang)
    yield said("couplings-lead", lang)
    rows = [[said(name, lang) for name in ("words", "support", "documents", "adjacent", "place")]]
    for coupling in couplings[:top]:
        rows.append(
            [
                _cut(plain(" ".join(coupling.words))),
                whole(coupling.support, lang),
                whole(coupling.documents, lang),
                percent(coupling.adjacent, lang),
                _place(coupling.quotes),
            ]
        )
    yield from aligned(rows, "<>>><")
    yield from _shown(len(couplings), lang, top)


def _shown(count: int, lang: str, top: int) -> Iterator[str]:
    if count > top:
        yield said("shown", lang, shown=whole(top, lang), count=whole(count, lang))


def _summary(report: Report, lang: str) -> Iterator[str]:
    yield said("summary", lang)
    rules = len(sieve(report))
    taken = [(f"  {plain(named('rule', one.rule, lang))}", -one.taken) for one in steps(report)]
    counts = [
        (said("candidates", lang), report.candidates),
        *taken[:rules],
        (said("passed", lang), passed(report)),
        *taken[rules:],
        (said("proposed", lang), len(report.proposals)),
    ]
    digits = max(len(whole(count, lang)) for _, count in counts)
    rows = [[words, whole(count, lang).rjust(digits)] for words, count in counts]
    rows += [
        [said("null", lang), null_words(report, lang)],
        [said("replication", lang), replication_words(report, lang)],
        [said("bits", lang), bits_words(report, lang)],
    ]
    yield from (f"  {line}" for line in aligned(rows, LEFT + LEFT))
    if note := few_long(report, lang):
        yield note


def _limits(report: Report, lang: str) -> Iterator[str]:
    found = limits(report, lang)
    if found:
        yield said("limits", lang)
        yield from (f"  {plain(one)}" for one in found)
