"""Costs as a table for a person and as data for a program, `deltalang.cost/1`."""

from collections.abc import Iterator, Sequence
from typing import Any

from deltalang.diagnostics import display_width
from deltalang.economy.costs import Cost
from deltalang.economy.counting import Counter
from deltalang.messages import template

FORMAT = "deltalang.cost/1"
_LONGEST = 70


def table(cost: Cost, lang: str, *, exact: bool) -> list[str]:
    """Write the table of a scene: a row for each form, a column for each number of uses.

    Where an estimate counted, a line says which row to trust least.
    """
    head = [template("ui.cost-form", lang), *(f"×{n}" for n in cost.uses)]
    rows = [head + ([template("ui.cost-break-even", lang)] if cost.legend else [])]
    for row in cost.rows:
        cells = [template(f"ui.form-{row.form}", lang), *map(str, row.totals)]
        if cost.legend:
            bare = row.form in ("legend", "written")
            cells.append("" if bare else _from(row.break_even, lang))
        rows.append(cells)
    title = cost.label or cost.source
    lines = [_short(title), *_aligned(rows)]
    if cost.legend:
        lines += ["", template("ui.cost-legend", lang)]
        lines += [f"  {_short(line)}" for line in cost.legend]
    said = list(advised(cost, lang))
    if not exact:
        said.append(template("ui.cost-rough", lang))
    return lines + (["", *said] if said else [])


def advised(cost: Cost, lang: str) -> Iterator[str]:
    """Say the advice of a scene, one line each."""
    for one in cost.advice:
        yield template(f"ui.advice-{one.kind}", lang).format(**one.figures)


def data(costs: Sequence[Cost], counter: Counter) -> dict[str, Any]:
    """Make the data of several scenes; it validates against `cost.schema.json`."""
    return {
        "format": FORMAT,
        "tokenizer": {
            "name": counter.name,
            "exact": counter.exact,
            "against": counter.against,
            "error": {one.lang: {"mean": one.mean, "most": one.most} for one in counter.accuracy},
        },
        "uses": list(costs[0].uses) if costs else [],
        "scenes": [_scene(cost) for cost in costs],
    }


def _scene(cost: Cost) -> dict[str, Any]:
    return {
        "label": cost.label,
        "source": cost.source,
        "legend": list(cost.legend),
        "forms": [
            {
                "form": row.form,
                "text": row.text,
                "tokens": row.tokens,
                "totals": list(row.totals),
                "break_even": row.break_even,
            }
            for row in cost.rows
        ],
        "advice": [{"kind": one.kind, "figures": dict(one.figures)} for one in cost.advice],
    }


def _from(uses: int | None, lang: str) -> str:
    return template("ui.cost-never", lang) if uses is None else str(uses)


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first = row[0] + " " * (widths[0] - display_width(row[0]))
        rest = (" " * (w - display_width(c)) + c for c, w in zip(row[1:], widths[1:], strict=True))
        yield f"  {'  '.join((first, *rest))}".rstrip()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
