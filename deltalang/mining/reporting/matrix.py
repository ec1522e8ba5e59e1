"""The map of formulas and documents: where each formula returns.

    огонь + вода     ▇  ▇▇      ▇
    дорога + путник        ▇▇▇▇   ▇

A table with a drawing in each row, so that names stay text of the page, wrap on a phone and are read
aloud; the drawings stretch with the page. A row is one path for each shade.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deltalang.mining.proposals import Proposal, Report
from deltalang.mining.reporting.markup import Markup, lines, tag
from deltalang.mining.reporting.wordings import said, whole

ROWS = 40
COLUMNS = 360
"""More documents than so many share columns."""
_SHADES = 3
_GROUPS = 30
_NARROWEST = 0.07
_LONGEST = 60


def document_map(report: Report, lang: str, top: int) -> Markup | None:
    """Draw the map; None without documents or formulas."""
    shown, count = report.proposals[: min(top, ROWS)], len(report.documents)
    if not shown or not count:
        return None
    each = -(-count // COLUMNS)
    columns = -(-count // each)
    blanks = {"rows": len(shown), "documents": whole(count, lang), "each": whole(each, lang)}
    rows = (_row(rank, one, report, each, lang) for rank, one in enumerate(shown, start=1))
    return tag(
        "section",
        tag("h2", said("map", lang)),
        tag("p", said("map-binned" if each > 1 else "map-says", lang, **blanks), class_="says"),
        tag(
            "table",
            tag("thead", _head(report.documents, each * columns, lang)),
            tag("tbody", "\n", lines(rows), "\n"),
            class_="map",
        ),
        tag("p", class_="readout", aria_hidden="true"),
        tag("ol", lines(_column_names(report.documents, each)), class_="columns", hidden=True),
        id="map",
    )


def _row(rank: int, proposal: Proposal, report: Report, each: int, lang: str) -> Markup:
    count = len(report.documents)
    columns = -(-count // each)
    held = [0] * columns
    for place in proposal.places:
        held[place // each] += 1
    words = said(
        "map-row",
        lang,
        expression=proposal.expression,
        count=whole(len(proposal.places), lang),
        documents=whole(count, lang),
    )
    shades = (_path(held, shade, each) for shade in range(1, _SHADES + 1))
    picture = tag(
        "svg",
        tag("title", words),
        *(part for part in shades if part),
        viewBox=f"0 -.5 {columns} 1",
        preserveAspectRatio="none",
        role="img",
        class_=proposal.kind,
    )
    name = tag("a", proposal.expression, href=f"#p{rank}")
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag("td", picture),
        tag("td", whole(len(proposal.places), lang), class_="n"),
    )


def _path(held: Sequence[int], shade: int, each: int) -> Markup | None:
    """The columns of one shade as strokes; where a column is one document there is one shade."""
    strokes: list[str] = []
    at = 0
    for start, end in _runs([_shade(one, each) == shade for one in held]):
        strokes.append(f"m{start - at} 0h{end - start}" if strokes else f"M{start} 0h{end - start}")
        at = end
    return tag("path", d="".join(strokes), class_=f"s{shade}") if strokes else None


def _shade(count: int, each: int) -> int:
    return -(-count * _SHADES // each)


def _runs(marks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for at, mark in enumerate([*marks, False]):
        if mark and start is None:
            start = at
        elif not mark and start is not None:
            yield start, at
            start = None


# ---------------------------------------------------------------- names of documents


def _head(documents: Sequence[str], width: int, lang: str) -> Markup:
    """The folders above the columns, where there are some; `width` is in documents."""
    marks = []
    for name, start, end in _folders(documents):
        at = f"{100 * start / width:.2f}%"
        if start:
            marks.append(tag("line", x1=at, x2=at, y1="0", y2="100%"))
        if (end - start) / width >= _NARROWEST:
            span = 100 * (end - start) / width
            marks.append(_clipped(name, at, f"{span:.2f}%", inset=5 if start else 0))
    return tag(
        "tr",
        tag("th", said("expression", lang), scope="col"),
        tag(
            "th",
            tag("svg", *marks, class_="folders") if marks else said("documents", lang),
            scope="col",
        ),
        tag("th", said("documents", lang), scope="col", class_="n"),
    )


def _clipped(name: str, at: str, span: str, *, inset: int) -> Markup:
    """A name that ends where its folder ends: an inner drawing clips."""
    return tag("svg", tag("text", name, x=inset, y=13), x=at, width=span, height="18")


def _folders(documents: Sequence[str]) -> list[tuple[str, int, int]]:
    """The runs of documents of one folder, below the folder that all share; none when too many."""
    parts = [name.split("/")[:-1] for name in documents]
    shared = 0
    while all(len(one) > shared and one[shared] == parts[0][shared] for one in parts):
        shared += 1
    runs: list[tuple[str, int, int]] = []
    for at, one in enumerate(parts):
        name = one[shared] if len(one) > shared else ""
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1], at + 1)
        else:
            runs.append((name, at, at + 1))
    return runs if 1 < len(runs) <= _GROUPS else []


def _column_names(documents: Sequence[str], each: int) -> Iterator[Markup]:
    for start in range(0, len(documents), each):
        inside = documents[start : start + each]
        ends = inside[:1] if len(inside) == 1 else (inside[0], inside[-1])
        yield tag("li", " … ".join(_ending(name) for name in ends))


def _ending(name: str) -> str:
    return name if len(name) <= _LONGEST else "…" + name[-_LONGEST:]
