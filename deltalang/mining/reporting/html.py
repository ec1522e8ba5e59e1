"""The page of a report: one file that needs neither network nor JavaScript.

The script only sorts, filters and names columns; without it everything is there to read and print. The
page forbids itself the network and every style and script but its own two, which it knows by digest.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping

from deltalang._resources import read_resource
from deltalang.mining.proposals import KINDS, Report
from deltalang.mining.reporting.cards import cards, coupling_table, overview
from deltalang.mining.reporting.glance import at_a_glance, funnel
from deltalang.mining.reporting.markup import Markup, lines, raw, tag
from deltalang.mining.reporting.matrix import document_map
from deltalang.mining.reporting.plots import plots
from deltalang.mining.reporting.summary import lead
from deltalang.mining.reporting.wordings import said, whole


def report_page(report: Report, lang: str, top: int) -> str:
    """Write the best `top` proposals and couplings of a report as an HTML page.

    The same report gives the same bytes.
    """
    style, script = (read_resource("mining", "reporting", f"page.{kind}") for kind in ("css", "js"))
    page = tag(
        "html",
        "\n",
        tag("head", "\n", lines(_head(lang, style, script)), "\n"),
        "\n",
        tag("body", "\n", lines(_body(report, lang, top)), "\n", tag("script", raw(script)), "\n"),
        "\n",
        lang=lang,
    )
    return f"<!doctype html>\n{page}\n"


def _head(lang: str, style: str, script: str) -> Iterator[Markup]:
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield tag("meta", charset="utf-8")
    yield tag("meta", http_equiv="Content-Security-Policy", content=policy)
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("meta", name="color-scheme", content="light dark")
    yield tag("meta", name="referrer", content="no-referrer")
    yield tag("meta", name="robots", content="noindex")
    yield tag("title", said("title", lang))
    yield tag("style", raw(style))


def _digest(text: str) -> str:
    """How a content security policy names a text of the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _body(report: Report, lang: str, top: int) -> Iterator[Markup]:
    drawings = [*plots(report, lang, top), *filter(None, [funnel(report, lang)])]
    parts = [
        at_a_glance(report, lang),
        tag("section", *drawings, class_="plots", id="plots") if drawings else None,
        document_map(report, lang, top),
        *_formulas(report, lang, top),
        _couplings(report, lang, top),
        _settings(report, lang),
    ]
    yield tag(
        "header",
        tag("h1", said("title", lang)),
        tag("p", lead(report, lang), class_="lead"),
        class_="top",
    )
    yield tag("main", "\n", lines(part for part in parts if part is not None), "\n")
    yield tag("footer", tag("p", said("private", lang)), class_="bottom")


# ------------------------------------------------------------------------- the lists


def _formulas(report: Report, lang: str, top: int) -> Iterator[Markup]:
    shown, count = report.proposals[:top], len(report.proposals)
    title = tag("h2", said("formulas", lang), *_count(len(shown), count, lang))
    if not shown:
        yield tag("section", title, tag("p", said("none", lang), class_="says"), id="formulas")
        return
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in shown)]
    yield tag(
        "section",
        title,
        _controls(kinds, lang),
        tag("div", overview(shown, lang), class_="wide"),
        id="formulas",
    )
    yield tag(
        "section",
        tag("h2", said("evidence", lang)),
        tag("div", "\n", cards(shown, lang), "\n", class_="cards"),
        id="evidence",
    )


def _controls(kinds: list[str], lang: str) -> Markup:
    """What narrows the list; it is hidden until the script makes it work."""
    boxes = (
        tag(
            "label",
            tag("input", type="checkbox", value=kind, checked=True),
            said(f"kind-{kind}", lang),
        )
        for kind in kinds
    )
    search = tag("input", type="search", placeholder=said("filter-hint", lang), autocomplete="off")
    return tag(
        "form",
        tag("label", said("filter", lang), " ", search),
        *(boxes if len(kinds) > 1 else ()),
        tag("output", aria_live="polite", data_shown=said("shown", lang, shown="{0}", count="{1}")),
        class_="controls",
        hidden=True,
    )


def _count(shown: int, count: int, lang: str) -> Iterator[Markup]:
    if shown < count:
        words = said("shown", lang, shown=whole(shown, lang), count=whole(count, lang))
        yield tag("small", " ", words)


def _couplings(report: Report, lang: str, top: int) -> Markup | None:
    shown, count = report.couplings[:top], len(report.couplings)
    if not shown:
        return None
    return tag(
        "section",
        tag("h2", said("couplings", lang), *_count(len(shown), count, lang)),
        tag("p", said("couplings-lead", lang), class_="says"),
        tag("div", coupling_table(shown, lang), class_="wide"),
        id="couplings",
    )


# ---------------------------------------------------------------------- the settings


def _settings(report: Report, lang: str) -> Markup:
    rows = _flat(report.settings, lang)
    return tag(
        "section",
        tag("h2", said("settings", lang)),
        tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows)),
        id="settings",
    )


def _flat(settings: Mapping[str, object], lang: str, at: str = "") -> Iterator[tuple[str, str]]:
    """Settings as names and words; settings inside settings have the way to them as a name."""
    for name, value in sorted(settings.items()):
        if isinstance(value, Mapping):
            yield from _flat(value, lang, f"{at}{name}.")
        elif isinstance(value, bool):
            yield f"{at}{name}", said("yes" if value else "no", lang)
        elif isinstance(value, (list, tuple)):
            yield f"{at}{name}", ", ".join(map(str, value)) or "–"
        else:
            yield f"{at}{name}", "–" if value is None else str(value)
