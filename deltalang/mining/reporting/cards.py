"""Formulas on the page: a table to compare them, and a card with the evidence for each."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from deltalang.mining.proposals import Coupling, Filler, Proposal, Quote
from deltalang.mining.reporting.highlighting import pieces
from deltalang.mining.reporting.markup import Markup, lines, tag
from deltalang.mining.reporting.wordings import decimal, fixed, percent, probability, said, whole

QUOTES = 3
"""A card has so many quotes; the first `FULLER` cards have up to five."""
FULLER = 30
FILLERS = 12
_OPERATORS = re.compile(r"(<[^<>]*>)|(?<= )([+→|·−-])(?= )|([()\[\]])")


def expression(text: str) -> Markup:
    """An expression with its operators and holes set apart from its images."""
    parts: list[str] = []
    at = 0
    for match in _OPERATORS.finditer(text):
        parts.append(text[at : match.start()])
        parts.append(tag("i", match[0], class_="hole" if match[1] else "op"))
        at = match.end()
    return tag("span", *parts, text[at:], class_="formula")


# ------------------------------------------------------------------------- the table


def overview(proposals: Sequence[Proposal], lang: str) -> Markup:
    """The table of formulas: one row each, a number in each column."""
    names = (
        ("rank", "n"), ("expression", ""), ("kind", ""), ("support", "n"), ("documents", "n"),
        ("lift", "n"), ("gain", "n"), ("p", "n"),
    )  # fmt: skip
    heads = (tag("th", said(name, lang), scope="col", class_=kind or None) for name, kind in names)
    rows = (_row(rank, one, lang) for rank, one in enumerate(proposals, start=1))
    return tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", "\n", lines(rows), "\n"),
        class_="overview",
        data_hint=said("sort-hint", lang),
    )


def _row(rank: int, proposal: Proposal, lang: str) -> Markup:
    found = proposal.statistics
    lift = found.lift if math.isfinite(found.lift) else 1e308
    cells = (
        (found.support, whole(found.support, lang)),
        (found.documents, whole(found.documents, lang)),
        (lift, fixed(found.lift, 2, lang)),
        (found.gain_bits, fixed(found.gain_bits, 1, lang)),
        (found.p_value, probability(found.p_value, lang)),
    )
    return tag(
        "tr",
        tag("td", str(rank), class_="n"),
        tag("th", tag("a", expression(proposal.expression), href=f"#p{rank}"), scope="row"),
        tag("td", said(f"kind-{proposal.kind}", lang), class_=f"kind {proposal.kind}"),
        *(tag("td", text, class_="n", data_v=f"{value:.6g}") for value, text in cells),
    )


# ------------------------------------------------------------------------- the cards


def cards(proposals: Sequence[Proposal], lang: str) -> Markup:
    """A card for each formula."""
    return lines(_card(rank, one, lang) for rank, one in enumerate(proposals, start=1))


def _card(rank: int, proposal: Proposal, lang: str) -> Markup:
    return tag(
        "article",
        tag(
            "header",
            tag("span", str(rank), class_="rank"),
            tag("h3", expression(proposal.expression)),
            tag("span", said(f"kind-{proposal.kind}", lang), class_="badge"),
        ),
        _statistics(proposal, lang),
        _fillers(proposal.fillers, lang),
        _quotes(proposal, rank, lang),
        tag("footer", said("digest", lang), " ", tag("code", proposal.digest[:12])),
        id=f"p{rank}",
        class_=f"card {proposal.kind}",
    )


def _statistics(proposal: Proposal, lang: str) -> Markup:
    found = proposal.statistics
    figures = (
        ("support", whole(found.support, lang)),
        ("expected", decimal(found.expected, lang)),
        ("documents", whole(found.documents, lang)),
        ("lift", decimal(found.lift, lang)),
        ("leverage", decimal(found.leverage, lang)),
        ("npmi", decimal(found.npmi, lang)),
        ("p", probability(found.p_value, lang)),
        ("gain", decimal(found.gain_bits, lang)),
        ("tokens", whole(found.gain_tokens, lang)),
    )
    chance = min(1.0, found.expected / found.support) if found.support else 1.0
    meter = tag(
        "svg",
        tag("rect", width="100%", height="6", rx="3", class_="seen"),
        tag("rect", width=f"{100 * chance:.1f}%", height="6", rx="3", class_="chance"),
        class_="meter",
        aria_hidden="true",
    )
    return lines([meter, tag("dl", *(_figure(name, text, lang) for name, text in figures))])


def _figure(name: str, text: str, lang: str) -> Markup:
    """A figure with its name; those that the meter shows have its colours."""
    kind = name if name in ("support", "expected") else None
    return tag("div", tag("dt", said(name, lang), class_=kind), tag("dd", text))


def _fillers(fillers: Sequence[Filler], lang: str) -> Markup | None:
    if not fillers:
        return None
    holes: dict[str, list[Filler]] = {}
    for filler in fillers:
        holes.setdefault(filler.hole, []).append(filler)
    rows = (
        tag("p", tag("i", f"<{hole}>", class_="hole"), " ", *_filled(found, lang))
        for hole, found in holes.items()
    )
    return tag("div", tag("h4", said("fillers", lang)), *rows, class_="fillers")


def _filled(found: Sequence[Filler], lang: str) -> Iterator[str]:
    for filler in found[:FILLERS]:
        yield tag("span", filler.term, " ", tag("b", whole(filler.support, lang)), class_="filler")
        yield " "
    if len(found) > FILLERS:
        yield said("and-more", lang, count=whole(len(found) - FILLERS, lang))


def _quotes(proposal: Proposal, rank: int, lang: str) -> Markup:
    shown = [one for one in proposal.quotes if one.text.strip()]
    shown = shown[: 5 if rank <= FULLER else QUOTES] or list(proposal.quotes[:QUOTES])
    terms = [term for term in proposal.terms if not term.startswith("<")]
    fillers = [filler.term for filler in proposal.fillers]
    rest = proposal.statistics.documents - len({one.file for one in shown})
    more = tag("li", said("more-places", lang, count=whole(rest, lang)), class_="more")
    return tag(
        "ul",
        *(_quote(one, terms, fillers) for one in shown),
        more if rest > 0 else None,
        class_="quotes",
    )


def _quote(quote: Quote, terms: Sequence[str], fillers: Sequence[str]) -> Markup:
    found = pieces(quote.text, term=terms, filler=fillers) if quote.text.strip() else []
    marked = (
        text if group is None else tag("mark", text, class_="other" if group == "filler" else None)
        for text, group in found
    )
    said_there = tag("q", *marked) if found else None
    return tag("li", said_there, tag("cite", f"{quote.file}:{quote.line}"))


# ------------------------------------------------------------------------- couplings


def coupling_table(couplings: Sequence[Coupling], lang: str) -> Markup:
    """The table of words that stand side by side."""
    names = (("words", ""), ("support", "n"), ("documents", "n"), ("adjacent", "n"), ("place", ""))
    heads = (tag("th", said(name, lang), scope="col", class_=kind or None) for name, kind in names)
    return tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", "\n", lines(_coupling(one, lang) for one in couplings), "\n"),
        class_="couplings",
    )


def _coupling(coupling: Coupling, lang: str) -> Markup:
    quote = coupling.quotes[0] if coupling.quotes else None
    return tag(
        "tr",
        tag("th", " ".join(coupling.words), scope="row"),
        tag("td", whole(coupling.support, lang), class_="n"),
        tag("td", whole(coupling.documents, lang), class_="n"),
        tag("td", percent(coupling.adjacent, lang), class_="n"),
        tag("td", tag("cite", f"{quote.file}:{quote.line}") if quote else None),
    )
