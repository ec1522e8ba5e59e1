"""Proposals in words, in rows and as data."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import click

from deltalang.cli.printing import harmless
from deltalang.diagnostics import display_width, visible
from deltalang.messages import template
from deltalang.mining.proposals import Proposal, Statistics
from deltalang.proposing.comparing import Comparison
from deltalang.proposing.deciding import Outcome
from deltalang.proposing.decisions import VERDICTS
from deltalang.proposing.openings import Opening
from deltalang.proposing.standing import EQUAL, EXTENDED_BY, EXTENDS, NEAR, Neighbour
from deltalang.renderers.json import dumps

_KINDS = {
    "sum": "ui.review-sum",
    "chain": "ui.review-chain",
    "cycle": "ui.review-cycle",
    "template": "ui.review-template",
}
_RELATIONS = {
    EQUAL: "ui.review-equal",
    EXTENDS: "ui.review-extends",
    EXTENDED_BY: "ui.review-extended",
    NEAR: "ui.review-near",
}
Neighbours = Sequence[Neighbour]
FORMAT = "deltalang.review/1"
"""What `review --to json` writes."""
_QUOTES = 5
_LONGEST = 200


def in_words(
    opening: Opening, proposal: Proposal, neighbours: Neighbours, lang: str, *, count: int
) -> list[str]:
    """Describe an opening in lines; `proposal` is its own, or what somebody made of it."""
    found = proposal.statistics
    place = template("ui.review-place", lang).format(rank=opening.rank, count=count)
    marks = [place, kind(proposal, lang)]
    if opening.later:
        marks.append(template("ui.review-later", lang))
    lines = [f"{' · '.join(marks)}", f"  {visible(proposal.expression, limit=2_000)}"]
    lines += [f"  {line}" for line in (_figures(found, lang), *_chance(found, lang))]
    for hole in proposal.parameters:
        fillers = ", ".join(f"{f.term} ({f.support})" for f in proposal.fillers if f.hole == hole)
        said = template("ui.review-fillers", lang).format(hole=hole, fillers=fillers)
        lines += [f"  {visible(said, limit=_LONGEST)}"] if fillers else []
    for quote in proposal.quotes[:_QUOTES]:
        text = visible(" ".join(quote.text.split()), limit=_LONGEST)
        lines.append(f"    {visible(quote.file, limit=_LONGEST)}:{quote.line}  {text}")
    if opening.formula is not None:
        lines.append(f"  {_making(opening, lang)}")
    beside = [relation(neighbour, lang, formula=True) for neighbour in neighbours]
    lines += [f"  {line}" for line in beside or [template("ui.review-alone", lang)]]
    return lines


def rows(found: Sequence[tuple[Opening, Neighbours]], lang: str) -> list[str]:
    """Write openings in columns: rank, digest, kind, scenes/documents, expression, what it is to others."""
    cells = [
        (
            str(opening.rank),
            f"#{opening.proposal.digest[:12]}",
            kind(opening.proposal, lang),
            f"{opening.proposal.statistics.support}/{opening.proposal.statistics.documents}",
            visible(opening.proposal.expression, limit=100),
            visible(_note(opening, neighbours, lang), limit=100),
        )
        for opening, neighbours in found
    ]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    right = {0, 3}  # the columns of numbers
    lines = []
    for row in cells:
        fills = (" " * (width - display_width(c)) for c, width in zip(row, widths, strict=True))
        pairs = enumerate(zip(row, fills, strict=True))
        lines.append("  ".join(f + c if i in right else c + f for i, (c, f) in pairs).rstrip())
    return lines


def data(opening: Opening, neighbours: Neighbours) -> dict[str, Any]:
    """An opening as plain data."""
    proposal, difference = opening.proposal, opening.difference
    return {
        "rank": opening.rank,
        "digest": proposal.digest,
        "kind": proposal.kind,
        "expression": proposal.expression,
        "parameters": list(proposal.parameters),
        "makes": opening.makes,
        "formula": opening.formula,
        "difference": difference.display if difference is not None else None,
        "later": opening.later,
        "statistics": {
            name: number if math.isfinite(number) else None  # JSON knows no infinity
            for name, number in attrs.asdict(proposal.statistics).items()
        },
        "neighbours": [attrs.asdict(neighbour) for neighbour in neighbours],
        "quotes": [attrs.asdict(quote) for quote in proposal.quotes],
    }


def outcome_line(outcome: Outcome, lang: str) -> str:
    """`Δ100@1 new: жар + рост`, or that a known formula says it."""
    if outcome.publication is None:
        return template("ui.review-known", lang).format(edition=outcome.edition)
    record, difference = outcome.publication.record, outcome.publication.difference
    return f"{outcome.edition} {record.compatibility}: {visible(difference.display, limit=10_000)}"


def print_lost(comparison: Comparison, lang: str) -> None:
    """Name the formulas that are not found any more, on standard error."""
    words = template("ui.review-lost", lang)
    for lost in comparison.lost:
        click.echo(harmless(words.format_map(attrs.asdict(lost))), err=True)


def print_summary(counts: Mapping[str, int], still_open: int, lang: str) -> None:
    """Tell how many were accepted, rejected and put off, and how many are open, on standard error."""
    words = template("ui.review-summary", lang)
    done = {verdict: counts.get(verdict, 0) for verdict in VERDICTS}
    click.echo(words.format(**done, open=still_open), err=True)


def print_json(parts: Mapping[str, Any]) -> None:
    """Print what a program asked for."""
    click.echo(dumps({"format": FORMAT, **parts}, indent=2))


def kind(proposal: Proposal, lang: str) -> str:
    """The kind of a proposal in words; one that is not known stays as it is."""
    return template(_KINDS[proposal.kind], lang) if proposal.kind in _KINDS else proposal.kind


def relation(neighbour: Neighbour, lang: str, *, formula: bool = False) -> str:
    """What a proposal is to a known formula, in words; with the formula's text where it is asked for."""
    words = template(_RELATIONS[neighbour.relation], lang)
    said = words.format(edition=neighbour.edition, likeness=f"{neighbour.likeness:.2f}")
    slug = f" Δ:{neighbour.slug}" if neighbour.slug else ""
    shown = f"{slug}  {neighbour.formula}" if formula else ""
    return visible(said + shown, limit=_LONGEST)


