"""The plots of a page, drawn as SVG: they need no script and grow with the page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from deltalang.mining.proposals import Gain, Null, Proposal, Report
from deltalang.mining.reporting.markup import Markup, lines, number, tag
from deltalang.mining.reporting.scales import Scale
from deltalang.mining.reporting.summary import passed
from deltalang.mining.reporting.wordings import change, decimal, said, whole

WIDTH, HEIGHT = 460, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 448, 14, 230
_POINTS = 300


def plots(report: Report, lang: str, top: int) -> Iterator[Markup]:
    """Draw what there is something to draw of."""
    if report.gains and report.start_bits:
        yield _curve([Gain(0, report.start_bits), *report.gains], lang)
    if report.proposals:
        yield _spread(report.proposals[:top], lang)
    if report.null is not None and report.null.counts:
        yield _against(report, report.null, lang)


def drawing(name: str, title: str, says: str, parts: Sequence[Markup], height: int) -> Markup:
    """Make a figure of a drawing, with its title and what it shows in words."""
    ids = (f"{name}-title", f"{name}-desc")
    picture = tag(
        "svg",
        tag("title", title, id=ids[0]),
        tag("desc", says, id=ids[1]),
        *parts,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby=" ".join(ids),
    )
    return tag(
        "figure",
        tag("figcaption", tag("h3", title), tag("p", says)),
        picture,
        class_=f"plot {name}",
    )


# ---------------------------------------------------------------------- what is saved


def _curve(gains: Sequence[Gain], lang: str) -> Markup:
    """The size of the corpus after each formula."""
    first, last = gains[0], gains[-1]
    sizes = [gain.bits for gain in gains]
    across = Scale(0, max(1, last.elements), _LEFT, _RIGHT)
    span = (max(sizes) - min(sizes)) or 1.0
    down = Scale(min(sizes) - 0.08 * span, max(sizes) + 0.05 * span, _BOTTOM, _TOP)
    points = [(across.at(one.elements), down.at(one.bits)) for one in _thinned(gains)]
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    x, y = points[-1]
    start = points[0][1]
    saved = change(last.bits / first.bits, lang)
    parts = [
        *_grid(across, down, lang, said("curve-x", lang), said("curve-y", lang)),
        tag("path", d=f"{path}V{number(start)}Z", class_="area"),  # between both is what is saved
        tag("line", x1=_LEFT, x2=_RIGHT, y1=start, y2=start, class_="level"),
        tag("path", d=path, class_="stroke"),
        tag("circle", cx=x, cy=y, r=4.5, class_="end"),
        tag("text", saved, x=_RIGHT - 6, y=start + 20, class_="label strong right"),
    ]
    blanks = {
        "start": whole(first.bits, lang),
        "end": whole(last.bits, lang),
        "count": whole(last.elements, lang),
    }
    return drawing("curve", said("curve", lang), said("curve-says", lang, **blanks), parts, HEIGHT)


def _thinned(gains: Sequence[Gain]) -> Sequence[Gain]:
    """Some points of a long curve, the last among them."""
    every = -(-len(gains) // _POINTS)
    kept = gains[::every]
    return kept if kept[-1] is gains[-1] else [*kept, gains[-1]]


# -------------------------------------------------------------------- against chance


def _against(report: Report, null: Null, lang: str) -> Markup:
    """What was found, what was proposed of it, and what shuffled data has."""
    bars = [
        (said("passed", lang), float(passed(report)), "found"),
        (said("proposed", lang), float(len(report.proposals)), "proposed"),
        (said("null", lang), null.mean, "null"),
    ]
    across = Scale(0, max(1.0, *(value for _, value, _ in bars), *null.counts), 1, 390)
    parts: list[Markup] = []
    for row, (words, value, kind) in enumerate(bars):
        y = 18 + 74 * row
        end = across.at(value)
        parts += [
            tag("text", words, x=1, y=y, class_="label"),
            tag("rect", x=1, y=y + 9, width=389, height=26, rx=3, class_="rail"),
            tag("rect", x=1, y=y + 9, width=max(1.5, end - 1), height=26, rx=3, class_=kind),
            tag("text", _tick(value, lang), x=400, y=y + 28, class_="label strong"),
        ]
    if len(null.counts) > 1:
        parts += _whisker(null, across, y=18 + 2 * 74 + 9, lang=lang)
    says = said(
        "against-says", lang, mean=decimal(null.mean, lang), found=whole(passed(report), lang)
    )
    return drawing("against", said("against", lang), says, parts, 224)


def _whisker(null: Null, across: Scale, *, y: float, lang: str) -> Iterator[Markup]:
    """A tick for each shuffle on the bar of their mean; equal ones share a tick."""
    for count in sorted(set(null.counts)):
        title = ", ".join(
            said("null-number", lang, number=place)
            for place, one in enumerate(null.counts, start=1)
            if one == count
        )
        x = across.at(count)
        yield tag(
            "g",
            tag("title", f"{title}: {whole(count, lang)}"),
            tag("line", x1=x, x2=x, y1=y - 3, y2=y + 29, class_="tick"),
        )


# ------------------------------------------------------------- how often, how strongly


def _spread(proposals: Sequence[Proposal], lang: str) -> Markup:
    """A dot for each formula: support to the right, lift upwards."""
    supports = [max(1, one.statistics.support) for one in proposals]
    lifts = [_lift(one) for one in proposals]
    across = Scale(*_roomy(supports), _LEFT, _RIGHT, logarithmic=True)
    down = Scale(*_roomy(lifts), _BOTTOM, _TOP, logarithmic=True)
    dots = [
        tag(
            "a",
            tag(
                "title",
                f"{rank}. {one.expression}: {one.statistics.support} × {decimal(lift, lang)}",
            ),
            _mark(one.kind, across.at(support), down.at(lift)),
            href=f"#p{rank}",
        )
        for rank, (one, support, lift) in enumerate(
            zip(proposals, supports, lifts, strict=True), start=1
        )
    ]
    grid = _grid(across, down, lang, said("support", lang), said("lift", lang))
    legend = _legend([one.kind for one in proposals], lang)
    parts = [*grid, lines(reversed(dots)), *legend]  # the best ones on top
    return drawing("spread", said("spread", lang), said("spread-says", lang), parts, HEIGHT + 22)


def _roomy(values: Sequence[float]) -> tuple[float, float]:
    """The ends of a logarithmic scale: room at the edges, and wide enough to hold a round figure."""
    low, high = min(values) / 1.2, max(values) * 1.2
    more = max(1.0, math.sqrt(4 * low / high))
    return low / more, high * more


def _lift(proposal: Proposal) -> float:
    lift = proposal.statistics.lift
    return min(max(lift, 0.01), 1e12) if math.isfinite(lift) else 1e12


def _mark(kind: str, x: float, y: float) -> Markup:
    """A dot; kinds differ in form and not by colour alone."""
    points: tuple[tuple[float, float], ...]
    if kind == "chain":
        points = ((x - 5, y - 5), (x + 6, y), (x - 5, y + 5))
    elif kind == "template":
        points = ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))
    elif kind == "cycle":
        return tag("circle", cx=x, cy=y, r=4, class_="dot ring cycle")
    else:
        return tag("circle", cx=x, cy=y, r=4.5, class_="dot sum")
    written = " ".join(f"{number(a)},{number(b)}" for a, b in points)
    return tag("polygon", points=written, class_=f"dot {kind}")


def _legend(kinds: Sequence[str], lang: str) -> Iterator[Markup]:
    for column, kind in enumerate(dict.fromkeys(kinds)):
        x = _LEFT + 6 + 96 * column
        yield _mark(kind, x, HEIGHT + 11)
        yield tag("text", said(f"kind-{kind}", lang), x=x + 12, y=HEIGHT + 15, class_="label")


# ------------------------------------------------------------------------------ axes


def _grid(across: Scale, down: Scale, lang: str, x_name: str, y_name: str) -> Iterator[Markup]:
    """Lines and numbers of both axes, and their names."""
    for value in down.ticks():
        y = down.at(value)
        yield tag("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="grid")
        yield tag("text", _tick(value, lang), x=_LEFT - 8, y=y + 4, class_="label right")
    for value in across.ticks():
        if value != int(value):
            continue
        x = across.at(value)
        yield tag("line", x1=x, x2=x, y1=_BOTTOM, y2=_BOTTOM + 5, class_="axis")
        yield tag("text", _tick(value, lang), x=x, y=_BOTTOM + 19, class_="label middle")
    yield tag("line", x1=_LEFT, x2=_RIGHT, y1=_BOTTOM, y2=_BOTTOM, class_="axis")
    yield tag("text", f"{x_name} →", x=_RIGHT, y=_BOTTOM + 36, class_="label right name")
    yield tag("text", f"↑ {y_name}", x=2, y=10, class_="label name")


def _tick(value: float, lang: str) -> str:
    return whole(value, lang) if value == int(value) else decimal(value, lang)
