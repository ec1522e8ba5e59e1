"""A run at a glance: its figures, the limits that bit, what the rules took out."""

from __future__ import annotations

from deltalang.mining.proposals import KINDS, Replication, Report
from deltalang.mining.reporting.markup import Markup, tag
from deltalang.mining.reporting.summary import (
    bits_words,
    few_long,
    limits,
    null_words,
    passed,
    share_of_bits,
    steps,
)
from deltalang.mining.reporting.wordings import change, decimal, named, percent, said, whole


def at_a_glance(report: Report, lang: str) -> Markup:
    """Four figures with what they mean, the limits that bit, a note on long formulas."""
    null, replication = report.null, report.replication
    size = change(share_of_bits(report), lang) if report.start_bits else "–"
    tiles = (
        ("proposed", whole(len(report.proposals), lang), _kinds(report, lang)),
        ("bits", size, bits_words(report, lang)),
        (
            "null",
            decimal(null.mean, lang) if null and null.counts else "–",
            _beside_null(report, lang),
        ),
        (
            "replication",
            percent(replication.share, lang) if replication else "–",
            _again(replication, lang),
        ),
    )
    found = limits(report, lang)
    note = few_long(report, lang)
    return tag(
        "section",
        tag("dl", *(_tile(*tile, lang) for tile in tiles), class_="tiles"),
        tag(
            "div",
            tag("h2", said("limits", lang)),
            tag("ul", *(tag("li", one) for one in found)),
            class_="limits",
        )
        if found
        else None,
        tag("p", note, class_="note") if note else None,
        id="summary",
    )


def _tile(name: str, figure: str, words: str, lang: str) -> Markup:
    return tag(
        "div",
        tag("dt", said(name, lang)),
        tag("dd", figure, class_="figure"),
        tag("dd", words),
    )


def _beside_null(report: Report, lang: str) -> str:
    if report.null is None or not report.null.counts:
        return null_words(report, lang)
    found, shuffles = whole(passed(report), lang), whole(len(report.null.counts), lang)
    return said("null-beside", lang, found=found, shuffles=shuffles)


def _again(replication: Replication | None, lang: str) -> str:
    if replication is None:
        return said("null-off", lang)
    again, found = whole(replication.again, lang), whole(replication.found, lang)
    return said("shown", lang, shown=again, count=found)


def _kinds(report: Report, lang: str) -> str:
    counts = {kind: sum(one.kind == kind for one in report.proposals) for kind in KINDS}
    return ", ".join(
        f"{said(f'kind-{kind}', lang)} {whole(count, lang)}"
        for kind, count in counts.items()
        if count
    )


def funnel(report: Report, lang: str) -> Markup | None:
    """What the rules took out, rule by rule; None when there was nothing to take."""
    if not report.candidates:
        return None
    rows = [_step(said("candidates", lang), None, report.candidates, report.candidates, lang)]
    rows += [
        _step(named("rule", step.rule, lang), step.taken, step.left, report.candidates, lang)
        for step in steps(report)
    ]
    heads = (("rule", None), ("taken", "n"), ("left", "n"))
    return tag(
        "figure",
        tag("figcaption", tag("h3", said("funnel", lang))),
        tag(
            "table",
            tag(
                "thead",
                tag("tr", *(tag("th", said(n, lang), scope="col", class_=c) for n, c in heads)),
            ),
            tag("tbody", *rows),
        ),
        class_="plot funnel",
    )


def _step(words: str, taken: int | None, left: int, length: int, lang: str) -> Markup:
    width = f"{100 * min(1.0, left / length):.1f}%"
    bar = tag(
        "svg",
        tag("rect", width="100%", height="100%", class_="rail"),
        tag("rect", width=width, height="100%", class_="left"),
        aria_hidden="true",
    )
    return tag(
        "tr",
        tag("th", words, bar, scope="row"),
        tag("td", "" if taken is None else whole(-taken, lang), class_="n"),
        tag("td", whole(left, lang), class_="n"),
    )