def _note(opening: Opening, neighbours: Neighbours, lang: str) -> str:
    notes = [template("ui.review-later", lang)] if opening.later else []
    if opening.formula is not None:
        notes.append(_making(opening, lang))
    elif neighbours:
        notes.append(relation(neighbours[0], lang))
    return ", ".join(notes)


def _making(opening: Opening, lang: str) -> str:
    """What accepting an opening makes of a known formula: `new version of Δ101: + свет`."""
    formula = (opening.formula or "").partition("@")[0]
    if opening.difference is None:
        return template("ui.review-evidence", lang).format(formula=formula)
    change = opening.difference.display
    signed = change if change.startswith("-") else f"+ {change}"
    return template("ui.review-version", lang).format(formula=formula, difference=signed)


def _figures(found: Statistics, lang: str) -> str:
    words = template("ui.review-figures", lang)
    return words.format(support=found.support, documents=found.documents)


def _chance(found: Statistics, lang: str) -> list[str]:
    """How rare it would be by chance, and what it saves, where the miner has found out."""
    said = [
        template("ui.review-chance", lang).format(
            expected=f"{found.expected:.3g}",
            lift=f"{found.lift:.2g}",
            p_value=f"{found.p_value:.1g}",
        )
    ]
    if found.gain_bits > 0:
        words = template("ui.review-gain", lang)
        said.append(words.format(bits=round(found.gain_bits), images=found.gain_tokens))
    return said
