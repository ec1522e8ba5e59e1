"""What a report says of the run as a whole, for the table and the page alike."""

from __future__ import annotations

import attrs

from deltalang.mining.proposals import Report
from deltalang.mining.reporting.wordings import decimal, named, percent, said, whole

_REPEATS = "repeats"  # counts scenes, not patterns
_SELECTION = "selection"  # no rule of the sieve: it chooses among what passed
RARE = 0.25
"""Where fewer of the proposals have three images or more, the report says that this is usual."""


@attrs.frozen
class Step:
    """A rule of the sieve: its name, how many patterns it took out, how many were left."""

    rule: str
    taken: int
    left: int


def steps(report: Report) -> list[Step]:
    """Follow the patterns through the rules that took something out, and the selection."""
    left, made = report.candidates, []
    for rule, taken in report.counts.items():
        if rule != _REPEATS and taken:
            left = max(0, left - taken)
            made.append(Step(rule, taken, left))
    return made


def sieve(report: Report) -> list[Step]:
    """The steps that are rules, before the selection of what shortens the corpus."""
    return [step for step in steps(report) if step.rule != _SELECTION]


def passed(report: Report) -> int:
    """How many patterns passed the rules: what the null count is to be compared with."""
    rules = sieve(report)
    return rules[-1].left if rules else report.candidates


def share_of_bits(report: Report) -> float:
    """The size of the corpus with the formulas, as a share of the size without; 1.0 when not measured."""
    return report.bits / report.start_bits if report.start_bits else 1.0


def lead(report: Report, lang: str) -> str:
    """Say what was searched."""
    figures = report.figures
    return said(
        "lead",
        lang,
        scenes=whole(figures.scenes, lang),
        documents=whole(figures.documents, lang),
        terms=whole(figures.terms, lang),
        repeated=whole(figures.repeated, lang),
    )


def null_words(report: Report, lang: str) -> str:
    """Say how many patterns shuffled data has."""
    if report.null is None or not report.null.counts:
        return said("null-off", lang)
    mean, shuffles = report.null.mean, len(report.null.counts)
    return said("null-short", lang, mean=decimal(mean, lang), shuffles=shuffles)


def replication_words(report: Report, lang: str) -> str:
    """Say how many patterns of a half the other half shows too."""
    if report.replication is None:
        return said("null-off", lang)
    again, found = report.replication.again, report.replication.found
    share = percent(report.replication.share, lang)
    return said(
        "replication-short", lang, share=share, again=whole(again, lang), found=whole(found, lang)
    )


def bits_words(report: Report, lang: str) -> str:
    """Say how long the corpus is without and with the formulas."""
    if not report.start_bits:
        return said("null-off", lang)
    return said(
        "bits-short",
        lang,
        start=whole(report.start_bits, lang),
        end=whole(report.bits, lang),
        share=percent(share_of_bits(report), lang),
    )


def limits(report: Report, lang: str) -> list[str]:
    """Say which limits ended the run early, in the order of their names."""
    return [
        named("limit", name, lang).format(count=whole(count, lang))
        for name, count in sorted(report.limits.items())
    ]


def few_long(report: Report, lang: str) -> str | None:
    """Say that long formulas are rare, where they are."""
    total = len(report.proposals)
    count = sum(len(proposal.terms) > 2 for proposal in report.proposals)
    if not total or count >= RARE * total:
        return None
    return said("few-long", lang, count=whole(count, lang), total=whole(total, lang))
